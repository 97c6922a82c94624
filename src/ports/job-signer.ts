/**
 * The key that signs jobs. Every relay has pinned its public half at enrolment and checks each job with it, readings included.
 * Where the key lives in a vault, each signature costs a round trip to that vault.
 */
export interface JobSigner {
  /** Canonical JWK text of the public half. */
  readonly publicJwk: string;
  /** RFC 7638 thumbprint of the public half: SHA-256, base64url. */
  readonly fingerprint: string;
  /** ES256 over UTF-8 text: r and s, 64 octets, base64url. Rejects with `NotSigned` when there is no signature to be had. */
  sign(text: string): Promise<string>;
}

/** The key store gave no signature; the message is a sentence for people. */
export class NotSigned extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotSigned';
  }
}
