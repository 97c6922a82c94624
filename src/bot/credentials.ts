import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readText } from '../adapters/system/read-settings.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { TeamsCredentials } from '../adapters/teams/credentials.ts';
import type { CredentialReference } from '../boundary/bot-config.ts';
import { secretOf } from './config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How the bot proves itself to the chat channel; a certificate file is PEM with certificate and private key. */
export function chatCredentials(credential: CredentialReference, environment: Environment): TeamsCredentials {
  if (!('certificateFile' in credential)) return { kind: 'secret', secret: secretOf(credential, environment) ?? '' };
  const pem = readText(credential.certificateFile, 'the certificate of the chat application');
  try {
    const privateKey = createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
    return { kind: 'certificate', thumbprintSha256: new X509Certificate(pem).fingerprint256.replaceAll(':', ''), privateKey };
  } catch {
    throw new NotReady(`The file ${credential.certificateFile} must hold a certificate and its private key in PEM; this one could not be understood.`);
  }
}

/** The same for Graph, in the words of its adapter. */
export function graphSecret(credential: CredentialReference, environment: Environment): { readonly secret?: string; readonly certificateFile?: string } {
  if ('certificateFile' in credential) return { certificateFile: credential.certificateFile };
  return { secret: secretOf(credential, environment) ?? '' };
}
