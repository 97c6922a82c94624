import { readFile } from 'node:fs/promises';
import { createGlobalCatalog } from '../adapters/ldap/global-catalog.ts';
import { createLdapDirectory } from '../adapters/ldap/ldap-directory.ts';
import { createPowerShellSyncServer } from '../adapters/sync-powershell/powershell-sync-server.ts';
import { createPowerShellSecurityLog } from '../adapters/sync-powershell/powershell-security-log.ts';
import { readText } from '../adapters/system/read-settings.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { Clock } from '../ports/clock.ts';
import { DirectoryError } from '../ports/directory.ts';
import type { Site } from './menu.ts';

/** Longest time for one LDAP request, and for one script on a sync server. */
const LDAP_TIMEOUT_MS = 15_000;
const SCRIPT_TIMEOUT_MS = 60_000;

/** The adapters of everything that the configuration names; nothing is contacted yet. */
export function openSite(config: RelayConfig, clock: Clock): Site {
  return {
    clock,
    directories: config.directories.map((each) => domainOf(each, clock)),
    syncServers: config.syncServers.map(({ name, command }) => createPowerShellSyncServer({ name, command, timeoutMs: SCRIPT_TIMEOUT_MS, clock })),
    ...(config.securityLog === undefined ? {} : { securityLog: createPowerShellSecurityLog({ ...config.securityLog, timeoutMs: SCRIPT_TIMEOUT_MS, clock }) }),
  };
}

function domainOf({ forest, url, baseDn, bindDn, passwordFile, caFile, domainControllers, globalCatalog }: RelayConfig['directories'][number], clock: Clock): Site['directories'][number] {
  const session = { bindDn, clock, password: () => passwordIn(passwordFile), ca: caFile === undefined ? undefined : readText(caFile, 'a certificate authority'), timeoutMs: LDAP_TIMEOUT_MS };
  return {
    forest,
    baseDn,
    directory: createLdapDirectory({ ...session, forest, url, baseDn, domainControllers }),
    globalCatalog: globalCatalog === undefined ? undefined : createGlobalCatalog({ ...session, url: globalCatalog }),
  };
}

/** Read at every sign-in, so that a changed password needs no restart. */
async function passwordIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch {
    throw new DirectoryError('credentials', `the password file ${file} cannot be read by the relay's account`);
  }
}
