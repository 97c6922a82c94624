import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, full, freeValue, saveConfiguration, tellPerson } = usualTasks;

/** Values in AD whose right form only people know. */
export const dataByPeople = {
  prefixAddress: byPeople<{ readonly dn: string; readonly wrong: readonly string[] }>({
    id: 'prefix-address', cause: 'proxy-missing-smtp-prefix', title: 'Write the address with its prefix', risk: 'low', undo: 'full',
    tasks: ({ dn, wrong }) => [freeValue, { says: `In proxyAddresses of ${dn} replace ${quoted(wrong)} by the same with smtp: in front, or SMTP: for the one that equals mail, where no other SMTP: value stands.` }, delta],
  }),
  choosePrimary: byPeople<{ readonly dn: string; readonly wrong: readonly string[] }>({
    id: 'choose-primary', cause: 'proxy-no-primary', title: 'Choose the primary address', risk: 'low', undo: 'full',
    tasks: ({ dn, wrong }) => [{ says: `Ask which of ${quoted(wrong)} is to be the primary address of ${dn}, and write its prefix in capitals (SMTP:) in proxyAddresses; write the same address into mail.` }, delta],
  }),
  rewriteAddress: byPeople<{ readonly dn: string }>({
    id: 'rewrite-address', cause: 'proxy-invalid-characters', title: 'Write the address without the illegal character', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `Note the wrong value of ${dn} and decide which address was meant.` }, freeValue, { says: 'Replace the value by the legal address, with the same prefix.' }, delta],
  }),
  verifyOrRemove: byPeople<{ readonly suffixes: readonly string[]; readonly addresses: readonly string[] }>({
    id: 'verify-or-remove', cause: 'proxy-domain-not-verified', title: 'Verify the domain, or take the address away', risk: 'low', undo: 'full',
    tasks: ({ suffixes, addresses }) => [
      { says: `Find out whether ${suffixes.join(', ')} ${suffixes.length === 1 ? 'is a domain' : 'are domains'} of the company. If so, add it under Custom domain names, put the record that is shown there into DNS, and choose Verify.`, link: adminPages.domains, hours: 14 * 24 },
      { says: `If not, note ${addresses.slice(0, 5).join(', ')} and take it out of proxyAddresses. ${delta.says}`, hours: 14 * 24 },
    ],
  }),
  giveAddress: byPeople<{ readonly dn: string }>({
    id: 'give-address', cause: 'mail-attribute-missing', title: 'Give the account its address', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `Ask which address ${dn} is to have. Its domain must be verified.`, link: adminPages.domains }, freeValue, { says: 'Write it into mail, and with SMTP: in front into proxyAddresses. Both are in AD without Exchange, too.' }, delta],
  }),
  chooseSuffix: byPeople<{ readonly name: string; readonly suffixes: readonly string[] }>({
    id: 'choose-suffix', cause: 'upn-suffix-not-verified', title: 'Give the account a verified suffix', risk: 'medium', undo: 'full',
    tasks: ({ name, suffixes }) => [
      { says: `Decide which suffix ${name} is to have; verified are ${suffixes.slice(0, 8).join(', ')}. Where it is not offered in Active Directory Users and Computers, add it in Active Directory Domains and Trusts (properties of the top node).` },
      freeValue,
      { says: `Change userPrincipalName; the name for signing in to AD changes with it. ${tellPerson.says}` },
      delta,
    ],
  }),
  chooseLegalName: byPeople<{ readonly wanted: string; readonly faults: readonly string[] }>({
    id: 'choose-legal-name', cause: 'upn-invalid-characters', title: 'Choose a legal sign-in name', risk: 'medium', undo: 'full',
    tasks: ({ wanted, faults }) => [{ says: `Choose a name instead of "${wanted}" (${faults.join(', ')}). ${tellPerson.says}` }, freeValue, { says: 'Write it into userPrincipalName.' }, delta],
  }),
  chooseShorterName: byPeople<{ readonly wanted: string; readonly faults: readonly string[] }>({
    id: 'choose-shorter-name', cause: 'upn-too-long', title: 'Choose a shorter sign-in name', risk: 'medium', undo: 'full',
    tasks: ({ wanted, faults }) => [{ says: `Choose a shorter name instead of ${wanted} (${faults.join('; ')}). ${tellPerson.says}` }, freeValue, { says: 'Write it into userPrincipalName.' }, delta],
  }),
  letNamesFollow: byPeople<{ readonly wanted: string; readonly cloudName: string }>({
    id: 'let-names-follow', cause: 'upn-change-not-flowing', title: 'Let changed sign-in names through', risk: 'high', undo: 'none',
    tasks: ({ wanted, cloudName }) => [
      { says: `List the accounts whose name in Entra differs from the one in AD: all of them change, not ${cloudName} alone, and the setting can never be switched off again.`, link: adminPages.entraUsers },
      { says: 'As a Hybrid Identity Administrator, send PATCH https://graph.microsoft.com/v1.0/directory/onPremisesSynchronization/{id} with {"features":{"synchronizeUpnForManagedUsersEnabled":true}} in Graph Explorer. Then run "syncwhy connect features", which reads the setting back in your name.', link: adminPages.graphExplorer, watch: { for: 'sync-feature', feature: 'synchronizeUpnForManagedUsersEnabled', value: true } },
      { says: `Change userPrincipalName in AD to another value and back to ${wanted}, so that it is exported once more. ${delta.says}` },
    ],
  }),
  correctNamed: byPeople<{ readonly attribute: string | null; readonly suspects: readonly string[] }>({
    id: 'correct-named', cause: 'data-validation-failed', title: 'Correct the value that is refused', risk: 'low', undo: 'full',
    tasks: ({ attribute, suspects }) => [
      { says: attribute === null ? `The error names no attribute. ${suspects.length === 0 ? 'Look at what the rules make of the object (Preview in Synchronization Service).' : `Suspect: ${suspects.slice(0, 5).join('; ')}. Correct one after the other.`}` : `Note the value of ${attribute} in AD, and write a legal one.` },
      delta,
    ],
  }),
  shortenValue: byPeople<{ readonly dn: string; readonly values: readonly string[]; readonly named: string | null }>({
    id: 'shorten-value', cause: 'attribute-too-long', title: 'Shorten the value', risk: 'low', undo: 'full',
    tasks: ({ dn, values, named }) => [{ says: values.length > 0 ? `At ${dn} ${values.slice(0, 5).join('; ')}. Note it and write a shorter one, which no other object has where it must be unique.` : `Shorten ${named ?? 'the value that is too long'} of ${dn}, after noting it.` }, delta],
  }),
  removeAddresses: byPeople<{ readonly dn: string; readonly count: number }>({
    id: 'remove-addresses', cause: 'proxy-too-many', title: 'Remove addresses that nobody needs', risk: 'medium', undo: 'full',
    tasks: ({ dn, count }) => [{ says: `Save the ${count} values of proxyAddresses of ${dn} to a file.` }, { says: 'Ask which addresses still get mail. Remove X400 and X500 values of systems that are gone and addresses of former domains, until clearly fewer than 300 remain.' }, delta],
  }),
  removeCertificates: byPeople<{ readonly dn: string }>({
    id: 'remove-certificates', cause: 'large-object-certificates', title: 'Remove certificates that are not needed', risk: 'medium', undo: 'none',
    tasks: ({ dn }) => [{ says: `Save all certificates of ${dn} to files, and ask whether mail was encrypted with them.` }, { says: 'Remove the expired ones, for example with Remove-ADSyncToolsExpiredCertificates, until at most 15 remain of each kind. Stop the template that publishes them.' }, delta],
  }),
  shrinkPhoto: byPeople<{ readonly dn: string; readonly kilobytes: number }>({
    id: 'shrink-photo', cause: 'large-object-photo', title: 'Write a smaller photo', risk: 'low', undo: 'full',
    tasks: ({ dn, kilobytes }) => [{ says: `Save thumbnailPhoto of ${dn} (${kilobytes} KB) to a file, and write one of at most 100 KB, usually 96 x 96 pixels. See that the program which writes the photos makes smaller ones.` }, delta],
  }),
  writeDisplayName: byPeople<{ readonly dn: string }>({
    id: 'write-display-name', cause: 'displayname-blank', title: 'Write a display name', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `Write displayName of ${dn}; everybody sees it.` }, delta],
  }),
  chooseAlias: byPeople<{ readonly alias: string; readonly faults: readonly string[] }>({
    id: 'choose-alias', cause: 'mailnickname-invalid', title: 'Choose a legal alias', risk: 'low', undo: 'full',
    tasks: ({ alias, faults }) => [{ says: `Write an alias instead of "${alias}" (${faults.join(', ')}) that no other object has into mailNickname.` }, delta],
  }),
  chooseAccountName: byPeople<{ readonly name: string; readonly faults: readonly string[] }>({
    id: 'choose-account-name', cause: 'samaccountname-invalid', title: 'Choose a legal logon name', risk: 'high', undo: 'full',
    tasks: ({ name, faults }) => [{ says: `Look which services and scripts log on as "${name}" (${faults.join(', ')}), and tell the person.` }, { says: 'Write a legal sAMAccountName of at most 20 characters that no other object of the domain has.' }, delta],
  }),
  correctForwarding: byPeople<{ readonly value: string; readonly rivals: readonly string[] }>({
    id: 'correct-forwarding', cause: 'targetaddress-invalid', title: 'Correct the forwarding address', risk: 'medium', undo: 'full',
    tasks: ({ value, rivals }) => [{ says: rivals.length === 0 ? `Ask where the mail is to go, note targetAddress "${value}", and write SMTP: and the right address. For a remote mailbox that is the one ending in .mail.onmicrosoft.com.` : `Decide whether the mail for ${value} is to go to this object or to ${rivals.slice(0, 5).join(', ')}, and change targetAddress of the other one.` }, delta],
  }),
  writeAlias: byPeople<{ readonly dn: string; readonly names: readonly string[] }>({
    id: 'write-alias', cause: 'exchange-attributes-need-mailnickname', title: 'Write an alias', risk: 'medium', undo: 'full',
    tasks: ({ dn, names }) => [{ says: `Look at the Exchange attributes of ${dn}: all of them begin to flow, ${names.join(', ')} among them. Then write an alias that no other object has into mailNickname.` }, delta],
  }),
  refreshSchema: byPeople<{ readonly connector: string; readonly names: readonly string[] }>({
    id: 'refresh-schema', cause: 'schema-not-refreshed', title: 'Refresh the schema of the connector', risk: 'medium', undo: 'none',
    tasks: ({ connector, names }) => [saveConfiguration, { says: `Choose "Refresh directory schema" in the Entra Connect wizard for ${connector}, so that it knows ${names.slice(0, 8).join(', ')}.` }, full],
  }),
  alignMail: byPeople<{ readonly dn: string; readonly mail: string; readonly primary: string }>({
    id: 'align-mail', cause: 'proxy-primary-differs-from-mail', title: 'Decide for one of the two addresses', risk: 'low', undo: 'full',
    tasks: ({ dn, mail, primary }) => [{ says: `Ask whether ${mail} or ${primary} is the address of ${dn}. Write the chosen one into mail and, with SMTP: in front, into proxyAddresses; keep the other as smtp: while mail still comes to it.` }, delta],
  }),
  dropReserved: byPeople<{ readonly addresses: readonly string[] }>({
    id: 'drop-reserved', cause: 'proxy-reserved-suffix', title: 'Take the useless address away', risk: 'low', undo: 'full',
    tasks: ({ addresses }) => [{ says: `Take ${addresses.slice(0, 5).join(', ')} out of proxyAddresses; values ending in .mail.onmicrosoft.com stay. Another onmicrosoft.com address is given in Exchange Online.`, link: adminPages.exchangeRecipients }, delta],
  }),
} as const;

const quoted = (values: readonly string[]): string => values.slice(0, 5).map((value) => `"${value}"`).join(', ');
