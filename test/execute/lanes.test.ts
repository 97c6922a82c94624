import assert from 'node:assert/strict';
import type { Move, RunStep } from '../../src/execute/move.ts';
import { nextMove } from '../../src/execute/next-move.ts';
import type { JournalEntry, StepResult } from '../../src/model/journal.ts';
import type { RunEnd } from '../../src/model/plan-arrows.ts';
import { minutes } from '../contracts/sample-plan.ts';

/** What becomes of a step that is started. `lost, …`: the process dies right after it has begun. */
const OUTCOMES = ['applied', 'failed', 'refused', 'drifted', 'other', 'unseen', 'lost, applied', 'lost, untouched'] as const;
type Outcome = (typeof OUTCOMES)[number];

interface Shape {
  readonly lane: 'a' | 'b' | null;
  readonly always: boolean;
}
const SHAPES: readonly Shape[] = [null, 'a', 'b'].flatMap((lane) => [false, true].map((always) => ({ lane, always }) as Shape));

const stepOf = ({ lane, always }: Shape, n: number): RunStep => ({ n, says: `Change ${n}`, operation: 'ad.change-addresses', after: { proxyAddresses: [] }, ...(lane === null ? {} : { lane }), ...(always ? { always: true as const } : {}) });

const RESULTS: Readonly<Partial<Record<Outcome, StepResult>>> = {
  'applied': { is: 'applied', found: {} },
  'failed': { is: 'failed', says: 'no rights' },
  'refused': { is: 'refused', says: 'its policy' },
  'drifted': { is: 'drifted', found: { proxyAddresses: ['smtp:other@contoso.com'] }, says: 'somebody was here' },
};

interface Ran {
  readonly started: readonly string[];
  readonly end: Extract<Move, { do: 'close' }>;
  readonly entries: number;
}

/** Plays a run to its end; the clock stands still but for waiting. `stopAt`: the run may not go on after so many entries. */
function play(steps: readonly RunStep[], outcomes: readonly Outcome[], stopAt = Infinity): Ran {
  const journal: JournalEntry[] = [];
  const started: string[] = [];
  let now = minutes(6);
  const write = (entry: Record<string, unknown>): void => void journal.push({ at: now.toISOString(), ...entry } as JournalEntry);
  for (let moves = 0; moves < 200; moves += 1) {
    if (journal.length >= stopAt && !journal.some(({ what }) => what === 'stopped') && ['ended', 'looked', 'unseen'].includes(journal.at(-1)?.what ?? '')) write({ what: 'stopped', says: 'Admin 2 may no longer approve this.' });
    const move = nextMove(steps, journal, { now, startBy: minutes(500) });
    if (move.do === 'close') return { started, end: move, entries: journal.length };
    if (move.do === 'wait') {
      assert.ok(move.until > now, 'it waits for what is over');
      now = move.until;
    } else if (move.do === 'start') {
      started.push(`${move.step}.${move.attempt}`);
      write({ what: 'began', step: move.step, attempt: move.attempt, fence: journal.length });
      const result = RESULTS[effective(steps, outcomes, move)];
      if (result !== undefined) write({ what: 'ended', step: move.step, attempt: move.attempt, result });
    } else if (move.do === 'look') {
      const outcome = outcomes[move.step - 1];
      if (outcome === 'unseen') write({ what: 'unseen', step: move.step, attempt: move.attempt, says: 'nobody could look' });
      else write({ what: 'looked', step: move.step, attempt: move.attempt, observation: { stands: outcome === 'lost, applied' ? 'after' : outcome === 'other' ? 'other' : 'before', found: {}, says: 'seen' } });
      // Nobody looks twice in the same moment.
      if (outcome === 'unseen') now = new Date(now.getTime() + 30 * 60_000);
    } else assert.fail(`${move.do} is not for these steps`);
  }
  return assert.fail(`no end after 200 moves: ${JSON.stringify(journal.slice(-3))}`);
}

/** What failed or was lost untouched goes well at the next attempt, if there is one. */
const effective = (_: readonly RunStep[], outcomes: readonly Outcome[], { step, attempt }: { readonly step: number; readonly attempt: number }): Outcome => {
  const outcome = outcomes[step - 1] ?? 'applied';
  return attempt > 1 && (outcome === 'lost, untouched' || outcome === 'failed' || outcome === 'refused') ? 'applied' : outcome;
};

/** Worked out another way than by the code: from the shape alone, step by step. */
function expected(shapes: readonly Shape[], outcomes: readonly Outcome[]): readonly ('good' | 'certainly nothing' | 'perhaps' | 'not run')[] {
  const ends: ('good' | 'certainly nothing' | 'perhaps' | 'not run')[] = [];
  for (const [at, { lane, always }] of shapes.entries()) {
    const before = ends.filter((_, earlier) => lane === null || shapes[earlier]?.lane === null || shapes[earlier]?.lane === lane);
    const runs = always && before.length > 0 ? before.some((end) => end === 'good' || end === 'perhaps') : before.every((end) => end === 'good');
    const outcome = outcomes[at] ?? 'applied';
    const again = always && (outcome === 'failed' || outcome === 'refused');
    if (!runs) ends.push('not run');
    else if (outcome === 'applied' || outcome === 'lost, applied' || outcome === 'lost, untouched' || again) ends.push('good');
    else if (outcome === 'other' || outcome === 'unseen') ends.push('perhaps');
    else ends.push('certainly nothing');
  }
  return ends;
}

function stateOf(ends: ReturnType<typeof expected>, outcomes: readonly Outcome[]): RunEnd {
  if (ends.includes('perhaps')) return 'unknown';
  if (ends.every((end) => end === 'good')) return 'done';
  if (ends.includes('good')) return 'partly-done';
  return ends.every((end, at) => end !== 'certainly nothing' || outcomes[at] === 'drifted') ? 'stale' : 'failed';
}

const upTo = <Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] =>
  length === 0 ? [[]] : upTo(items, length - 1).flatMap((head) => items.map((item) => [...head, item]));

/** A step that runs in any case and cannot be looked at is looked for all day; it has a test of its own. */
const isLookedForAllDay = (shapes: readonly Shape[], outcomes: readonly Outcome[]): boolean => shapes.some(({ always }, at) => always && outcomes[at] === 'unseen');

describe('the next move of a plan with lanes and steps that run in any case', function () {
  this.timeout(120_000);

  for (const length of [1, 2, 3]) {
    it(`starts exactly what it may, and ends as it went, for all plans of ${length} and whatever becomes of each step`, () => {
      let played = 0;
      for (const shapes of upTo(SHAPES, length)) {
        const steps = shapes.map((shape, at) => stepOf(shape, at + 1));
        for (const outcomes of upTo(OUTCOMES, length)) {
          if (isLookedForAllDay(shapes, outcomes)) continue;
          const ends = expected(shapes, outcomes);
          const { started, end } = play(steps, outcomes);
          const title = JSON.stringify({ shapes, outcomes, ends, end });
          assert.deepEqual([...new Set(started.map((each) => Number(each.split('.')[0])))].sort(), ends.flatMap((how, at) => (how === 'not run' ? [] : [at + 1])), title);
          assert.equal(new Set(started).size, started.length, `an attempt was started twice: ${title}`);
          assert.equal(end.as, stateOf(ends, outcomes), title);
          assert.match(end.says, /[.!?]$/, title);
          played += 1;
        }
      }
      assert.ok(played >= 40 ** length / 2, `only ${played}`);
    });
  }

  it('starts nothing but what runs in any case after the run was stopped, at whatever point, and that always', () => {
    for (const shapes of upTo(SHAPES, 3)) {
      const steps = shapes.map((shape, at) => stepOf(shape, at + 1));
      for (const outcomes of upTo(['applied', 'failed', 'other', 'lost, applied'] as const, 3)) {
        for (let stopAt = 1; stopAt <= play(steps, outcomes).entries; stopAt += 1) {
          const { started, end } = play(steps, outcomes, stopAt);
          const ran = new Set(started.map((each) => Number(each.split('.')[0])));
          for (const [at, { lane, always }] of shapes.entries()) {
            const before = [...ran].filter((n) => n < at + 1 && (lane === null || shapes[n - 1]?.lane === null || shapes[n - 1]?.lane === lane));
            const changed = before.some((n) => outcomes[n - 1] !== 'failed' || shapes[n - 1]?.always === true);
            if (always && changed) assert.ok(ran.has(at + 1), JSON.stringify({ shapes, outcomes, stopAt, started, end }));
          }
        }
      }
    }
  });

  const PAUSED: readonly RunStep[] = [
    { n: 1, says: 'Switch the scheduler off', operation: 'sync.set-scheduler', after: { SyncCycleEnabled: ['false'] } },
    { n: 2, says: 'Clear the anchor', operation: 'entra.set-anchor', after: { onPremisesImmutableId: [] } },
    { n: 3, says: 'Switch the scheduler on', operation: 'sync.set-scheduler', after: { SyncCycleEnabled: ['true'] }, always: true },
  ];
  const began = (step: number, at = 6, attempt = 1): JournalEntry => ({ at: minutes(at).toISOString(), what: 'began', step, attempt, fence: 1 });
  const ended = (step: number, result: StepResult, at = 6, attempt = 1): JournalEntry => ({ at: minutes(at).toISOString(), what: 'ended', step, attempt, result });
  const applied: StepResult = { is: 'applied', found: {} };
  const failed: StepResult = { is: 'failed', says: 'no rights' };
  const move = (journal: readonly JournalEntry[], now: number): Move => nextMove(PAUSED, journal, { now: minutes(now), startBy: minutes(20) });

  it('switches a paused scheduler on after the window is over', () => {
    assert.deepEqual(move([began(1), ended(1, applied), began(2), ended(2, failed)], 500), { do: 'start', step: 3, attempt: 1 });
  });

  it('does not switch a scheduler on that was not switched off by it', () => {
    assert.equal(move([began(1), ended(1, { is: 'drifted', found: { SyncCycleEnabled: ['false'] }, says: 'Nothing was started, for it is already so' })], 6).do, 'close');
    assert.equal(move([began(1), ended(1, failed)], 6).do, 'close');
  });

  it('takes a scheduler that somebody else has switched on for switched on', () => {
    const done = [began(1), ended(1, applied), began(2), ended(2, applied), began(3)];
    const already = ended(3, { is: 'drifted', found: { SyncCycleEnabled: ['true'] }, says: 'it is already so' });
    assert.deepEqual(move([...done, already], 7), { do: 'close', as: 'done', says: 'Done: all 3 steps were carried out and read back.' });
  });

  it('tries to switch it on at growing distances for a day, and says then that it is to be done by hand', () => {
    const journal: JournalEntry[] = [began(1), ended(1, applied), began(2), ended(2, failed)];
    let now = minutes(6);
    const pauses: number[] = [];
    for (let next = move(journal, 6); next.do !== 'close'; next = nextMove(PAUSED, journal, { now, startBy: minutes(20) })) {
      if (next.do === 'wait') {
        pauses.push((next.until.getTime() - now.getTime()) / 60_000);
        now = next.until;
        continue;
      }
      assert.ok(next.do === 'start' && next.step === 3);
      journal.push({ ...began(3, 0, next.attempt), at: now.toISOString() }, { ...ended(3, failed, 0, next.attempt), at: now.toISOString() });
    }
    assert.deepEqual(pauses.slice(0, 6), [1, 2, 4, 8, 15, 15]);
    assert.ok(Math.max(...pauses) < 20, 'a pause longer than that counts as abandoned');
    const end = nextMove(PAUSED, journal, { now, startBy: minutes(20) });
    assert.ok(end.do === 'close' && end.as === 'partly-done');
    assert.match(end.says, /^Step 2 of 3 \(Clear the anchor\): no rights\. The step before it was carried out\. Step 3 of 3 \(Switch the scheduler on\): no rights\. I have tried for 24 hours; do it by hand\.$/);
  });

  it('looks for the scheduler again while nobody can say whether it is on', () => {
    const lost: readonly JournalEntry[] = [began(1), ended(1, applied), began(2), ended(2, applied), began(3), { at: minutes(36).toISOString(), what: 'unseen', step: 3, attempt: 1, says: 'nobody could look' }];
    assert.equal(move(lost, 36).do, 'look');
    const late = move(lost, 6 + 24 * 60);
    assert.ok(late.do === 'close' && late.as === 'unknown');
  });

  it('says for each object what became of it', () => {
    const steps: readonly RunStep[] = ['a', 'b', 'c'].map((lane, at) => ({ n: at + 1, says: `Move ${lane}`, operation: 'ad.move', after: {}, lane }));
    const end = (results: readonly StepResult[]): Move => nextMove(steps, results.flatMap((result, at) => [began(at + 1), ended(at + 1, result)]), { now: minutes(7), startBy: minutes(20) });
    assert.deepEqual(end([applied, applied, applied]), { do: 'close', as: 'done', says: 'Done for all 3 objects, and read back.' });
    assert.deepEqual(end([applied, failed, { is: 'refused', says: 'it is protected' }]), { do: 'close', as: 'partly-done', says: '2 of 3 objects: Move b: no rights. Move c: it is protected. 1 of 3 objects: carried out.' });
    assert.deepEqual(end([failed, failed, failed]), { do: 'close', as: 'failed', says: '3 of 3 objects: Move a: no rights. Move b: no rights. Move c: no rights. Nothing was changed.' });
  });

  it('goes on with the other objects while one is waited for', () => {
    const steps: readonly RunStep[] = ['a', 'b'].map((lane, at) => ({ n: at + 1, says: `Move ${lane}`, operation: 'ad.move', after: {}, lane }));
    const lost: readonly JournalEntry[] = [began(1), { at: minutes(6).toISOString(), what: 'looked', step: 1, attempt: 1, observation: { stands: 'before', found: {}, says: 'as it was' } }];
    assert.deepEqual(nextMove(steps, lost, { now: minutes(6), startBy: minutes(20) }), { do: 'start', step: 2, attempt: 1 });
    assert.deepEqual(nextMove(steps, [...lost, began(2), ended(2, applied)], { now: minutes(7), startBy: minutes(20) }), { do: 'wait', until: minutes(17) });
  });
});
