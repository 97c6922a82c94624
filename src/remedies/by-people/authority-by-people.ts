import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, full } = usualTasks;

/** Where an object is mastered was chosen by people. */
export const authorityByPeople = {
  changeInAd: byPeople<{ readonly name: string; readonly changed: string }>({
    id: 'change-in-ad', cause: 'write-refused-synced-object', title: 'Make the change in AD', risk: 'low', undo: 'full',
    tasks: ({ name, changed }) => [{ says: `AD masters ${name}, so it is out of the write scope of the cloud. Make the change${changed === '' ? '' : ` of ${changed}`} in AD, with the Exchange tools where it is an Exchange attribute. I cannot see in the cloud which value was wanted, and the refused edit stays in the audit log for a month.` }, { ...delta, hours: 31 * 24 }],
  }),
  changeInCloud: byPeople<{ readonly name: string }>({
    id: 'change-in-cloud', cause: 'user-source-of-authority-cloud', title: 'Change it in Entra, or hand it back to AD', risk: 'medium', undo: 'full',
    tasks: ({ name }) => [{ says: `Ask why ${name} was made cloud-managed. If that stands, make the change in Entra and leave AD alone; write no anchor and attempt no match.`, link: adminPages.entraUsers }, { says: `If AD is to take over again, set isCloudManaged to false (PATCH onPremisesSyncBehavior in Graph Explorer); values of AD then replace those of the cloud. ${delta.says}`, link: adminPages.graphExplorer }],
  }),
  changeGroupInCloud: byPeople<{ readonly kind: string; readonly name: string }>({
    id: 'change-group-in-cloud', cause: 'group-or-contact-source-of-authority-cloud', title: 'Change it in Entra, or hand it back to AD', risk: 'medium', undo: 'full',
    tasks: ({ kind, name }) => [{ says: `Ask why the ${kind} ${name} was made cloud-managed. If that stands, change its members and attributes in Entra.`, link: adminPages.entraGroups }, { says: `If AD is to take over again, set isCloudManaged to false (PATCH onPremisesSyncBehavior in Graph Explorer); what AD holds then replaces what the cloud holds. ${delta.says}`, link: adminPages.graphExplorer }],
  }),
  changeInExchange: byPeople<{ readonly name: string }>({
    id: 'change-in-exchange', cause: 'exchange-attributes-cloud-managed', title: 'Change it in Exchange Online, or hand it back to AD', risk: 'medium', undo: 'full',
    tasks: ({ name }) => [{ says: `Change addresses and other Exchange attributes of ${name} in Exchange Online, where they are managed now. To hand them back, carry the values of the cloud over to AD first and then run Set-Mailbox with IsExchangeCloudManaged false.`, link: adminPages.exchangeRecipients }, delta],
  }),
  settleMobile: byPeople<{ readonly dn: string; readonly inDirectory: string; readonly inCloud: string }>({
    id: 'settle-mobile', cause: 'mobile-overridden-in-cloud', title: 'Settle which number is right', risk: 'medium', undo: 'none',
    tasks: ({ dn, inDirectory, inCloud }) => [{ says: `Decide whether ${inDirectory} or ${inCloud} is right, and write it into mobile of ${dn}. Where AD shall win for every user, switch bypassDirSyncOverridesEnabled on; else clear the override of this user as Microsoft describes.`, link: adminPages.graphExplorer }, full],
  }),
} as const;
