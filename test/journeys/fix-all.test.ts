import assert from 'node:assert/strict';
import { fixAll, resume } from '../../src/commands/fix-all.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { RelayLists } from '../../src/ports/relay-link.ts';
import { BASE_DN, TENANT_ID } from '../../lab/company/cast.ts';
import { adPerson, cloudPerson, setAttribute } from '../../lab/company/find-person.ts';
import { createDraw, CARD_BUDGET, cardSize } from '../../src/chat/draw.ts';
import { readCardFolder } from '../../src/chat/card-folder.ts';
import { planReply } from '../../src/cards/plan.ts';
import { planViewOf } from '../../src/commands/plan-view.ts';
import { pretendTalk } from '../commands/pretend-talk.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { person, startSmallCompany, type SmallCompany } from './small-company.ts';

const CAUSE = 'proxy-missing-smtp-prefix';
const BROKEN = ['jsmith', 'mlopez', 'tnguyen', 'avance'];

describe('one cause of many objects', function () {
  this.timeout(120_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
    for (const sam of BROKEN) breakPrefix(sam);
    small.company.healthy();
  });
  afterEach(() => small.close());

  const mailOf = (sam: string): string => String(adPerson(small.company.ad, sam).values('mail')[0]);
  const breakPrefix = (sam: string): void => setAttribute(small.company.ad, sam, { proxyAddresses: [mailOf(sam), `smtp:${sam}@contoso.com`] });
  const isMended = (sam: string): boolean => cloudPerson(small.company, sam)?.proxyAddresses.includes(`SMTP:${mailOf(sam)}`) === true && adPerson(small.company.ad, sam).values('proxyAddresses').includes(`SMTP:${mailOf(sam)}`);
  const request = { actor: person('ana'), tenantId: TENANT_ID, by: 'text' as const, activityId: null, replyToId: null };
  const newest = async (): Promise<Plan> => {
    const plan = (await small.store.plansIn(['pending'])).at(-1);
    assert.ok(plan !== undefined);
    return plan;
  };
  const ask = async (where: string, change: Partial<CommandWorld> = {}): Promise<{ readonly posted: readonly string[]; readonly told: readonly string[] }> => {
    const { talk, posted, told } = pretendTalk({ conversationId: 'a:1', threadId: '', kind: 'personal' });
    await fixAll.run({ ...small.bot.commands, ...change }, request, talk, { cause: CAUSE, where, reason: 'journey', ticket: '' });
    return { posted, told };
  };

  it('is repaired with one plan of a lane for each, one cycle and one approval, and taken back with one undo', async () => {
    const { posted } = await ask('jsmith; mlopez; tnguyen; yito; nobody.at.all');
    const plan = await newest();
    assert.deepEqual(plan.content.steps.map(({ operation, lane, always }) => [operation, lane !== undefined, always === true]), [...Array.from({ length: 3 }, () => ['ad.change-addresses', true, false]), ['sync.start-delta', false, true]]);
    assert.equal(plan.content.targets.length, 3);
    const told = posted.join('\n');
    assert.match(told, /Yuki Ito: it does not have this cause/);
    assert.match(told, /nobody\.at\.all: no such object was found/);
    assert.equal(plan.prediction?.causes.find(({ cause }) => cause === CAUSE)?.becomes, 'gone');
    assert.match(plan.prediction.causes.find(({ cause }) => cause === CAUSE)?.title ?? '', /\(3 objects\)/);
    const done = await small.approveAndRun(plan);
    assert.equal(done.state, 'done', done.says);
    assert.deepEqual(BROKEN.map(isMended), [true, true, true, false]);
    const undo = await small.undo(done);
    assert.ok(undo !== null);
    assert.equal((await small.approveAndRun(undo)).state, 'done');
    assert.deepEqual(BROKEN.map((sam) => adPerson(small.company.ad, sam).values('proxyAddresses').includes(mailOf(sam))), [true, true, true, true]);
  });

  it('goes on for the rest with a new plan when one of them was changed by somebody else', async () => {
    await ask('jsmith; mlopez');
    const plan = await newest();
    setAttribute(small.company.ad, 'mlopez', { proxyAddresses: [mailOf('mlopez'), 'smtp:maria@contoso.com'] });
    const ended = await small.approveAndRun(plan);
    assert.equal(ended.state, 'partly-done', ended.says);
    assert.deepEqual(['jsmith', 'mlopez'].map(isMended), [true, false]);
    const { talk } = pretendTalk({ conversationId: 'a:1', threadId: '', kind: 'personal' });
    await resume.run(small.bot.commands, request, talk, { code: plan.code, words: 'because the others are through' });
    const rest = await newest();
    assert.deepEqual(rest.content.targets.map(({ displayName }) => displayName), ['Maria Lopez']);
    assert.equal((await small.approveAndRun(rest)).state, 'done');
    assert.equal(isMended('mlopez'), true);
  });

  it('is found by the container that the relay lists, up to as many as the policy allows', async () => {
    const staff = small.company.ad.all().filter(({ dn, deleted }) => !deleted && dn.endsWith(`,OU=Staff,${BASE_DN}`));
    const lists: RelayLists = {
      async *list() {
        await Promise.resolve();
        yield { reading: 'ad.objects' as const, base: BASE_DN, server: 'dc', entries: staff.map(({ dn }) => ({ dn, attributes: {} })) };
      },
    };
    const policy = small.bot.commands.policy();
    const { posted } = await ask(`OU=Staff,${BASE_DN}`, { lists, policy: () => ({ ...policy, batch: { mostObjects: 2 } }) });
    const plan = await newest();
    assert.equal(plan.content.targets.length, 2);
    assert.match(posted.join('\n'), /the policy allows 2 objects in one plan/);
    assert.match((await ask(`OU=Staff,${BASE_DN}`, { lists: undefined })).told.join(' '), /No relay lists containers here/);
  });
});

describe('the card of a plan for many', () => {
  it('has a row for each of the first twenty, names how to see the others, and fits', async function () {
    this.timeout(60_000);
    const small = await startSmallCompany();
    try {
      for (const sam of BROKEN) setAttribute(small.company.ad, sam, { proxyAddresses: [String(adPerson(small.company.ad, sam).values('mail')[0])] });
      small.company.healthy();
      const { talk } = pretendTalk({ conversationId: 'a:1', threadId: '', kind: 'personal' });
      await fixAll.run(small.bot.commands, { actor: person('ana'), tenantId: TENANT_ID, by: 'text', activityId: null, replyToId: null }, talk, { cause: CAUSE, where: BROKEN.join('; '), reason: 'journey', ticket: '' });
      const [plan] = await small.store.plansIn(['pending']);
      assert.ok(plan !== undefined);
      const one = plan.content.steps[0];
      assert.ok(one !== undefined);
      const steps = Array.from({ length: 50 }, (_, at) => ({ ...one, n: at + 1, lane: `lane-${at + 1}` }));
      const { view } = await planViewOf(small.bot.commands, plan);
      const draw = createDraw(readCardFolder('cards'));
      const large = { ...view, plan: { ...plan, content: { ...plan.content, steps } }, nonce: 'nonce' };
      const first = planReply(large);
      assert.match(first.text, new RegExp(`and 30 more objects: type plan ${plan.code} 21`));
      assert.match(planReply({ ...large, fromRow: 41 }).text, /50\. /);
      const drawn = draw(first);
      assert.ok('card' in drawn && cardSize(drawn.card) <= CARD_BUDGET);
    } finally {
      await small.close();
    }
  });
});
