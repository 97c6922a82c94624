import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, freeValue, wait } = usualTasks;
interface Refused {
  readonly name: string;
  readonly licences: string;
}
const reprocess = (name: string): string => `Then open the licences of ${name} and choose Reprocess.`;

/** Licences and mailboxes: what costs money or belongs to Exchange. */
export const mailboxByPeople = {
  chooseLocation: byPeople<{ readonly name: string; readonly dn: string | null }>({
    id: 'choose-location', cause: 'usage-location-missing', title: 'Set the usage location', risk: 'low', undo: 'full',
    tasks: ({ name, dn }) => [{ says: `Ask in which country ${name} uses the services.${dn === null ? '' : ` Where AD masters it, write the two letters into msExchUsageLocation of ${dn} and start a delta cycle;`} ${dn === null ? 'Set' : 'else set'} it in the properties of the user.`, link: adminPages.entraUsers }],
  }),
  chooseLicence: byPeople<{ readonly name: string }>({
    id: 'choose-licence', cause: 'licence-missing', title: 'Assign a licence', risk: 'low', undo: 'full',
    tasks: ({ name }) => [{ says: `Decide which licence with Exchange ${name} gets, the one it had before where that is known; assign it, or put the person into the group that does.`, link: adminPages.licences }],
  }),
  makeSeat: byPeople<Refused>({
    id: 'make-seat', cause: 'licence-no-seats', title: 'Buy a licence, or free one', risk: 'medium', undo: '30-days',
    tasks: ({ name, licences }) => [{ says: `Buy more of ${licences}, or take one from an account that no longer needs it, after looking at its mailbox.`, link: adminPages.licences, hours: 7 * 24 }, { says: reprocess(name), link: adminPages.licences, hours: 7 * 24 }],
  }),
  partPlans: byPeople<Refused>({
    id: 'part-plans', cause: 'licence-plans-conflict', title: 'Switch one of the two plans off', risk: 'low', undo: 'full',
    tasks: ({ name, licences }) => [{ says: `Decide which plan of ${licences} ${name} keeps, and switch the other off in its licence, in the group where a group assigns it. ${reprocess(name)}`, link: adminPages.licences }],
  }),
  addPlan: byPeople<Refused>({
    id: 'add-plan', cause: 'licence-dependency', title: 'Assign the plan that is needed too', risk: 'low', undo: 'full',
    tasks: ({ name, licences }) => [{ says: `Assign ${licences} to ${name} together with the licence that holds the required plan, in one go or through the same group. ${reprocess(name)}`, link: adminPages.licences }],
  }),
  correctLocation: byPeople<Refused & { readonly location: string }>({
    id: 'correct-location', cause: 'licence-location-prohibited', title: 'Correct the location, or take another plan', risk: 'low', undo: 'full',
    tasks: ({ name, licences, location }) => [{ says: `Is ${location} where ${name} works? If not, correct it: in msExchUsageLocation where AD masters it, else in Entra. If it is, switch the plan off or assign another licence than ${licences}. ${reprocess(name)}`, link: adminPages.licences }],
  }),
  freeForLicence: byPeople<Refused>({
    id: 'free-for-licence', cause: 'licence-address-conflict', title: 'Free the address, then assign again', risk: 'medium', undo: 'full',
    tasks: ({ name, licences }) => [{ says: `Find the recipient with an address of ${name} in Exchange Online (inactive mailboxes too: Get-Recipient and Get-Mailbox -InactiveMailboxOnly) and free it there.`, link: adminPages.exchangeRecipients }, { says: `${reprocess(name)} Or take ${licences} off and assign it again.`, link: adminPages.licences }],
  }),
  mendOther: byPeople<{ readonly name: string; readonly real: string }>({
    id: 'mend-other-licence', cause: 'licence-other-error', title: 'Mend the licence that really fails', risk: 'low', undo: 'full',
    tasks: ({ name, real }) => [{ says: `${real === '' ? 'Look at the other licences of the group for the one with an error of its own' : `Mend ${real}`}. ${reprocess(name)}`, link: adminPages.licences }],
  }),
  awaitMailbox: byPeople<unknown>({
    id: 'await-mailbox', cause: 'mailbox-not-provisioned-yet', title: 'Wait for the mailbox', risk: 'low', undo: 'full',
    tasks: () => [{ ...wait, says: `${wait.says} Do not take the licence away and assign it again: that starts the wait anew. After a day without a mailbox open a case with Microsoft.`, hours: 48 }],
  }),
  confirmNoMailbox: byPeople<{ readonly dn: string; readonly guid: string }>({
    id: 'confirm-no-mailbox', cause: 'mailbox-blocked-by-onprem-guid', title: 'Migrate the mailbox, or confirm that there is none', risk: 'high', undo: 'none',
    tasks: ({ dn, guid }) => [
      { says: `Let an Exchange administrator look whether the mailbox ${guid} exists on-premises (Get-Mailbox, disconnected ones too). If it does, migrate it and stop here.`, hours: 14 * 24 },
      { says: `If not, note the values of all msExch attributes of ${dn}, clear msExchMailboxGuid, and run Enable-RemoteMailbox. Never clear it while a mailbox exists.`, hours: 14 * 24 },
      { ...delta, hours: 14 * 24 },
    ],
  }),
  alignArchive: byPeople<{ readonly dn: string; readonly inDirectory: string; readonly inExchange: string }>({
    id: 'align-archive', cause: 'archive-guid-mismatch', title: 'Write the archive of the cloud into AD', risk: 'medium', undo: 'full',
    tasks: ({ dn, inDirectory, inExchange }) => [{ says: `Let an Exchange administrator note msExchArchiveGuid of ${dn} (${inDirectory}) and write ${inExchange} there, as octets and not as text. Never change the archive in the cloud to fit AD.` }, delta],
  }),
  followService: byPeople<{ readonly name: string; readonly said: readonly { readonly service: string; readonly text: string }[] }>({
    id: 'follow-service', cause: 'service-provisioning-error', title: 'Do what the service asks for', risk: 'medium', undo: 'full',
    tasks: ({ name, said }) => [{ says: `For ${name}: ${said.map(({ service, text }) => `${service} says "${text}"`).join('; ')}. Correct that, in AD where AD masters the attribute.` }, { says: `${delta.says} If the message stays, open a case with Microsoft.`, hours: 7 * 24 }],
  }),
  writePrimary: byPeople<{ readonly wanted: string }>({
    id: 'write-primary', cause: 'primary-is-onmicrosoft', title: 'Write the wanted primary address', risk: 'low', undo: 'full',
    tasks: ({ wanted }) => [freeValue, { says: `Write ${wanted} with SMTP: in front into proxyAddresses, and into mail; its domain must be verified. Where a licence was taken away, assign it again.`, link: adminPages.domains }, delta],
  }),
} as const;
