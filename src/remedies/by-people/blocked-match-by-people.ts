import { adminPages } from '../admin-pages.ts';
import { byPeople, type Task } from '../people-steps.ts';

const cycle: Task = { says: 'Start a delta cycle on the sync server that exports: Start-ADSyncSyncCycle -PolicyType Delta.' };

/** Settings, roles and values that keep Entra from matching, where people must decide or sign in. */
export const blockedMatchByPeople = {
  openBlock: byPeople<{ readonly dn: string; readonly name: string; readonly deleted: boolean; readonly feature: string }>({
    id: 'open-block-by-people', cause: 'hard-match-blocked-by-tenant', title: 'Find what blocks the match and open it for one cycle', risk: 'high', undo: 'none',
    tasks: ({ dn, name, deleted, feature }) => [
      ...(deleted ? [{ says: `Restore ${name} under Deleted users; a deleted account is not taken over while the setting is closed.`, link: adminPages.deletedUsers }] : []),
      { says: `Read ${feature} with GET https://graph.microsoft.com/v1.0/directory/onPremisesSynchronization in Graph Explorer, and the roles of ${name}, eligible ones too.`, link: adminPages.graphExplorer },
      { says: `Make sure that ${name} and ${dn} are one person. Set ${feature} to false, run one delta cycle, and set it to true again at once.`, link: adminPages.graphExplorer },
    ],
  }),
  takeRoles: byPeople<{ readonly id: string; readonly name: string; readonly roles: string; readonly deleted: boolean }>({
    id: 'take-roles-by-people', cause: 'hard-match-blocked-privileged-target', title: 'Take the roles away for one cycle', risk: 'high', undo: 'none',
    tasks: ({ id, name, roles, deleted }) => [
      ...(deleted ? [{ says: `Restore ${name} under Deleted users; roles count there too.`, link: adminPages.deletedUsers, watch: { for: 'user-live', userId: id } as const }] : []),
      { says: `Make sure that another Global Administrator exists. Note role, scope and expiry, and take ${roles} away from ${name}; where a role comes through a group, take the account out of the group.`, link: adminPages.entraUserRoles(id), watch: { for: 'directory-roles', userId: id, roles: [] } },
      cycle,
      { says: `Give ${roles} back as they were.`, link: adminPages.entraUserRoles(id) },
    ],
  }),
  clearMapping: byPeople<{ readonly dn: string; readonly name: string; readonly id: string | null }>({
    id: 'clear-mapping-by-people', cause: 'hard-match-blocked-object-identifier', title: 'Clear the mapping to the other AD object', risk: 'high', undo: 'none',
    tasks: ({ dn, name, id }) => [
      { says: `Read onPremisesObjectIdentifier of ${name} with Graph Explorer (beta), note it, and make sure that ${dn} is the rightful owner: the mailbox goes with it.`, link: adminPages.graphExplorer },
      { says: `As a Hybrid Identity Administrator, send PATCH https://graph.microsoft.com/beta/users/${id ?? '{id}'} with {"onPremisesObjectIdentifier":null}.`, link: adminPages.graphExplorer, ...(id === null ? {} : { watch: { for: 'object-identifier-cleared', userId: id } as const }) },
      cycle,
    ],
  }),
  replaceTwin: byPeople<{ readonly name: string; readonly twin: string | null }>({
    id: 'replace-twin-by-people', cause: 'soft-match-blocked-by-tenant', title: 'Bind the two by the anchor', risk: 'high', undo: 'none',
    tasks: ({ name, twin }) => [
      { says: `Compare ${name}${twin === null ? '' : ` and ${twin}`}: licences, mailbox, files, last sign-in, groups. Decide which account is kept, and copy what is in the other one.`, link: adminPages.entraUsers },
      ...(twin === null ? [] : [{ says: `Keep ${name}: take the AD account out of scope (User_NoSync in adminDescription), start a delta cycle, and delete ${twin} permanently. Keep ${twin}: rename ${name} or delete it permanently, and stop here.`, link: adminPages.deletedUsers }]),
      { says: `Write the anchor of the AD account (as base64) into onPremisesImmutableId of ${name}.`, link: adminPages.graphExplorer },
      { says: `Bring the AD account back into scope where it was taken out. ${cycle.says}` },
    ],
  }),
  partAdministrator: byPeople<{ readonly id: string | null; readonly twinId: string | null; readonly name: string | null; readonly roles: string; readonly twin: string | null }>({
    id: 'part-administrator', cause: 'soft-match-blocked-admin-role', title: 'Keep the administrator apart, or match without the role', risk: 'high', undo: 'none',
    tasks({ id, twinId, name, roles, twin }) {
      const account = name ?? 'the account with the role';
      const link = id === null ? adminPages.entraUsers : adminPages.entraUserRoles(id);
      return [
        { says: `Best: keep ${account} as an account of the cloud for administration alone, and give the AD account another sign-in name and address. Then start a delta cycle and stop here. A service account that needs its role all the time leaves only this way.` },
        { says: `Else make sure that another Global Administrator exists, note role, scope and expiry, and take ${roles === '' ? 'its roles' : roles} away from ${account}.`, link, ...(id === null ? {} : { watch: { for: 'directory-roles', userId: id, roles: [] } as const }) },
        ...(twin === null ? [] : [{ says: `Copy what is in ${twin}, take the AD account out of scope (User_NoSync in adminDescription), start a delta cycle, and delete ${twin} permanently.`, link: adminPages.deletedUsers, ...(twinId === null ? {} : { watch: { for: 'user-purged', userId: twinId } as const }) }]),
        { says: `Bring the AD account back into scope where it was taken out, start a delta cycle, check the match, and give the roles back.`, link },
      ];
    },
  }),
  alignAddress: byPeople<{ readonly name: string; readonly primary: string; readonly addresses: string; readonly twin: string | null }>({
    id: 'align-address', cause: 'soft-match-on-upn-disabled', title: 'Let the address match instead of the sign-in name', risk: 'high', undo: 'none',
    tasks: ({ name, primary, addresses, twin }) => [
      ...(twin === null ? [] : [{ says: `Compare ${name} and ${twin} and decide which is kept. Where ${twin} goes: copy what is in it, take the AD account out of scope (User_NoSync in adminDescription), start a delta cycle, and delete ${twin} permanently.`, link: adminPages.deletedUsers }]),
      { says: `Make the primary addresses equal: AD has ${primary}, the cloud account ${addresses}. Either write the cloud's as SMTP: value into proxyAddresses of the AD account, or set mail of ${name}.`, link: adminPages.entraUsers },
      { says: `Bring the AD account back into scope where it was taken out. ${cycle.says} Do not switch on the match by sign-in name for this alone: it cannot be switched off again.` },
    ],
  }),
  giveAddress: byPeople<{ readonly name: string; readonly upn: string; readonly id: string }>({
    id: 'give-address-by-people', cause: 'soft-match-cloud-user-has-no-address', title: 'Give the cloud account something to match on', risk: 'medium', undo: 'none',
    tasks: ({ name, upn, id }) => [
      { says: `Make sure that ${name} belongs to the person with the sign-in name ${upn} in AD.`, link: adminPages.entraUser(id) },
      { says: `Rename ${name} to ${upn}, or set its mail to the primary address of the AD account, or assign a licence with Exchange until the match is done.`, link: adminPages.entraUser(id) },
      cycle,
    ],
  }),
  chooseOfTwo: byPeople<{ readonly primary: string; readonly upn: string; readonly byAddress: string; readonly byName: string }>({
    id: 'choose-of-two', cause: 'soft-match-points-at-two-objects', title: 'Decide which account is the person', risk: 'medium', undo: 'full',
    tasks: ({ primary, upn, byAddress, byName }) => [
      { says: `Compare ${byAddress}, which has ${primary}, with ${byName}, which has the sign-in name ${upn}: licences, mailbox, last sign-in. One may be a shared mailbox of the same person.`, link: adminPages.entraUsers },
      { says: `Free the value on the one that is not the person: another sign-in name in Entra, or the address away in Exchange Online; for a synchronised one in its AD object.`, link: adminPages.exchangeRecipients },
      cycle,
    ],
  }),
} as const;
