import { z } from 'zod';
import { explainIssues } from './explain-issues.ts';
import { relayDirectory } from './relay-directories.ts';

const file = z.string().min(1).max(4_096);
const address = (protocol: RegExp, error: string) => z.url({ protocol, error }).max(2_048);

const command = z.array(z.string().min(1).max(4_096)).min(1).max(50);

/** Windows PowerShell on this machine; with `computerName` it reaches the sync server by PowerShell remoting. */
const syncServer = z
  .strictObject({
    name: z.string().min(1).max(255),
    command,
    computerName: z.string().max(255).regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'must be a host name').optional(),
    configurationName: z.string().max(255).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be the name of a session configuration').optional(),
    scriptsFolder: z.string().max(200).regex(/^[A-Za-z]:\\[^<>:"|?*/\r\n]+$/, 'must be a folder of the sync server with its drive').optional(),
  })
  .refine(({ computerName, configurationName, scriptsFolder }) => computerName !== undefined || (configurationName === undefined && scriptsFolder === undefined), {
    path: ['computerName'], error: 'must be there when configurationName or scriptsFolder is',
  });

export const relayConfigShape = z.strictObject({
  bot: z.strictObject({
    url: address(/^https?$/, 'must be the address of the bot'),
    /** A forward proxy that is asked to CONNECT to the bot; user and password where it wants them. */
    proxy: z.strictObject({ url: address(/^http$/, 'must be the http address of a proxy'), user: z.string().min(1).max(256).optional(), passwordFile: file.optional() }).optional(),
  }),
  group: z.string().min(1).max(64).default('default'),
  stateDir: file,
  /** On Windows, the account that the service runs as, which may read what the relay keeps; the one that writes it when absent. */
  serviceAccount: z.string().max(256).regex(/^[^\\/@:*?"<>|\s]+\\[^\\/@:*?"<>|]+$/, 'must be written like CONTOSO\\svc-syncwhy$').optional(),
  directories: z.array(relayDirectory).default([]),
  syncServers: z.array(syncServer).default([]),
  /** Windows PowerShell on a machine of the domain; without names, all domain controllers of its domain are asked. */
  securityLog: z.strictObject({ command, domainControllers: z.array(z.string().max(255).regex(/^[A-Za-z0-9.-]+$/, 'must be a host name')).default([]) }).optional(),
  localPolicyFile: file,
  trustedCaFile: file.optional(),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).default({ level: 'info' }),
});

export type RelayConfig = z.infer<typeof relayConfigShape>;

/** Each complaint names the key, what is wrong with it and an example. */
export function parseRelayConfig(value: unknown): { readonly ok: true; readonly config: RelayConfig } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = relayConfigShape.safeParse(value);
  if (!parsed.success) return { ok: false, complaints: explainIssues(parsed.error.issues, EXAMPLES) };
  const { directories, syncServers, bot } = parsed.data;
  const complaints = [
    ...Object.entries({ 'bot.url': bot.url, 'bot.proxy.url': bot.proxy?.url }).flatMap(([key, url]) => (url !== undefined && holdsSecret(url) ? [`${key}: must hold no user and no password, for it is shown and logged; a proxy gets them by user and passwordFile`] : [])),
    ...(insecure(bot.url) ? ['bot.url: must start with https:// unless the bot runs on this machine, for example https://bot.contoso.com'] : []),
    ...repeated(directories.map(({ baseDn }) => baseDn)).map((baseDn) => `directories: ${baseDn} stands there twice`),
    ...repeated(syncServers.map(({ name }) => name)).map((name) => `syncServers: ${name} stands there twice`),
  ];
  return complaints.length === 0 ? { ok: true, config: parsed.data } : { ok: false, complaints };
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];
const insecure = (url: string): boolean => new URL(url).protocol !== 'https:' && !LOOPBACK.includes(new URL(url).hostname);
const holdsSecret = (url: string): boolean => new URL(url).username !== '' || new URL(url).password !== '';
const repeated = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.findIndex((each) => each.toLowerCase() === name.toLowerCase()) !== at);

const EXAMPLES: Readonly<Record<string, string>> = {
  bot: '{ url: "https://bot.contoso.com" }',
  'bot.url': 'https://bot.contoso.com',
  'bot.proxy.url': 'http://proxy.contoso.com:8080',
  stateDir: '/var/lib/syncwhy-relay',
  serviceAccount: 'CONTOSO\\svc-syncwhy$',
  localPolicyFile: '/etc/syncwhy/relay-policy.yaml',
  'directories.0.url': 'ldaps://dc1.corp.contoso.com',
  'directories.0.baseDn': 'DC=corp,DC=contoso,DC=com',
  'directories.0.domainControllers': '[ldaps://dc2.corp.contoso.com]',
  'directories.0.globalCatalog': 'ldaps://dc1.corp.contoso.com:3269',
  'directories.0.passwordFile': '/etc/syncwhy/ldap.secret',
  'directories.0.write': '{ bindDn: svc-syncwhy-write@corp.contoso.com, passwordFile: /etc/syncwhy/ldap-write.secret }',
  'directories.0.site': 'Default-First-Site-Name',
  'securityLog.command': '[powershell.exe]',
  'securityLog.domainControllers.0': 'dc01.corp.contoso.com',
  'syncServers.0.command': '[powershell.exe]',
  'syncServers.0.computerName': 'sync01.corp.contoso.com',
  'syncServers.0.configurationName': 'SyncWhy',
  'syncServers.0.scriptsFolder': 'C:\\Program Files\\SyncWhy\\scripts',
};
