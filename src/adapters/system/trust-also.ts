import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readText } from './read-settings.ts';
import { NotReady } from '../../ports/not-ready.ts';

/** The machine's certificate authorities stay trusted; those of the file (PEM) come on top. */
export function trustAlso(file: string | undefined): void {
  if (file === undefined) return;
  const authorities = readText(file, 'the certificate authorities');
  try {
    setDefaultCACertificates([...getCACertificates('default'), authorities]);
  } catch {
    throw new NotReady(`trustedCaFile: ${file} holds no PEM certificate.`);
  }
}
