import { sha256Hex } from './canonical-json.ts';

/** A one-time invitation: 128 random bits, and the fingerprint of the only bot whose jobs the relay may obey. */
interface EnrolmentToken {
  readonly secret: string;
  readonly botFingerprint: string;
}

/** `secret` is 128 random bits, base64url. The store keeps `hash` only. */
export const writeEnrolmentToken = ({ secret, botFingerprint }: EnrolmentToken): { readonly token: string; readonly hash: string } => ({
  token: `swr1.${secret}.${botFingerprint}`,
  hash: enrolmentSecretHash(secret),
});

export function readEnrolmentToken(token: string): EnrolmentToken | null {
  const [, secret, botFingerprint] = TOKEN.exec(token.trim()) ?? [];
  return secret === undefined || botFingerprint === undefined ? null : { secret, botFingerprint };
}

export const enrolmentSecretHash = (secret: string): string => sha256Hex(`syncwhy-enrolment/1\n${secret}`);

const TOKEN = /^swr1\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
