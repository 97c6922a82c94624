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

/** What a sign-in says, as far as it is judged; its signature was checked before. Times are seconds since 1970. */
export interface SealClaims {
  readonly issuer: string;
  readonly audience: string;
  readonly tenantId: string;
  readonly oid: string;
  readonly nonce: string;
  readonly expires: number;
  readonly issuedAt: number;
  readonly notBefore: number;
  /** When the person proved who they are; null when the token does not say it as a number. */
  readonly signedInAt: number | null;
  /** Authentication contexts that were met. */
  readonly contexts: readonly string[];
  /** SID of the AD account behind the person, `S-1-5-21-…`; null for a cloud account. */
  readonly onPremSid: string | null;
}
