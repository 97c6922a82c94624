import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { NotReady } from '../adapters/system/read-settings.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';

/** The machine's authorities stay trusted; those of the file come on top. */
export function trustAlso({ trustedCaFile }: Pick<RelayConfig, 'trustedCaFile'>): void {
  if (trustedCaFile === undefined) return;
  try {
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(trustedCaFile, 'utf8')]);
  } catch {
    throw new NotReady(`trustedCaFile: ${trustedCaFile} cannot be read or holds no PEM certificate.`);
  }
}
