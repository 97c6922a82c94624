import type { ChecklistItem, RemedyOffer, Risk, UndoClass } from '../model/diagnosis.ts';
import type { StepDraft } from '../model/plan.ts';
import type { Subject } from '../model/subject.ts';

/** How to cure a confirmed cause, from the facts that this cause proves. Pure: the steps are data. */
export interface Remedy<Facts> {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoClass;
  /** Every step is for people: it is watched, and nobody has to approve it. */
  readonly byPeople?: true | undefined;
  /** What speaks against any other repair and is the very thing that this one ends. */
  readonly despite?: 'cloud-managed' | undefined;
  /** What will happen, in a sentence an approver understands; named objects and values included. */
  says(facts: Facts, subject: Subject): string;
  /** Null where this very case must be left to a human; `byHand` of the cause then tells how. */
  steps(facts: Facts, subject: Subject): readonly StepDraft[] | null;
  /** Ids of causes in whose company this remedy would do harm and is not offered. */
  readonly notTogetherWith: readonly string[];
  /** What the requester must confirm, item by item, before a plan is made. */
  checklist?(facts: Facts, subject: Subject): readonly ChecklistItem[];
  /** Entra object id of the account of which a snapshot must be kept first; null for none. */
  snapshotOf?(facts: Facts, subject: Subject): string | null;
}

export const defineRemedy = <Facts>(remedy: Remedy<Facts>): Remedy<Facts> => remedy;

export function offer<Facts>(remedy: Remedy<Facts>, facts: Facts, subject: Subject): RemedyOffer | null {
  const steps = remedy.steps(facts, subject);
  if (steps === null) return null;
  const by = steps.every(({ operation }) => operation === 'people.do') ? 'human' : 'bot';
  const checklist = remedy.checklist?.(facts, subject);
  const snapshotOf = remedy.snapshotOf?.(facts, subject) ?? null;
  return {
    id: remedy.id, title: remedy.title, risk: remedy.risk, undo: remedy.undo, by, says: remedy.says(facts, subject), steps,
    ...(checklist === undefined ? {} : { checklist }), ...(snapshotOf === null ? {} : { snapshotOf }),
  };
}
