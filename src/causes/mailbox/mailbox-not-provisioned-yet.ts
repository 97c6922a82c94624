import { accountOf } from '../../deduce/cloud-account.ts';
import { mailboxOf } from '../../deduce/exchange-recipient.ts';
import { licenceChangesOf } from '../../deduce/licence-changes.ts';
import { exchangeLicence, exchangePlanSince } from '../../deduce/licences.ts';
import { knownOf } from '../../deduce/reading.ts';
import { DAY, spoken } from '../../deduce/times.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const HOUR = DAY / 24;

export const mailboxNotProvisionedYet = defineCause({
  id: 'mailbox-not-provisioned-yet',
  area: 'mailbox',
  layer: 6,
  title: 'The mailbox is still being created',
  why: 'Exchange Online makes the mailbox after the licence is assigned, by itself and not at once: usually within half an hour, at worst within a day. Until then the address takes no mail and Outlook finds nothing.',
  checkYourself: ['Note when the licence was assigned: audit log of the user in the Entra admin center.', 'Look for the mailbox with Get-EXOMailbox, or under Active users, Mail, in the Microsoft 365 admin center.', 'Wait until 24 hours have passed since the assignment before looking for another reason.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/license-users-groups',
  fixAfter: ['mailbox-blocked-by-onprem-guid', 'service-provisioning-error'],
  byHand: 'Wait; half an hour normally suffices. Do not take the licence away and assign it again: that starts the wait anew. After a day without a mailbox open a case with Microsoft.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Nothing but time is needed.',
  maskedBy: ['mailbox-blocked-by-onprem-guid', 'service-provisioning-error'],
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: ['entra.subscribedSkus', 'entra.exchangeRecipients', 'entra.directoryAudits', 'syncServers.globalSettings'],

  judge(_, { subject, also, now }) {
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    const mailbox = mailboxOf(account, also);
    if (mailbox.is === 'there') return ruledOut('Exchange Online has its mailbox');
    if (exchangeLicence(account, knownOf(also['entra.subscribedSkus'])) === 'not-licensed') return ruledOut('no licence asks for a mailbox');
    const planned = exchangePlanSince(account);
    const granted = licenceChangesOf(account, also)?.find(({ succeeded, added, mailbox: change }) => succeeded && (change === undefined ? added : change.after && !change.before))?.time;
    const since = planned ?? granted;
    const age = since === undefined ? Infinity : now.getTime() - since.getTime();
    if (since === undefined || age < 0 || age >= DAY) return ruledOut('nothing says that the licence was assigned within the last day');
    const facts = { name: account.userPrincipalName ?? account.id, since: spoken(since), seen: mailbox.is === 'none' };
    const evidence = [
      planned === undefined ? inEntra('directoryAudits: AssignedLicense', 'licence added', since.toISOString()) : inEntra('assignedPlans: assignedDateTime', since.toISOString(), account.id),
      ...(mailbox.is === 'none' ? [inEntra('exchangeRecipients: RecipientTypeDetails', mailbox.recipient?.RecipientTypeDetails ?? '(no recipient)', account.id)] : []),
    ];
    // Without a look into Exchange only the first hour is worth a word: later the mailbox is most likely there.
    return { is: 'confirmed', facts, evidenceClass: facts.seen ? 'B' : age <= HOUR ? 'C' : 'D', evidence };
  },

  explain: ({ name, since, seen }) => `${name} has had its Exchange plan since ${since}${seen ? ', and Exchange Online has no mailbox for it yet' : '; whether its mailbox is there was not read'}. Making it can take up to a day.`,
});
