import type { RemedyOffer, Risk, UndoClass } from '../model/diagnosis.ts';
import type { StepDraft } from '../model/plan.ts';
import type { Subject } from '../model/subject.ts';

/** How to cure a confirmed cause, from the facts that this cause proves. Pure: the steps are data. */
export interface Remedy<Facts> {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoClass;
  /** What will happen, in a sentence an approver understands; named objects and values included. */
  says(facts: Facts): string;
  /** Null where this very case must be left to a human; `byHand` of the cause then tells how. */
  steps(facts: Facts, subject: Subject): readonly StepDraft[] | null;
  /** Ids of causes in whose company this remedy would do harm and is not offered. */
  readonly notTogetherWith: readonly string[];
}

export const defineRemedy = <Facts>(remedy: Remedy<Facts>): Remedy<Facts> => remedy;

export function offer<Facts>(remedy: Remedy<Facts>, facts: Facts, subject: Subject): RemedyOffer | null {
  const steps = remedy.steps(facts, subject);
  if (steps === null) return null;
  return { id: remedy.id, title: remedy.title, risk: remedy.risk, undo: remedy.undo, by: 'bot', says: remedy.says(facts), steps };
}
