import type { Observation, StepResult } from '../model/journal.ts';
import { sameValues } from '../model/entry-values.ts';
import type { ValuesByName } from '../model/plan.ts';
import type { RunStep, Standing, StepEntry, Timing } from './move.ts';

/** A relay starts no job later than this after it was handed out. */
export const JOB_MINUTES = 5;
/** How long an attempt whose end was reported as unsure may still take effect. */
const SETTLE_MINUTES = 1;
/** How far the clock of a relay, by which it judges the age of a job, may stand behind. */
const SKEW_MINUTES = 5;
const MOST_ATTEMPTS = 3;
/** For so long a step that runs in any case is tried again, and looked for. */
const ALWAYS_HOURS = 24;
/** Longest time between two tries of such a step; a run that is quiet for longer counts as abandoned. */
const LONGEST_PAUSE_MINUTES = 15;

/** The run as a whole, as far as one step needs to know of it. */
export interface RunTiming extends Timing {
  /** The plan was closed as unknown before: it is looked at, but nothing is started any more. */
  readonly isSettling: boolean;
  /** Nothing is started any more but what must follow in any case. */
  readonly isStopped: boolean;
}

/** Where a step stands, by the entries about it and the time alone. */
export function standingOf(step: RunStep, entries: readonly StepEntry[], timing: RunTiming): Standing {
  const last = entries.at(-1);
  if (last === undefined) return { is: 'untouched' };
  if (last.what === 'unseen') return unseen({ step, entries, timing }, last);
  if (last.what === 'looked') return looked({ step, entries, timing }, last);
  if (last.what === 'began') return open(last, { step, entries, timing });
  const { result } = last;
  switch (result.is) {
    case 'applied':
      return { is: 'applied' };
    case 'unsure':
      return open(last, { step, entries, timing });
    case 'drifted':
      return step.always === true && isSame(result.found, step.after) ? { is: 'already' } : { is: 'drifted', says: result.says };
    case 'refused':
    case 'failed':
      return againLater({ step, entries, timing }, last, result.says);
  }
}

interface About {
  readonly step: RunStep;
  readonly entries: readonly StepEntry[];
  readonly timing: RunTiming;
}

/** What a person does is waited for, and asked of the world; of everything else the end is looked up. */
function open(last: StepEntry, { step, entries, timing }: About): Standing {
  if (step.operation === 'people.do' && timing.isStopped && step.always !== true) return { is: 'failed', says: 'It is not waited for any more.' };
  const at = { step: last.step, attempt: last.attempt, since: beganAt(entries) };
  return { is: 'open', move: step.operation === 'people.do' ? { do: 'await', steps: [at], until: null } : { do: 'look', ...at } };
}

function looked(about: About, last: Extract<StepEntry, { what: 'looked' }>): Standing {
  const { step, entries, timing } = about;
  const { stands, says, underWay } = last.observation;
  if (underWay === true) return open(last, about);
  if (stands === 'after') return contestedIn(entries, timing) ?? { is: 'applied' };
  if (step.operation === 'people.do') return open(last, about);
  if (stands === 'other') return { is: 'unknown', says: neither(last.observation, timing) };
  const written = writtenIn(entries);
  if (written !== null && step.always !== true) return writtenButGone(written, says, timing);
  const quiet = quietFrom(entries);
  if (Date.parse(last.at) < quiet.getTime()) return timing.now.getTime() < quiet.getTime() ? { is: 'open', move: { do: 'wait', until: quiet } } : open(last, about);
  const not = `It was not carried out: ${says}`;
  if (step.always === true) return againLater(about, last, not);
  const mayRepeat = !timing.isSettling && !timing.isStopped && timing.now.getTime() <= timing.startBy.getTime() && last.attempt < MOST_ATTEMPTS;
  return mayRepeat ? { is: 'open', move: { do: 'start', step: step.n, attempt: last.attempt + 1 } } : { is: 'failed', says: not };
}

/** A write that was not alone ends unknown; when a person has looked and asks again, the wanted state counts. */
function contestedIn(entries: readonly StepEntry[], { isSettling }: RunTiming): Standing | null {
  const unsure = lastUnsure(entries);
  return unsure?.contested === true && !isSettling ? { is: 'unknown', says: unsure.says } : null;
}

/** What the attempt said whose change was accepted for certain; null when none was. */
function writtenIn(entries: readonly StepEntry[]): string | null {
  const unsure = lastUnsure(entries);
  return unsure?.written === true ? unsure.says : null;
}

function lastUnsure(entries: readonly StepEntry[]): Extract<StepResult, { is: 'unsure' }> | null {
  const ended = entries.findLast((entry) => entry.what === 'ended');
  return ended?.what === 'ended' && ended.result.is === 'unsure' ? ended.result : null;
}

/** Somebody else has brought the former state back; to write once more would overrule them. */
const writtenButGone = (written: string, says: string, { isSettling }: RunTiming): Standing =>
  isSettling ? { is: 'failed', says: `It was written, but it does not stand: ${says}` } : { is: 'unknown', says: `It was written, but it does not stand, so I do not write it again: ${written}` };

const neither = ({ says }: Observation, { isSettling }: RunTiming): string =>
  isSettling ? `The object stands neither as before nor as planned, so a person must look at it: ${says}` : `I cannot tell whether this step took effect, for the object stands neither as before nor as planned: ${says}`;

/** Where it must follow in any case, or where somebody asks again, it is looked for again. */
function unseen(about: About, last: Extract<StepEntry, { what: 'unseen' }>): Standing {
  const { step, entries, timing } = about;
  const goesOn = timing.isSettling || (step.always === true && isWithinHours(entries, timing.now));
  return goesOn ? open(last, about) : { is: 'unknown', says: last.says };
}

/** For certain nothing was changed. What must follow in any case is tried again, at growing distances. */
function againLater({ step, entries, timing }: About, last: StepEntry, says: string): Standing {
  const tries = step.always === true && step.operation !== 'people.do' && !timing.isSettling;
  if (!tries) return { is: 'failed', says };
  if (!isWithinHours(entries, timing.now)) return { is: 'failed', says: `${says.replace(/[.!?]*$/u, '.')} I have tried for ${ALWAYS_HOURS} hours; do it by hand.` };
  const until = new Date(Date.parse(last.at) + Math.min(LONGEST_PAUSE_MINUTES, 2 ** (last.attempt - 1)) * 60_000);
  return { is: 'open', move: timing.now.getTime() < until.getTime() ? { do: 'wait', until } : { do: 'start', step: step.n, attempt: last.attempt + 1 } };
}

const isWithinHours = (entries: readonly StepEntry[], now: Date): boolean => now.getTime() - Date.parse(entries[0]?.at ?? '') < ALWAYS_HOURS * 60 * 60_000;

/** From when on "as before" proves that the last attempt has not happened and will not happen. */
function quietFrom(entries: readonly StepEntry[]): Date {
  const at = entries.findLastIndex(({ what }) => what === 'began' || what === 'ended');
  const last = entries[at];
  if (last?.what === 'ended') return new Date(Date.parse(last.at) + SETTLE_MINUTES * 60_000);
  // An absent relay may have been waited for long after the attempt began; whoever writes a look down has ended that.
  return new Date(Date.parse(entries[at + 1]?.at ?? '') + (JOB_MINUTES + SKEW_MINUTES + SETTLE_MINUTES) * 60_000);
}

const beganAt = (entries: readonly StepEntry[]): Date => new Date(entries.findLast(({ what }) => what === 'began')?.at ?? 0);

/** Whether exactly the wanted values were found; a step without values can never be found so. */
function isSame(found: ValuesByName, after: ValuesByName): boolean {
  const names = Object.keys(after);
  return names.length > 0 && names.every((name) => sameValues(found[name] ?? [], after[name] ?? []));
}
