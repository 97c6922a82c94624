import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { watchEndReply } from '../../src/commands/watch-end.ts';
import { beginWatch, unwatch, watching } from '../../src/commands/watching.ts';
import type { Here } from '../../src/commands/command.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { createHandWatches, type HandWatches } from '../../src/execute/hand-watches.ts';
import type { Diagnosis, Finding } from '../../src/model/diagnosis.ts';
import type { Reply } from '../../src/model/reply.ts';
import type { Store } from '../../src/ports/store.ts';
import { pretendPolicy } from '../approve/pretend-policy.ts';
import { minutes, personId, planId } from '../contracts/sample-plan.ts';
import { pretendClock } from './pretend-world.ts';

const finding = (cause: string, title: string, evidenceClass: Finding['evidenceClass'] = 'A'): Finding => ({ cause, area: 'scope', layer: 2, evidenceClass, certainty: 'certain', title, says: title, evidence: [], fixAfter: [] });
const OU = finding('ou-not-selected', 'Its container is not selected');
const answer = (findings: readonly Finding[], change: Partial<Diagnosis> = {}): Diagnosis => ({ format: 'syncwhy-diagnosis/1', subject: { asked: 'jane' }, verdict: findings.length === 0 ? 'synced' : 'not-synced', summary: 'So it is.', findings, cannotTell: [], chain: [], unread: [], candidates: [], ...change });
const PLACE = { conversationId: '19:ops@thread.tacv2', threadId: '1', kind: 'channel' } as const;
const WISH = { by: { oid: personId(1), name: 'Ann' }, place: PLACE, asked: 'jane', cause: 'ou-not-selected', title: OU.title, hours: 72 };

describe('what is done by hand and watched', () => {
  let store: Store;
  let clock: ReturnType<typeof pretendClock>;
  let now: Diagnosis | 'nobody answers';
  let asked: number;
  let told: string[];
  let cycles: number | null;
  beforeEach(async () => {
    clock = pretendClock();
    store = await openSqliteStore({ file: ':memory:', clock });
    now = answer([OU]);
    asked = 0;
    told = [];
    cycles = 0;
  });
  afterEach(() => store.close());

  let uuids = 0;
  const bot = (name = 'bot'): HandWatches =>
    createHandWatches({
      store, clock, random: { uuid: () => planId((uuids += 1)), nonce: () => 'n' },
      diagnose: () => {
        asked += 1;
        return now === 'nobody answers' ? Promise.reject(new Error('no')) : Promise.resolve(now);
      },
      cyclesSince: () => Promise.resolve(cycles),
      tell: (watch, end) => Promise.resolve(void told.push(`${name}: ${watchEndReply(watch, end).text}`)),
    });
  /** Each bot looks every minute, as its tidying does. */
  const pass = async (until: Date, ...bots: readonly HandWatches[]): Promise<void> => {
    for (; clock.at < until; clock.at = new Date(clock.at.getTime() + 60_000)) await Promise.all(bots.map((each) => each.lookAtDue()));
  };

  it('is told once when it is gone, with the time', async () => {
    const only = bot();
    assert.equal((await only.begin(WISH)).is, 'begun');
    await pass(minutes(60), only);
    assert.deepEqual(told, []);
    now = answer([]);
    await pass(minutes(300), only);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /Gone: jane: Its container is not selected\. Not to be found any more at 2026-11-21 10:\d\d UTC; Ann did it by hand\./);
    assert.deepEqual(await store.openWatches(null), []);
  });

  it('is told when another cause is found now, and not for one that only fits', async () => {
    const only = bot();
    await only.begin(WISH);
    await only.begin({ ...WISH, asked: 'joe' });
    now = answer([finding('no-licence', 'It has no licence'), finding('guess', 'A guess', 'D')]);
    await pass(minutes(20), only);
    assert.equal(told.length, 2);
    assert.match(told[0] ?? '', /there is something else[\s\S]*Now found: It has no licence\n/);
    assert.doesNotMatch(told.join(), /A guess/);
  });

  const WAITING = { ...WISH, cause: '', title: 'waits to be in sync', hours: 24 };
  it('is told when an account that somebody waits for is in sync, and what is left to do', async () => {
    const only = bot();
    await only.begin(WAITING);
    cycles = 1;
    await pass(minutes(20), only);
    assert.deepEqual([told, (await store.openWatches(null)).map(({ name, says }) => [name, says])], [[], [['jane', 'Not in sync yet; 1 cycle has gone by.']]]);
    now = answer([finding('licence-missing', 'It has no licence'), finding('guess', 'A guess', 'D')], { verdict: 'synced' });
    await pass(minutes(30), only);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /jane is in sync[\s\S]*What is left: It has no licence/);
    assert.deepEqual(await store.openWatches(null), []);
  });

  it('is told after two cycles why an account is not in sync, and never before', async () => {
    const only = bot();
    await only.begin(WAITING);
    for (const seen of [0, 1, null]) {
      cycles = seen;
      await pass(new Date(clock.at.getTime() + 20 * 60_000), only);
      assert.deepEqual(told, []);
    }
    cycles = 2;
    await pass(new Date(clock.at.getTime() + 2 * 60_000), only);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /jane is not in sync[\s\S]*2 cycles have brought changes[\s\S]*In the way: Its container is not selected/);
  });

  it('decides nothing from what cannot be seen, and says so when the time is up', async () => {
    const only = bot();
    await only.begin(WAITING);
    now = answer([], { verdict: 'incomplete' });
    cycles = 5;
    await pass(minutes(23 * 60), only);
    assert.deepEqual(told, []);
    now = 'nobody answers';
    await pass(minutes(25 * 60), only);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /could not see clearly enough/);
  });

  it('is told when it is not gone in its time, after looks that grow rarer', async () => {
    const only = bot();
    await only.begin({ ...WISH, hours: 24 });
    await pass(minutes(6 + 25 * 60), only);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /Not gone in time: .*I looked until 2026-11-22 09:06 UTC\. Still to be seen: Its container is not selected/);
    assert.ok(asked > 50 && asked < 150, `asked ${asked} times`);
  });

  it('is never taken for gone while nobody can look', async () => {
    const only = bot();
    await only.begin({ ...WISH, hours: 2 });
    now = 'nobody answers';
    await pass(minutes(100), only);
    now = answer([], { verdict: 'incomplete' });
    await pass(minutes(200), only);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /Not gone in time: .*could not see clearly enough/);
  });

  it('goes on after a restart, with the time that is left', async () => {
    await bot().begin({ ...WISH, hours: 2 });
    const again = bot('again');
    await pass(minutes(6 + 119), again);
    assert.deepEqual(told, []);
    await pass(minutes(6 + 125), again);
    assert.equal(told.length, 1);
  });

  it('is told by one of two bots only', async () => {
    const [one, two] = [bot('one'), bot('two')];
    await one.begin(WISH);
    await two.begin({ ...WISH, asked: 'joe' });
    await pass(minutes(30), one, two);
    now = answer([]);
    await pass(minutes(120), one, two);
    assert.equal(told.length, 2, told.join('\n'));
    assert.equal(new Set(told.map((text) => text.replace(/^\w+: /, ''))).size, 2);
    assert.equal((await store.auditTrail(0, 100)).filter(({ event }) => event.event === 'watch.told').length, 2);
  });

  it('is watched once for each object and cause of a conversation, and not without end', async () => {
    const only = bot();
    await only.begin(WISH);
    assert.deepEqual(await only.begin(WISH), { is: 'already', name: 'jane ou-not-selected' });
    assert.equal((await only.begin({ ...WISH, cause: 'other' })).is, 'begun');
    for (let n = 0; n < 28; n += 1) assert.equal((await only.begin({ ...WISH, asked: `person${n}` })).is, 'begun');
    assert.equal((await only.begin({ ...WISH, asked: 'one more' })).is, 'too-many');
  });

  describe('by words and button', () => {
    const posted: string[] = [];
    const place = { ...PLACE };
    const say = (reply: Reply) => Promise.resolve(void posted.push(reply.text));
    const here = { request: { actor: { oid: personId(1), name: 'Ann' }, tenantId: 't', by: 'button', activityId: null, replyToId: null }, talk: { place, tell: say, post: async (reply: Reply) => { await say(reply); return { conversationId: place.conversationId, activityId: null }; } } } as unknown as Here;
    let world: CommandWorld;
    beforeEach(() => {
      posted.length = 0;
      world = { watches: bot(), policy: () => pretendPolicy(), audienceOf: () => Promise.resolve({ is: 'known', guests: false, foreign: false }), ask: () => Promise.resolve({ diagnosis: now, subject: null }) } as unknown as CommandWorld;
    });

    it('begins, is listed and ended', async () => {
      await beginWatch(world, here, { about: 'jane', cause: 'ou-not-selected' });
      await watching.run(world, here.request, here.talk, {});
      await unwatch.run(world, here.request, here.talk, { name: 'Jane OU-not-selected' });
      await unwatch.run(world, here.request, here.talk, { name: 'jane ou-not-selected' });
      await watching.run(world, here.request, here.talk, {});
      assert.deepEqual(posted.map((text) => text.split(':')[0]), ['Ann does it by hand', 'Watched here', 'Not watched any more', 'No such watch', 'Nothing is watched here']);
      assert.match(posted[0] ?? '', /until 2026-11-24 09:06 UTC[\s\S]*unwatch jane ou-not-selected/);
      assert.match(posted[1] ?? '', /- jane ou-not-selected: Its container is not selected\. Ann, since 2026-11-21 09:06 UTC/);
    });

    it('watches as long as the steps of the people take', async () => {
      now = answer([{ ...OU, remedy: { id: 'r', title: 'By hand', risk: 'low', undo: 'none', by: 'human', says: 'Do it', steps: [{ operation: 'people.do', says: 'Do it', params: { task: 'Do it', about: 'jane', link: null, watch: { for: 'cause-gone', asked: 'jane', cause: OU.cause }, hours: 240 } }] } }]);
      await beginWatch(world, here, { about: 'jane', cause: 'ou-not-selected' });
      assert.match(posted[0] ?? '', /until 2026-12-01 09:06 UTC/);
    });

    it('watches nothing that is gone already', async () => {
      now = answer([]);
      await beginWatch(world, here, { about: 'jane', cause: 'ou-not-selected' });
      assert.match(posted[0] ?? '', /^Already gone/);
      assert.deepEqual(await store.openWatches(null), []);
    });
  });
});
