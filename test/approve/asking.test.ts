import assert from 'node:assert/strict';
import { unreadSources } from '../../src/approve/source-unread.ts';
import { wrongWords } from '../../src/approve/wrong-words.ts';
import type { Refusal } from '../../src/model/approval.ts';
import type { Unread } from '../../src/model/evidence.ts';
import type { OperationName } from '../../src/model/plan.ts';
import { SAMPLE_STEPS } from '../contracts/sample-steps.ts';

describe('the words of a request', () => {
  const NO = { needed: false, pattern: null };
  const INC = { needed: true, pattern: '^INC[0-9]+$' };
  const ROWS: readonly (readonly [string, { readonly reason: string; readonly ticket: string | null }, typeof NO | typeof INC, Refusal | 'fine'])[] = [
    ['a reason', { reason: 'she asked', ticket: null }, NO, 'fine'],
    ['no reason', { reason: '', ticket: null }, NO, 'reason-needed'],
    ['a blank for a reason', { reason: ' \n\t', ticket: 'INC1' }, INC, 'reason-needed'],
    ['a reason of 2,000 characters', { reason: 'x'.repeat(2_000), ticket: null }, NO, 'fine'],
    ['a longer reason', { reason: 'x'.repeat(2_001), ticket: null }, NO, 'comment-too-long'],
    ['no ticket where one is needed', { reason: 'r', ticket: null }, INC, 'ticket-needed'],
    ['a blank for a ticket where one is needed', { reason: 'r', ticket: '  ' }, INC, 'ticket-needed'],
    ['the ticket that is needed', { reason: 'r', ticket: ' INC12345 ' }, INC, 'fine'],
    ['a ticket of another kind', { reason: 'r', ticket: 'CHG1' }, INC, 'ticket-needed'],
    ['a ticket of another kind where none is needed', { reason: 'r', ticket: 'CHG1' }, { needed: false, pattern: '^INC[0-9]+$' }, 'ticket-needed'],
    ['any ticket where no pattern is given', { reason: 'r', ticket: 'see mail' }, { needed: true, pattern: null }, 'fine'],
    ['a ticket that is a novel', { reason: 'r', ticket: 'x'.repeat(101) }, { needed: true, pattern: null }, 'ticket-needed'],
  ];
  for (const [what, words, ticket, expected] of ROWS) {
    it(`with ${what}: ${expected}`, () => {
      const wrong = wrongWords(words, { ticket });
      assert.equal(wrong?.refusal ?? 'fine', expected);
      if (wrong !== null) assert.match(wrong.says, /^[A-Z].*\.$/);
    });
  }
});

describe('a change', () => {
  const unread = (what: string, why: Unread['why'] = 'failed'): Unread => ({ what, why });
  const ROWS: readonly (readonly [string, readonly OperationName[], readonly Unread[], readonly string[]])[] = [
    ['in AD, everything read', ['ad.change-addresses', 'sync.start-delta'], [], []],
    ['in AD, AD unread', ['ad.change-addresses'], [unread('directory', 'timed-out')], ['Active Directory']],
    ['in AD, its entries unread', ['ad.set-anchor'], [unread('directory.entries', 'access-denied')], ['Active Directory']],
    ['in AD, one forest unread', ['ad.move'], [unread('directory.forests[0]')], ['Active Directory']],
    ['in AD, the entries of one forest unread', ['ad.move'], [unread('directory.forests[1].entries')], ['Active Directory']],
    ['in AD, the recycle bin unread', ['ad.move'], [unread('directory.deleted'), unread('directory.copies'), unread('directory.forests[0].schemaAttributes')], []],
    ['in AD, Entra unread', ['ad.move'], [unread('entra.users')], []],
    ['in AD and on the sync server, which is unread', ['ad.move', 'sync.start-delta'], [unread('syncServers')], ['the sync server']],
    ['of the scheduler, which is unread', ['sync.set-scheduler'], [unread('syncServers[0].scheduler')], ['the sync server']],
    ['of the scheduler, its events unread', ['sync.set-scheduler'], [unread('syncServers.events')], []],
    ['in AD, the relay away', ['ad.move', 'sync.start-delta'], [unread('directory', 'relay-offline')], ['the relay']],
    ['of the scheduler, the relay away', ['sync.set-scheduler'], [unread('directory', 'relay-offline')], ['the relay']],
    ['in the cloud, the relay away', ['entra.set-anchor'], [unread('directory', 'relay-offline')], []],
    ['in the cloud, its users unread', ['entra.set-anchor'], [unread('entra.users', 'throttled')], ['Microsoft Entra ID']],
    ['in the cloud, its recycle bin unread', ['entra.set-anchor'], [unread('entra.deletedUsers')], ['Microsoft Entra ID']],
    ['in the cloud, all of it unread', ['entra.set-anchor'], [unread('entra')], ['Microsoft Entra ID']],
    ['in the cloud, its sign-ins unread', ['entra.set-anchor'], [unread('entra.signIns'), unread('entra.syncFeatures')], []],
    ['in the cloud and a cycle, both unread', ['entra.set-anchor', 'sync.start-delta'], [unread('entra.users'), unread('syncServers')], ['Microsoft Entra ID', 'the sync server']],
    ['to suffixes of a forest that is unread', ['ad.change-upn-suffixes'], [unread('directory.forests[0]')], ['Active Directory']],
    ['of one object on the sync server, which is unread', ['sync.synchronize-object'], [unread('syncServers')], ['the sync server']],
    ['in AD, of which a part was never set up', ['ad.move'], [unread('directory.entries', 'not-configured'), unread('directory', 'not-asked')], []],
  ];
  for (const [what, operations, gaps, expected] of ROWS) {
    it(`${what}: rests on ${expected.length === 0 ? 'nothing that is unread' : expected.join(' and ')}`, () => {
      assert.deepEqual(unreadSources(operations.map((operation) => SAMPLE_STEPS[operation]), { unread: gaps }), expected);
    });
  }
  it('that comes from no diagnosis rests on none', () => assert.deepEqual(unreadSources([SAMPLE_STEPS['ad.move']], null), []));
});
