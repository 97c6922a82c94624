import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { outOfScope } from '../cloud-only.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

type Server = Record<string, unknown> & { connectors: { Type: string; Partitions: { ConnectorPartitionScope: { ContainerInclusionList: string[] } }[] }[]; rules: Record<string, unknown>[]; scheduler: Record<string, unknown> };

/** A second server of the same configuration, in staging mode; jsmith is not in the cloud. */
const second = (given: Company): Server => {
  withoutCloudAccount(given);
  const copy = { ...structuredClone(given.server), name: 'SYNC02' } as unknown as Server;
  copy.scheduler['StagingModeEnabled'] = true;
  given.servers.push(copy);
  return copy;
};
const include = (server: Server, container: string): void => {
  const scope = server.connectors[0]?.Partitions[0]?.ConnectorPartitionScope;
  if (scope !== undefined) scope.ContainerInclusionList = [container];
};

describeCause(sealed('server-configs-differ'), {
  confirms: [
    { when: 'the object is in scope on one of the servers only', given: (given) => { include(second(given), 'OU=Leavers,DC=corp,DC=contoso,DC=com'); }, remedy: null, says: /in scope on one of them only/ },
    { when: 'the servers make the anchor from different attributes', given: (given) => { second(given)['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'objectGUID' }] }; }, says: /anchor/ },
    { when: 'a rule is disabled on one of them', given: (given) => { Object.assign(second(given).rules[0] ?? {}, { Disabled: true }); }, says: /User Join/ },
    { when: 'a custom rule is on one of them only', given: (given) => { second(given).rules.push({ Name: 'In from AD - User Filter', Direction: 'Inbound', SourceObjectType: 'user', Disabled: false }); }, says: /User Filter/ },
    { when: 'the scope of a rule differs', given: (given) => { Object.assign(second(given).rules[2] ?? {}, { ScopeFilter: [] }); }, says: /User Common/ },
    { when: 'the server that exports leaves it out', given: (given) => { include(second(given), 'OU=Leavers,DC=corp,DC=contoso,DC=com'); given.users.push(given.user); outOfScope(given); } },
  ],
  rulesOut: [
    { when: 'there is one server', given: () => {} },
    { when: 'only settings of the scheduler differ, which the tenant keeps for all', given: (given) => { Object.assign(second(given).scheduler, { CurrentlyEffectiveSyncCycleInterval: '01:00:00', SyncCycleEnabled: false }); } },
    { when: 'the server that exports synchronises it and only the standby differs', given: (given) => { include(second(given), 'OU=Leavers,DC=corp,DC=contoso,DC=com'); given.users.push(given.user); } },
    { when: 'rules for groups differ and a user is asked about', given: (given) => { second(given).rules.push({ Name: 'In from AD - Group Filter', Direction: 'Inbound', SourceObjectType: 'group', Disabled: false }); } },
    { when: 'identifiers of equal rules differ', given: (given) => { for (const rule of second(given).rules) rule['Identifier'] = `x${String(rule['Identifier'])}`; } },
  ],
  cannotTell: [
    { when: 'the rules of one server were not read', given: (given) => { delete (second(given) as Record<string, unknown>)['rules']; }, missing: ['syncServers.rules'] },
    { when: 'Entra was not read, so the exporting server may well synchronise it', given: (given) => { include(second(given), 'OU=Leavers,DC=corp,DC=contoso,DC=com'); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'it is in Entra, and which of the servers exports was not read', given: (given) => { const other = second(given); include(other, 'OU=Leavers,DC=corp,DC=contoso,DC=com'); for (const each of [other as Record<string, unknown>, given.server]) delete each['scheduler']; given.users.push(given.user); }, missing: ['syncServers.scheduler'] },
  ],
});
