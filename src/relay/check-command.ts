import type { LocalPolicy } from '../boundary/local-policy.ts';
import { readLocalPolicy, readRelayConfig } from './config.ts';

/** `syncwhy relay check`: the configuration and the local policy in words; nothing is connected. */
export function runCheck(configFile: string, out: (text: string) => void): number {
  const config = readRelayConfig(configFile);
  const policy = readLocalPolicy(config.localPolicyFile);
  out([
    `Bot:           ${config.bot.url} (outgoing HTTPS only), group ${config.group}`,
    `Directories:   ${config.directories.map(({ forest, url, discover }) => `${forest} through ${[url ?? [], discover === true ? 'the domain controllers that DNS names' : []].flat().join(' and ')}`).join('; ') || 'none'}`,
    `Sync servers:  ${config.syncServers.map(({ name }) => name).join(', ') || 'none'}`,
    `Security log:  ${policy.readSecurityLog === true ? 'may be read, for who changed an object' : 'is not read'}`,
    policy.readOnly ? 'Changes:       none, this relay only reads' : `Changes:       ${policy.operations.join(', ') || 'none'}`,
    `Writable:      ${policy.writableContainers.join('; ') || 'no container'}`,
    `At most:       ${policy.objectsPerHour} objects an hour`,
    `Never touched: built-in protected accounts, accounts of the synchronization, domain controllers${policy.protectedNames.length === 0 ? '' : `, ${policy.protectedNames.join(', ')}`}`,
    ...sealingSays(policy),
  ].join('\n'));
  return 0;
}

function sealingSays({ sealing }: LocalPolicy): readonly string[] {
  if (sealing === undefined) return ['Seals:         none; the bot alone is believed when it says who has approved'];
  const { operations, tenantId, appId, ownMachineAppId, authenticationContext, approvers } = sealing;
  const asked = Object.entries(operations).map(([operation, form]) => `${operation} (${form === 'own-machine' ? 'signed in with syncwhy approve on the own machine' : 'signed in in the browser'})`);
  return [
    `Seals:         ${asked.join(', ') || 'for no operation'}`,
    `               by whoever asks and by each approver, in tenant ${tenantId}${authenticationContext === undefined ? '' : `, with authentication context ${authenticationContext}`}`,
    `               application ${appId}${ownMachineAppId === undefined ? '' : `, own machine ${ownMachineAppId}`}; keys from ${new URL(sealing.openIdConfiguration).host}, fetched by this relay`,
    `May approve:   ${[...approvers.people.map((oid) => `person ${oid}`), ...approvers.groups.map((dn) => `AD group ${dn}`)].join('; ')}`,
  ];
}
