import { adminPages } from '../admin-pages.ts';
import { byPeople, type Task } from '../people-steps.ts';

const OUT_AND_BACK = 'Put User_NoSync into its adminDescription and start a delta cycle; its cloud account goes to the recycle bin of Entra.';
const cycle: Task = { says: 'Start a delta cycle on the sync server that exports: Start-ADSyncSyncCycle -PolicyType Delta.' };

/** Bringing AD accounts and cloud accounts together where no machine may decide. */
export const matchingByPeople = {
  rebind: byPeople<{ readonly dn: string; readonly name: string; readonly other: string }>({
    id: 'rebind-by-people', cause: 'anchor-belongs-to-other-ad-user', title: 'Decide who owns the cloud account and bind it anew', risk: 'high', undo: '30-days',
    tasks: ({ dn, name, other }) => [
      { says: `Ask the people behind ${dn} and ${other} and the owner of the mailbox whose account ${name} is. A wrong binding gives one person the mailbox of another. If it belongs to ${other}, correct the names in AD instead and stop here.` },
      { says: `Note onPremisesImmutableId of ${name}, its licences and its groups. Take ${other} out of scope: ${OUT_AND_BACK}` },
      { says: `Restore ${name} under Deleted users, then write its noted anchor into mS-DS-ConsistencyGuid of ${dn}.`, link: adminPages.deletedUsers },
      { says: `Give ${other} an anchor of its own: empty its mS-DS-ConsistencyGuid, then its adminDescription. ${cycle.says}` },
    ],
  }),
  replaceSynced: byPeople<{ readonly name: string; readonly value: string; readonly synced: boolean }>({
    id: 'correct-id-of-synced', cause: 'immutable-id-malformed', title: 'Correct the immutable id by hand', risk: 'high', undo: '30-days',
    tasks: ({ name, value, synced }) =>
      synced
        ? [
            { says: `Note "${value}", the licences, groups and roles of ${name}. Take its AD account out of scope: ${OUT_AND_BACK}` },
            { says: `Restore ${name} under Deleted users.`, link: adminPages.deletedUsers },
            { says: `Write the anchor of the AD account (mS-DS-ConsistencyGuid, else objectGUID, as base64) into onPremisesImmutableId of ${name} with Graph Explorer.`, link: adminPages.graphExplorer },
            { says: `Empty adminDescription of the AD account. ${cycle.says}` },
          ]
        : [
            { says: `Note "${value}" and look whether ${name} has a directory role, also an eligible one; one that has a role is not taken over.` },
            { says: `Write the anchor of the AD account (as base64) into onPremisesImmutableId of ${name} with Graph Explorer, or clear it where address and sign-in name are to match.`, link: adminPages.graphExplorer },
            cycle,
          ],
  }),
  replaceStale: byPeople<{ readonly name: string; readonly anchor: string; readonly own: string }>({
    id: 'replace-stale-anchor', cause: 'stale-immutable-id-on-cloud-user', title: 'Replace the old anchor by hand', risk: 'high', undo: 'none',
    tasks: ({ name, anchor, own }) => [
      { says: `Note ${anchor}. Look whether ${name} has a directory role, also an eligible one, or an onPremisesObjectIdentifier; either forbids the match.` },
      { says: `Where the AD account has made a second cloud account already, that one has to go first: copy what is in it, take the AD account out of scope (User_NoSync in adminDescription), run a cycle, and delete it permanently.`, link: adminPages.deletedUsers },
      { says: `Write ${anchor} into mS-DS-ConsistencyGuid of the AD account, which leaves the cloud account untouched; or write ${own} into onPremisesImmutableId of ${name}.`, link: adminPages.graphExplorer },
      { says: `Bring the AD account back into scope where it was taken out. ${cycle.says}` },
    ],
  }),
  carryAnchorOver: byPeople<{ readonly dn: string; readonly name: string; readonly inBin: string | null }>({
    id: 'carry-anchor-over', cause: 'ad-account-recreated-new-anchor', title: 'Bring the AD account to the former cloud account by hand', risk: 'high', undo: 'none',
    tasks: ({ dn, name, inBin }) => [
      ...(inBin === null ? [] : [{ says: `The former account lies in the AD recycle bin: ${inBin}. If nobody has used ${dn} yet, delete that one and restore the former instead (Restore-ADObject); then start a delta cycle and stop here.` }]),
      { says: `Look whether ${name} has a directory role, also an eligible one, or an onPremisesObjectIdentifier of another object; either forbids the match and must be settled first.`, link: adminPages.entraUsers },
      { says: `Where ${dn} has made a second cloud account, copy what is in it, take ${dn} out of scope (User_NoSync in adminDescription), run a cycle, and delete the second one permanently.`, link: adminPages.deletedUsers },
      { says: `Write onPremisesImmutableId of ${name}, decoded, into mS-DS-ConsistencyGuid of ${dn}, bring it back into scope where it was taken out, and start a delta cycle.` },
    ],
  }),
  clearCopy: byPeople<{ readonly anchor: string; readonly dns: readonly string[] }>({
    id: 'clear-copy-by-people', cause: 'duplicate-anchor-in-ad', title: 'Find the copy and clear its anchor', risk: 'high', undo: 'none',
    tasks: ({ anchor, dns }) => [
      { says: `Find which of ${dns.join(' and ')} is the copy: the cloud account with ${anchor} names its AD account in onPremisesDistinguishedName and onPremisesSecurityIdentifier; that one keeps the value.`, link: adminPages.graphExplorer },
      { says: `Note ${anchor}. If the engine knows the other one already, an emptied anchor alone leaves it with the error that its anchor has changed: put User_NoSync into its adminDescription first and start a delta cycle. See that the cloud account of the rightful owner is still there.`, link: adminPages.entraUsers },
      { says: 'Empty mS-DS-ConsistencyGuid of the other one, and its adminDescription again, and start a delta cycle; the engine fills the anchor from objectGUID.' },
    ],
  }),
  grantWriteback: byPeople<{ readonly dn: string; readonly guarded: boolean; readonly server: string }>({
    id: 'grant-anchor-writeback', cause: 'anchor-writeback-denied', title: 'Grant the right to write the anchor back', risk: 'medium', undo: 'full',
    tasks: ({ dn, guarded, server }) => [
      ...(guarded ? [{ says: `${dn} is protected (adminCount 1, or its access list does not inherit). Decide whether it shall be synchronised at all; if it was an administrator once and is none now, clear adminCount and switch inheritance on.` }] : []),
      { says: `On ${server}, read the name of the connector account with Get-ADSyncADConnectorAccount, then run Set-ADSyncMsDsConsistencyGuidPermissions -ADConnectorAccountName NAME -ADConnectorAccountDomain DOMAIN (module ADSyncConfig).` },
      cycle,
    ],
  }),
  bringMaster: byPeople<{ readonly dn: string; readonly sid: string | null; readonly master: string | null }>({
    id: 'bring-master-into-scope', cause: 'linked-mailbox-waiting-for-master', title: 'Bring the account of the mailbox into scope', risk: 'medium', undo: 'full',
    tasks: ({ dn, sid, master }) => [
      { says: `If the mailbox of ${dn} was moved or converted and is no linked mailbox any more, correct its type with the Exchange tools (Set-User -LinkedMasterAccount $null, or Set-Mailbox -Type) and stop here.` },
      { says: `In the wizard of Entra Connect, connect the forest of ${master ?? `the account with the SID ${sid ?? 'in msExchMasterAccountSid'}`} and select its OU. A full cycle follows.` },
    ],
  }),
  freeAddressOfOtherType: byPeople<{ readonly type: string | null; readonly name: string; readonly address: string; readonly kind: string }>({
    id: 'free-address-of-other-type', cause: 'object-type-mismatch', title: 'Free the address at the object of the other type', risk: 'medium', undo: 'full',
    tasks: ({ type, name, address, kind }) => [
      { says: type === null ? `Find the object of another type with a value of this ${kind} in Exchange Online: Get-Recipient -Filter "EmailAddresses -eq 'smtp:ADDRESS'".` : `Ask who reads the mail for ${address} today, which is an address of the ${type} ${name}.`, link: adminPages.exchangeRecipients },
      { says: `Take the address off it where it is managed: in Exchange Online or Entra, for a synchronised one in its AD object. Or take it off this ${kind}.`, link: type === 'group' ? adminPages.entraGroups : adminPages.exchangeRecipients },
      cycle,
    ],
  }),
  repairSid: byPeople<{ readonly dn: string; readonly other: string; readonly sid: string }>({
    id: 'repair-sid', cause: 'sid-conflict-rid-reuse', title: 'Repair Active Directory', risk: 'high', undo: 'none',
    tasks: ({ dn, other, sid }) => [
      { says: `Have the pools of relative identifiers of all domain controllers checked (dcdiag /test:ridmanager /v) before more accounts are made: ${dn} and ${other} share ${sid}.` },
      { says: `Decide which of the two people gets a new AD account, note its groups and permissions, make the account, move mailbox and permissions to it, and delete the old one.` },
      cycle,
    ],
  }),
  reinstallAnchor: byPeople<{ readonly attribute: string; readonly made: string }>({
    id: 'reinstall-with-anchor', cause: 'anchor-attribute-differs-between-servers', title: 'Stop the server and install it with the right anchor attribute', risk: 'high', undo: 'none',
    tasks: ({ attribute, made }) => [
      { says: 'Put the server into staging mode at once in the wizard of Entra Connect (Configure staging mode), so that it exports nothing more. Change no user one by one.' },
      { says: `Export its configuration (View or export current configuration), remove Entra Connect, and install it again in staging mode with ${made} as source anchor instead of ${attribute}.` },
      { says: 'Look at the pending exports (csexport, CSExportAnalyzer): there must be no adds for people who are in the cloud already. Only then leave staging mode.' },
    ],
  }),
  chooseTwin: byPeople<{ readonly twin: string; readonly wanted: string }>({
    id: 'choose-twin', cause: 'match-never-retried-for-existing-object', title: 'Decide which of the two accounts is kept', risk: 'high', undo: 'none',
    tasks: ({ twin, wanted }) => [
      { says: `Compare ${twin} and ${wanted}: licences, mailbox, files, last sign-in, groups. What was read does not tell which one is used. Copy what is in the one that goes.`, link: adminPages.entraUsers },
      { says: `Keep ${twin}: rename ${wanted} or delete it permanently, wait an hour, and stop here. Keep ${wanted}: take the AD account out of scope (User_NoSync in adminDescription), start a delta cycle, and delete ${twin} permanently.`, link: adminPages.deletedUsers },
      { says: `Write the anchor of the AD account (as base64) into onPremisesImmutableId of ${wanted}.`, link: adminPages.graphExplorer },
      { says: `Empty adminDescription of the AD account. ${cycle.says}` },
    ],
  }),
  decideOrphan: byPeople<{ readonly id: string; readonly name: string; readonly values: string; readonly dn: string }>({
    id: 'decide-orphan', cause: 'orphan-holds-identity', title: 'Decide whose account it is', risk: 'high', undo: '30-days',
    tasks: ({ id, name, values, dn }) => [
      { says: `Find out whether ${name}, which came from ${dn} and holds ${values}, belongs to the same person.`, link: adminPages.entraUser(id) },
      { says: `The same person: write onPremisesImmutableId of ${name}, decoded, into mS-DS-ConsistencyGuid of the AD account. Somebody who left: note licences, groups and holds, delete ${name}, and delete it permanently.`, link: adminPages.deletedUsers },
      cycle,
    ],
  }),
} as const;
