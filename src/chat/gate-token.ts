import { decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import { parseChannelClaims } from '../boundary/token-claims.ts';
import type { ChannelClaims, ChannelKey } from '../boundary/token-claims.ts';

export type TokenFault =
  | 'no-token' | 'malformed-token' | 'wrong-algorithm' | 'unknown-key' | 'keys-unavailable' | 'key-not-endorsed'
  | 'wrong-signature' | 'wrong-issuer' | 'wrong-audience' | 'expired' | 'not-yet-valid';

interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
  findKey(kid: string): Promise<ChannelKey | 'unknown' | 'unavailable'>;
}

const TOLERANCE_SECONDS = 5 * 60;
const LONGEST_TOKEN = 16_000;
const CHANNEL = 'msteams';

/** Verifies a channel token: RS256 only, endorsed key, issuer, audience and time with 5 minutes of tolerance. */
export async function verifyToken(authorization: string | undefined, rules: TokenRules): Promise<ChannelClaims | TokenFault> {
  const token = bearer(authorization);
  if (token === null) return 'no-token';
  const header = readHeader(token);
  if (header === null) return 'malformed-token';
  if (header.alg !== 'RS256') return 'wrong-algorithm';
  if (header.kid === undefined) return 'unknown-key';
  const key = await rules.findKey(header.kid);
  if (key === 'unknown') return 'unknown-key';
  if (key === 'unavailable') return 'keys-unavailable';
  if (!key.endorsements.includes(CHANNEL)) return 'key-not-endorsed';
  return verifySignature(token, key, rules);
}

function bearer(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.length > LONGEST_TOKEN) return null;
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization)?.[1] ?? null;
}

function readHeader(token: string): { readonly alg: string | undefined; readonly kid: string | undefined } | null {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return { alg, kid };
  } catch {
    return null;
  }
}

async function verifySignature(token: string, key: ChannelKey, rules: TokenRules): Promise<ChannelClaims | TokenFault> {
  try {
    const publicKey = await importJWK({ kty: 'RSA', n: key.n, e: key.e }, 'RS256');
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['RS256'],
      issuer: rules.issuer,
      audience: rules.audience,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: rules.now,
      requiredClaims: ['exp', 'iss', 'aud'],
    });
    return parseChannelClaims(payload) ?? 'malformed-token';
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrong-signature';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'malformed-token';
  switch (error.claim) {
    case 'iss':
      return 'wrong-issuer';
    case 'aud':
      return 'wrong-audience';
    case 'nbf':
      return 'not-yet-valid';
    default:
      return 'malformed-token';
  }
}
