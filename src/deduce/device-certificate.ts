import { X509Certificate } from 'node:crypto';
import type { AdEntry } from '../model/evidence.ts';
import { firstOf, sameText, valuesOf } from './attributes.ts';
import { objectGuidOf } from './source-anchor.ts';

const MANAGED_SERVICE_ACCOUNTS = ['msds-managedserviceaccount', 'msds-groupmanagedserviceaccount', 'msds-delegatedmanagedserviceaccount'];

/** A real computer: managed service accounts carry the class `computer` too, but never join. */
export function isComputer(entry: AdEntry): boolean {
  const classes = valuesOf(entry, 'objectClass').map((name) => name.toLowerCase());
  if (classes.length === 0) return firstOf(entry, 'sAMAccountName')?.endsWith('$') === true;
  return classes.includes('computer') && !MANAGED_SERVICE_ACCOUNTS.some((name) => classes.includes(name));
}

export const certificatesOf = (entry: AdEntry): readonly string[] => valuesOf(entry, 'userCertificate').filter((value) => value.trim() !== '');

/**
 * Common name of the subject of a certificate (DER as base64): null when the certificate cannot be read, empty when its subject has none.
 */
export function subjectNameOf(certificate: string): string | null {
  try {
    const { subject } = new X509Certificate(Buffer.from(certificate, 'base64'));
    return /^CN=(.*)$/m.exec(subject)?.[1]?.trim() ?? '';
  } catch {
    return null;
  }
}

/** What the certificates of a computer say of its hybrid join. */
export interface DeviceCertificates {
  /** Subject names of those that can be read. */
  readonly names: readonly string[];
  readonly unreadable: number;
  /** One of them was made by the hybrid join of this very computer: its subject is the objectGUID. */
  readonly joined: boolean;
}

export function deviceCertificates(entry: AdEntry): DeviceCertificates {
  const guid = objectGuidOf(entry);
  const names = certificatesOf(entry).map(subjectNameOf);
  const readable = names.filter((name) => name !== null);
  return { names: readable, unreadable: names.length - readable.length, joined: guid !== null && readable.some((name) => sameText(name.replace(/^\{(.*)\}$/, '$1'), guid)) };
}
