import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** An ECDSA P-256 key pair of one side of the link. */
export interface LinkKey {
  readonly privateKey: KeyObject;
  /** Canonical JWK text of the public half. */
  readonly publicJwk: string;
  /** RFC 7638 thumbprint of the public half: SHA-256, base64url. */
  readonly fingerprint: string;
  /** Signs UTF-8 text as `signText` does. */
  sign(text: string): Promise<string>;
}

/** PKCS 8 PEM of a fresh P-256 key; the caller keeps it where only it can read. */
export const newPrivateKeyPem = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The key pair of a PEM; null when the text is not a P-256 private key. */
export function linkKeyOf(pem: string): LinkKey | null {
  try {
    const privateKey = createPrivateKey(pem);
    const publicJwk = jwkTextOf(createPublicKey(privateKey));
    return publicJwk === null ? null : { privateKey, publicJwk, fingerprint: thumbprint(publicJwk), sign: (text) => Promise.resolve(signText(text, privateKey)) };
  } catch {
    return null;
  }
}

interface PublicKey {
  readonly key: KeyObject;
  readonly publicJwk: string;
  readonly fingerprint: string;
}

/** Keys met lately: the same few sign every request, and making one costs as much as checking a signature. */
const met = new Map<string, PublicKey>();
const MOST_MET = 64;

/** A public P-256 key from its JWK text; null for anything else. */
export function publicKeyOf(jwk: string): PublicKey | null {
  const known = met.get(jwk);
  if (known !== undefined) return known;
  const made = madeOf(jwk);
  if (met.size >= MOST_MET) met.clear();
  if (made !== null) met.set(jwk, made);
  return made;
}

function madeOf(jwk: string): PublicKey | null {
  try {
    const parsed: unknown = JSON.parse(jwk);
    if (typeof parsed !== 'object' || parsed === null || 'd' in parsed || !('x' in parsed) || !('y' in parsed)) return null;
    const { x, y } = parsed;
    if (typeof x !== 'string' || typeof y !== 'string') return null;
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const publicJwk = jwkTextOf(key);
    return publicJwk === null ? null : { key, publicJwk, fingerprint: thumbprint(publicJwk) };
  } catch {
    return null;
  }
}

/** The form of a fingerprint that people compare and type, e.g. `7F3K-92QD-ABCD-2345`: its first 80 bits, without letters that look like digits. */
export function fingerprintCode(fingerprint: string): string {
  const bits = BigInt(`0x${Buffer.from(fingerprint, 'base64url').subarray(0, 10).toString('hex')}`);
  const letters = Array.from({ length: 16 }, (_, at) => CODE_LETTERS.charAt(Number((bits >> BigInt(75 - 5 * at)) & 31n)));
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Signature over UTF-8 text: ECDSA with SHA-256, 64 octets, base64url. */
export const signText = (text: string, privateKey: KeyObject): string =>
  sign('sha256', Buffer.from(text, 'utf8'), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');

export function textIsSigned(text: string, signature: string, publicKey: KeyObject): boolean {
  if (!/^[A-Za-z0-9_-]{86}$/.test(signature)) return false;
  return verify('sha256', Buffer.from(text, 'utf8'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

function jwkTextOf(key: KeyObject): string | null {
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return null;
  const { crv, kty, x, y } = key.export({ format: 'jwk' });
  return canonicalJson({ crv, kty, x, y });
}

const thumbprint = (canonicalJwk: string): string => createHash('sha256').update(canonicalJwk, 'utf8').digest('base64url');
