/** The last entry of the audit trail at some time: whoever knows it can tell whether the trail up to there was rewritten or cut. */
export interface AuditHead {
  /** When it was read; ISO 8601 UTC. */
  readonly at: string;
  readonly seq: number;
  /** Hash of that entry, hex. */
  readonly hash: string;
}

/** A head as it is posted to a second place, signed by the key that signs jobs. */
export interface PostedHead extends AuditHead {
  /** Public key, canonical JWK text. */
  readonly key: string;
  /** ES256 over the head, base64url. */
  readonly signature: string;
}
