import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { RelayAnswer, RelayJob } from '../../src/model/relay-job.ts';
import { signJob } from '../../src/protocol/sign-job.ts';
import { ADMINS_GROUP_ID } from '../../lab/company/cast.ts';
import { leaveOut } from '../real/left-out.ts';
import { botInHand, oidOf, POLICY, type BotInHand } from './bot-in-hand.ts';
import { describeDecisions } from './decisions.ts';
import { newJobKey, relayInHand, type RelayInHand } from './relays-in-hand.ts';
import { repelled, type Repelled, type Watched } from './repelled.ts';
import { describeSealedSite } from './sealed-site.ts';
import { startSambaSite, type SambaSite } from './samba-site.ts';

type Signed = Awaited<ReturnType<typeof signJob>>;
type StepJob = Extract<RelayJob, { kind: 'step' }>;

/** Attacks on what is executed: bot and two relays of the production code at a real domain controller, whose own audit tells what was asked of it. */
describe('under attack, on a real directory', function () {
  this.timeout(60_000);
  let samba: SambaSite;
  let bot: BotInHand;
  let relays: readonly RelayInHand[] = [];
  let recorded: Signed[] = [];
  let watched: Watched;
  let beforeStep: (job: StepJob) => Promise<void> = () => Promise.resolve();
  const key = newJobKey();
  let people = 0;

  before(async function () {
    this.timeout(180_000);
    const started = await startSambaSite();
    if ('missing' in started) {
      leaveOut('attacks on a real Samba AD domain controller', started.missing);
      return this.skip();
    }
    samba = started;
    const hand = async (job: StepJob): Promise<RelayAnswer> => {
      if (job.phase === 'run') await beforeStep(job);
      const signed = await signJob(job, 'relay-1', key);
      recorded.push(signed);
      return (await relays[0]?.take(signed)) ?? assert.fail('the relay does not answer');
    };
    bot = await botInHand({ step: hand });
    const policy: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses'], writableContainers: [samba.container], objectsPerHour: 1000, protectedNames: [] };
    relays = ['relay-1', 'relay-2'].map((relayId) => relayInHand({ relayId, folder: bot.folder, baseDn: samba.baseDn, directory: samba.open(), policy, clock: bot.clock, botKey: key.publicJwk }));
    watched = { changes: async () => [...(await samba.changesOfRelay()), ...bot.graphWrites], trail: async () => (await bot.store.auditTrail(0, 100_000)).map(({ event }) => event) };
  });
  after(async () => {
    await Promise.all(relays.map((relay) => relay.close()));
    await bot?.close();
    await samba?.close();
  });
  beforeEach(() => {
    bot.policy = POLICY;
    recorded = [];
    beforeStep = () => Promise.resolve();
  });

  const hired = () => samba.hire(`Person${(people += 1)}`);
  const isRepelled = (attack: Repelled): ReturnType<typeof repelled> => repelled(watched, attack);
  const approvedBy = async (plan: Plan, ...who: readonly string[]): Promise<void> => {
    for (const each of who) assert.equal((await bot.press(plan, each)).is, 'accepted');
    assert.equal((await bot.store.planById(plan.content.planId))?.state, 'approved');
  };
  const ran = async (plan: Plan): Promise<string> => (await bot.run(plan)).says;
  const state = async (plan: Plan): Promise<string | undefined> => (await bot.store.planById(plan.content.planId))?.state;
  const member = (who: string): Set<string> => bot.company.tenant.members.get(ADMINS_GROUP_ID) ?? assert.fail(who);

  it('what is approved is done, once, and the directory says so itself', async () => {
    const person = await hired();
    const plan = await bot.proposed([person]);
    await approvedBy(plan, 'ben');
    const before = await samba.changesOfRelay();
    assert.equal((await bot.run(plan)).state, 'done');
    assert.deepEqual((await samba.changesOfRelay()).slice(before.length), [{ operation: 'Modify', dn: person.dn, code: 0, writes: [`delete proxyAddresses: ${person.address}`, `add proxyAddresses: SMTP:${person.address}`] }]);
    assert.deepEqual(await samba.addresses(person.dn), [`SMTP:${person.address}`]);
  });

  describe('a run', () => {
    it('stops when its target was changed between hash and execution', async () => {
      const person = await hired();
      const plan = await bot.proposed([person]);
      await approvedBy(plan, 'ben');
      await samba.setByHand(person.dn, 'proxyAddresses', [person.address, 'smtp:new@contoso.com']);
      await isRepelled({ attack: () => ran(plan), rule: 'R18', says: /changed since the plan was made.*Nothing was/ });
      assert.equal(await state(plan), 'stale');
      assert.equal((await samba.addresses(person.dn)).length, 2);
    });

    it('does not begin when an approver was removed after approving', async () => {
      const plan = await bot.proposed([await hired()]);
      await approvedBy(plan, 'ben');
      member('ben').delete(oidOf('ben'));
      await isRepelled({ attack: () => ran(plan), rule: 'R9', says: /may no longer approve this.*Nothing was changed/ });
      member('ben').add(oidOf('ben'));
      assert.equal(await state(plan), 'stale');
    });

    it('ends before step 2 when an approver was removed after step 1', async () => {
      const [one, two] = [await hired(), await hired()];
      const plan = await bot.proposed([one, two]);
      await approvedBy(plan, ...(plan.content.quorum.approve === 2 ? ['ben', 'chloe'] : ['ben']));
      beforeStep = () => Promise.resolve(void member('ben').delete(oidOf('ben')));
      const before = (await samba.changesOfRelay()).length;
      const events = (await watched.trail()).length;
      assert.match(await ran(plan), /may no longer approve this.*remaining steps were not started/);
      member('ben').add(oidOf('ben'));
      assert.equal(await state(plan), 'partly-done');
      assert.deepEqual((await samba.changesOfRelay()).slice(before).map(({ dn }) => dn), [one.dn], 'only the first step was written');
      assert.deepEqual(await samba.addresses(two.dn), [two.address]);
      assert.ok((await watched.trail()).slice(events).some(({ rule }) => rule === 'R9'), 'the audit does not name R9');
    });

    it('does not begin 16 minutes after the approval, nor on a clock that was set back', async () => {
      const late = await bot.proposed([await hired()]);
      await approvedBy(late, 'ben');
      bot.clock.forward(16 * 60_000);
      await isRepelled({ attack: () => ran(late), rule: 'R19', says: /had to start before.*Nothing was changed/ });
      const back = await bot.proposed([await hired()]);
      await approvedBy(back, 'ben');
      bot.clock.forward(-30 * 60_000);
      await isRepelled({ attack: () => ran(back), rule: 'R19', says: /clock.*Nothing was changed/ });
      bot.clock.forward(30 * 60_000);
      assert.deepEqual([await state(late), await state(back)], ['expired', 'stale']);
    });

    it('does not begin under another policy than the one it was approved under', async () => {
      const plan = await bot.proposed([await hired()]);
      await approvedBy(plan, 'ben');
      bot.policy = { ...POLICY, version: 'policy-2' };
      await isRepelled({ attack: () => ran(plan), rule: 'R12', says: /policy has changed.*Nothing was changed/ });
    });

    it('does not begin when the plan in the store was swapped after the approval', async () => {
      const [meant, other] = [await hired(), await hired()];
      const plan = await bot.proposed([meant]);
      await approvedBy(plan, 'ben');
      const file = new DatabaseSync(join(bot.folder, 'store.db'));
      for (const { name } of file.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'plans'").all()) file.exec(`DROP TRIGGER "${String(name)}"`);
      file.prepare('UPDATE plans SET content = ? WHERE plan_id = ?').run(JSON.stringify(plan.content).replaceAll(meant.dn, other.dn).replaceAll(meant.guid, other.guid).replaceAll(meant.address, other.address), plan.content.planId);
      file.close();
      await isRepelled({ attack: () => ran(plan), rule: 'R17', says: /not what was approved.*Nothing was changed/ });
    });
  });

  describeDecisions(() => ({ bot, isRepelled, hired, run: ran }));
  describeSealedSite(() => ({ bot, samba, hired, watched, key, approvedBy }));

  describe('recorded octets of a job', () => {
    let job: Signed;
    beforeEach(async () => {
      const person = await hired();
      const plan = await bot.proposed([person]);
      await approvedBy(plan, 'ben');
      assert.equal((await bot.run(plan)).state, 'done');
      job = recorded.at(-1) ?? assert.fail('nothing was recorded');
      await samba.setByHand(person.dn, 'proxyAddresses', [person.address]);
    });
    const repeated = async (relay: RelayInHand | undefined, signed: Signed): Promise<string> => {
      const changes = await watched.changes();
      const answer = await relay?.take(signed);
      assert.deepEqual(await watched.changes(), changes);
      if (answer === null || answer === undefined) return 'no answer';
      return answer.kind === 'refused' ? answer.says : answer.kind === 'step' && answer.result.is !== 'applied' ? answer.result.says ?? '' : assert.fail(JSON.stringify(answer));
    };

    it('do nothing at the relay that has done it, by its own journal', async () => {
      assert.match(await repeated(relays[0], job), /never started twice/);
      assert.match(readFileSync(join(bot.folder, 'relay-1.jsonl'), 'utf8'), /"what":"started"/);
    });
    it('are nothing to the other relay of the group', async () => assert.equal(await repeated(relays[1], job), 'no answer'));
    it('with another hash, plan, step or attempt are not signed', async () => {
      const swapped = job.job as StepJob;
      for (const change of [{ planHash: 'f'.repeat(64) }, { step: 2 }, { attempt: 2, fence: 99 }, { plan: { ...swapped.plan, rev: 2 } }, { decisions: [] }]) {
        assert.equal(await repeated(relays[0], { ...job, job: { ...swapped, ...change } }), 'no answer', JSON.stringify(change));
      }
    });
    it('signed anew without decisions, or with those of another plan, are refused', async () => {
      const swapped = job.job as StepJob;
      const signed = (change: Partial<StepJob>): Promise<Signed> => signJob({ ...swapped, attempt: 2, fence: 99, ...change }, 'relay-1', key);
      assert.match(await repeated(relays[0], await signed({ decisions: [] })), /0 of 1 approvals/);
      assert.match(await repeated(relays[0], await signed({ decisions: swapped.decisions.map((each) => ({ ...each, planHash: 'e'.repeat(64) })) })), /another plan/);
      assert.match(await repeated(relays[0], await signed({ decisions: swapped.decisions.map((each) => ({ ...each, decider: { ...each.decider, oid: swapped.plan.requester.oid } })) })), /asked for it/);
      assert.match(await repeated(relays[0], await signed({ plan: { ...swapped.plan, rev: 2 } })), /hash differs/);
    });
    it('are too old for every relay six minutes later', async () => {
      bot.clock.forward(6 * 60_000);
      assert.match(await repeated(relays[0], job), /too late/);
    });
  });
});
