import { z } from 'zod';
import { explainIssues } from './explain-issues.ts';

const file = z.string().min(1);
const secureLdap = z.string().regex(/^ldaps:\/\//, 'must start with ldaps://');

const relayConfig = z.strictObject({
  bot: z.strictObject({ url: z.url({ protocol: /^https?$/, error: 'must be the address of the bot' }) }),
  group: z.string().min(1).max(64).default('default'),
  stateDir: file,
  directories: z
    .array(
      z.strictObject({
        forest: z.string().min(1),
        url: secureLdap,
        baseDn: z.string().regex(/^dc=/i, 'must be the DN of the domain'),
        bindDn: z.string().min(1),
        passwordFile: file,
        caFile: file.optional(),
        /** The other domain controllers of this domain; looked up in CN=Sites when absent. */
        domainControllers: z.array(secureLdap).max(8).optional(),
        /** Any global catalog of the forest; once for each forest is enough. Port 3269 unless said. */
        globalCatalog: secureLdap.optional(),
      }),
    )
    .default([]),
  syncServers: z.array(z.strictObject({ name: z.string().min(1), command: z.array(z.string().min(1)).min(1) })).default([]),
  /** Windows PowerShell on a machine of the domain; without names, all domain controllers of its domain are asked. */
  securityLog: z.strictObject({ command: z.array(z.string().min(1)).min(1), domainControllers: z.array(z.string().regex(/^[A-Za-z0-9.-]+$/, 'must be a host name')).default([]) }).optional(),
  localPolicyFile: file,
  trustedCaFile: file.optional(),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).default({ level: 'info' }),
});

export type RelayConfig = z.infer<typeof relayConfig>;

/** Each complaint names the key, what is wrong with it and an example. */
export function parseRelayConfig(value: unknown): { readonly ok: true; readonly config: RelayConfig } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = relayConfig.safeParse(value);
  if (!parsed.success) return { ok: false, complaints: explainIssues(parsed.error.issues, EXAMPLES) };
  const { directories, syncServers, bot } = parsed.data;
  const complaints = [
    ...(insecure(bot.url) ? ['bot.url: must start with https:// unless the bot runs on this machine, for example https://bot.contoso.com'] : []),
    ...repeated(directories.map(({ baseDn }) => baseDn)).map((baseDn) => `directories: ${baseDn} stands there twice`),
    ...repeated(syncServers.map(({ name }) => name)).map((name) => `syncServers: ${name} stands there twice`),
  ];
  return complaints.length === 0 ? { ok: true, config: parsed.data } : { ok: false, complaints };
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];
const insecure = (url: string): boolean => new URL(url).protocol !== 'https:' && !LOOPBACK.includes(new URL(url).hostname);
const repeated = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.findIndex((each) => each.toLowerCase() === name.toLowerCase()) !== at);

const EXAMPLES: Readonly<Record<string, string>> = {
  bot: '{ url: "https://bot.contoso.com" }',
  'bot.url': 'https://bot.contoso.com',
  stateDir: '/var/lib/syncwhy-relay',
  localPolicyFile: '/etc/syncwhy/relay-policy.yaml',
  'directories.0.url': 'ldaps://dc1.corp.contoso.com',
  'directories.0.baseDn': 'DC=corp,DC=contoso,DC=com',
  'directories.0.domainControllers': '[ldaps://dc2.corp.contoso.com]',
  'directories.0.globalCatalog': 'ldaps://dc1.corp.contoso.com:3269',
  'directories.0.passwordFile': '/etc/syncwhy/ldap.secret',
  'securityLog.command': '[powershell.exe]',
  'securityLog.domainControllers.0': 'dc01.corp.contoso.com',
  'syncServers.0.command': '[powershell.exe, -NoProfile, -NonInteractive, -Command, "-"]',
};
