import { readFile } from 'node:fs/promises';
import { createLdapDirectory } from '../adapters/ldap/ldap-directory.ts';
import { createPowerShellSyncServer } from '../adapters/sync-powershell/powershell-sync-server.ts';
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
    directories: config.directories.map(({ forest, url, baseDn, bindDn, passwordFile, caFile }) => ({
      forest,
      baseDn,
      directory: createLdapDirectory({
        forest, url, baseDn, bindDn, clock,
        password: () => passwordIn(passwordFile),
        ca: caFile === undefined ? undefined : readText(caFile, 'a certificate authority'),
        timeoutMs: LDAP_TIMEOUT_MS,
      }),
    })),
    syncServers: config.syncServers.map(({ name, command }) => createPowerShellSyncServer({ name, command, timeoutMs: SCRIPT_TIMEOUT_MS, clock })),
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
