import { adminPages } from '../admin-pages.ts';
import { byPeople, type Task } from '../people-steps.ts';

const cycle: Task = { says: 'Start a delta cycle on the sync server that exports: Start-ADSyncSyncCycle -PolicyType Delta.' };

/** Deleted accounts and mailboxes, where people must say whether they are to come back. */
export const deletionByPeople = {
  freeThenRestore: byPeople<{ readonly id: string; readonly name: string; readonly holdersOf: readonly { readonly name: string; readonly id: string; readonly shared: readonly string[] }[] }>({
    id: 'free-then-restore', cause: 'restore-conflict', title: 'Free the values, then restore the account', risk: 'medium', undo: 'full',
    tasks: ({ id, name, holdersOf }) => [
      ...holdersOf.map((holder): Task => ({ says: `Decide whether ${name} or ${holder.name} keeps ${holder.shared.join(', ')}, and take the value from ${holder.name} (${holder.id}): in its AD object where it is synchronised, else in Entra or Exchange Online.`, link: adminPages.exchangeRecipients })),
      { says: `Restore ${name} under Deleted users. Where a value cannot be freed: POST https://graph.microsoft.com/v1.0/directory/deletedItems/${id}/restore with {"newUserPrincipalName":"…","autoReconcileProxyConflict":true} in Graph Explorer, and put both right in AD afterwards.`, link: adminPages.deletedUsers, watch: { for: 'user-live', userId: id } },
      cycle,
    ],
  }),
  restoreInTime: byPeople<{ readonly id: string; readonly name: string; readonly purgedAt: string }>({
    id: 'restore-in-time', cause: 'recycle-bin-expiring', title: 'Restore the account before it is purged', risk: 'low', undo: 'full',
    tasks: ({ id, name, purgedAt }) => [
      { says: `Decide whether ${name} is to come back. If so, restore it under Deleted users before ${purgedAt}; after that nothing brings it back.`, link: adminPages.deletedUsers, watch: { for: 'user-live', userId: id }, hours: 120 },
      { says: `Bring its AD account into scope before the next cycle, else that deletes the cloud account again. ${cycle.says}` },
    ],
  }),
  settleRefusedDeletion: byPeople<{ readonly name: string }>({
    id: 'settle-refused-deletion', cause: 'deleting-cloud-only-object', title: 'Let the deletion through once, then restore', risk: 'high', undo: '30-days',
    tasks: ({ name }) => [
      { says: `Decide whether ${name} is to stay in the cloud. If not, delete it in Entra and stop here. Else note its licences, groups and roles; for a moment its mailbox is gone.`, link: adminPages.entraUsers },
      { says: `Delete ${name} in Entra and start a delta cycle, so that the sync server sees its deletion carried out.`, link: adminPages.entraUsers },
      { says: `Restore ${name} under Deleted users within 30 days, and start a delta cycle again. If the error comes back, clear onPremisesImmutableId with Graph Explorer; sources disagree whether that alone suffices.`, link: adminPages.deletedUsers },
    ],
  }),
  carryDeletionOut: byPeople<{ readonly name: string; readonly pending: boolean; readonly inAdBin: boolean; readonly account: { readonly id: string } }>({
    id: 'carry-deletion-out', cause: 'delete-not-propagated', title: 'Decide whether the account goes', risk: 'high', undo: '30-days',
    tasks: ({ name, pending, inAdBin, account }) => [
      ...(inAdBin ? [{ says: 'Its AD account lies in the AD recycle bin. If the person is to stay, restore it there (Restore-ADObject), start a delta cycle and stop here.' }] : []),
      { says: `Ask the owner of ${name} and of the mailbox. Note licences, groups and holds. Block the sign-in at once where the person has left.`, link: adminPages.entraUser(account.id) },
      pending ? { says: 'The deletion waits on the sync server: look why it is not exported (limit of deletions, staging mode), then start a cycle.' } : { says: `Delete ${name} in Entra; that works for a synchronised account too and can be undone for 30 days.`, link: adminPages.entraUser(account.id), watch: { for: 'user-in-recycle-bin', userId: account.id } },
    ],
  }),
  recoverGroup: byPeople<{ readonly name: string; readonly dn: string; readonly recycled: boolean }>({
    id: 'recover-group', cause: 'synced-group-deleted', title: 'Bring the group back', risk: 'medium', undo: 'full',
    tasks: ({ name, dn, recycled }) => [
      { says: recycled ? `AD has stripped ${dn} already: restore it from a backup of AD (authoritative restore), or make the group ${name} anew with its members.` : `Ask why ${name} was deleted. If it is to come back, restore its container first where that is gone too, then run Restore-ADObject for ${dn}.` },
      cycle,
      { says: 'The group may have a new object id in Entra: assign licences, applications and roles to it again.', link: adminPages.entraGroups },
    ],
  }),
  bringMailboxBack: byPeople<{ readonly id: string; readonly name: string; readonly licences: string; readonly by: string; readonly until: string }>({
    id: 'bring-mailbox-back', cause: 'mailbox-lost-with-licence', title: 'Assign the licence again', risk: 'low', undo: 'full',
    tasks: ({ id, name, licences, by, until }) => [
      { says: `Ask ${by} why ${licences === '' ? 'the licence' : licences} was taken away. If ${name} is to keep the mailbox, assign a licence with the same Exchange plan before ${until}, or put the person back into the group that brings it.`, link: adminPages.entraUser(id), watch: { for: 'mailbox-provisioned', userId: id } },
    ],
  }),
} as const;
