import type { Observation } from '../model/journal.ts';
import type { OperationName, OperationParams, StepDraft, Undo, ValuesByName } from '../model/plan.ts';

/**
 * One of the only things that change anything. `look` serves both the drift check before and the verification after:
 * it asks the world, never our memory.
 */
export interface Operation<Name extends OperationName, World> {
  readonly name: Name;
  readonly version: 1;
  /** What the step changes, for cards, hash and drift check. */
  before(params: OperationParams[Name]): ValuesByName;
  after(params: OperationParams[Name]): ValuesByName;
  /**
   * Where the world stands. `since` is the moment this step was started, or null before that.
   * Rejects when the world cannot be asked.
   */
  look(world: World, params: OperationParams[Name], since: Date | null): Promise<Observation>;
  /**
   * Does it once, asserting the old value in the write itself. Resolves when the write was accepted.
   * Rejects with `NotApplied` when it is certain that nothing changed; any other rejection means: unsure.
   */
  apply(world: World, params: OperationParams[Name]): Promise<Accepted>;
}

/** A write that was accepted; `says` when something about the proof must be told. */
export type Accepted = void | { readonly says: string };

export const defineOperation = <Name extends OperationName, World>(operation: Operation<Name, World>): Operation<Name, World> => operation;

/** Nothing was changed, for certain. */
export class NotApplied extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotApplied';
  }
}

/** The write went through, but not as it should have: a wanted state read back proves nothing. The message says what was found. */
export class Doubtful extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'Doubtful';
  }
}

/** How a step is reversed; pure, so that every plan shows its undo before it is approved. */
export type Reversal = { readonly [Name in OperationName]: (params: OperationParams[Name]) => Undo };

export type { StepDraft };
