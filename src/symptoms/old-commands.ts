/** A command, tool or rule of old articles: what became of it. */
export interface OldCommand {
  readonly name: string;
  /** Other names, lower case. */
  readonly also: readonly string[];
  readonly then: string;
  readonly instead: string;
  readonly weDo: string;
  /** Lower case; counts only when nothing else was typed, because it stands in many messages too. */
  readonly alone?: string | undefined;
}

const old = (name: string, also: readonly string[], then: string, instead: string, weDo: string): OldCommand => ({ name, also, then, instead, weDo });

/**
 * What old articles tell people to type, with what is true today.
 * Source: learn.microsoft.com/powershell/microsoftgraph (mapping of retired modules) and /entra/identity/hybrid/connect.
 */
export const OLD_COMMANDS: readonly OldCommand[] = [
  old('Connect-MsolService', ['connect-azuread'], 'The MSOnline and AzureAD modules stopped working in 2025.', 'Connect-MgGraph, or the Microsoft.Entra module.', 'I sign in with my own certificate; nobody needs to connect anything.'),
  old('Get-MsolUser', ['get-azureaduser'], 'MSOnline stopped working in 2025.', 'Get-MgUser with -Property onPremisesImmutableId and the others by name: without it most properties stay empty.', '`why <name>` and `show <name>` read the account with everything that matters.'),
  old('Get-MsolUser -ReturnDeletedUsers', ['get-azureadmsdeleteddirectoryobject'], 'MSOnline stopped working in 2025. Deleted accounts are kept for 30 days; articles that say 60 are wrong.', 'Get-MgDirectoryDeletedItemAsUser.', '`why <name>` looks into the recycle bin and says until when the account can be restored.'),
  old('Set-MsolUser', ['set-azureaduser'], 'MSOnline stopped working in 2025.', 'Update-MgUser; for the immutable id a raw PATCH of onPremisesImmutableId, which Entra accepts only while the account is not synchronised.', 'I propose the change of the anchor as a plan; another admin approves it, and it can be undone.'),
  old('Set-MsolUser -ImmutableId', ['set-azureaduser -immutableid'], 'MSOnline stopped working in 2025. Writing "$null" wrote text, not nothing.', 'PATCH /users/{id} with {"onPremisesImmutableId": null} or the base64 anchor, only on an account that is not synchronised.', 'I read both sides first, keep the old value, and propose the change as a plan.'),
  old('Remove-MsolUser', ['remove-azureaduser'], 'MSOnline stopped working in 2025.', 'Remove-MgUser. The account lies in the recycle bin for 30 days.', 'I never delete by myself. Deleting and synchronising again is the last resort, not the first.'),
  old('Remove-MsolUser -RemoveFromRecycleBin', ['remove-azureadmsdeleteddirectoryobject'], 'MSOnline stopped working in 2025.', 'Remove-MgDirectoryDeletedItem, signed in as a person; it cannot be undone.', 'I never purge. I say who holds the value and when it becomes free by itself.'),
  old('Restore-MsolUser', ['restore-azureadmsdeleteddirectoryobject'], 'MSOnline stopped working in 2025.', 'Restore-MgDirectoryDeletedItem; a taken name needs newUserPrincipalName, a taken address autoReconcileProxyConflict.', '`why <name>` says whether the account comes back by itself with the next cycle.'),
  old('Set-MsolUserLicense', ['set-azureaduserlicense'], 'MSOnline stopped working in 2025.', 'Set-MgUserLicense, with both lists given.', '`why <name>` names the licence that is missing or refused and why.'),
  old('Get-MsolAccountSku', ['get-azureadsubscribedsku'], 'MSOnline stopped working in 2025.', 'Get-MgSubscribedSku.', '`why <name>` says when no licence is free.'),
  old('Get-MsolCompanyInformation', ['get-azureadtenantdetail'], 'MSOnline stopped working in 2025.', 'Get-MgOrganization: onPremisesSyncEnabled and onPremisesLastSyncDateTime.', '`status` shows the last synchronisation of the tenant.'),
  old('Get-MsolDomain', ['get-azureaddomain', 'set-msoldomain'], 'MSOnline stopped working in 2025.', 'Get-MgDomain.', '`why <name>` checks the domain of the sign-in name and of every address.'),
  old('Get-MsolDirSyncFeatures', ['set-msoldirsyncfeature', 'get-msoldirsyncconfiguration', 'set-msoldirsyncconfiguration', 'set-entradirsyncfeature'], 'MSOnline stopped working in 2025.', 'Get-MgDirectoryOnPremiseSynchronization, signed in as a person: there is no permission for an application.', '`syncwhy connect features` reads them once with your sign-in; I keep the value with its date for 30 days.'),
  old('Get-MsolDirSyncProvisioningError', ['get-msolhasobjectswithdirsyncprovisioningerrors'], 'MSOnline stopped working in 2025.', 'onPremisesProvisioningErrors of users, groups and contacts in Graph.', '`why <name>` shows the entry together with who holds the value.'),
  old('Set-MsolDirSyncEnabled', ['set-msoldirsyncenabled -enabledirsync $false'], 'MSOnline stopped working in 2025. Switching synchronisation off turns every account into a cloud account and takes up to 72 hours.', 'Nothing: it is no way to look for a fault.', 'I never offer it.'),
  old('Start-OnlineCoexistenceSync', ['startonlinecoexistencesync', 'directorysyncclientcmd', 'directorysyncclientcmd.exe'], 'That belonged to DirSync, which ran every 3 hours and is gone. Entra Connect runs every 30 minutes.', 'Start-ADSyncSyncCycle -PolicyType Delta on the sync server.', '`sync now` starts a delta cycle, where the policy allows it and none runs.'),
  old('Start-ADSyncSyncCycle', ['start-adsyncsynccycle -policytype'], 'It returns before the cycle has ended, and on a server in staging mode it exports nothing.', 'It is still the right cmdlet. Initial is only needed after a change of rules or filters, or after seven days without a cycle.', '`sync now` starts a delta cycle on the active server and waits until it is over.'),
  old('Set-ADSyncScheduler', ['set-adsyncscheduler -synccycleenabled'], 'Scripts that switch the scheduler off leave it off when they break half-way.', 'Set-ADSyncScheduler -SyncCycleEnabled $true.', '`why <name>` says when the scheduler is off; I propose to switch it on, after a look at pending deletions.'),
  old('repadmin', ['repadmin /syncall', 'repadmin /replsummary'], 'A change in AD must first reach the domain controller that Entra Connect reads.', 'repadmin /syncall /AdeP, or wait; repadmin /showobjmeta tells where a value was written.', '`who changed <name>` shows what was written when and where, and `why <name>` says when a domain controller lags.'),
  old('ldifde', ['csvde'], 'Exported values of binary attributes stand behind two colons as base64: the line of mS-DS-ConsistencyGuid is literally the immutable id.', 'ldifde -f out.ldf -d "<DN>" -p base still works.', '`show <name>` gives the anchor in all its spellings; `syncwhy collect <name>` writes everything that is read into one file.'),
  old('IdFix', ['idfix.exe', 'idfix tool'], 'IdFix was retired in June 2026. It compared each attribute only with itself and never looked into the cloud, so "IdFix is clean" proved little.', 'Nothing of Microsoft replaces it.', '`why <name>` does all its checks and looks at the cloud and its recycle bin too.'),
  old('Get-ADSyncCSObject', ['csexport', 'csexportanalyzer'], 'It names what the engine knows of one object, on the sync server only.', 'It is still the right cmdlet.', '`why <name>` reads it on every sync server and puts it beside AD and Entra.'),
  old('Invoke-ADSyncDiagnostics', ['invoke-adsyncdiagnostics -passwordsync'], 'It answers in text and only on the sync server.', 'It is still there.', '`why <name>` reads the state of password synchronisation as well.'),
  old('Set-ADSyncToolsMsDsConsistencyGuid', ['set-adsynctoolsmsdsconsistencyguid', 'convertfrom-adsynctoolsimmutableid', 'convertto-adsynctoolsimmutableid'], 'It writes the anchor of an AD account; the octets of the first three fields of a GUID are turned round.', 'It is still part of ADSyncTools.', '`syncwhy anchor <value>` shows every spelling; I propose the write as a plan that asserts the old value.'),
  old('blank mailNickname', ['clear mailnickname', 'mailnickname blank', 'empty mailnickname'], 'Some articles tell to empty mailNickname. Without it the Exchange attributes of the object do not flow at all.', 'Give the object a unique mailNickname.', '`why <name>` says when Exchange attributes do not flow.'),
  {
    ...old('AD without an Exchange server', ['without exchange server', 'no exchange server', 'decommission exchange', 'last exchange server', 'extend the schema for exchange', 'aliases without exchange'],
      'Many articles say that a synchronised mailbox cannot have further addresses without Exchange on-premises, or tell to extend the schema of AD for it.',
      'mail and proxyAddresses belong to the base schema of AD: SMTP: is the primary address, smtp: a further one, and both flow without Exchange. Microsoft supports such mailboxes through the Exchange management tools (Set-RemoteMailbox) or by letting Exchange Online manage them (IsExchangeCloudManaged). Hiding from address lists, forwarding, extensionAttribute1-15 and mailNickname need the Exchange schema; extending it for them and writing msExch attributes by hand works, but is not supported.',
      'I write mail and proxyAddresses with or without Exchange, as a plan that can be undone. I write no recipient types, mailbox or archive GUIDs: those I leave to people with the Exchange tools.'),
    alone: 'exchange',
  },
  old('60 days', ['60 days recycle bin', 'recycle bin 60 days', 'deleted users 60 days'], 'Deleted accounts are kept for 30 days, not 60; so is a mailbox after its licence is gone.', 'Restore within 30 days.', '`why <name>` gives the exact day on which an account is purged.'),
  old('3 hours', ['every 3 hours', 'three hours'], 'Three hours was DirSync. Entra Connect runs every 30 minutes; passwords travel every 2 minutes on a way of their own.', 'Get-ADSyncScheduler shows the next start.', '`why <name>` says when a change is due.'),
  old('reset the MSOL_ password', ['msol_ password', 'reset msol', 'msol_ account'], 'Resetting the connector account in AD breaks the import until Entra Connect knows the new password.', 'Add-ADSyncADDSConnectorAccount, on the sync server.', '`why <name>` says when the connector account cannot log on. No password ever passes through me.'),
  old('smtp:x@tenant.onmicrosoft.com', ['onmicrosoft.com in proxyaddresses', 'onmicrosoft address in ad'], 'Entra ignores onmicrosoft.com addresses that come from AD; it computes that address by itself.', 'Leave the value out.', '`show <name>` explains every address that is missing in the cloud.'),
];

/** The old command that a text names; the longest name counts. */
export function findOldCommand(text: string): OldCommand | undefined {
  const said = text.toLowerCase().replace(/\s+/g, ' ').trim();
  const topic = OLD_COMMANDS.find(({ alone }) => alone === said);
  if (topic !== undefined) return topic;
  const named = OLD_COMMANDS.flatMap((each) => [each.name.toLowerCase(), ...each.also].map((name) => ({ each, name }))).filter(({ name }) => said.includes(name));
  return named.sort((one, other) => other.name.length - one.name.length)[0]?.each;
}
