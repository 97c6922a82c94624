import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, freeValue, full, saveConfiguration } = usualTasks;

/** Groups, contacts and devices, where people must say what they are for. */
export const groupsByPeople = {
  divideGroup: byPeople<{ readonly dn: string }>({
    id: 'divide-group', cause: 'group-too-large', title: 'Divide the group', risk: 'medium', undo: 'none',
    tasks: ({ dn }) => [{ says: `See that the applications which use ${dn} understand nested groups. Divide its members among several groups, each well below 250,000, and nest these.`, hours: 14 * 24 }, { ...delta, hours: 14 * 24 }],
  }),
  giveGroupAddress: byPeople<{ readonly dn: string; readonly values: string }>({
    id: 'give-group-address', cause: 'group-proxy-without-smtp', title: 'Give the group an SMTP address', risk: 'low', undo: 'full',
    tasks: ({ dn, values }) => [freeValue, { says: `Add the address of ${dn} to proxyAddresses with SMTP: in front, beside ${values}.` }, delta],
  }),
  mailEnableGroup: byPeople<{ readonly dn: string; readonly fault: string }>({
    id: 'mail-enable-group', cause: 'group-distribution-not-mail-enabled', title: 'Mail-enable the group, or make it a security group', risk: 'low', undo: 'full',
    tasks: ({ dn, fault }) => [{ says: `Decide whether ${dn} is to get mail (${fault}). If so, run Enable-DistributionGroup, or write its address into mail and with SMTP: in front into proxyAddresses. A group for access rights is made a security group instead.` }, delta],
  }),
  nameGroup: byPeople<{ readonly dn: string }>({
    id: 'name-group', cause: 'group-displayname-missing', title: 'Write a display name', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `Write displayName of ${dn}; everybody sees it in the address book.` }, delta],
  }),
  replaceFolder: byPeople<{ readonly dn: string; readonly names: string }>({
    id: 'replace-folder', cause: 'group-contains-public-folder', title: 'Take the public folder out of the group', risk: 'low', undo: 'full',
    tasks: ({ dn, names }) => [{ says: `Ask who reads ${names}. Note the membership, take the folder out of ${dn}, and let its mail come through a mail contact or a shared mailbox that forwards to it.`, link: adminPages.exchangePublicFolders }, delta],
  }),
  giveContactAddress: byPeople<{ readonly dn: string; readonly fault: string }>({
    id: 'give-contact-address', cause: 'contact-without-address', title: 'Give the contact its address', risk: 'low', undo: 'full',
    tasks: ({ dn, fault }) => [{ says: `Ask for the address of ${dn} (${fault}). Run Enable-MailContact, or write it into mail and, with SMTP: in front, into proxyAddresses and targetAddress.` }, delta],
  }),
  settleOldContact: byPeople<{ readonly name: string }>({
    id: 'settle-old-contact', cause: 'contact-legacy-hidden', title: 'Rename the contact, or delete it', risk: 'low', undo: 'full',
    tasks: ({ name }) => [{ says: `Look whether "${name}" stands for an account that is in the cloud anyway: then export it with ldifde and delete it. A real contact: take "(MSOL)" out of its display name.`, link: adminPages.entraUsers }, delta],
  }),
  beginJoin: byPeople<{ readonly dn: string }>({
    id: 'begin-join', cause: 'device-no-certificate', title: 'Let the computer begin its join', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `On the computer of ${dn} run dsregcmd /status. See that the service connection point is there and the sign-in addresses of Entra are reached, then start the task Automatic-Device-Join or sign in again.`, hours: 7 * 24 }, { ...delta, hours: 7 * 24 }],
  }),
  joinAnew: byPeople<{ readonly dn: string; readonly guid: string; readonly names: string }>({
    id: 'join-anew', cause: 'device-certificate-not-hybrid-join', title: 'Let the computer join anew', risk: 'medium', undo: 'none',
    tasks: ({ dn, guid, names }) => [{ says: `On the computer of ${dn} run dsregcmd /leave, restart, and let Automatic-Device-Join run, so that it makes a certificate CN=${guid}. Save ${names} before you remove it from userCertificate, and stop the template that publishes it.`, hours: 7 * 24 }, { ...delta, hours: 7 * 24 }],
  }),
  openForDevices: byPeople<{ readonly dn: string; readonly twin: string | null }>({
    id: 'open-for-devices', cause: 'device-soft-match-blocked', title: 'Open the soft match for one cycle', risk: 'high', undo: 'none',
    tasks: ({ dn, twin }) => [
      { says: `Note the device${twin === null ? '' : ` ${twin}`} and its BitLocker keys. As a Hybrid Identity Administrator set blockSoftMatchEnabled to false in Graph Explorer and run "syncwhy connect features"; users are matched by their address too while it is open.`, link: adminPages.graphExplorer, watch: { for: 'sync-feature', feature: 'blockSoftMatchEnabled', value: false }, hours: 8 },
      delta,
      { says: `Close it again at once: set blockSoftMatchEnabled to true and run "syncwhy connect features". Look that ${dn} is there.`, link: adminPages.graphExplorer, hours: 8 },
    ],
  }),
  chooseGroup: byPeople<{ readonly name: string; readonly id: string }>({
    id: 'choose-group', cause: 'group-not-matched-to-cloud-group', title: 'Decide for one of the two groups', risk: 'high', undo: 'none',
    tasks: ({ name, id }) => [{ says: `Compare the group ${name} of AD with ${id} in Entra: members, licences, permissions, owners. Security groups are never matched by name.`, link: adminPages.entraGroups, hours: 14 * 24 }, { says: 'Move what hangs on the one that goes over to the other, and rename or delete it only when nothing uses it any more.', link: adminPages.entraGroups, hours: 14 * 24 }],
  }),
  askAboutMembers: byPeople<{ readonly names: string | null }>({
    id: 'ask-about-members', cause: 'member-not-in-cloud', title: 'Mend what keeps the members out', risk: 'low', undo: 'full',
    tasks: ({ names }) => [{ says: `${names === null ? 'Find the member in the export error of the group, and ask me why it is not there' : `Ask me about each of ${names}`}; nothing is wrong with the group. The membership follows in one of the next cycles.`, hours: 7 * 24 }],
  }),
  selectForeign: byPeople<{ readonly member: string; readonly container: boolean; readonly forest: string | null }>({
    id: 'select-foreign', cause: 'member-from-other-forest', title: 'Let the foreign members come along', risk: 'medium', undo: 'full',
    tasks: ({ member, container, forest }) => [saveConfiguration, { says: container ? `Select ForeignSecurityPrincipals in the OU selection of the wizard, so that ${member} can be resolved. Look first what else comes along.` : `Select the OU of the account behind ${member}${forest === null ? '' : ` in ${forest}`}, or connect its forest.` }, full],
  }),
  changePrimaryGroup: byPeople<{ readonly dn: string; readonly names: string }>({
    id: 'change-primary-group', cause: 'member-by-primary-group', title: 'Give the accounts another primary group', risk: 'low', undo: 'full',
    tasks: ({ dn, names }) => [{ says: `Ask whether old Unix or Macintosh clients need ${dn} as primary group of ${names}. If not, set Domain Users as primary group on the tab Member Of; Windows then writes them into the members of this one.` }, delta],
  }),
  renewGroup: byPeople<{ readonly dn: string; readonly addresses: string }>({
    id: 'renew-group', cause: 'mesg-mail-removed', title: 'Let the group be made anew, or leave the address', risk: 'high', undo: 'none',
    tasks: ({ dn, addresses }) => [{ says: `Does ${addresses} disturb anybody? If not, leave it and stop here. Else note the licences, roles and permissions of the group in the cloud: the new one has none of them.`, link: adminPages.entraGroups }, { says: `Move ${dn} into an OU that is not synchronised, run a cycle, move it back, and give its rights again. ${delta.says}` }],
  }),
} as const;
