import tls from 'node:tls';

/** Makes this process trust a lab's throw-away CA beside the usual ones. */
export function trustLabCa(caPem: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), caPem]);
}
