import { z } from 'zod';
import { AUDIT_EXAMPLES, auditSection } from './audit-config.ts';
import { credential, guid } from './credential-config.ts';
import { explainIssues } from './explain-issues.ts';
import { JOB_KEY_EXAMPLES, relaySection } from './job-key-config.ts';
import { SEALING_EXAMPLES, sealingSection } from './seal-config.ts';
import { STORE_EXAMPLES, storeConfig } from './store-config.ts';
import { WATCH_EXAMPLES, watchSection } from './watch-config.ts';

const https = z.string().regex(/^https:\/\//, 'must start with https://');
const port = z.number().int().min(0).max(65_535);

const customCloud = z.strictObject({
  issuer: z.string().min(1),
  openIdMetadata: z.string().regex(/^https?:\/\//),
  serviceHosts: z.array(z.string().min(1)).min(1),
  loginAuthority: https,
  oauthScope: https,
  graphEndpoint: https,
});

const botConfig = z.strictObject({
  tenantId: guid,
  chat: z.strictObject({ appId: guid, credential, name: z.string().min(1).default('SyncWhy') }),
  cloud: z.enum(['public', 'gcc', 'gcc-high', 'dod', 'custom']).default('public'),
  /** Only with `cloud: custom`; shown loudly in `status`. */
  customCloud: customCloud.optional(),
  graph: z.strictObject({
    read: z.strictObject({ clientId: guid, credential }),
    write: z.strictObject({ clientId: guid, credential }).optional(),
    /** The part of the quota of writes, 20 in a second, that this process takes; Entra Connect needs the rest. */
    writeShare: z.number().gt(0).max(1).default(0.5),
  }),
  listen: z.strictObject({
    address: z.string().default('0.0.0.0'),
    port: port.default(3978),
    tls: z.strictObject({ certFile: z.string(), keyFile: z.string() }).optional(),
    /** Where people reach the bot with a browser, for reports; left out, no links are given. */
    publicUrl: https.optional(),
  }),
  admin: z.strictObject({ port: port.default(3979), tokenFile: z.string().min(1), addressFile: z.string().min(1).optional() }),
  store: storeConfig,
  approval: z.strictObject({ policyFile: z.string().min(1) }),
  relay: relaySection,
  audit: auditSection,
  sealing: sealingSection,
  watch: watchSection,
  /** `folder`: where what the next scan can go on from is kept, encrypted; beside the store file when left out. Each bot needs its own. */
  scan: z.strictObject({ folder: z.string().min(1).optional() }).prefault({}),
  /** Extra certificate authorities to trust (an inspecting proxy, a private CA), PEM. */
  trustedCaFile: z.string().optional(),
  /** One line under every card, for an installation that is not the real one. */
  notice: z.string().max(120).optional(),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).default({ level: 'info' }),
});

export type BotConfig = z.infer<typeof botConfig>;
export type { CredentialReference } from './credential-config.ts';

/** Each complaint names the key, what is wrong with it and an example. */
export function parseBotConfig(value: unknown): { readonly ok: true; readonly config: BotConfig } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = botConfig.safeParse(value);
  if (!parsed.success) return { ok: false, complaints: explainIssues(parsed.error.issues, EXAMPLES) };
  if (parsed.data.cloud === 'custom' && parsed.data.customCloud === undefined) {
    return { ok: false, complaints: ['customCloud: is missing, and `cloud: custom` needs it'] };
  }
  if (parsed.data.cloud !== 'custom' && parsed.data.customCloud !== undefined) {
    return { ok: false, complaints: [`customCloud: goes with \`cloud: custom\` only, but cloud is ${parsed.data.cloud}`] };
  }
  return { ok: true, config: parsed.data };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  tenantId: '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10',
  'chat.appId': '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01',
  'chat.credential': '{ certificateFile: /etc/syncwhy/chat.pem }',
  'graph.read': '{ clientId: 0b07a991-2222-4c2d-8e3f-5a6b7c8d9e02, credential: { secretFile: /etc/syncwhy/graph-read.secret } }',
  'graph.writeShare': '0.5',
  ...STORE_EXAMPLES,
  'approval.policyFile': '/etc/syncwhy/approval.yaml',
  ...JOB_KEY_EXAMPLES,
  ...AUDIT_EXAMPLES,
  ...SEALING_EXAMPLES,
  ...WATCH_EXAMPLES,
  'admin.tokenFile': '/var/lib/syncwhy/admin.token',
  'listen.port': '3978',
  'listen.publicUrl': 'https://syncwhy.contoso.com',
  'scan.folder': '/var/lib/syncwhy/scans',
};
