import assert from 'node:assert/strict';
import sinon from 'sinon';
import { handOut, tellAnswer, wasNotHandedOut } from '../../../src/adapters/relay-link/hand-out.ts';
import type { RelayAnswer, RelayJob } from '../../../src/model/relay-job.ts';
import { NotSigned } from '../../../src/ports/job-signer.ts';
import type { AuditEvent } from '../../../src/ports/store.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../../src/protocol/keys.ts';
import { jobHash, jobIsSigned } from '../../../src/protocol/sign-job.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../../ports/relay-jobs.ts';

const READ: RelayJob = { kind: 'read', jobId: 'read-1', notAfter: '2026-11-21T14:01:00.000Z', request: { reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } } };
const STEP = stepJob(planWith([REPAIR_PREFIX]));

describe('a job that leaves for a relay', () => {
  const key = linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
  const botKey = publicKeyOf(key.publicJwk)?.key ?? assert.fail();
  let events: AuditEvent[] = [];
  const options = (change: Partial<Parameters<typeof handOut>[0]> = {}) => ({
    jobKey: key, clock: { now: () => new Date('2026-11-21T14:00:00Z'), sleep: () => Promise.resolve() }, log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() },
    store: { audit: async (event: AuditEvent) => void events.push(event) }, ...change,
  });
  beforeEach(() => {
    events = [];
  });

  it('is signed for that relay, and a step is in the trail before it leaves', async () => {
    const handed = await handOut(options(), 'relay-1', STEP);
    assert.ok('signed' in handed && jobIsSigned(handed.signed, 'relay-1', botKey));
    const [told] = events;
    assert.deepEqual([told?.event, told?.planId, told?.facts['relayId'], told?.facts['jobHash'], told?.facts['requester'], told?.facts['deciders']], ['job.sent', STEP.plan.planId, 'relay-1', jobHash(STEP), STEP.plan.requester.oid, STEP.decisions.map(({ decider }) => decider.oid)]);
    assert.ok(!JSON.stringify(events).includes('idToken'));
  });

  it('is not told in the trail when it only reads', async () => {
    assert.ok('signed' in (await handOut(options(), 'relay-1', READ)));
    await tellAnswer(options(), 'relay-1', { job: READ, answer: { kind: 'read', jobId: 'read-1', fragment: { unread: [] } } });
    assert.deepEqual(events, []);
  });

  const UNSENT: readonly { readonly title: string; readonly change: Partial<Parameters<typeof handOut>[0]>; readonly says: string }[] = [
    { title: 'the vault gives no signature', change: { jobKey: { ...key, sign: () => Promise.reject(new NotSigned('the vault did not answer in time for the key jobs')) } }, says: 'the job was not handed out: the vault did not answer in time for the key jobs' },
    { title: 'the trail cannot be written', change: { store: { audit: () => Promise.reject(new Error('disk full at /var/lib')) } }, says: 'the job was not handed out: it could not be written to the audit trail' },
  ];
  for (const { title, change, says } of UNSENT) {
    it(`stays here when ${title}, and says so`, async () => {
      const handed = await handOut(options(change), 'relay-1', STEP);
      assert.ok('unsent' in handed && wasNotHandedOut(handed.unsent));
      assert.deepEqual(handed.unsent, { kind: 'refused', jobId: STEP.jobId, says });
      assert.deepEqual(events, []);
    });
  }

  const ANSWERS: readonly { readonly answer: RelayAnswer; readonly told: string }[] = [
    { answer: { kind: 'step', jobId: STEP.jobId, result: { is: 'applied', found: {} } }, told: 'applied' },
    { answer: { kind: 'step', jobId: STEP.jobId, result: { is: 'drifted', found: {}, says: 'changed meanwhile' } }, told: 'drifted' },
    { answer: { kind: 'look', jobId: STEP.jobId, observation: { stands: 'before', found: {}, says: '' } }, told: 'before' },
    { answer: { kind: 'refused', jobId: STEP.jobId, says: 'read-only' }, told: 'refused' },
    { answer: { kind: 'admitted', jobId: STEP.jobId, says: '' }, told: 'admitted' },
  ];
  for (const { answer, told } of ANSWERS) {
    it(`is answered by a relay that the trail names (${told})`, async () => {
      await tellAnswer(options(), 'relay-2', { job: STEP, answer });
      assert.deepEqual([events[0]?.event, events[0]?.facts['relayId'], events[0]?.facts['answer'], events[0]?.facts['jobHash']], ['job.answered', 'relay-2', told, jobHash(STEP)]);
      assert.ok(!wasNotHandedOut(answer));
    });
  }
});
