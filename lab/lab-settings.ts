import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AD_DOMAIN, ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID, BASE_DN, BOT_APP_ID, GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID, SYNC_SERVER, TENANT_ID } from './company/cast.ts';
import { botSealing, relaySealing, type LabSealing } from './lab-sealing.ts';

/** Addresses and secrets of the pretend company's servers, as configuration of the real entries needs them. */
interface LabWorld {
  readonly folder: string;
  readonly caPem: string;
  readonly certPem: string;
  readonly keyPem: string;
  readonly secret: string;
  readonly ldap: { readonly url: string; readonly bindDn: string; readonly password: string };
  readonly graphUrl: string;
  readonly loginUrl: string;
  readonly openIdMetadata: string;
  readonly serviceHost: string;
  readonly syncServerCommand: readonly string[];
  readonly botPort: number;
  readonly adminPort: number;
  readonly sealed?: LabSealing | undefined;
  /** How often everything is looked at. */
  readonly watchMinutes?: number | undefined;
}

export interface LabFiles {
  readonly botConfig: string;
  readonly relayConfig: string;
  readonly adminTokenFile: string;
  readonly messagesUrl: string;
  readonly adminUrl: string;
  /** Where people sign in, and the authority that the lab's certificates come from. */
  readonly loginUrl: string;
  readonly caFile: string;
}

/** Writes what an operator would write: two configurations, two policies, secrets in files. */
export function writeLabSettings(world: LabWorld): LabFiles {
  mkdirSync(join(world.folder, 'relay'), { recursive: true, mode: 0o700 });
  const file = (name: string, text: string): string => {
    writeFileSync(join(world.folder, name), text, { mode: 0o600 });
    return join(world.folder, name);
  };
  file('ca.pem', world.caPem);
  file('bot-cert.pem', world.certPem);
  file('bot-key.pem', world.keyPem);
  file('app.secret', world.secret);
  file('ldap.secret', world.ldap.password);
  file('approval.yaml', stringify({ ...APPROVAL_POLICY, ...(world.sealed === undefined ? {} : { seal: { 'reversible-one-object': world.sealed, 'far-reaching': world.sealed } }) }));
  file('local-policy.yaml', stringify({ ...LOCAL_POLICY, ...(world.sealed === undefined ? {} : { sealing: relaySealing(world.sealed, world.loginUrl) }) }));
  return {
    botConfig: file('bot.yaml', stringify(botConfig(world))),
    relayConfig: file('relay.yaml', stringify(relayConfig(world))),
    adminTokenFile: join(world.folder, 'admin.token'),
    messagesUrl: `https://127.0.0.1:${world.botPort}/api/messages`,
    adminUrl: `http://127.0.0.1:${world.adminPort}`,
    loginUrl: world.loginUrl,
    caFile: join(world.folder, 'ca.pem'),
  };
}

const credential = { secretFile: 'app.secret' };

const botConfig = (world: LabWorld): unknown => ({
  tenantId: TENANT_ID,
  chat: { appId: BOT_APP_ID, credential },
  cloud: 'custom',
  customCloud: {
    openIdMetadata: world.openIdMetadata,
    issuer: 'https://api.botframework.com',
    serviceHosts: [world.serviceHost],
    loginAuthority: world.loginUrl,
    oauthScope: 'https://api.botframework.com',
    graphEndpoint: world.graphUrl,
  },
  graph: { read: { clientId: GRAPH_READER_APP_ID, credential }, write: { clientId: GRAPH_WRITER_APP_ID, credential } },
  listen: { address: '127.0.0.1', port: world.botPort, tls: { certFile: 'bot-cert.pem', keyFile: 'bot-key.pem' }, publicUrl: `https://127.0.0.1:${world.botPort}` },
  admin: { port: world.adminPort, tokenFile: 'admin.token' },
  store: { file: 'syncwhy.db' },
  approval: { policyFile: 'approval.yaml' },
  watch: { everyMinutes: world.watchMinutes ?? 1 },
  relay: { group: 'default', jobKeyFile: 'job-key.jwk' },
  sealing: botSealing(world.botPort),
  trustedCaFile: 'ca.pem',
  notice: 'lab: a pretend company',
  log: { level: 'info' },
});

const relayConfig = (world: LabWorld): unknown => ({
  bot: { url: `https://127.0.0.1:${world.botPort}` },
  group: 'default',
  stateDir: 'relay',
  directories: [{ forest: AD_DOMAIN, url: world.ldap.url, baseDn: BASE_DN, bindDn: world.ldap.bindDn, passwordFile: 'ldap.secret' }],
  syncServers: [{ name: SYNC_SERVER, command: world.syncServerCommand }],
  securityLog: { command: world.syncServerCommand },
  localPolicyFile: 'local-policy.yaml',
  trustedCaFile: 'ca.pem',
});

const APPROVAL_POLICY = {
  readers: { groups: 'all-members', guests: false },
  requesterGroups: [ADMINS_GROUP_ID],
  approvers: [{ groups: [ADMINS_GROUP_ID], risks: ['reversible-one-object'] }, { groups: [ANCHOR_APPROVERS_GROUP_ID], risks: ['far-reaching'] }],
  quorum: { 'reversible-one-object': 1, 'far-reaching': 2 },
  ticket: { needed: false, pattern: '^INC[0-9]+$' },
  adminAccounts: ['adm-*'],
  approveWithinMinutes: 60,
  executeWithinMinutes: 15,
};

const LOCAL_POLICY = {
  readOnly: false,
  readSecurityLog: true,
  operations: [
    'ad.change-addresses', 'ad.change-values', 'ad.set-enabled', 'ad.change-member', 'ad.set-anchor', 'ad.move', 'ad.restore-deleted', 'ad.change-upn-suffixes',
    'sync.set-scheduler', 'sync.set-maintenance', 'sync.set-history-retention', 'sync.start-delta', 'sync.start-full', 'sync.synchronize-object', 'sync.send-password-hash', 'sync.restart-service',
  ],
  writableContainers: [BASE_DN],
  objectsPerHour: 20,
  upnSuffixes: ['contoso.com', 'fabrikam.com', 'northwind.example'],
};
