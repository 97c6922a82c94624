import type { JournalEntry, Observation } from '../model/journal.ts';
import type { RunEnd } from '../model/plan-arrows.ts';
import type { PlanStep } from '../model/plan.ts';

export type Move =
  | { readonly do: 'start'; readonly step: number; readonly attempt: number }
  /** Read-only: where does the world stand after an attempt whose end is not known? */
  | { readonly do: 'look'; readonly step: number; readonly attempt: number; readonly since: Date }
  /** Whoever was given the attempt may still be at it. */
  | { readonly do: 'wait'; readonly until: Date }
  | { readonly do: 'close'; readonly as: RunEnd; readonly says: string }
  /** The journal is closed; only the plan has to follow. */
  | { readonly do: 'finish'; readonly as: RunEnd; readonly says: string };

interface Timing {
  readonly now: Date;
  /** End of the execution window: nothing is started for the first time or anew after it. */
  readonly startBy: Date;
}

/** A relay starts no job later than this after it was handed out. */
export const JOB_MINUTES = 5;
/** How long an attempt whose end was reported as unsure may still take effect. */
const SETTLE_MINUTES = 1;
/** How far the clock of a relay, by which it judges the age of a job, may stand behind. */
const SKEW_MINUTES = 5;
const MOST_ATTEMPTS = 3;

/** What to do next with a running plan. Pure: it follows from the steps, the journal and the time alone. */
export function nextMove(steps: readonly Pick<PlanStep, 'n' | 'says'>[], journal: readonly JournalEntry[], timing: Timing): Move {
  const last = journal.at(-1);
  if (last?.what === 'closed') return { do: 'finish', as: last.as, says: last.says };
  const isSettling = journal.some(({ what }) => what === 'closed');
  for (const [done, step] of steps.entries()) {
    const move = moveFor({ step, done, of: steps.length, entries: entriesOf(journal, step.n), isSettling }, timing);
    if (move !== null) return move;
  }
  return { do: 'close', as: 'done', says: steps.length === 1 ? 'Done, and read back.' : `Done: all ${steps.length} steps were carried out and read back.` };
}

interface AtStep {
  readonly step: Pick<PlanStep, 'n' | 'says'>;
  /** Steps that were applied before this one. */
  readonly done: number;
  readonly of: number;
  readonly entries: readonly StepEntry[];
  /** The plan was closed as unknown before: it is looked at, but nothing is started any more. */
  readonly isSettling: boolean;
}
type StepEntry = Exclude<JournalEntry, { what: 'closed' }>;

/** Null when this step is applied and the next one may be looked at. */
function moveFor(at: AtStep, timing: Timing): Move | null {
  const last = at.entries.at(-1);
  if (last === undefined) return firstStart(at, timing);
  if (last.what === 'began') return lookMove(last, at.entries);
  if (last.what === 'looked') return afterLook(at, { last, timing });
  switch (last.result.is) {
    case 'applied':
      return null;
    case 'unsure':
      return lookMove(last, at.entries);
    case 'drifted':
      return close(at, at.done === 0 ? 'stale' : 'partly-done', `The object has changed since the plan was made. ${last.result.says}`);
    case 'refused':
    case 'failed':
      return failed(at, last.result.says);
  }
}

function firstStart(at: AtStep, { now, startBy }: Timing): Move {
  if (at.isSettling) return close(at, 'partly-done', 'The run had been stopped.');
  const isLate = at.done === 0 && now.getTime() > startBy.getTime();
  return isLate ? close(at, 'failed', 'The run did not start in time.') : { do: 'start', step: at.step.n, attempt: 1 };
}

const lookMove = (last: StepEntry, entries: readonly StepEntry[]): Move => ({ do: 'look', step: last.step, attempt: last.attempt, since: beganAt(entries) });

function afterLook(at: AtStep, { last, timing }: { readonly last: Extract<StepEntry, { what: 'looked' }>; readonly timing: Timing }): Move | null {
  const { stands } = last.observation;
  if (stands === 'after') return null;
  if (stands === 'other') return foundOther(at, last.observation);
  const quiet = quietFrom(at.entries);
  if (Date.parse(last.at) < quiet.getTime()) return timing.now.getTime() < quiet.getTime() ? { do: 'wait', until: quiet } : lookMove(last, at.entries);
  const mayRepeat = !at.isSettling && timing.now.getTime() <= timing.startBy.getTime() && last.attempt < MOST_ATTEMPTS;
  return mayRepeat ? { do: 'start', step: at.step.n, attempt: last.attempt + 1 } : failed(at, `It was not carried out: ${last.observation.says}`);
}

function foundOther(at: AtStep, { says }: Observation): Move {
  if (at.isSettling) return close(at, at.done === 0 ? 'failed' : 'partly-done', `The object stands neither as before nor as planned, so a person must look at it: ${says}`);
  return close(at, 'unknown', `I cannot tell whether this step took effect, for the object stands neither as before nor as planned: ${says}`);
}

/** From when on "as before" proves that the last attempt has not happened and will not happen. */
function quietFrom(entries: readonly StepEntry[]): Date {
  const at = entries.findLastIndex((entry) => entry.what !== 'looked');
  const last = entries[at];
  if (last?.what === 'ended') return new Date(Date.parse(last.at) + SETTLE_MINUTES * 60_000);
  // An absent relay may have been waited for long after the attempt began; whoever writes a look down has ended that.
  return new Date(Date.parse(entries[at + 1]?.at ?? '') + (JOB_MINUTES + SKEW_MINUTES + SETTLE_MINUTES) * 60_000);
}

const beganAt = (entries: readonly StepEntry[]): Date => new Date(entries.findLast(({ what }) => what === 'began')?.at ?? 0);

const failed = (at: AtStep, says: string): Move => close(at, at.done === 0 ? 'failed' : 'partly-done', says);

function close(at: AtStep, as: RunEnd, says: string): Move {
  const where = at.of === 1 ? at.step.says : `Step ${at.step.n} of ${at.of} (${at.step.says})`;
  const before = at.done === 0 ? '' : ` ${at.done === 1 ? 'The step before it was' : `The ${at.done} steps before it were`} carried out.`;
  const nothing = at.done === 0 && as !== 'unknown' && !/nothing was (changed|started)|neither as before/i.test(says) ? ' Nothing was changed.' : '';
  return { do: 'close', as, says: `${where}: ${sentence(says)}${before}${nothing}` };
}

const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const entriesOf = (journal: readonly JournalEntry[], step: number): readonly StepEntry[] => journal.filter((entry): entry is StepEntry => entry.what !== 'closed' && entry.step === step);
