import assert from 'node:assert/strict';
import type { PersonId } from '../../src/model/ids.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import type { SealProof } from '../../src/model/relay-job.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { runJob } from '../../src/relay/run-job.ts';
import type { LoginServer } from '../../lab/servers/login-server.ts';
import { memorySyncServer } from '../ports/memory-sync-server.ts';
import { APPROVER, OTHER_APPROVER, planWith, REPAIR_PREFIX, REQUESTER, stepJob } from '../ports/relay-jobs.ts';
import { approverSeal, claimsFor, openSealedRelay, PLAN, requesterSeal, sealedJob, sealingOf, seconds, startTenant, type SealedRelay } from './sealed-jobs.ts';

const HASH = planHash(PLAN);

describe('the age of a seal', () => {
  let login: LoginServer;
  let relay: SealedRelay;
  before(async () => {
    login = await startTenant();
  });
  after(() => login.close());
  beforeEach(() => {
    relay = openSealedRelay(login);
  });
  afterEach(() => relay.close());

  describe('judges the age once:', () => {
    const late = { notAfter: '2026-11-21T09:46:00.000Z' };

    it('an approver who signed in eleven minutes ago is too late', async () => {
      relay.clock.forward(9 * 60_000);
      await relay.refuses(await relay.goodJob({ notAfter: '2026-11-21T09:15:00.000Z' }), /older than 10 minutes/);
    });

    it('the requester may have signed in as long ago as the time for approval lasts', async () => {
      const plan = planWith([REPAIR_PREFIX], { executeWithinMinutes: 60 });
      const requester = { role: 'requester', verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid: REQUESTER, role: 'requester', at: '09:00:30', plan })) } as const;
      relay.clock.forward(42 * 60_000);
      const approver = { role: 'approver', verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid: APPROVER, role: 'approver', at: '09:41:00', plan })) } as const;
      await relay.runs(sealedJob([requester, approver], { plan, ...late }));
    });

    it('two approvers may be 40 minutes apart when each was admitted in time', async () => {
      const plan = planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } });
      const within = relay.worldWith(sealingOf(login, { approvers: { people: [APPROVER, OTHER_APPROVER], groups: [] } }));
      const seal = async (oid: PersonId, role: SealProof['role'], at: string): Promise<SealProof> => ({ role, verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid, role, at, plan })) });
      const [requester, first, second] = [await seal(REQUESTER, 'requester', '09:00:30'), await seal(APPROVER, 'approver', '09:01:00'), await seal(OTHER_APPROVER, 'approver', '09:41:00')];
      await relay.admits(sealedJob([requester], { plan, decisions: [] }), /0 of 2 approvers/, within);
      await relay.admits(sealedJob([requester, first], { plan, decisions: [] }), /1 of 2 approvers/, within);
      relay.clock.forward(40 * 60_000);
      const decision = stepJob(plan).decisions[0] ?? assert.fail();
      const job = sealedJob([requester, first, second], { plan, ...late, decisions: [decision, { ...decision, decider: { oid: OTHER_APPROVER, name: 'x', upn: 'x', personKey: null }, at: '2026-11-21T09:41:30.000Z' }] });
      await relay.admits(job, /^$/, within);
      await relay.runs(job, within);
    });

    it('without admission in time the first of them is too old', async () => {
      const plan = planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } });
      const within = relay.worldWith(sealingOf(login, { approvers: { people: [APPROVER, OTHER_APPROVER], groups: [] } }));
      const seal = async (oid: PersonId, role: SealProof['role'], at: string): Promise<SealProof> => ({ role, verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid, role, at, plan })) });
      relay.clock.forward(40 * 60_000);
      await relay.admits(sealedJob([await seal(REQUESTER, 'requester', '09:00:30'), await seal(APPROVER, 'approver', '09:01:00'), await seal(OTHER_APPROVER, 'approver', '09:41:00')], { plan, ...late, decisions: [] }), /1 of 2 approvers.*older than 10 minutes/, within);
    });

    it('an admission survives a restart and the end of the token, and ends with the time for running', async () => {
      await relay.admits(await relay.goodJob(), /^$/);
      relay.restart();
      const again = relay.worldWith(sealingOf(login));
      relay.clock.forward(12 * 60_000);
      await relay.runs(await relay.goodJob({ notAfter: '2026-11-21T09:17:00.000Z' }), again);
      relay.clock.forward(4 * 60_000);
      const answer = await runJob(again, await relay.goodJob({ notAfter: '2026-11-21T09:20:00.000Z', attempt: 2, fence: 2 }));
      assert.ok(answer.kind === 'refused' && answer.says.includes('time for which the seals of this plan hold has passed'), JSON.stringify(answer));
    });

    it('what was switched off under seal is switched on again for a day, and nothing else is done for so long', async () => {
      const switchTo = (after: boolean): StepDraft => ({ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: !after, after }, says: 'Switch' });
      const plan = planWith([REPAIR_PREFIX, { ...switchTo(true), always: true }, { ...switchTo(false), always: true }]);
      const within = relay.worldWith(sealingOf(login, { operations: { 'ad.change-addresses': 'sign-in', 'sync.set-scheduler': 'sign-in' } }));
      const policy = { ...within.policy, operations: [...within.policy.operations, 'sync.set-scheduler' as const] };
      const world = { ...within, policy, site: { ...within.site, syncServers: [memorySyncServer('SYNC01', () => relay.clock.now())] } };
      const seal = async (oid: PersonId, role: SealProof['role']): Promise<SealProof> => ({ role, verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid, role, at: '09:01:00', plan })) });
      const seals = [await seal(REQUESTER, 'requester'), await seal(APPROVER, 'approver')];
      await relay.runs(sealedJob(seals, { plan }), world);
      const ask = async (step: number, notAfter: string) => runJob(world, sealedJob(seals, { plan, step, fence: 2, notAfter }));
      relay.clock.forward(3 * 60 * 60_000);
      assert.equal((await ask(2, '2026-11-21T12:06:00.000Z')).kind, 'step');
      assert.match(JSON.stringify(await ask(3, '2026-11-21T12:06:00.000Z')), /time for which the seals of this plan hold has passed/);
      relay.clock.forward(22 * 60 * 60_000);
      assert.match(JSON.stringify(await runJob(world, sealedJob(seals, { plan, step: 2, attempt: 2, fence: 3, notAfter: '2026-11-22T10:06:00.000Z' }))), /time for which the seals of this plan hold has passed/);
    });

    it('an admission of the future is none: a clock that was set back makes nothing last longer', async () => {
      await relay.admits(await relay.goodJob(), /^$/);
      relay.clock.forward(-6 * 60_000);
      await relay.refuses(await relay.goodJob(), /time for which the seals of this plan hold has passed/);
    });

    it('whatever the plan says, seals hold for four hours at most and requests for a day', async () => {
      const plan = planWith([REPAIR_PREFIX], { executeWithinMinutes: 600, approveBy: '2026-11-24T09:00:00.000Z' });
      const seal = async (oid: PersonId, role: SealProof['role']): Promise<SealProof> => ({ role, verdict: 'approve', idToken: await login.signIdToken({ ...claimsFor(login, { oid, role, at: '09:01:00', plan }), exp: seconds('23:00:00') + 86_400 }) });
      const seals = [await seal(REQUESTER, 'requester'), await seal(APPROVER, 'approver')];
      await relay.runs(sealedJob(seals, { plan }));
      relay.clock.forward(241 * 60_000);
      const late = await runJob(relay.world(), sealedJob(seals, { plan, notAfter: '2026-11-21T13:05:00.000Z', attempt: 2, fence: 2 }));
      assert.ok(late.kind === 'refused' && late.says.includes('time for which the seals'), JSON.stringify(late));
      const other = planWith([REPAIR_PREFIX], { rev: 2, approveBy: '2026-11-24T09:00:00.000Z' });
      const request = { role: 'requester', verdict: 'approve', idToken: await login.signIdToken({ ...claimsFor(login, { oid: REQUESTER, role: 'requester', at: '09:01:00', plan: other }), exp: seconds('23:00:00') + 86_400 }) } as const;
      relay.clock.forward(20 * 60 * 60_000);
      await relay.admits(sealedJob([request], { plan: other, notAfter: '2026-11-22T09:06:00.000Z', decisions: [] }), /brought after the time for approval/);
    });

    it('a second sign-in of the same person does not make it last longer', async () => {
      await relay.admits(await relay.goodJob(), /^$/);
      relay.clock.forward(6 * 60_000);
      await relay.admits(sealedJob([await approverSeal(login, { auth_time: seconds('09:07:00'), iat: seconds('09:07:00'), exp: seconds('10:07:00') })], { notAfter: '2026-11-21T09:12:00.000Z' }), /^$/);
      assert.deepEqual(relay.journal().sealsOf(HASH).map(({ at }) => at), ['2026-11-21T09:02:00.000Z', '2026-11-21T09:02:00.000Z']);
    });

    it('a seal after the time for approval is none', async () => {
      relay.clock.forward(60 * 60_000);
      const plan = PLAN;
      const approver = { role: 'approver', verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid: APPROVER, role: 'approver', at: '10:01:00', plan })) } as const;
      await relay.admits(sealedJob([await requesterSeal(login), approver], { notAfter: '2026-11-21T10:05:00.000Z' }), /person who asked was brought after the time for approval; the sign-in of an approver came after the time for approval/);
    });
  });
});
