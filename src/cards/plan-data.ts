import type { Decision } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { Mentioned } from '../model/reply.ts';
import type { Colour, Tone } from './look.ts';
import type { Outlook } from './plan-outlook.ts';
import type { StepData, StepMark } from './plan-steps.ts';

/** Exactly the names that cards/plan.json binds. */
export interface PlanData extends Outlook {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly title: string;
  readonly code: string;
  readonly undoes: string;
  readonly steps: readonly StepData[];
  readonly stepsMore: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly approveBy: string;
  readonly hasDecisions: boolean;
  readonly decisions: readonly { readonly mark: string; readonly color: Colour; readonly who: string; readonly says: string }[];
  readonly decisionsMore: string;
  readonly next: string;
  readonly canDecide: boolean;
  readonly canUndo: boolean;
  readonly approve: string;
  readonly approveSays: string;
  readonly approveLabel: string;
  readonly approveButton: string;
  readonly approveNeedsComment: boolean;
  readonly deny: string;
  readonly denySays: string;
  readonly denyLabel: string;
  readonly denyButton: string;
  readonly undo: string;
  readonly undoSays: string;
  readonly undoTitle: string;
  readonly planId: string;
  readonly rev: number;
  readonly nonce: string;
}

export interface PlanView {
  readonly plan: Plan;
  readonly requesterName: string;
  readonly decisions: readonly Decision[];
  /** Who may decide, as text for people; `names` may be empty when only the groups are known. */
  readonly approvers: { readonly groups: readonly string[]; readonly names: readonly string[] };
  /** How far each step is, by its number; steps that are not here have not begun. */
  readonly marks?: Readonly<Record<number, StepMark>> | undefined;
  /** Secret of this posted revision; without it the card has no buttons. */
  readonly nonce?: string | undefined;
  /** Names of those who have signed in for a sealed plan. */
  readonly sealedBy?: readonly string[] | undefined;
  /** `approve <code>` may be typed for this plan. */
  readonly mayType?: boolean | undefined;
  /** The object of a plan for many with which the card begins, counted from 1. */
  readonly fromRow?: number | undefined;
  /** Only one person sees this card. */
  readonly isAlone?: boolean | undefined;
  /** Who is called to decide; only where the card is posted for the first time. */
  readonly mentions?: readonly Mentioned[] | undefined;
  /** The undo can be proposed (the run changed something and it can be reversed). */
  readonly canUndo?: boolean | undefined;
}
