import assert from 'node:assert/strict';
import { createOutbox } from '../../src/notify/outbox.ts';
import type { OutboxWorld } from '../../src/notify/outbox-world.ts';
import { outboxRoom, type OutboxRoom } from './outbox-room.ts';
import { openIncident } from './told.ts';

const WRITES = ['putRef', 'moveSubscription', 'moveNotice', 'dropNotices', 'noteSent'] as const;
const FOREVER = new Promise<never>(() => undefined);

/** A world whose process dies at its nth write: from then on nothing of it ever comes back. `done`: whether that write was still kept. */
function mortal(world: OutboxWorld, dies: { readonly at: number; readonly done: boolean }): { readonly world: OutboxWorld; readonly dead: Promise<void>; writes(): number } {
  let writes = 0;
  let isDead = false;
  const { promise: dead, resolve: die } = Promise.withResolvers<void>();
  const living = <Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>, isWrite: boolean) => async (...args: Args): Promise<Result> => {
    if (isDead) return FOREVER;
    if (isWrite) writes += 1;
    if (isWrite && writes === dies.at) {
      isDead = true;
      if (dies.done) await work(...args);
      die();
      return FOREVER;
    }
    return work(...args);
  };
  const store = Object.fromEntries(Object.entries(world.store).map(([name, method]) => [name, typeof method === 'function' ? living(method.bind(world.store) as (...args: readonly unknown[]) => Promise<unknown>, WRITES.some((each) => each === name)) : method])) as unknown as OutboxWorld['store'];
  const channel = { ...world.channel, post: living(world.channel.post, false), amend: living(world.channel.amend, false) };
  return { world: { ...world, store, channel }, dead, writes: () => writes };
}

/** Opens, changes, resolves and storms, with rounds between. */
async function aDay(room: OutboxRoom, rounds: (most: number) => Promise<void>): Promise<void> {
  await room.look(openIncident(1), openIncident(2, { severity: 'high' }));
  await rounds(6);
  await room.look(openIncident(1, { count: 5, most: 5, version: 2 }));
  await rounds(6);
  await room.look(openIncident(1, { count: 5, most: 5, state: 'resolved', resolvedAt: '2026-11-22T12:20:00.000Z', version: 3 }), ...[3, 4, 5, 6, 7, 8].map((n) => openIncident(n)));
  await rounds(10);
}

/** Nobody was told twice, nothing waits, and whoever can be told knows how it stands. */
async function assertWell(room: OutboxRoom, about: string): Promise<number> {
  const notices = await room.store.notices({});
  const texts = room.teams.messages.map(({ looks }) => looks[0]?.text ?? '');
  for (const told of [/^✗? ?⚠? ?Open: .*\n?[\s\S]*I-0001/u, /^✗ Open: [\s\S]*I-0002/u, /kinds of error at once/u, /^✓ Resolved: /u]) assert.ok(texts.filter((text) => told.test(text)).length <= 1, `${about}: told twice`);
  assert.ok(notices.every(({ state }) => state === 'shown' || state === 'unsure'), `${about}: ${notices.map(({ state }) => state).join()}`);
  const unsure = notices.filter(({ state }) => state === 'unsure').length;
  assert.ok(room.teams.messages.length >= notices.length - unsure && room.teams.messages.length <= notices.length, `${about}: ${room.teams.messages.length} messages of ${notices.length}`);
  for (const { state, activityId, topic, wanted, shown } of notices) {
    if (state !== 'shown') continue;
    assert.equal(shown, wanted, `${about}: ${topic.is} shows what is wanted`);
    const standing = room.teams.messages.find(({ id }) => id === activityId);
    if (topic.is === 'incident' && topic.incidentId === 'incident-1') assert.match(standing?.looks.at(-1)?.text ?? '', /Resolved/u, about);
  }
  return unsure;
}

describe('A bot that dies at any write of its outbox', function () {
  this.timeout(120_000);
  it('loses nothing and doubles nothing, with another one that goes on', async () => {
    const whole = await outboxRoom();
    const counting = mortal(whole.world, { at: Infinity, done: true });
    const outbox = createOutbox(counting.world);
    await aDay(whole, (most) => whole.rounds(most, outbox));
    assert.equal(await assertWell(whole, 'a day without a death'), 0);
    await whole.store.close();
    const writes = counting.writes();
    assert.ok(writes >= 20, `${writes} writes`);
    let unsure = 0;
    for (const done of [false, true]) for (let at = 1; at <= writes; at += 1) unsure += await dieAt({ at, done });
    // Only a death between the beginning of a post and the word of its end leaves it open.
    assert.ok(unsure > 0 && unsure <= 12, `${unsure} unsure in ${2 * writes} deaths`);
  });
});

async function dieAt(dies: { readonly at: number; readonly done: boolean }): Promise<number> {
  const room = await outboxRoom();
  const first = mortal(room.world, dies);
  const [mine, next] = [createOutbox(first.world), createOutbox(room.world)];
  let isDead = false;
  const death = first.dead.then(() => { isDead = true; });
  await aDay(room, async (most) => {
    if (!isDead) await Promise.race([room.rounds(most, mine), death]);
    if (isDead) {
      room.clock.ahead(120_000);
      await room.rounds(most, next);
    }
  });
  assert.ok(isDead);
  room.clock.ahead(120_000);
  await room.look();
  await room.rounds(10, next);
  const unsure = await assertWell(room, `dead at write ${dies.at}${dies.done ? '' : ', which was lost'}`);
  await room.store.close();
  return unsure;
}
