import type { Discovery } from '../adapters/ldap/find-controllers.ts';
import { createGlobalCatalog } from '../adapters/ldap/global-catalog.ts';
import type { ConnectionOptions } from '../adapters/ldap/ldap-connection.ts';
import { createLdapDirectory } from '../adapters/ldap/ldap-directory.ts';
import { createPowerShellSyncServer } from '../adapters/sync-powershell/powershell-sync-server.ts';
import { createPowerShellSecurityLog } from '../adapters/sync-powershell/powershell-security-log.ts';
import { readText } from '../adapters/system/read-settings.ts';
import { systemServiceRecords } from '../adapters/system/system-service-records.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import type { Clock } from '../ports/clock.ts';
import { DirectoryError } from '../ports/directory.ts';
import type { SyncServer } from '../ports/sync-server.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { Site } from './menu.ts';
import { passwordReader } from './secrets.ts';

/** Longest time for one LDAP request, and for one script on a sync server. */
const LDAP_TIMEOUT_MS = 15_000;
const SCRIPT_TIMEOUT_MS = 60_000;

/** The adapters of everything that the configuration names; nothing is contacted yet. */
export function openSite(config: RelayConfig, clock: Clock): Site {
  return {
    clock,
    directories: config.directories.map((each) => domainOf(config, each, clock)),
    syncServers: config.syncServers.map((each) => syncServerOf(each, clock)),
    ...(config.securityLog === undefined ? {} : { securityLog: createPowerShellSecurityLog({ ...config.securityLog, timeoutMs: SCRIPT_TIMEOUT_MS, clock }) }),
  };
}

function syncServerOf({ name, command, computerName, configurationName, scriptsFolder }: RelayConfig['syncServers'][number], clock: Clock): SyncServer {
  const remote = computerName === undefined ? undefined : { computerName, configurationName, scriptsFolder };
  return createPowerShellSyncServer({ name, command, timeoutMs: SCRIPT_TIMEOUT_MS, clock, remote });
}

/** How to sign in to the domain controllers of this domain. */
export function sessionOf(config: RelayConfig, { bindDn, passwordFile, caFile, startTls, sessions }: RelayConfig['directories'][number], clock: Clock): Omit<ConnectionOptions, 'url' | 'write'> {
  return { bindDn, clock, startTls, sessions, password: passwordIn(config, passwordFile), ca: caFile === undefined ? undefined : readText(caFile, 'a certificate authority'), timeoutMs: LDAP_TIMEOUT_MS };
}

/** The account for changes, where there is another one. */
export const writerOf = (config: RelayConfig, { write }: RelayConfig['directories'][number]): ConnectionOptions['write'] => (write === undefined ? undefined : { bindDn: write.bindDn, password: passwordIn(config, write.passwordFile) });

function domainOf(config: RelayConfig, directory: RelayConfig['directories'][number], clock: Clock): Site['directories'][number] {
  const { forest, url, baseDn, domainControllers, globalCatalog } = directory;
  const session = sessionOf(config, directory, clock);
  const dns = (domain: string): Discovery | undefined => (directory.discover === true ? { records: systemServiceRecords, domain, site: directory.site } : undefined);
  const catalogByDns = globalCatalog === undefined ? dns(forest) : undefined;
  return {
    forest,
    baseDn,
    directory: createLdapDirectory({ ...session, forest, url, baseDn, domainControllers, write: writerOf(config, directory), discovery: dns(dnsName(baseDn)) }),
    globalCatalog: globalCatalog === undefined && catalogByDns === undefined ? undefined : createGlobalCatalog({ ...session, url: globalCatalog, discovery: catalogByDns }),
  };
}

const dnsName = (baseDn: string): string => rdnsOf(baseDn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.');

/** Read at every sign-in, so that a changed password needs no restart. */
function passwordIn(config: RelayConfig, file: string): () => Promise<string> {
  const read = passwordReader(file, config);
  return async () => {
    try {
      return await Promise.resolve(read());
    } catch (error) {
      throw error instanceof NotReady ? new DirectoryError('credentials', error.message) : error;
    }
  };
}
