import assert from 'node:assert/strict';
import type { Move, RunStep } from '../../src/execute/move.ts';
import { nextMoves } from '../../src/execute/next-move.ts';
import type { JournalEntry, StepResult } from '../../src/model/journal.ts';
import { minutes } from '../contracts/sample-plan.ts';

/** What becomes of a step that is started. */
const OUTCOMES = ['applied', 'failed', 'drifted', 'other', 'lost, applied', 'lost, untouched'] as const;
type Outcome = (typeof OUTCOMES)[number];
const RESULTS: Readonly<Partial<Record<Outcome, StepResult>>> = { applied: { is: 'applied', found: {} }, failed: { is: 'failed', says: 'no rights' }, drifted: { is: 'drifted', found: {}, says: 'somebody was here' } };

interface Ran {
  readonly started: readonly string[];
  readonly end: Extract<Move, { do: 'close' }>;
}

/** Plays a run to its end. What is in flight ends one by one, in an order that `pick` gives; `isAlone`: only one step is ever in flight. The process dies with all that is in flight after so many entries. */
function play(steps: readonly RunStep[], outcomes: readonly Outcome[], { pick = () => 0, isAlone = false, dieAt = Infinity }: { readonly pick?: (from: number) => number; readonly isAlone?: boolean; readonly dieAt?: number }): Ran {
  const journal: JournalEntry[] = [];
  const started: string[] = [];
  let flying: Move[] = [];
  let now = minutes(6);
  let hasDied = false;
  const write = (entry: Record<string, unknown>): void => void journal.push({ at: now.toISOString(), ...entry } as JournalEntry);
  const end = (move: Extract<Move, { do: 'start' | 'look' }>): void => {
    const { step, attempt } = move;
    const outcome = outcomes[step - 1] ?? 'applied';
    const result = RESULTS[attempt > 1 ? 'applied' : outcome];
    if (move.do === 'start') write({ what: 'ended', step, attempt, result: result ?? { is: 'unsure', says: 'the line broke' } });
    else write({ what: 'looked', step, attempt, observation: { stands: attempt > 1 || outcome === 'applied' || outcome === 'lost, applied' ? 'after' : outcome === 'other' ? 'other' : 'before', found: {}, says: 'seen' } });
  };
  for (let turns = 0; turns < 500; turns += 1) {
    if (!hasDied && journal.length >= dieAt) [flying, hasDied] = [[], true];
    const moves = nextMoves(steps, journal, { now, startBy: minutes(900), inHand: new Set(flying.flatMap((move) => ('step' in move ? [move.step] : []))) });
    const [first] = moves;
    if (first?.do === 'close') return { started, end: first };
    if (first?.do === 'wait') now = first.until;
    for (const move of isAlone ? moves.slice(0, 1) : moves) {
      if (move.do !== 'start' && move.do !== 'look') continue;
      if (move.do === 'start') started.push(`${move.step}.${move.attempt}`);
      if (move.do === 'start') write({ what: 'began', step: move.step, attempt: move.attempt, fence: journal.length });
      flying.push(move);
    }
    if (!isAlone && moves.length > 0 && pick(2) === 0) continue;
    const [move] = flying.splice(pick(flying.length), 1);
    if (move?.do === 'start' || move?.do === 'look') end(move);
  }
  return assert.fail(`no end: ${JSON.stringify(journal.slice(-4))}`);
}

/** A small generator, so that a failure can be told again. */
function dice(seed: number): (from: number) => number {
  let state = seed;
  return (from) => {
    state = (state * 48271) % 2147483647;
    return from === 0 ? 0 : state % from;
  };
}

describe('a run with several steps in flight', function () {
  this.timeout(60_000);
  const inLane = [undefined, 'a', 'b', 'c', 'c', 'b', 'a'] as const;
  const deal = (seed: number) => {
    const pick = dice(seed);
    const steps = Array.from({ length: 2 + pick(7) }, (_, n): RunStep => ({ n: n + 1, says: `Change ${n + 1}`, operation: pick(3) === 0 ? 'ad.change-values' : 'entra.set-usage-location', after: {}, lane: inLane[pick(inLane.length)], always: pick(6) === 0 ? true : undefined }));
    // A step that runs in any case is tried again until it is done.
    return { pick, steps, outcomes: steps.map((step): Outcome => (step.always === true || pick(2) === 0 ? 'applied' : OUTCOMES[pick(OUTCOMES.length)] ?? 'applied')) };
  };

  it('ends as it would with one after the other, and starts the same steps, in whatever order they end', () => {
    for (let seed = 1; seed <= 6000; seed += 1) {
      const { pick, steps, outcomes } = deal(seed);
      const [several, alone] = [play(steps, outcomes, { pick }), play(steps, outcomes, { isAlone: true })];
      const title = JSON.stringify({ seed, steps, outcomes, several, alone });
      assert.deepEqual([several.started.toSorted(), several.end.as, several.end.says], [alone.started.toSorted(), alone.end.as, alone.end.says], title);
      assert.equal(new Set(several.started).size, several.started.length, title);
    }
  });

  it('starts no attempt twice when its process dies with several in flight, at whatever entry', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const { pick, steps, outcomes } = deal(seed);
      const { started, end } = play(steps, outcomes, { pick, dieAt: 1 + (seed % 12) });
      const title = JSON.stringify({ seed, steps, outcomes, started, end });
      assert.equal(new Set(started).size, started.length, title);
      for (const step of steps) if (step.always === true && step.n > 1 && steps.slice(0, step.n - 1).some((before, index) => before.lane === undefined && outcomes[index] === 'applied' && started.includes(`${before.n}.1`))) assert.ok(started.some((each) => each.startsWith(`${step.n}.`)), title);
    }
  });
});
