import { z } from 'zod';

/** What the gate uses of a channel token's claims. */
export interface ChannelClaims {
  readonly issuer: string;
  readonly audience: string;
  readonly serviceUrl: string | undefined;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** A signing key of the channel, with the channels it may speak for. */
export interface ChannelKey {
  readonly kid: string;
  /** RSA public key as base64url modulus and exponent. */
  readonly n: string;
  readonly e: string;
  readonly endorsements: readonly string[];
}

const claims = z.object({ iss: z.string(), aud: z.string(), exp: z.number(), serviceurl: z.string().max(2048).optional() });

/** Claims of a verified token; null when they have another shape. */
export function parseChannelClaims(payload: unknown): ChannelClaims | null {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return null;
  const { iss, aud, exp, serviceurl } = parsed.data;
  return { issuer: iss, audience: aud, serviceUrl: serviceurl, expires: exp };
}

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** OpenID metadata; null when it has another shape. */
export function parseOpenIdMetadata(body: unknown): { readonly issuer: string; readonly keysAddress: string } | null {
  const parsed = metadata.safeParse(body);
  return parsed.success ? { issuer: parsed.data.issuer, keysAddress: parsed.data.jwks_uri } : null;
}

const key = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(200),
  n: z.string().min(1).max(2000),
  e: z.string().min(1).max(20),
  use: z.literal('sig').optional(),
  endorsements: z.array(z.string()).optional(),
});

/** The usable RSA keys of a key set; keys of other kinds are left out. Null when it is no key set. */
export function parseChannelKeys(body: unknown): readonly ChannelKey[] | null {
  const set = z.object({ keys: z.array(z.unknown()).max(200) }).safeParse(body);
  if (!set.success) return null;
  return set.data.keys.flatMap((each) => {
    const parsed = key.safeParse(each);
    if (!parsed.success) return [];
    const { kid, n, e, endorsements } = parsed.data;
    return [{ kid, n, e, endorsements: endorsements ?? [] }];
  });
}
