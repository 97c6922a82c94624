import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { RelayAnswer } from '../../src/model/relay-job.ts';
import { DirectoryError } from '../../src/ports/directory.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { fastClock, type FastClock } from '../ports/fast-clock.ts';
import { memoryDirectory, type MemoryDirectory } from '../ports/memory-directory.ts';
import { memorySyncServer } from '../ports/memory-sync-server.ts';
import { APPROVER, JOHN, johnEntry, OTHER_APPROVER, planIdOf, planWith, REPAIR_PREFIX, REQUESTER, stepJob, type StepJob } from '../ports/relay-jobs.ts';

const POLICY: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses', 'sync.start-delta'], writableContainers: ['OU=Staff,DC=corp,DC=contoso,DC=com'], objectsPerHour: 5, protectedNames: [] };
const PLAN = planWith([REPAIR_PREFIX]);
const GOOD = stepJob(PLAN);
const decision = GOOD.decisions[0] ?? assert.fail();
const says = (answer: RelayAnswer): string => (answer.kind === 'refused' ? answer.says : assert.fail(`not refused: ${JSON.stringify(answer)}`));
const withPlan = (plan: StepJob['plan'], change: Partial<StepJob> = {}): StepJob => stepJob(plan, change);

/** Each breaks one thing of a job that would run. */
const BROKEN: readonly (readonly [string, StepJob, RegExp])[] = [
  ['comes too late', { ...GOOD, notAfter: '2026-11-21T09:01:59.000Z' }, /too late/],
  ['claims to be good for hours', { ...GOOD, notAfter: '2026-11-21T12:00:00.000Z' }, /longer than 5 minutes/],
  ['brings another plan than was approved', { ...GOOD, plan: planWith([REPAIR_PREFIX], { rev: 2 }) }, /hash differs/],
  ['brings another hash', { ...GOOD, planHash: 'f'.repeat(64) }, /hash differs/],
  ['names a step that the plan does not have', { ...GOOD, step: 2 }, /no single step/],
  ['is made for another group', withPlan(planWith([REPAIR_PREFIX], { agentGroup: 'other' })), /group other/],
  ['shows another change than it would do', withPlan({ ...PLAN, steps: PLAN.steps.map((step) => ({ ...step, after: { proxyAddresses: [] } })) }), /not what the step would do/],
  ['has no decision', { ...GOOD, decisions: [] }, /0 of 1/],
  ['is decided by the requester', { ...GOOD, decisions: [{ ...decision, decider: { ...decision.decider, oid: REQUESTER } }] }, /asked for it/],
  ['is decided by the requester as well', { ...GOOD, decisions: [decision, { ...decision, decider: { ...decision.decider, oid: REQUESTER } }] }, /asked for it/],
  ['has one approval where two are needed', withPlan(planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } })), /1 of 2/],
  ['counts one person twice', withPlan(planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } }), { decisions: [0, 1].map(() => ({ ...decision, planHash: planHash(planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } })) })) }), /1 of 2/],
  ['needs nobody\'s approval', withPlan(planWith([REPAIR_PREFIX], { quorum: { approve: 0, deny: 1 } }), { decisions: [] }), /0 of 0/],
  ['was denied', { ...GOOD, decisions: [decision, { ...decision, verdict: 'deny', decider: { ...decision.decider, oid: OTHER_APPROVER } }] }, /denied/],
  ['brings a decision about another hash', { ...GOOD, decisions: [{ ...decision, planHash: 'e'.repeat(64) }] }, /another plan/],
  ['brings a decision about another plan', { ...GOOD, decisions: [{ ...decision, planId: planIdOf('55555555-5555-4555-8555-555555555555') }] }, /another plan/],
  ['was approved after the time for it', { ...GOOD, decisions: [{ ...decision, at: '2026-11-21T10:00:01.000Z' }] }, /outside the time/],
  ['was approved before it was made', { ...GOOD, decisions: [{ ...decision, at: '2026-11-21T08:59:59.000Z' }] }, /outside the time/],
];

describe('a step job on the relay', () => {
  let folder = '';
  let journal: RelayJournal;
  let directory: MemoryDirectory;
  let clock: FastClock;
  let world: JobWorld;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-run-job-'));
    journal = openRelayJournal(join(folder, 'journal.jsonl'));
    directory = memoryDirectory([johnEntry()]);
    clock = fastClock('2026-11-21T09:02:00.000Z');
    const log = { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
    const site = { clock, directories: [{ forest: 'corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', directory }], syncServers: [memorySyncServer('SYNC01', () => clock.now())] };
    world = { site, group: 'default', policy: POLICY, journal, log };
  });
  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs when everything is as it should be', async () => {
    const answer = await runJob(world, GOOD);
    assert.ok(answer.kind === 'step');
    assert.equal(answer.result.is, 'applied');
    assert.deepEqual(directory.writes, ['changeValues']);
    assert.ok(journal.knows(PLAN.planId));
  });

  it('runs with two approvers where two are needed', async () => {
    const plan = planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } });
    const hash = planHash(plan);
    const decisions = [APPROVER, OTHER_APPROVER].map((oid) => ({ ...decision, planHash: hash, decider: { ...decision.decider, oid } }));
    const answer = await runJob(world, stepJob(plan, { decisions }));
    assert.equal(answer.kind, 'step');
  });

  for (const [what, job, refusal] of BROKEN) {
    it(`that ${what} is refused and starts nothing`, async () => {
      assert.match(says(await runJob(world, job)), refusal);
      assert.deepEqual(directory.writes, []);
      assert.equal(journal.knows(job.plan.planId), false);
    });
  }

  it('is refused when the time for starting has passed', async () => {
    clock.forward(15 * 60_000);
    assert.match(says(await runJob(world, { ...GOOD, notAfter: '2026-11-21T09:20:00.000Z' })), /time for starting/);
  });

  describe('of a later step, on a relay that knows nothing of the steps before it,', () => {
    const plan = planWith([REPAIR_PREFIX, { operation: 'sync.start-delta', says: 'delta', params: { server: 'SYNC01', reason: 'test' } }]);

    it('still runs when the time for the first step has passed meanwhile', async () => {
      clock.forward(60 * 60_000);
      const notAfter = '2026-11-21T10:05:00.000Z';
      assert.match(says(await runJob(world, withPlan(plan, { notAfter }))), /time for starting/);
      const answer = await runJob(world, withPlan(plan, { notAfter, step: 2 }));
      assert.ok(answer.kind === 'step' && answer.result.is === 'applied', JSON.stringify(answer));
    });

    it('is refused four hours after the approval', async () => {
      clock.forward(4 * 60 * 60_000);
      assert.match(says(await runJob(world, withPlan(plan, { notAfter: '2026-11-21T13:05:00.000Z', step: 2 }))), /time for starting/);
    });
  });

  it('does nothing the second time, whatever its fence, and does not say that nothing was started', async () => {
    await runJob(world, GOOD);
    for (const again of [GOOD, { ...GOOD, jobId: 'job-2', fence: 9 }]) {
      const answer = await runJob(world, again);
      assert.ok(answer.kind === 'step' && answer.result.is === 'unsure', JSON.stringify(answer));
      assert.match(answer.result.says, /never started twice/);
    }
    assert.deepEqual(directory.writes, ['changeValues']);
  });

  it('reads the Security log only where the policy of the site says so, and else says why not', async () => {
    let reads = 0;
    const securityLog = {
      about: () => {
        reads += 1;
        return Promise.resolve([]);
      },
    };
    const guid = JOHN.guid;
    const ask = async (policy: LocalPolicy): Promise<unknown> => {
      const answer = await runJob({ ...world, policy, site: { ...world.site, securityLog } }, { kind: 'read', jobId: 'job-9', notAfter: GOOD.notAfter, request: { reading: 'ad.security-events', version: 1, params: { guid } } });
      return answer.kind === 'read' ? answer.fragment : assert.fail('refused');
    };
    for (const policy of [POLICY, { ...POLICY, readSecurityLog: false }]) {
      assert.deepEqual(await ask(policy), { unread: [{ what: 'securityLogs', why: 'not-configured', detail: 'the policy of this site does not let the Security log be read (readSecurityLog: true in the local policy of the relay)' }] });
    }
    assert.equal(reads, 0);
    assert.deepEqual(await ask({ ...POLICY, readSecurityLog: true, readOnly: true }), { securityLogs: [], unread: [] });
    assert.equal(reads, 1);
  });

  it('is refused by the policy of the site, which the bot cannot change', async () => {
    for (const policy of [{ ...POLICY, readOnly: true }, { ...POLICY, operations: [] }, { ...POLICY, writableContainers: [] }, { ...POLICY, objectsPerHour: 0 }]) {
      assert.match(says(await runJob({ ...world, policy }, GOOD)), /policy of this site/);
    }
    for (const policy of [{ attributes: [] }, { values: { proxyAddresses: ['x500:.+'] } }, { containersNever: ['OU=Staff,DC=corp,DC=contoso,DC=com'] }, { hours: { timeZone: 'UTC', windows: [{ days: ['mon' as const], from: '08:00', to: '18:00' }] } }]) {
      assert.match(says(await runJob({ ...world, policy: { ...POLICY, ...policy } }, GOOD)), /policy of this site: .*local policy, /, JSON.stringify(policy));
    }
    const admins = { dn: 'CN=Admins,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['group'], objectSid: ['AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAAAIAAA=='], member: ['CN=Helpers,DC=corp,DC=contoso,DC=com'] } };
    directory.entries.push(admins, { dn: 'CN=Helpers,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['group'], objectSid: ['AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAsAQAAA=='], member: [JOHN.dn] } });
    assert.match(says(await runJob(world, GOOD)), /is protected: it is a member of Domain Admins/);
    directory.entries.splice(0, 1, johnEntry({ primaryGroupID: [] }));
    assert.match(says(await runJob(world, GOOD)), /groups that it is in could not be read/);
    directory.entries.splice(0, 1, johnEntry({ adminCount: ['1'] }));
    assert.match(says(await runJob(world, GOOD)), /protected/);
    assert.deepEqual(directory.writes, []);
  });

  it('is refused when the policy cannot be judged because AD is away', async () => {
    directory.before = () => {
      throw new DirectoryError('unreachable', 'no connection to the domain controller');
    };
    assert.match(says(await runJob(world, GOOD)), /no connection/);
    assert.equal(journal.knows(PLAN.planId), false);
  });

  it('is refused for a domain that the relay does not serve', async () => {
    assert.match(says(await runJob({ ...world, site: { ...world.site, directories: [] } }, GOOD)), /does not exist|does not serve/);
  });

  it('ends drifted when the list has changed, and nothing was started', async () => {
    directory.entries.splice(0, 1, johnEntry({ proxyAddresses: ['smtp:new@contoso.com'] }));
    const answer = await runJob(world, GOOD);
    assert.ok(answer.kind === 'step');
    assert.equal(answer.result.is, 'drifted');
    assert.equal(journal.knows(PLAN.planId), false);
  });

  it('has the start on the disk before the write begins', async () => {
    directory.before = (method) => {
      if (method === 'changeValues') assert.ok(journal.knows(PLAN.planId));
    };
    const answer = await runJob(world, GOOD);
    assert.ok(answer.kind === 'step' && answer.result.is === 'applied');
  });

  it('starts nothing when its journal cannot be written', async () => {
    const broken: RelayJournal = { ...journal, started: () => { throw new Error('disk full'); } };
    assert.equal((await runJob({ ...world, journal: broken }, GOOD)).kind, 'refused');
    assert.deepEqual(directory.writes, []);
  });

  it('that only looks changes nothing, needs no decision and tells where the world stands', async () => {
    const look = { ...GOOD, phase: 'look', decisions: [] } as const;
    for (const stands of ['before', 'after'] as const) {
      const answer = await runJob({ ...world, policy: { ...POLICY, readOnly: true } }, look);
      assert.ok(answer.kind === 'look');
      assert.equal(answer.observation.stands, stands);
      directory.entries.splice(0, 1, johnEntry({ proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:john@contoso.com'] }));
    }
    assert.deepEqual(directory.writes, []);
  });

  it('that looks at a cycle counts runs since the start in the journal', async () => {
    const plan = planWith([{ operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'test' }, says: '' }]);
    const before = await runJob(world, stepJob(plan, { phase: 'look' }));
    assert.ok(before.kind === 'look' && before.observation.stands === 'before');
    const ran = await runJob(world, stepJob(plan));
    assert.ok(ran.kind === 'step' && ran.result.is === 'applied', JSON.stringify(ran));
    const after = await runJob(world, stepJob(plan, { phase: 'look', notAfter: '2026-11-21T09:06:00.000Z' }));
    assert.ok(after.kind === 'look' && after.observation.stands === 'after');
  });

  it('that looks at a cycle which another relay was given counts runs since the bot began it', async () => {
    const plan = planWith([{ operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'test' }, says: '' }]);
    const elsewhere = openRelayJournal(join(folder, 'other-journal.jsonl'));
    const ran = await runJob({ ...world, journal: elsewhere }, stepJob(plan));
    elsewhere.close();
    assert.ok(ran.kind === 'step' && ran.result.is === 'applied', JSON.stringify(ran));
    const stands = async (since: string): Promise<string> => {
      const look = await runJob(world, stepJob(plan, { phase: 'look', since }));
      return look.kind === 'look' ? look.observation.stands : look.kind;
    };
    assert.equal(await stands('2026-11-21T09:01:30.000Z'), 'after');
    clock.forward(60_000);
    assert.equal(await stands('2026-11-21T09:02:30.000Z'), 'before');
  });
});
