import assert from 'node:assert/strict';
import { GraphRefusal } from '../../../src/adapters/graph/graph-fault.ts';
import { createWriteQueue } from '../../../src/adapters/graph/write-queue.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { TenantError } from '../../../src/ports/tenant.ts';
import { createBucket, WRITES } from '../../../lab/servers/graph-throttle.ts';
import { fastClock, type FastClock } from '../../ports/fast-clock.ts';

/** What Graph lets pass: 20 writes in a second, nothing saved up, and Entra Connect takes its half of them all the time. */
function sharedQuota(clock: Clock) {
  const bucket = createBucket(clock, WRITES.units, WRITES.seconds);
  bucket.spend(WRITES.units - 20);
  let connected = clock.now().getTime();
  return {
    refused: 0,
    take() {
      for (; connected + 100 <= clock.now().getTime(); connected += 100) bucket.spend(1);
      if (bucket.spend(1) !== null) this.refused += 1;
    },
  };
}

const throttled = (retryAfter: number | undefined): GraphRefusal => new GraphRefusal({ status: 429, body: undefined, retryAfter });
const seconds = (clock: FastClock, since: Date): number => (clock.now().getTime() - since.getTime()) / 1000;

describe('the queue of writes to Entra', () => {
  for (const share of [0.1, 0.25, 0.5, 1]) {
    it(`holds a share of ${share} of the quota over a campaign of 1,000 fixes of two steps${share > 0.5 ? '' : ', and is never throttled'}`, async () => {
      const clock = fastClock();
      const started = clock.now();
      const queue = createWriteQueue({ clock, share });
      const graph = sharedQuota(clock);
      let most = 0;
      const recent: number[] = [];
      const write = (): Promise<void> => {
        graph.take();
        recent.push(clock.now().getTime());
        while ((recent[0] ?? 0) <= clock.now().getTime() - 150_000) recent.shift();
        most = Math.max(most, recent.length);
        return Promise.resolve();
      };
      const fix = async (): Promise<void> => {
        await queue.run(write);
        await queue.run(write);
      };
      await Promise.all(Array.from({ length: 1000 }, fix));
      const rate = 2000 / seconds(clock, started);
      assert.ok(rate >= 0.98 * share * 20, `only ${rate} in a second`);
      // Whoever takes more than the half leaves Entra Connect too little.
      assert.equal(graph.refused > 0, share > 0.5);
      // A second's worth may go at once, no more.
      assert.ok(most <= share * 20 * 151 + 1, `${most} in 150 seconds`);
    });
  }

  it('takes half of the quota when nothing else is said', async () => {
    const clock = fastClock();
    const started = clock.now();
    const queue = createWriteQueue({ clock });
    for (let n = 0; n < 210; n += 1) await queue.run(() => Promise.resolve());
    assert.ok(Math.abs(seconds(clock, started) - 20) < 0.2, String(seconds(clock, started)));
  });

  it('lets no write go while Graph has asked to wait, the throttled one first tried again among the others', async () => {
    const clock = fastClock();
    const queue = createWriteQueue({ clock });
    const told: string[] = [];
    const write = (name: string, ...fails: readonly GraphRefusal[]) => {
      const left = [...fails];
      return queue.run(() => {
        told.push(`${name} ${seconds(clock, new Date('2026-11-21T09:00:00Z'))}`);
        const error = left.shift();
        return error === undefined ? Promise.resolve() : Promise.reject(error);
      });
    };
    await write('first', throttled(30_000));
    await write('second');
    assert.deepEqual(told, ['first 0', 'first 30', 'second 30']);
  });

  it('doubles its own pause where Graph names none, and gives up after four tries', async () => {
    const clock = fastClock();
    const queue = createWriteQueue({ clock });
    const at: number[] = [];
    await assert.rejects(queue.run(() => (at.push(seconds(clock, new Date('2026-11-21T09:00:00Z'))), Promise.reject(throttled(undefined)))), TenantError);
    assert.deepEqual(at, [0, 2, 6, 14]);
  });

  it('does not sit out a wait of more than five minutes, but holds the others back for as long', async () => {
    const clock = fastClock();
    const queue = createWriteQueue({ clock });
    const started = clock.now();
    await assert.rejects(queue.run(() => Promise.reject(throttled(3_600_000))), TenantError);
    assert.equal(seconds(clock, started), 0);
    await queue.run(() => Promise.resolve());
    assert.equal(seconds(clock, started), 300);
  });

  const unknown: readonly (readonly [string, Error])[] = [
    ['a lost connection', new TenantError('unreachable', 'gone')], ['a server error', new GraphRefusal({ status: 503, body: undefined, retryAfter: 1000 })], ['a time-out', new GraphRefusal({ status: 504, body: undefined, retryAfter: 1000 })],
    ['a refusal', new GraphRefusal({ status: 400, body: undefined, retryAfter: undefined })], ['a full waiting room', new TenantError('throttled', 'too many')],
  ];
  for (const [what, error] of unknown) {
    it(`never sends again after ${what}, and goes on with the others`, async () => {
      const queue = createWriteQueue({ clock: fastClock() });
      let sent = 0;
      await assert.rejects(queue.run(() => ((sent += 1), Promise.reject(error))), error);
      await queue.run(() => Promise.resolve());
      assert.equal(sent, 1);
    });
  }
});
