import type { SealClaims } from '../model/seal.ts';

/** Who can tell a token that the tenant has signed from any other, with keys fetched for this purpose only. */
export interface IdTokens {
  /** Checks form and signature (RS256) and nothing else. `unavailable`: the keys could not be had, so nothing is known. Never rejects. */
  read(idToken: string): Promise<IdTokenReading>;
}

export type IdTokenReading =
  | { readonly is: 'signed'; readonly claims: SealClaims }
  | { readonly is: 'not-signed'; readonly says: string }
  | { readonly is: 'unavailable'; readonly says: string };
