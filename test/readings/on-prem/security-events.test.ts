import assert from 'node:assert/strict';
import { isObjectGuid } from '../../../src/model/ids.ts';
import type { SecurityLogAnswer } from '../../../src/model/security-event.ts';
import { SyncServerError } from '../../../src/ports/sync-server.ts';
import { readOnPrem } from '../../../src/readings/on-prem/index.ts';

const text: string = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const guid = isObjectGuid(text) ? text : assert.fail();
const ASK = { reading: 'ad.security-events', version: 1, params: { guid, sid: 'S-1-5-21-1-2-3-1105' } } as const;
const NOTHING = { directories: [], syncServers: [] };

describe('the reading ad.security-events', () => {
  it('brings what each domain controller answered', async () => {
    const answer: SecurityLogAnswer = { domainController: 'dc01', is: 'not-audited', says: 'nothing is written down' };
    const asked: unknown[] = [];
    const about = (object: unknown) => {
      asked.push(object);
      return Promise.resolve([answer]);
    };
    assert.deepEqual(await readOnPrem({ ...NOTHING, securityLog: { about } }, ASK), { securityLogs: [answer], unread: [] });
    assert.deepEqual(asked, [ASK.params]);
  });

  it('is not configured where the relay has no way to the logs', async () => {
    const { securityLogs, unread } = await readOnPrem(NOTHING, ASK);
    assert.deepEqual([securityLogs, unread.map(({ what, why }) => [what, why])], [undefined, [['securityLogs', 'not-configured']]]);
  });

  for (const [fault, why] of [['timed-out', 'timed-out'], ['unreachable', 'failed'], ['access-denied', 'access-denied']] as const) {
    it(`is unread, never empty, when PowerShell ends in ${fault}`, async () => {
      const about = () => Promise.reject(new SyncServerError(fault, `it is ${fault}`));
      const { securityLogs, unread } = await readOnPrem({ ...NOTHING, securityLog: { about } }, ASK);
      assert.deepEqual([securityLogs, unread.map((each) => [each.what, each.why])], [undefined, [['securityLogs', why]]]);
    });
  }
});
