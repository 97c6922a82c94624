import assert from 'node:assert/strict';
import { campaign, campaignLeave, campaignPairs, campaignReport, campaignStop, campaignTake } from '../../src/commands/campaign.ts';
import { campaignNew } from '../../src/commands/campaign-new.ts';
import { campaignStart } from '../../src/commands/campaign-wave.ts';
import type { Plan } from '../../src/model/plan.ts';
import { pretendTalk } from '../commands/pretend-talk.ts';
import { FROM, oldAnchor, REQUEST, TO, twoDomains, type Population, type TwoDomains } from './two-domains.ts';

const PERSONAL = { conversationId: 'a:1', threadId: '', kind: 'personal' } as const;
const PAUSE = 60;

describe('a campaign of a thousand accounts', function () {
  this.timeout(300_000);
  let two: TwoDomains;
  const begin = async (population: Population, size = 200): Promise<void> => {
    two = await twoDomains(population);
    const { talk, posted } = pretendTalk(PERSONAL);
    await campaignNew.run(two.world, REQUEST, talk, { name: 'north', from: FROM, to: TO, size, pause: PAUSE });
    assert.match(posted.at(-1) ?? '', /Campaign north/);
  };
  afterEach(() => two.close());

  const start = async (): Promise<{ readonly plan: Plan | undefined; readonly told: string }> => {
    const { talk, told } = pretendTalk(PERSONAL);
    await campaignStart.run(two.world, REQUEST, talk, { name: 'north', reason: 'the pilot went well', ticket: '' });
    return { plan: (await two.store.plansIn(['pending']))[0], told: told.join('\n') };
  };
  const wave = async (): Promise<Plan> => {
    const { plan, told } = await start();
    assert.ok(plan !== undefined, told);
    const ended = await two.approveAndRun(plan);
    two.clock.at = new Date(two.clock.at.getTime() + PAUSE * 60_000);
    return ended;
  };
  const report = async (): Promise<readonly { readonly stands: string; readonly wave: string }[]> => {
    const { talk } = pretendTalk(PERSONAL);
    let rows: readonly { readonly stands: string; readonly wave: string }[] = [];
    await campaignReport.run(two.world, REQUEST, { ...talk, aside: () => Promise.resolve({ ...talk, post: (reply) => {
      ({ rows } = reply.json as { rows: typeof rows });
      return talk.post(reply);
    } }) }, { name: 'north' });
    return rows;
  };
  const counts = async (): Promise<Readonly<Record<string, number>>> => Object.fromEntries(Object.entries(Object.groupBy(await report(), ({ stands }) => stands)).map(([stands, rows]) => [stands, rows?.length ?? 0]));
  const say = async (command: { run(world: TwoDomains['world'], request: typeof REQUEST, talk: ReturnType<typeof pretendTalk>['talk'], args: never): Promise<void> }, args: object): Promise<string> => {
    const { talk, posted, told } = pretendTalk(PERSONAL);
    await command.run(two.world, REQUEST, talk, args as never);
    return [...posted, ...told].join('\n');
  };

  it('goes through all waves: one fails in part, one is stopped, one is taken back, and the report tells of each account', async () => {
    await begin({ people: 1000 });
    assert.deepEqual(await counts(), { waits: 1000 });
    assert.equal((await wave()).state, 'done');
    assert.equal(two.anchorOf(1), oldAnchor(1));
    assert.deepEqual(two.ran.filter((each) => each.startsWith('sync.')), ['sync.set-scheduler', 'sync.start-delta', 'sync.set-scheduler']);
    assert.equal(two.isOldInScope(1), false);

    // The second wave: three accounts are refused.
    for (const n of [203, 250, 399]) two.refused.add(n);
    const partly = await wave();
    assert.equal(partly.state, 'partly-done', partly.says);
    assert.match(partly.says, /3 of 200 objects/);
    two.refused.clear();
    assert.deepEqual(await counts(), { 'done': 397, 'not-done': 3, 'waits': 600 });

    // The third wave is stopped after fifty accounts; what was paused is resumed all the same.
    two.onWrite = async (n) => {
      if (n !== 450) return;
      two.onWrite = () => Promise.resolve();
      assert.match(await say(campaignStop, { name: 'north' }), /is stopped/);
    };
    two.ran.length = 0;
    const stopped = await wave();
    assert.equal(stopped.state, 'partly-done', stopped.says);
    assert.match(stopped.says, /The campaign north was stopped/);
    assert.deepEqual(two.ran.slice(-2), ['sync.start-delta', 'sync.set-scheduler']);
    const done = (await counts())['done'] ?? 0;
    assert.ok(done >= 397 + 49 && done <= 397 + 50, String(done));
    assert.match(await say(campaign, { name: 'north' }), /is stopped/);

    // The first wave is taken back: every account of it is as before.
    const [first] = await two.store.campaigns();
    const planOfFirst = first?.waves[0]?.planId;
    assert.ok(planOfFirst !== null && planOfFirst !== undefined);
    const undo = await two.approvals.undo({ planId: planOfFirst, actor: REQUEST.actor, tenantId: REQUEST.tenantId, place: PERSONAL, reason: 'the mailboxes are not ready' });
    assert.ok(undo.is === 'proposed', JSON.stringify(undo));
    assert.equal((await two.approveAndRun(undo.plan)).state, 'done');
    for (let n = 1; n <= 200; n += 1) assert.deepEqual([two.anchorOf(n), two.isOldInScope(n), two.isNewInScope(n)], [null, true, false]);
    assert.equal((await counts())['taken-back'], 200);

    // The rest goes through; what was taken back waits for the word of a person.
    for (let waves = 0; waves < 10 && (await report()).some(({ stands }) => stands === 'waits' || stands === 'not-done'); waves += 1) assert.equal((await wave()).state, 'done');
    assert.deepEqual(await counts(), { 'done': 800, 'taken-back': 200 });
    assert.match((await start()).told, /Nothing is left for a wave/);
    assert.match(await say(campaignTake, { name: 'north', about: 'Person 7' }), /goes into the next waves/);
    assert.equal((await wave()).state, 'done');
    assert.deepEqual(await counts(), { 'done': 801, 'taken-back': 199 });
    for (let n = 201; n <= 1000; n += 1) assert.deepEqual([n, two.anchorOf(n), two.isOldInScope(n), two.isNewInScope(n)], [n, oldAnchor(n), false, true]);
    assert.equal(two.anchorOf(7), oldAnchor(7));
  });

  it('lets nobody begin a wave in the pause, while another is open, or twice', async () => {
    await begin({ people: 6 }, 2);
    const [one, other] = await Promise.all([start(), start()]);
    assert.equal((await two.store.plansIn(['pending'])).length, 1, `${one.told} ${other.told}`);
    assert.match((await start()).told, /is still open/);
    const [plan] = await two.store.plansIn(['pending']);
    assert.ok(plan !== undefined);
    assert.equal((await two.approveAndRun(plan)).state, 'done');
    assert.match((await start()).told, /The pause after the last wave ends/);
    assert.equal((await two.store.campaignByName('north'))?.waves.length, 1);
  });

  it('finds the plan of a wave again whose bot died before it had written down which one it made, and can stop it', async () => {
    await begin({ people: 4 }, 4);
    const move = two.store.moveCampaign.bind(two.store);
    let moves = 0;
    two.store.moveCampaign = (...given) => ((moves += 1) === 2 ? Promise.reject(new Error('killed')) : move(...given));
    await assert.rejects(start());
    two.store.moveCampaign = move;
    assert.equal((await two.store.campaignByName('north'))?.waves[0]?.planId, null);
    assert.match((await start()).told, /Plan .* of the last wave is still open/);
    await say(campaignStop, { name: 'north' });
    const [plan] = await two.store.plansIn(['pending']);
    assert.ok(plan !== undefined);
    const ended = await two.approveAndRun(plan);
    assert.match(ended.says, /The campaign north was stopped/);
    assert.deepEqual([1, 2, 3, 4].map((n) => two.anchorOf(n)), [null, null, null, null]);
  });

  it('takes no pair that is weak or has a rival before a person has said so, and none that was left out', async () => {
    await begin({ people: 4, fresh: (n): Readonly<Record<string, readonly string[]>> => (n === 2 ? { employeeID: ['X2'] } : {}) });
    assert.deepEqual(await counts(), { 'needs-a-word': 1, 'waits': 3 });
    assert.match(await say(campaignPairs, { name: 'north' }), /Person 2 .*: weak, .*another employeeID · needs-a-word/);
    await say(campaignLeave, { name: 'north', about: 'Person 3' });
    const { plan } = await start();
    assert.deepEqual(plan?.content.targets.filter(({ key }) => !key.startsWith('server:')).flatMap(({ cloudId, displayName }) => (cloudId === undefined ? [] : [displayName])), ['Person 1', 'Person 4']);
  });

  it('neither needs nor offers to switch the synchronisation of the tenant off, and says why', async () => {
    await begin({ people: 2 });
    assert.match(await say(campaign, { name: 'north' }), /stays on throughout: switching it off takes up to three days/);
    const { plan } = await start();
    assert.deepEqual(plan?.content.steps.map(({ operation }) => operation), ['sync.set-scheduler', 'ad.set-anchor', 'ad.change-values', 'ad.change-values', 'ad.set-anchor', 'ad.change-values', 'ad.change-values', 'sync.start-delta', 'sync.set-scheduler']);
  });
});
