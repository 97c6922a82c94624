import type { DecisionVerdict, Refusal } from '../model/approval.ts';
import type { PlanId } from '../model/ids.ts';
import type { Actor } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import type { Press } from './decide.ts';

/** A press of a button or a typed word, as it arrived. */
export interface Pressed {
  readonly planId: PlanId;
  readonly verdict: DecisionVerdict;
  readonly actor: Actor;
  readonly by: Press['by'];
  /** The activity came from a bot or an automation account. */
  readonly isAutomation?: boolean | undefined;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly activityId: string | null;
  readonly replyToId: string | null;
  readonly comment: string;
  /** The person has just signed in for exactly this plan, role and verdict, and the proof is in the store. Set by the routes of the sign-in only, which press without a card. */
  readonly isSealed?: boolean | undefined;
  /** What the button carried; null for typed words. */
  readonly card: { readonly rev: number; readonly nonce: string; readonly altered: boolean } | null;
}

export type PressAnswer =
  | { readonly is: 'no-such-plan'; readonly says: string }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly says: string; readonly plan: Plan }
  | { readonly is: 'accepted'; readonly change: 'approved' | 'denied' | 'still-pending'; readonly says: string; readonly plan: Plan };
