import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { policyHash } from './local-policy.ts';
import { hoursInWords } from './write-hours.ts';
import { attributesWritten } from './written-values.ts';

/** The configuration and the local policy as an admin reads them, a line each. */
export const inWords = (config: RelayConfig, policy: LocalPolicy): readonly string[] => [
  `Bot:           ${config.bot.url} (outgoing HTTPS only${config.bot.proxy === undefined ? '' : `, through the proxy ${config.bot.proxy.url}`}), group ${config.group}`,
  `Directories:   ${config.directories.map(({ forest, url, discover }) => `${forest} through ${[url ?? [], discover === true ? 'the domain controllers that DNS names' : []].flat().join(' and ')}`).join('; ') || 'none'}`,
  `Sync servers:  ${config.syncServers.map(({ name }) => name).join(', ') || 'none'}`,
  `Policy:        ${policyHash(policy)}, as the bot shows it in agents`,
  `Security log:  ${policy.readSecurityLog === true ? 'may be read, for who changed an object' : 'is not read'}`,
  `Lists:         ${policy.readObjects === false ? 'of objects may not be read' : Array.isArray(policy.readObjects) ? `of objects may be read below ${policy.readObjects.join('; ') || 'no container'}` : 'of all objects may be read, for scans of the directory'}`,
  policy.readOnly ? 'Changes:       none, this relay only reads' : `Changes:       ${policy.operations.join(', ') || 'none'}`,
  `Attributes:    ${attributesWritten(policy).join(', ') || 'none is written'}`,
  ...Object.entries(policy.values ?? {}).map(([attribute, patterns]) => `New values:    of ${attribute} only what fits ${patterns.join(' or ')}`),
  `Writable:      ${policy.writableContainers.join('; ') || 'no container'}${(policy.containersNever ?? []).length === 0 ? '' : `, but never ${(policy.containersNever ?? []).join('; ')}`}`,
  `At most:       ${policy.objectsPerHour} objects an hour${policy.hours === undefined ? ', at any time' : `, started ${hoursInWords(policy.hours)}`}`,
  `Never touched: built-in protected accounts and members of protected groups, accounts of the synchronization, domain controllers${[...policy.protectedNames, ...(policy.protectedGroups ?? []).map((dn) => `members of ${dn}`)].map((each) => `, ${each}`).join('')}`,
  ...sealingSays(policy),
];

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
