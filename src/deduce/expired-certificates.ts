import { X509Certificate } from 'node:crypto';

/** Those of the certificates (DER as base64) whose time is over; one that cannot be read is not among them. */
export const expiredCertificates = (certificates: readonly string[], now: Date): readonly string[] => certificates.filter((each) => (endOf(each) ?? now) < now);

function endOf(certificate: string): Date | undefined {
  try {
    return new X509Certificate(Buffer.from(certificate, 'base64')).validToDate;
  } catch {
    return undefined;
  }
}
