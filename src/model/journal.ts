import type { RunEnd } from './plan-arrows.ts';
import type { ValuesByName } from './plan.ts';

/** How an operation found the world: as it was before the step, as it shall be after it, or otherwise. */
export interface Observation {
  readonly stands: 'before' | 'after' | 'other';
  readonly found: ValuesByName;
  readonly says: string;
  /** Of something that was begun and goes on, e.g. a cycle: it is too early to say how it ends, and it is looked at again. Only ever beside `other`. */
  readonly underWay?: true | undefined;
}

/** How one attempt at a step ended. `changed: 'unsure'` means: only a look at the world can tell. */
export type StepResult =
  | { readonly is: 'applied'; readonly found: ValuesByName; readonly says?: string | undefined }
  | { readonly is: 'drifted'; readonly found: ValuesByName; readonly says: string }
  | { readonly is: 'refused'; readonly says: string }
  | { readonly is: 'failed'; readonly says: string }
  /**
   * `written`: the change was accepted for certain, so it is never started anew, however the world stands. `contested`: somebody else may have written
   * in the same moment, so that even the wanted state read back proves nothing until a person has looked.
   */
  | { readonly is: 'unsure'; readonly says: string; readonly written?: true | undefined; readonly contested?: true | undefined };

/** Append-only record of a run, written before anything is done. `at` is ISO 8601 UTC. */
export type JournalEntry = { readonly at: string } & (
  | { readonly what: 'began'; readonly step: number; readonly attempt: number; readonly fence: number }
  | { readonly what: 'ended'; readonly step: number; readonly attempt: number; readonly result: StepResult }
  /** A read-only look after a crash or a lost answer. */
  | { readonly what: 'looked'; readonly step: number; readonly attempt: number; readonly observation: Observation }
  /** Nobody could look for long: how the attempt ended is not known. */
  | { readonly what: 'unseen'; readonly step: number; readonly attempt: number; readonly says: string }
  /** The run may not go on: nothing is started any more but steps that run in any case. */
  | { readonly what: 'stopped'; readonly says: string }
  | { readonly what: 'closed'; readonly as: RunEnd; readonly says: string }
);
