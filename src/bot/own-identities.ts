import { X509Certificate } from 'node:crypto';
import { readText } from '../adapters/system/read-settings.ts';
import type { BotConfig, CredentialReference } from '../boundary/bot-config.ts';
import type { OwnIdentity } from '../ports/own-identities.ts';

/** What the bot proves itself with and when that ends. Certificates are read anew each time, so that a renewed one counts at once; of a secret only the configuration can say. */
export function ownIdentities({ chat, graph, listen, watch }: BotConfig): readonly OwnIdentity[] {
  return [
    ...certificate('The certificate of the chat application', fileOf(chat.credential)),
    ...certificate('The certificate of the application that reads Graph', fileOf(graph.read.credential)),
    ...(graph.write === undefined ? [] : certificate('The certificate of the application that writes to Graph', fileOf(graph.write.credential))),
    ...certificate('The TLS certificate of this bot', listen.tls?.certFile),
    ...watch.expiries.map(({ name, expires }) => ({ name: name.charAt(0).toUpperCase() + name.slice(1), expires: `${expires}T00:00:00.000Z` })),
  ];
}

const fileOf = (credential: CredentialReference): string | undefined => ('certificateFile' in credential ? credential.certificateFile : undefined);

function certificate(name: string, file: string | undefined): readonly OwnIdentity[] {
  if (file === undefined) return [];
  try {
    return [{ name, expires: new Date(new X509Certificate(readText(file, 'a certificate')).validTo).toISOString() }];
  } catch {
    // What cannot be read now stops the next start, and says so there.
    return [{ name, expires: null }];
  }
}
