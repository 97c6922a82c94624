import { dirname, resolve } from 'node:path';
import { readText, readYaml, withComplaints } from '../adapters/system/read-settings.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { StoreConfig } from '../boundary/store-config.ts';
import type { HeadPlace } from '../boundary/audit-config.ts';
import { parseBotConfig, type BotConfig, type CredentialReference } from '../boundary/bot-config.ts';

/** Reads the YAML file; relative paths in it count from its folder, environment variables win. */
export function readBotConfig(file: string, environment: Readonly<Record<string, string | undefined>>): BotConfig {
  const parsed = parseBotConfig(overridden(readYaml(file, 'the configuration'), environment));
  if (!parsed.ok) throw new NotReady(withComplaints(`The configuration ${file} cannot be used, so the bot did not start`, parsed.complaints));
  const at = (path: string): string => resolve(dirname(file), path);
  const { config } = parsed;
  return {
    ...config,
    chat: { ...config.chat, credential: rooted(config.chat.credential, at) },
    graph: {
      writeShare: config.graph.writeShare,
      read: { ...config.graph.read, credential: rooted(config.graph.read.credential, at) },
      ...(config.graph.write === undefined ? {} : { write: { ...config.graph.write, credential: rooted(config.graph.write.credential, at) } }),
    },
    listen: { ...config.listen, ...(config.listen.tls === undefined ? {} : { tls: { certFile: at(config.listen.tls.certFile), keyFile: at(config.listen.tls.keyFile) } }) },
    admin: { ...config.admin, tokenFile: at(config.admin.tokenFile), ...(config.admin.addressFile === undefined ? {} : { addressFile: at(config.admin.addressFile) }) },
    store: rootedStore(config.store, at),
    scan: config.scan.folder === undefined ? {} : { folder: at(config.scan.folder) },
    approval: { policyFile: at(config.approval.policyFile) },
    relay: { ...config.relay, jobKey: rootedJobKey(config.relay.jobKey, at) },
    audit: { heads: config.audit.heads.map((place) => rootedPlace(place, at)) },
    ...(config.trustedCaFile === undefined ? {} : { trustedCaFile: at(config.trustedCaFile) }),
  };
}

/** The secret behind a reference; never logged. */
export function secretOf(credential: CredentialReference, environment: Readonly<Record<string, string | undefined>>): string | null {
  if ('secretFile' in credential) return readText(credential.secretFile, 'a secret').trim();
  if ('secretEnvironment' in credential) {
    const secret = environment[credential.secretEnvironment];
    if (secret === undefined || secret === '') throw new NotReady(`The environment variable ${credential.secretEnvironment} is empty, but the configuration takes a secret from it.`);
    return secret;
  }
  return null;
}

/** The Bot Framework's own names are accepted beside ours. */
function overridden(value: unknown, environment: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const base: Record<string, unknown> = { ...value };
  const tenantId = environment['SYNCWHY_TENANT_ID'] ?? environment['MicrosoftAppTenantId'];
  const appId = environment['SYNCWHY_CHAT_APP_ID'] ?? environment['MicrosoftAppId'];
  const level = environment['SYNCWHY_LOG_LEVEL'];
  if (tenantId !== undefined) base['tenantId'] = tenantId;
  if (appId !== undefined && typeof base['chat'] === 'object') base['chat'] = { ...base['chat'], appId };
  if (level !== undefined) base['log'] = { level };
  base['store'] = overriddenStore(base['store'], environment);
  return base;
}

/** One of them replaces whatever the file says; the password of the address comes from its own variable. */
function overriddenStore(store: unknown, environment: Readonly<Record<string, string | undefined>>): unknown {
  const file = environment['SYNCWHY_STORE_FILE'];
  const url = environment['SYNCWHY_STORE_POSTGRES_URL'];
  if (url === undefined) return file === undefined ? store : { file: resolve(file) };
  const caFile = environment['SYNCWHY_STORE_POSTGRES_CA_FILE'];
  const passwordEnvironment = 'SYNCWHY_STORE_POSTGRES_PASSWORD';
  return { postgres: { url, ...(environment[passwordEnvironment] === undefined ? {} : { passwordEnvironment }), ...(caFile === undefined ? {} : { caFile: resolve(caFile) }) } };
}

function rootedStore(store: StoreConfig, at: (path: string) => string): StoreConfig {
  if (!('postgres' in store)) return { file: at(store.file) };
  const { passwordFile, caFile } = store.postgres;
  return { postgres: { ...store.postgres, passwordFile: passwordFile === undefined ? undefined : at(passwordFile), caFile: caFile === undefined ? undefined : at(caFile) } };
}

const rootedJobKey = (jobKey: BotConfig['relay']['jobKey'], at: (path: string) => string): BotConfig['relay']['jobKey'] =>
  jobKey.is === 'file' ? { ...jobKey, file: at(jobKey.file) } : { ...jobKey, credential: rooted(jobKey.credential, at) };

function rootedPlace(place: HeadPlace, at: (path: string) => string): HeadPlace {
  if (place.is === 'file') return { ...place, file: at(place.file) };
  return place.is === 'https' && place.tokenFile !== undefined ? { ...place, tokenFile: at(place.tokenFile) } : place;
}

function rooted(credential: CredentialReference, at: (path: string) => string): CredentialReference {
  if ('secretFile' in credential) return { secretFile: at(credential.secretFile) };
  if ('certificateFile' in credential) return { certificateFile: at(credential.certificateFile) };
  return credential;
}
