import type { JournalEntry } from '../model/journal.ts';
import type { RunEnd } from '../model/plan-arrows.ts';
import type { PlanStep } from '../model/plan.ts';

/** What the next move is worked out from. */
export type RunStep = Pick<PlanStep, 'n' | 'says' | 'operation' | 'lane' | 'always' | 'after'>;

/** An entry about one step. */
export type StepEntry = Exclude<JournalEntry, { what: 'closed' | 'stopped' }>;

/** What several steps may be in at once. */
export type StepMove = Extract<Move, { do: 'start' | 'look' }>;

export type Move =
  | { readonly do: 'start'; readonly step: number; readonly attempt: number }
  /** Read-only: where does the world stand after an attempt whose end is not known? */
  | { readonly do: 'look'; readonly step: number; readonly attempt: number; readonly since: Date }
  /** Whoever was given the attempt may still be at it, or it is too early to try again. */
  | { readonly do: 'wait'; readonly until: Date }
  /** People are at it: the world is asked from time to time whether they have done it. `until`: when something else is due. */
  | { readonly do: 'await'; readonly steps: readonly Awaited[]; readonly until: Date | null }
  | { readonly do: 'close'; readonly as: RunEnd; readonly says: string }
  /** The journal is closed; only the plan has to follow. */
  | { readonly do: 'finish'; readonly as: RunEnd; readonly says: string };

/** A step that a person does; `since` is when it was asked for. */
export interface Awaited {
  readonly step: number;
  readonly attempt: number;
  readonly since: Date;
}

export interface Timing {
  readonly now: Date;
  /** End of the execution window: nothing is started for the first time or anew after it, but what must follow in any case. */
  readonly startBy: Date;
  /** Steps that are in flight in this process: they are open, but nothing is to be done about them. Left out: none. */
  readonly inHand?: ReadonlySet<number> | undefined;
}

/** Where one step of a running plan stands. */
export type Standing =
  /** Nothing about it is in the journal. */
  | { readonly is: 'untouched' }
  /** Something is to be done about it. */
  | { readonly is: 'open'; readonly move: Extract<Move, { do: 'start' | 'look' | 'wait' | 'await' }> }
  /** A step that it follows is not through. */
  | { readonly is: 'held' }
  | { readonly is: 'applied' }
  /** What had to follow in any case was so already. */
  | { readonly is: 'already' }
  /** Nothing was changed by it, for certain. */
  | { readonly is: 'drifted' | 'failed'; readonly says: string }
  | { readonly is: 'unknown'; readonly says: string }
  | { readonly is: 'not-run' };

export interface Placed {
  readonly step: RunStep;
  readonly standing: Standing;
}
