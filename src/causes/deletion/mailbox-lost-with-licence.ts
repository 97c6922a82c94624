import { accountOf } from '../../deduce/cloud-account.ts';
import { mailboxOf } from '../../deduce/exchange-recipient.ts';
import { licenceChangesOf, type LicenceChange } from '../../deduce/licence-changes.ts';
import { exchangeLicence } from '../../deduce/licences.ts';
import { knownOf } from '../../deduce/reading.ts';
import { DAY, RECYCLE_BIN_DAYS, spoken } from '../../deduce/times.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const mailboxLostWithLicence = defineCause({
  id: 'mailbox-lost-with-licence',
  area: 'deletion',
  layer: 5,
  title: 'Mailbox disconnected after licence removal',
  why: 'When the licence with Exchange is taken away, the mailbox is disconnected at once and kept for 30 days. Assigned again within that time, a licence with the same plan brings it back with all its content. After that it is gone.',
  checkYourself: ['Open the audit log of the user in the Entra admin center and look for changes of licences.', 'Run Get-EXOMailbox -SoftDeletedMailbox, and -InactiveMailboxOnly for mailboxes on hold.', 'Count 30 days from the removal of the licence.'],
  learnMore: 'https://learn.microsoft.com/exchange/recipients-in-exchange-online/delete-or-restore-mailboxes',
  fixAfter: ['usage-location-missing', 'licence-no-seats'],
  byHand: 'Assign a licence with the same Exchange plan within the 30 days; the mailbox comes back within hours. An inactive mailbox (on hold) does not come back by itself: an Exchange administrator has to recover or restore it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: ['entra.subscribedSkus', 'entra.directoryAudits', 'entra.exchangeRecipients', 'syncServers.globalSettings'],

  judge(_, { subject, also, now }) {
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    const licence = exchangeLicence(account, knownOf(also['entra.subscribedSkus']));
    if (licence === 'licensed') return ruledOut('it has a licence with Exchange');
    const mailbox = mailboxOf(account, also);
    if (mailbox.is === 'there') return ruledOut('its mailbox is there');
    if (mailbox.is === 'none' && mailbox.recipient?.IsInactiveMailbox === true) return ruledOut('its mailbox is kept as an inactive one, which no licence brings back');
    const changes = licenceChangesOf(account, also);
    if (changes === undefined) return cannotTell('entra.directoryAudits');
    const loss = changes.find(takesMailbox);
    if (loss === undefined) return ruledOut('the audit log shows no licence that was taken away');
    const endsAt = new Date(loss.time.getTime() + RECYCLE_BIN_DAYS * DAY);
    if (endsAt <= now) return ruledOut('the licence went more than 30 days ago, so the mailbox is gone');
    const [lost, another] = loss.removedLicences;
    const back = lost === undefined || another !== undefined || account.licenseAssignmentStates === undefined || typeof account.usageLocation !== 'string' || account.usageLocation === '' ? null : lost;
    const facts = { id: account.id, back, name: account.userPrincipalName ?? account.id, licences: loss.removed.join(', '), at: spoken(loss.time), by: loss.by, until: spoken(endsAt) };
    const sure = loss.mailbox !== undefined && licence === 'not-licensed';
    return { is: 'confirmed', facts, evidenceClass: sure ? 'B' : 'C', evidence: [inEntra('directoryAudits: AssignedLicense', `removed: ${facts.licences || 'a plan'}`, loss.time.toISOString())] };
  },

  explain: ({ name, licences, at, by, until }) => `${by} took ${licences === '' ? 'the Exchange plan' : licences} from ${name} at ${at}. Its mailbox is disconnected and can be brought back until ${until}.`,
});

/** The entry shows that Exchange went, or, where the plans of the licences are not known, that some licence did. */
const takesMailbox = ({ succeeded, mailbox, removed }: LicenceChange): boolean => succeeded && (mailbox === undefined ? removed.length > 0 : mailbox.before && !mailbox.after);
