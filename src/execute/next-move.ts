import type { JournalEntry } from '../model/journal.ts';
import type { Move, Placed, RunStep, Standing, StepEntry, StepMove, Timing } from './move.ts';
import { endOfRun } from './run-end.ts';
import { MOST_IN_FLIGHT, sideBySide } from './side-by-side.ts';
import { createTally, type Tally } from './steps-before.ts';
import { standingOf, type RunTiming } from './step-standing.ts';

/** Either steps that may be started or looked up side by side, none where those in flight are all there is to wait for, or the one other thing to do. */
export type NextMoves = readonly StepMove[] | readonly [Exclude<Move, StepMove>];

/**
 * What to do next with a running plan. Pure: it follows from the steps, the journal, what is in flight and the time alone.
 * A step follows those of its own lane and those of no lane; one of no lane follows all before it. A step is started when all that it follows
 * are carried out, and one that runs in any case as soon as none of them is open and one of them has, or may have, changed something.
 */
export function nextMoves(steps: readonly RunStep[], journal: readonly JournalEntry[], timing: Timing): NextMoves {
  const { inHand = NONE } = timing;
  const last = journal.at(-1);
  if (last?.what === 'closed') return [{ do: 'finish', as: last.as, says: last.says }];
  const run = { ...timing, isSettling: journal.some(({ what }) => what === 'closed'), isStopped: journal.some(({ what }) => what === 'stopped') };
  if (isTooLate(journal, timing)) return [close(steps.map((step, at) => ({ step, standing: at === 0 ? TOO_LATE : NOT_RUN })), journal)];
  if (inHand.size >= MOST_IN_FLIGHT) return [];
  const placed: Placed[] = [];
  const entries = byStep(journal);
  const tally = createTally();
  for (const step of steps) {
    const standing: Standing = inHand.has(step.n) ? HELD : placing(step, { before: tally.before(step), entries: entries.get(step.n) ?? [], run });
    placed.push({ step, standing });
    tally.add(step, standing);
  }
  const moves = sideBySide(placed, { inHand, hasEntries: (step) => entries.has(step) });
  return moves.length > 0 || inHand.size > 0 ? moves : [waiting(placed) ?? close(placed, journal)];
}

/** The first of them where nothing is in flight. */
export function nextMove(steps: readonly RunStep[], journal: readonly JournalEntry[], timing: Omit<Timing, 'inHand'>): Move {
  const [move] = nextMoves(steps, journal, timing);
  if (move === undefined) throw new Error('a run of which nothing is in flight always has a next move');
  return move;
}

const NONE: ReadonlySet<number> = new Set();

/** Nothing has been begun, and the time to begin is over. */
const isTooLate = (journal: readonly JournalEntry[], { now, startBy }: Timing): boolean => now.getTime() > startBy.getTime() && !journal.some(({ what }) => what === 'began' || what === 'closed');

const TOO_LATE: Standing = { is: 'failed', says: 'The run did not start in time.' };
const NOT_RUN: Standing = { is: 'not-run' };
const HELD: Standing = { is: 'held' };

interface Placing {
  /** What has become of the steps that this one follows. */
  readonly before: Tally;
  readonly entries: readonly StepEntry[];
  readonly run: RunTiming;
}

function placing(step: RunStep, { before, entries, run }: Placing): Standing {
  const standing = standingOf(step, entries, run);
  if (standing.is !== 'untouched') return standing;
  if (before.isOpen) return HELD;
  const isDue = step.always === true && !before.isEmpty ? before.mayHaveChanged : !run.isStopped && before.isGood;
  return isDue && !run.isSettling ? { is: 'open', move: { do: 'start', step: step.n, attempt: 1 } } : NOT_RUN;
}

/** Nothing can be done at once: the nearest time at which something can, and everything that people are at. */
function waiting(placed: readonly Placed[]): Exclude<Move, StepMove> | null {
  const moves = placed.flatMap(({ standing }) => (standing.is === 'open' ? [standing.move] : []));
  const times = moves.flatMap((move) => (move.do === 'wait' ? [move.until.getTime()] : []));
  const until = times.length === 0 ? null : new Date(Math.min(...times));
  const steps = moves.flatMap((move) => (move.do === 'await' ? move.steps : []));
  if (steps.length > 0) return { do: 'await', steps, until };
  return until === null ? null : { do: 'wait', until };
}

function close(placed: readonly Placed[], journal: readonly JournalEntry[]): Extract<Move, { do: 'close' }> {
  const stopped = journal.findLast(({ what }) => what === 'stopped');
  return { do: 'close', ...endOfRun(placed, { isSettling: journal.some(({ what }) => what === 'closed'), stopped: stopped?.what === 'stopped' ? stopped.says : null }) };
}

function byStep(journal: readonly JournalEntry[]): ReadonlyMap<number, readonly StepEntry[]> {
  const entries = new Map<number, StepEntry[]>();
  for (const entry of journal) {
    if (entry.what === 'closed' || entry.what === 'stopped') continue;
    const known = entries.get(entry.step);
    if (known === undefined) entries.set(entry.step, [entry]);
    else known.push(entry);
  }
  return entries;
}
