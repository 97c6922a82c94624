import type { AuditHead, PostedHead } from '../model/audit-head.ts';
import { canonicalJson } from './canonical-json.ts';
import { publicKeyOf, textIsSigned } from './keys.ts';

/** The head with its signature; rejects when the key store gives none. */
export async function signHead({ at, seq, hash }: AuditHead, signer: { readonly publicJwk: string; sign(text: string): Promise<string> }): Promise<PostedHead> {
  return { at, seq, hash, key: signer.publicJwk, signature: await signer.sign(signedText({ at, seq, hash })) };
}

/** Fingerprint of the key that has signed this head; null when the signature is not of the key that it names. */
export function signerOfHead({ at, seq, hash, key, signature }: PostedHead): string | null {
  const read = publicKeyOf(key);
  return read !== null && textIsSigned(signedText({ at, seq, hash }), signature, read.key) ? read.fingerprint : null;
}

/** Begins with other words than a job, so that neither can be taken for the other. */
const signedText = ({ at, seq, hash }: AuditHead): string => `syncwhy-audit-head/1\n${canonicalJson({ at, seq, hash })}`;
