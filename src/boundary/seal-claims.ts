import { z } from 'zod';
import type { SealClaims } from '../model/seal.ts';

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i).transform((id) => id.toLowerCase());
const seconds = z.number().int().nonnegative();

/** ID token v2.0 of Entra ID; `auth_time`, `acrs` and `onprem_sid` are optional claims that the registration asks for. */
const claims = z.object({
  ver: z.literal('2.0'),
  iss: z.string().max(512),
  aud: z.string().max(128),
  tid: guid,
  oid: guid,
  nonce: z.string().max(128).optional(),
  exp: seconds,
  iat: seconds,
  nbf: seconds,
  auth_time: z.unknown().optional(),
  acrs: z.union([z.array(z.string().max(16)).max(100), z.string().max(16).transform((one) => [one])]).optional(),
  onprem_sid: z.string().regex(/^S-1(-\d{1,20}){2,16}$/).optional(),
});

/** Claims of a verified ID token; null when they have another shape. A time of sign-in that is no number counts as missing. */
export function parseSealClaims(payload: unknown): SealClaims | null {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return null;
  const { iss, aud, tid, oid, nonce, exp, iat, nbf, auth_time: signedIn, acrs, onprem_sid: sid } = parsed.data;
  return {
    issuer: iss, audience: aud.toLowerCase(), tenantId: tid, oid, nonce: nonce ?? '', expires: exp, issuedAt: iat, notBefore: nbf,
    signedInAt: seconds.safeParse(signedIn).data ?? null, contexts: acrs ?? [], onPremSid: sid ?? null,
  };
}
