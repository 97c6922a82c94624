import { dirname, resolve } from 'node:path';
import { readText, readYaml, withComplaints } from '../adapters/system/read-settings.ts';
import { NotReady } from '../ports/not-ready.ts';
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
      read: { ...config.graph.read, credential: rooted(config.graph.read.credential, at) },
      ...(config.graph.write === undefined ? {} : { write: { ...config.graph.write, credential: rooted(config.graph.write.credential, at) } }),
    },
    listen: { ...config.listen, ...(config.listen.tls === undefined ? {} : { tls: { certFile: at(config.listen.tls.certFile), keyFile: at(config.listen.tls.keyFile) } }) },
    admin: { ...config.admin, tokenFile: at(config.admin.tokenFile), ...(config.admin.addressFile === undefined ? {} : { addressFile: at(config.admin.addressFile) }) },
    store: { file: at(config.store.file) },
    approval: { policyFile: at(config.approval.policyFile) },
    relay: { ...config.relay, jobKeyFile: at(config.relay.jobKeyFile) },
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
  return base;
}

function rooted(credential: CredentialReference, at: (path: string) => string): CredentialReference {
  if ('secretFile' in credential) return { secretFile: at(credential.secretFile) };
  if ('certificateFile' in credential) return { certificateFile: at(credential.certificateFile) };
  return credential;
}
