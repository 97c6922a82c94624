import assert from 'node:assert/strict';
import { createOutbox } from '../../src/notify/outbox.ts';
import { createSteady } from '../../src/notify/steady.ts';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { outboxRoom, QUIET } from './outbox-room.ts';
import { leapingClock } from './pretend-teams.ts';
import { NOON, openIncident } from './told.ts';

describe('The turns of requests', () => {
  it('are a second apart in one conversation, and at most 15 a second in all', async () => {
    const clock = leapingClock(NOON);
    const steady = createSteady(clock);
    const times: { readonly of: string; readonly at: number }[] = [];
    for (let n = 0; n < 120; n += 1) {
      const of = `c${n % 40}`;
      await steady.turn(of);
      times.push({ of, at: clock.now().getTime() });
    }
    for (const own of Map.groupBy(times, (each) => each.of).values()) for (const [n, { at }] of own.entries()) assert.ok(n === 0 || at - (own[n - 1]?.at ?? 0) >= 999);
    for (const [n, { at }] of times.entries()) assert.ok(((times[n + 16]?.at ?? Infinity) - at) > 999, 'no more than 16 begin within a second');
  });
});

describe('An outbox whose store is away for a moment', () => {
  for (const [says, fails, requests] of [['after a message was posted knows of it all the same', 2, 1], ['for long leaves it to the next one to take it for unsure', 50, 1]] as const) {
    it(says, async () => {
      const room = await outboxRoom();
      let left = 0;
      const store = { ...room.world.store, moveNotice: (...asked: Parameters<typeof room.store.moveNotice>) => {
        if (room.teams.requests.length > 0 && left < fails) {
          left += 1;
          return Promise.reject(new StoreUnavailable('the store is away'));
        }
        return room.store.moveNotice(...asked);
      } };
      await room.look(openIncident(1));
      await createOutbox({ ...room.world, store }).pass();
      if (fails > 10) room.clock.ahead(120_000);
      await room.rounds(5);
      assert.deepEqual([room.teams.requests.length, room.teams.messages.length, (await room.notice()).state], [requests, 1, fails > 10 ? 'unsure' : 'shown']);
      await room.store.close();
    });
  }
});

describe('An outbox that runs', () => {
  it('begins a round at once when it is woken, goes on after a round that failed, and ends when it is told to', async () => {
    const room = await outboxRoom();
    const ending = new AbortController();
    const lines: string[] = [];
    const slept: (() => void)[] = [];
    const clock = { now: () => room.clock.now(), sleep: (_milliseconds: number, signal?: AbortSignal) => new Promise<void>((resolve) => {
      if (signal?.aborted === true) return resolve();
      slept.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    }) };
    let passes = 0;
    const store = { ...room.world.store, dueNotices: () => ((passes += 1) === 1 ? Promise.reject(new StoreUnavailable('away')) : Promise.resolve([])) };
    const outbox = createOutbox({ ...room.world, store, clock, log: { ...QUIET, error: (event: string) => void lines.push(event) } });
    const running = outbox.until(ending.signal);
    const settled = async (): Promise<void> => { for (let n = 0; n < 20; n += 1) await Promise.resolve(); };
    await settled();
    assert.deepEqual([passes, lines], [1, ['outbox.failed']]);
    outbox.wake();
    await settled();
    assert.equal(passes, 2);
    slept.at(-1)?.();
    await settled();
    assert.equal(passes, 3);
    ending.abort();
    await running;
    await room.store.close();
  });
});
