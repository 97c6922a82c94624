import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, full, saveConfiguration, tellPerson } = usualTasks;

/** What is selected for synchronisation is set in the wizard, for more than one object at once. */
export const scopeByPeople = {
  bringIntoScope: byPeople<{ readonly dn: string }>({
    id: 'bring-into-scope', cause: 'ou-not-in-scope', title: 'Move the object, or select its OU', risk: 'medium', undo: 'full',
    tasks: ({ dn }) => [
      { says: `Decide whether ${dn} is in the wrong place or its OU is to be synchronised. In the wrong place: move it into a synchronised OU, after comparing the group policies and delegated rights of both, and start a delta cycle.` },
      { says: `Else count what else lies below that OU, and save the configuration of the sync server. Select the OU in the Entra Connect wizard (Customize synchronization options, Domain and OU filtering). ${full.says}`, hours: full.hours },
    ],
  }),
  returnIntoScope: byPeople<{ readonly dn: string; readonly home: string | null; readonly privileged: boolean; readonly returnsUntil: string | null }>({
    id: 'return-into-scope', cause: 'moved-out-of-scope', title: 'Bring the account back into scope in time', risk: 'medium', undo: 'full',
    tasks: ({ dn, home, privileged, returnsUntil }) => [
      ...(privileged ? [{ says: 'The cloud account holds a directory role, or that could not be read: restore it under Deleted users first, for a match does not bring back such an account.', link: adminPages.deletedUsers }] : []),
      { says: `Move ${dn} into a synchronised OU${home === null ? '' : ` (it used to stand in ${home})`}${returnsUntil === null ? '' : ` before ${returnsUntil}; after that a new, empty account is made`}.` },
      delta,
    ],
  }),
  selectAgain: byPeople<{ readonly listed: string; readonly now: string }>({
    id: 'select-again', cause: 'ou-renamed-or-moved', title: 'Select the OU under its new name', risk: 'high', undo: '30-days',
    tasks: ({ listed, now }) => [
      saveConfiguration,
      { says: `Before anything is exported, select ${now} instead of ${listed} in the Entra Connect wizard, or give the OU its former name back. Leave the protection against accidental deletes on.` },
      full,
    ],
  }),
  selectDomain: byPeople<{ readonly domain: string; readonly connector: string; readonly unreachable: boolean }>({
    id: 'select-domain', cause: 'domain-not-selected', title: 'Select the domain', risk: 'medium', undo: 'full',
    tasks: ({ domain, connector, unreachable }) => [
      ...(unreachable ? [{ says: `Let the sync server reach a domain controller of ${domain} first (DNS, ports); the wizard unticks a domain that it cannot reach.` }] : []),
      saveConfiguration,
      { says: `Count the objects of ${domain}. Select it and its OUs for ${connector} in the Entra Connect wizard, and see that each run profile has a step for it.` },
      full,
    ],
  }),
  connectForest: byPeople<{ readonly forest: string }>({
    id: 'connect-forest', cause: 'forest-not-connected', title: 'Connect the forest', risk: 'high', undo: 'full',
    tasks: ({ forest }) => [
      { says: 'Decide how people with accounts in several forests are told apart.' },
      saveConfiguration,
      { says: `Add ${forest} in the wizard on a staging server (Customize synchronization options, Connect your directories) with an account that may read it, and select the OUs. Look at the pending exports there before the change is made on the active server.`, hours: 14 * 24 },
    ],
  }),
  joinFilterGroup: byPeople<{ readonly dn: string; readonly group: string; readonly member: boolean }>({
    id: 'join-filter-group', cause: 'group-filter-not-direct-member', title: 'Let the filter group let it through', risk: 'low', undo: 'full',
    tasks: ({ dn, group, member }) => [
      { says: member ? `Move ${group} into a selected OU, or select its OU in the wizard: the filter does not work while the group itself is left out.` : `Ask whether ${dn} takes part in the pilot. If so, add it to ${group} as a direct member. If the pilot is over, switch group filtering off in the wizard; everything in the selected OUs then comes along.` },
      delta,
    ],
  }),
  settleConflictCopy: byPeople<{ readonly dn: string; readonly plain: string; readonly exists: boolean }>({
    id: 'settle-conflict-copy', cause: 'replication-conflict-object', title: 'Decide which of the two copies lives', risk: 'high', undo: 'full',
    tasks: ({ dn, plain, exists }) => [
      { says: `Compare ${dn}${exists ? ` with ${plain}` : ''}: groups, mailbox, last logon. Export what goes with ldifde, and see that the AD recycle bin is on.` },
      { says: exists ? 'Delete the one that nobody uses. If that is the one without the mark, rename the other one.' : `Rename it to ${plain}, for no other one is there.` },
      delta,
    ],
  }),
  renameFiltered: byPeople<{ readonly attribute: string; readonly value: string; readonly rule: string }>({
    id: 'rename-filtered', cause: 'filter-samaccountname', title: 'Give the person another name', risk: 'medium', undo: 'full',
    tasks: ({ attribute, value, rule }) => [{ says: `If it is a person, write another ${attribute} than ${value === '' ? 'an empty one' : value} (pattern ${rule}), which no other object has. ${tellPerson.says} An account of the synchronisation or of Exchange stays as it is.` }, delta],
  }),
  correctRecipientType: byPeople<{ readonly dn: string; readonly attribute: string; readonly value: string }>({
    id: 'correct-recipient-type', cause: 'filter-system-mailbox', title: 'Correct the recipient type', risk: 'medium', undo: 'full',
    tasks: ({ dn, attribute, value }) => [{ says: `If ${dn} is a person (${attribute} is ${value}), save the object with ldifde and correct its type with the Exchange tools: Enable-RemoteMailbox or Set-RemoteMailbox. A true system mailbox stays as it is.` }, delta],
  }),
  clearMark: byPeople<{ readonly dn: string; readonly value: string }>({
    id: 'clear-mark', cause: 'filter-admindescription', title: 'Take the mark away', risk: 'low', undo: 'full',
    tasks: ({ dn, value }) => [{ says: `Ask whoever runs the migration whether ${dn} is to stay out. If not, note adminDescription "${value}" and clear it.` }, delta],
  }),
  settleRule: byPeople<{ readonly dn: string; readonly rule: string }>({
    id: 'settle-rule', cause: 'filter-custom-rule', title: 'Change the deciding attribute, or the rule', risk: 'medium', undo: 'full',
    tasks: ({ dn, rule }) => [
      { says: `Open the rule "${rule}" in the Synchronization Rules Editor, read which attribute and value of ${dn} it looks at, and ask its author whether the object or the rule is wrong.` },
      { says: 'The object: change that attribute in AD and start a delta cycle. The rule: export the rules, change a clone, and run a full synchronisation; compare the pending exports.', hours: 7 * 24 },
    ],
  }),
  fillMatchingAttribute: byPeople<{ readonly dn: string; readonly attribute: string }>({
    id: 'fill-matching-attribute', cause: 'matching-attribute-empty', title: 'Fill the attribute that tells people apart', risk: 'medium', undo: 'full',
    tasks: ({ dn, attribute }) => [{ says: `Find the account of the same person in the other forest and write its value of ${attribute} into ${dn}; where there is none, a value that nobody else has. A wrong value joins two people into one cloud account.` }, delta],
  }),
  grantReading: byPeople<{ readonly dn: string; readonly blocked: string | null }>({
    id: 'grant-reading', cause: 'connector-cannot-read-object', title: 'Let the connector account read', risk: 'medium', undo: 'full',
    tasks: ({ dn, blocked }) => [
      { says: `Save the access list of ${blocked ?? dn} (dsacls). ${blocked === null ? 'Grant' : 'Switch inheritance on again where it was not switched off on purpose, or grant'} the connector account the right to read: Set-ADSyncBasicReadPermissions of the module ADSyncConfig.` },
      { says: `Touch ${dn} (change an attribute and change it back) so that it is read again. ${delta.says}` },
    ],
  }),
  awaitReplication: byPeople<{ readonly server: string }>({
    id: 'await-replication', cause: 'not-yet-replicated', title: 'Bring the change to the domain controller that is read', risk: 'low', undo: 'full',
    tasks: ({ server }) => [{ says: `Wait for replication to ${server}, or start it there with repadmin /syncall. If it does not move, look with repadmin /showrepl and mend replication first.` }, delta],
  }),
  runFull: byPeople<{ readonly connector: string }>({
    id: 'run-full', cause: 'pending-full-sync', title: 'Run a full cycle', risk: 'medium', undo: 'none',
    tasks: ({ connector }) => [{ ...full, says: `${full.says} It lets the change of ${connector} act on objects that were there before.` }],
  }),
  changeAtSource: byPeople<{ readonly attribute: string; readonly source: string; readonly wanted: string }>({
    id: 'change-at-source', cause: 'precedence-other-source', title: 'Change the value at the source that wins', risk: 'medium', undo: 'full',
    tasks: ({ attribute, source, wanted }) => [
      { says: `Decide whether ${source} is rightly the source of ${attribute}. If so, change the value there to ${wanted}.` },
      { says: `If not, export the rules, change the precedence on a clone (the lower number wins), and run a full synchronisation. ${delta.says}`, hours: 7 * 24 },
    ],
  }),
  selectAttribute: byPeople<{ readonly attribute: string }>({
    id: 'select-attribute', cause: 'attribute-filtered-by-app-filter', title: 'Select the attribute', risk: 'medium', undo: 'full',
    tasks: ({ attribute }) => [{ says: `Ask why ${attribute} was left out; data protection is a usual reason.` }, saveConfiguration, { says: `Select ${attribute} in the wizard: Customize synchronization options, Optional features, app and attribute filtering.` }, full],
  }),
} as const;
