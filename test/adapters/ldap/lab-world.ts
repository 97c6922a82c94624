import { setTimeout as wait } from 'node:timers/promises';
import { createAdDatabase } from '../../../lab/company/ad-database.ts';
import type { AdState } from '../../../lab/company/ad-state.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { catalogOf } from '../../../lab/servers/ldap-catalog.ts';
import { startLdapServer, type LdapServer } from '../../../lab/servers/ldap-server.ts';
import { createGlobalCatalog } from '../../../src/adapters/ldap/global-catalog.ts';
import { createLdapDirectory } from '../../../src/adapters/ldap/ldap-directory.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Directory, GlobalCatalog } from '../../../src/ports/directory.ts';

export const BASE_DN = 'DC=corp,DC=contoso,DC=com';
export const DOMAIN = 'corp.contoso.com';
export const RELAY = { bindDn: `CN=svc-syncwhy,CN=Users,${BASE_DN}`, bindPassword: 'relay-secret' };
export const READER = { bindDn: `CN=svc-reader,CN=Users,${BASE_DN}`, bindPassword: 'reader-secret' };

/** May not read access lists and replication metadata. */
export const SHORT_SIGHTED = { bindDn: `CN=svc-short,CN=Users,${BASE_DN}`, bindPassword: 'short-secret', withheld: ['nTSecurityDescriptor', 'replPropertyMetaData', 'msDS-ReplAttributeMetaData', 'msDS-ReplValueMetaData'] };

/** May write these attributes alone, as the delegation of a careful site has it. */
export const DELEGATED = { bindDn: `CN=svc-delegated,CN=Users,${BASE_DN}`, bindPassword: 'delegated-secret', writable: ['mail', 'proxyAddresses', 'mS-DS-ConsistencyGuid'] };

/** Accounts that may not sign in, each for its own reason: the `data` of AD’s answer. */
export const REFUSED = ['525', '530', '531', '532', '533', '701', '773', '775'].map((refusedWith) => ({ bindDn: `CN=svc-${refusedWith},CN=Users,${BASE_DN}`, bindPassword: 'right-but-refused', refusedWith }));

export const wallClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};

type OpenOptions = Omit<Partial<Parameters<typeof createLdapDirectory>[0]>, 'password' | 'clock'> & { readonly password?: string; readonly clock?: Clock; readonly withoutUrl?: boolean };

export interface LabDirectory {
  readonly state: AdState;
  readonly server: LdapServer;
  /** A directory on this server; all that were made are closed by `close`. */
  open(options?: OpenOptions): Directory;
  /** Another server of the same authority and accounts. */
  serve(state: AdState, how?: { readonly startTls?: boolean }): Promise<LdapServer>;
  /** The global catalog over these domains, on a server of its own. */
  openCatalog(domains?: readonly [AdState, ...AdState[]]): Promise<GlobalCatalog>;
  readonly ca: string;
  /** Ends the directories only, and resolves with how many connections the server still has a moment later. */
  leftOpen(): Promise<number>;
  close(): Promise<void>;
}

/** An empty pretend AD behind a real LDAPS socket. */
export async function startLabDirectory(): Promise<LabDirectory> {
  const certificates = await makeLabCertificates();
  const state = createAdDatabase({ domain: DOMAIN, baseDn: BASE_DN, clock: { now: () => new Date() } });
  state.add(RELAY.bindDn, { objectClass: 'user', sAMAccountName: 'svc-syncwhy', userPrincipalName: `svc-syncwhy@${DOMAIN}` });
  const server = await startLdapServer({ state, certificates, ...RELAY, readers: [READER, SHORT_SIGHTED, DELEGATED, ...REFUSED] });
  const servers: LdapServer[] = [server];
  const serve: LabDirectory['serve'] = async (other, how = {}) => {
    const started = await startLdapServer({ state: other, certificates, ...RELAY, readers: [READER, DELEGATED], ...how });
    servers.push(started);
    return started;
  };
  const opened: { close(): Promise<void> }[] = [];
  const closeAll = async (): Promise<void> => {
    for (const directory of opened) await directory.close();
  };
  return {
    state,
    server,
    ca: certificates.caPem,
    open(options = {}) {
      const { password = RELAY.bindPassword, withoutUrl = false, ...more } = options;
      const directory = createLdapDirectory({ bindDn: RELAY.bindDn, baseDn: BASE_DN, forest: DOMAIN, ca: certificates.caPem, timeoutMs: 5000, clock: wallClock, ...(withoutUrl ? {} : { url: server.url }), ...more, password: () => Promise.resolve(password) });
      opened.push(directory);
      return directory;
    },
    serve,
    async openCatalog(domains = [state]) {
      const catalogServer = await serve(catalogOf(domains));
      const catalog = createGlobalCatalog({ url: catalogServer.url, bindDn: RELAY.bindDn, password: () => Promise.resolve(RELAY.bindPassword), ca: certificates.caPem, timeoutMs: 5000, clock: wallClock });
      opened.push(catalog);
      return catalog;
    },
    async leftOpen() {
      await closeAll();
      for (let turn = 0; turn < 100 && server.openConnections() > 0; turn += 1) await wait(5);
      return server.openConnections();
    },
    async close() {
      await closeAll();
      for (const each of servers) await each.close();
    },
  };
}
