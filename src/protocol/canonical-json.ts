import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON in the one spelling of RFC 8785; members that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return text;
}

export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');
