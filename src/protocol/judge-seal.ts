import type { PlanContent } from '../model/plan.ts';
import type { Seal, SealClaims } from '../model/seal.ts';
import { sealNonce } from './seal-nonce.ts';

/** What a sign-in must be to seal a plan. */
export interface SealExpectation {
  readonly tenantId: string;
  readonly issuer: string;
  /** Application ids whose sign-ins count here. */
  readonly appIds: readonly string[];
  readonly authenticationContext?: string | undefined;
  readonly plan: Pick<PlanContent, 'createdAt' | 'approveBy' | 'requester'>;
  readonly planHash: string;
  readonly role: Seal['role'];
  readonly verdict: Seal['verdict'];
  readonly now: Date;
}

/** Clocks may differ by this much, in milliseconds; the order of plan and sign-in is judged without it. */
const SKEW = 5 * 60_000;
/** How old an approver's sign-in may be when it is judged. */
export const APPROVER_SIGN_IN_MS = 10 * 60_000;
/** Longest time for approval, whatever the plan says. */
const LONGEST_WINDOW = 24 * 60 * 60_000;

/** What is wrong with a sign-in whose signature is good, as the end of the sentence "the sign-in …"; null when it seals exactly this plan. Pure. */
export function judgeSeal(claims: SealClaims, expected: SealExpectation): string | null {
  return wrongSource(claims, expected) ?? wrongPurpose(claims, expected) ?? wrongTime(claims, expected);
}

function wrongSource(claims: SealClaims, { issuer, tenantId, appIds }: SealExpectation): string | null {
  if (claims.issuer !== issuer) return 'was issued by somebody else (iss)';
  if (claims.tenantId !== tenantId) return 'belongs to another tenant (tid)';
  return appIds.includes(claims.audience) ? null : 'was made for an application that does not count here (aud)';
}

function wrongPurpose(claims: SealClaims, { planHash, role, verdict, plan, authenticationContext }: SealExpectation): string | null {
  if (claims.nonce !== sealNonce(planHash, role, verdict)) return 'was made for another plan, role or verdict (nonce)';
  const isRequester = claims.oid === plan.requester.oid;
  if (role === 'requester' && !isRequester) return 'is not of the person who asked for the plan (oid)';
  if (role === 'approver' && isRequester) return 'is of the person who asked for the plan, who cannot approve it (oid)';
  return authenticationContext === undefined || claims.contexts.includes(authenticationContext) ? null : `did not meet the authentication context ${authenticationContext} (acrs)`;
}

function wrongTime(claims: SealClaims, expected: SealExpectation): string | null {
  const now = expected.now.getTime();
  const [issued, expires, notBefore] = [claims.issuedAt * 1000, claims.expires * 1000, claims.notBefore * 1000];
  if (expires < now - SKEW) return 'has expired (exp)';
  if (notBefore > now + SKEW) return 'is not valid yet (nbf)';
  if (issued > now + SKEW || issued > expires) return 'claims a time of issue that cannot be (iat)';
  if (claims.signedInAt === null) return 'does not say when the person signed in (auth_time)';
  const at = claims.signedInAt * 1000;
  if (at > now + SKEW || at > issued + SKEW) return 'claims that the person signs in only later (auth_time)';
  if (!(at > Date.parse(expected.plan.createdAt))) return 'is older than the plan (auth_time)';
  return wrongAge(at, expected);
}

function wrongAge(at: number, { role, plan, now }: SealExpectation): string | null {
  const until = Math.min(Date.parse(plan.approveBy), Date.parse(plan.createdAt) + LONGEST_WINDOW);
  if (!(at <= until)) return 'came after the time for approval (auth_time)';
  if (role === 'requester') return now.getTime() <= until ? null : 'was brought after the time for approval';
  return now.getTime() - at <= APPROVER_SIGN_IN_MS ? null : 'is older than 10 minutes (auth_time)';
}
