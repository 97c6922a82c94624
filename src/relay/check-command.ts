import { readLocalPolicy, readRelayConfig } from './config.ts';

/** `syncwhy relay check`: the configuration and the local policy in words; nothing is connected. */
export function runCheck(configFile: string, out: (text: string) => void): number {
  const config = readRelayConfig(configFile);
  const policy = readLocalPolicy(config.localPolicyFile);
  out([
    `Bot:           ${config.bot.url} (outgoing HTTPS only), group ${config.group}`,
    `Directories:   ${config.directories.map(({ forest, url }) => `${forest} through ${url}`).join('; ') || 'none'}`,
    `Sync servers:  ${config.syncServers.map(({ name }) => name).join(', ') || 'none'}`,
    `Security log:  ${policy.readSecurityLog === true ? 'may be read, for who changed an object' : 'is not read'}`,
    policy.readOnly ? 'Changes:       none, this relay only reads' : `Changes:       ${policy.operations.join(', ') || 'none'}`,
    `Writable:      ${policy.writableContainers.join('; ') || 'no container'}`,
    `At most:       ${policy.objectsPerHour} objects an hour`,
    `Never touched: built-in protected accounts, accounts of the synchronization, domain controllers${policy.protectedNames.length === 0 ? '' : `, ${policy.protectedNames.join(', ')}`}`,
  ].join('\n'));
  return 0;
}
