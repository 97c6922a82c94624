import { adminPages } from '../admin-pages.ts';
import { byPeople, type Task } from '../people-steps.ts';

const cycle: Task = { says: 'Start a delta cycle on the sync server that exports: Start-ADSyncSyncCycle -PolicyType Delta.' };

interface Rivals {
  readonly dn: string;
  readonly rivals: readonly { readonly dn: string; readonly shared: readonly string[] }[];
}

/** Values that two objects claim, where people must say whose they are. */
export const duplicatesByPeople = {
  shareOut: byPeople<Rivals>({
    id: 'share-out-addresses', cause: 'duplicate-proxy-two-ad-objects', title: 'Decide who keeps the address', risk: 'medium', undo: 'full',
    tasks: ({ dn, rivals }) => [
      { says: `Ask who receives the mail today for ${[...new Set(rivals.flatMap(({ shared }) => shared))].join(', ')}, and decide whether ${[dn, ...rivals.map((rival) => rival.dn)].join(' or ')} keeps it.` },
      { says: 'On every other one of them, note and remove the address from proxyAddresses, mail and targetAddress, whichever has it. If it was the primary address there, make another one primary (SMTP: in capital letters).' },
      { ...cycle, says: `${cycle.says} Values that Entra holds back come back within an hour.` },
    ],
  }),
  shareOutNames: byPeople<{ readonly dn: string; readonly name: string; readonly others: readonly string[] }>({
    id: 'share-out-names', cause: 'duplicate-upn-two-ad-objects', title: 'Decide who keeps the sign-in name', risk: 'medium', undo: 'full',
    tasks: ({ dn, name, others }) => [
      { says: `Decide which of ${[dn, ...others].join(' and ')} signs in as ${name}, and tell the other person beforehand that the sign-in name changes.` },
      { says: 'Note the former userPrincipalName of the other account and change it to a free name on a verified domain.' },
      cycle,
    ],
  }),
  settleHolder: byPeople<{ readonly dn: string; readonly holders: readonly { readonly id: string; readonly name: string; readonly shared: readonly string[] }[] }>({
    id: 'settle-with-holder', cause: 'duplicate-held-by-cloud-only-user', title: 'Decide whether the holder is the same person', risk: 'high', undo: 'none',
    tasks: ({ dn, holders }) => [
      { says: `Find out whether ${holders.map(({ name }) => name).join(' or ')} belongs to the person of ${dn}.`, link: adminPages.entraUser(holders[0]?.id ?? '') },
      ...holders.map(({ name, id, shared }): Task => ({ says: `Somebody else: take ${shared.join(', ')} from ${name}: a sign-in name is changed in Entra, an address removed in Exchange Online; or remove the value from ${dn} in AD. The same person, and ${dn} has no cloud account yet: write its anchor (as base64) into onPremisesImmutableId of ${name}.`, link: adminPages.entraUser(id) })),
      { ...cycle, says: `${cycle.says} Values that Entra holds back come back within an hour.` },
    ],
  }),
  purgeHolder: byPeople<{ readonly holders: readonly { readonly id: string; readonly name: string; readonly shared: readonly string[]; readonly purgedAt: string }[] }>({
    id: 'purge-holder', cause: 'duplicate-held-by-soft-deleted-user', title: 'Wait for the purge of the deleted account, or purge it', risk: 'high', undo: 'none',
    tasks: ({ holders }) => [
      { says: `Find out whose account it was. The same person: restore it under Deleted users and let it match instead. Somebody else: it is purged by itself (${holders.map(({ name, purgedAt }) => `${name} at ${purgedAt}`).join(', ')}); if that is soon enough, wait.`, link: adminPages.deletedUsers, hours: 30 * 24 },
      ...holders.map(({ id, name }): Task => ({ says: `Else have holds and retention of the mailbox checked, then delete ${name} (${id}) permanently under Deleted users. This cannot be undone.`, link: adminPages.deletedUsers, watch: { for: 'user-purged', userId: id }, hours: 30 * 24 })),
      { ...cycle, says: `${cycle.says} Values that Entra holds back come back within an hour.`, hours: 30 * 24 },
    ],
  }),
  freeInExchange: byPeople<{ readonly values: readonly string[]; readonly holders: readonly string[] }>({
    id: 'free-in-exchange', cause: 'duplicate-held-by-exchange-object', title: 'Free the address in Exchange Online', risk: 'medium', undo: 'none',
    tasks: ({ values, holders }) => [
      { says: holders.length > 0 ? `Open ${holders.join(' and ')} in Exchange Online.` : `In Exchange Online PowerShell, find the object: ${values.map((value) => `Get-Recipient -IncludeSoftDeletedRecipients -Filter "EmailAddresses -eq 'smtp:${value.replaceAll("'", "''")}'"`).join('; ')}. Look also at Get-MailPublicFolder and Get-Mailbox -InactiveMailboxOnly.`, link: adminPages.exchangePublicFolders },
      { says: `Ask who is responsible for it, also for a hold, and take ${values.join(', ')} off it. If the object must keep the address, remove it from the AD object instead.`, link: adminPages.exchangeRecipients },
      cycle,
    ],
  }),
  shareOutSessions: byPeople<{ readonly dn: string; readonly addresses: readonly string[]; readonly holders: readonly string[] }>({
    id: 'share-out-sip', cause: 'duplicate-sip-address', title: 'Decide who is called under the SIP address', risk: 'medium', undo: 'full',
    tasks: ({ dn, addresses, holders }) => [
      { says: `Decide which of ${[dn, ...new Set(holders)].join(' and ')} is called under ${addresses.join(', ') || 'the SIP address'}.` },
      { says: 'On the other one, note and empty msRTCSIP-PrimaryUserAddress and remove the "sip:" value from proxyAddresses; for an account made in the cloud, change its SIP address in the Teams admin center.' },
      cycle,
    ],
  }),
  freeUncovered: byPeople<{ readonly dn: string; readonly reason: string }>({
    id: 'free-uncovered-value', cause: 'duplicate-not-covered-by-resiliency', title: 'Free the value on one of the two sides', risk: 'medium', undo: 'full',
    tasks: ({ dn, reason }) => [
      { says: `The export of ${dn} is refused: ${reason} Decide which of the two objects keeps the value. Of two new groups with one address, let a second cycle run first.` },
      { says: 'Note and remove the value from the other one: in AD where it is synchronised, in Entra or Exchange Online where it was made there.', link: adminPages.entraGroups },
      cycle,
    ],
  }),
  partJoined: byPeople<{ readonly dn: string; readonly others: readonly string[]; readonly attribute: string | null }>({
    id: 'part-joined', cause: 'ambiguous-join-in-metaverse', title: 'Part the accounts that were taken for one', risk: 'high', undo: '30-days',
    tasks: ({ dn, others, attribute }) => [
      { says: `Find out which of ${[dn, ...others].join(' and ')} does not belong to the person. Correct ${attribute ?? 'the attribute by which accounts are joined (see Microsoft.SynchronizationOption.JoinCriteria)'} on it, after noting the former value.` },
      { says: 'Put User_NoSync into adminDescription of that account and start a delta cycle. See that the cloud account of the other one is still there.', link: adminPages.entraUsers },
      { says: `Empty adminDescription again. ${cycle.says} A join is worked out anew only for an object that comes back into scope.` },
    ],
  }),
  waitForName: byPeople<{ readonly wanted: string; readonly now: string }>({
    id: 'wait-for-name', cause: 'quarantined-upn', title: 'Free the name at its holder; Entra does the rest', risk: 'low', undo: 'full',
    tasks: ({ wanted, now }) => [{ says: `Find who holds ${wanted} in AD, in Entra, in its recycle bin or in Exchange Online, and free it there. Entra renames ${now} by itself within an hour after that.`, link: adminPages.entraUsers }],
  }),
  waitForAddresses: byPeople<{ readonly addresses: readonly string[] }>({
    id: 'wait-for-address', cause: 'quarantined-proxy', title: 'Free the address at its holder; Entra does the rest', risk: 'low', undo: 'full',
    tasks: ({ addresses }) => [{ says: `Find who holds ${addresses.join(', ')} in AD, in Entra, in its recycle bin or in Exchange Online, and free it there. Entra adds the address by itself within an hour after that.`, link: adminPages.exchangeRecipients }],
  }),
} as const;
