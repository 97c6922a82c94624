import assert from 'node:assert/strict';
import { nextCreate, pauseAfter, PACE_WINDOW_MS } from '../../src/notify/pace.ts';

const START = Date.parse('2026-11-22T00:00:00Z');
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();
const next = (sent: readonly number[], now: number): number => (nextCreate(sent.map(at), new Date(START + now * 1000)).getTime() - START) / 1000;

describe('The next message in a conversation', () => {
  for (const [says, sent, now, then] of [
    ['may be created at once in an empty one', [], 0, 0],
    ['may be created at once after four', [0, 0, 0, 0], 0, 0],
    ['waits half a minute after five', [0, 0, 0, 0, 0], 0, 30],
    ['waits for the rest of the half minute', [0, 0, 0, 0, 0], 20, 30],
    ['waits again after a sixth', [0, 0, 0, 0, 0, 30], 30, 60],
    ['finds room for five again after a pause', [0, 0, 0, 0, 0], 150, 150],
    ['finds no more than five after a long pause', [0, 3600, 3600, 3600, 3600, 3600], 3600, 3630],
    ['waits longer where more was sent than should have been', [0, 0, 0, 0, 0, 0], 0, 60],
    ['is judged from times in any order', [20, 0, 10, 0, 0], 20, 30],
  ] as const) {
    it(says, () => assert.equal(next(sent, now), then));
  }
  it('is never created beyond any limit of Teams nor of people, over six hours of always wanting', () => {
    const sent: number[] = [];
    for (let now = 0; now < 6 * 3600; now = Math.max(now + 0.25, next(sent.slice(-2000), now))) if (next(sent.slice(-2000), now) <= now) sent.push(now);
    assert.ok(sent.length >= 720 && sent.length <= 725, `${sent.length} messages`);
    for (const [most, within] of [[7, 1], [8, 2], [60, 30], [1800, 3600]] as const) for (const [n, first] of sent.entries()) assert.ok((sent[n + most] ?? Infinity) - first >= within);
    for (const [n, first] of sent.entries()) assert.ok((sent[n + 6] ?? Infinity) - first >= 59.9, 'a burst of five, then one each half minute');
    assert.equal(PACE_WINDOW_MS, 3_600_000);
  });
});

describe('The pause after attempts in vain', () => {
  it('doubles up to ten minutes', () => assert.deepEqual([1, 2, 3, 9, 10, 50].map(pauseAfter), [2_000, 4_000, 8_000, 512_000, 600_000, 600_000]));
});
