import type { PersonId, PlanId } from './ids.ts';

/**
 * How a plan is sealed besides the decision in the chat: not at all, by a sign-in for exactly this plan, or by such a sign-in
 * that was started on the approver's own machine (`syncwhy approve`), where the bot cannot draw the screen. Ordered by strength.
 */
export const SEAL_FORMS = ['none', 'sign-in', 'own-machine'] as const;
export type SealForm = (typeof SEAL_FORMS)[number];

export type SealRole = 'requester' | 'approver';

/** The proof that one person has signed in for one plan: an ID token whose nonce is the hash of plan, role and verdict. */
export interface Seal {
  readonly planId: PlanId;
  readonly role: SealRole;
  /** Of the requester always `approve`. */
  readonly verdict: 'approve' | 'deny';
  readonly oid: PersonId;
  /** Compact JWS as Entra ID gave it; never logged. */
  readonly idToken: string;
  readonly at: string;
}
