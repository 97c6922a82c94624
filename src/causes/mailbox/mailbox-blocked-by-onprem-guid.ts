import { firstOf } from '../../deduce/attributes.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { guidText, mailboxOf } from '../../deduce/exchange-recipient.ts';
import { exchangeLicence } from '../../deduce/licences.ts';
import { knownOf } from '../../deduce/reading.ts';
import { openServiceErrors } from '../../deduce/service-errors.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const SAID = /on-?premises mailbox has(n['’]?t| not) been migrated/i;

export const mailboxBlockedByOnpremGuid = defineCause({
  id: 'mailbox-blocked-by-onprem-guid',
  area: 'mailbox',
  layer: 6,
  title: 'AD says the mailbox is still on-premises',
  why: 'msExchMailboxGuid in AD tells Exchange Online that the person has a mailbox in the own Exchange. So that nobody gets two mailboxes, none is made in the cloud, however long the licence is assigned, until the old one is moved. A value left over from a removed mailbox has the same effect.',
  checkYourself: ['Read msExchMailboxGuid, homeMDB, msExchRecipientTypeDetails and msExchRemoteRecipientType of the AD account.', 'Run Get-Mailbox NAME in the own Exchange: is there really a mailbox.', 'Run Get-EXORecipient NAME in Exchange Online: a MailUser is no mailbox.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized',
  fixAfter: ['licence-missing'],
  byHand: 'Is there a mailbox on-premises: migrate it. Is there none: let an Exchange administrator confirm it, note the values of all msExch attributes, clear msExchMailboxGuid, mark the account as remote mailbox (Enable-RemoteMailbox), and run a delta cycle. Never clear the value while a mailbox exists.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'If the mailbox is real, clearing the value would separate the person from it; only an Exchange administrator can confirm that it is not.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['entra.exchangeRecipients', 'entra.subscribedSkus', 'syncServers.globalSettings'],

  judge({ 'entra.users': users }, { subject: { ad }, also }) {
    const account = boundUser(ad, users, also['syncServers.globalSettings']);
    if (account === undefined) return notApplicable('it has no account in Entra');
    const guid = guidText(ad, 'msExchMailboxGuid');
    const said = (openServiceErrors(account) ?? []).find(({ text }) => SAID.test(text));
    if (guid === undefined && said === undefined) return ruledOut('AD names no mailbox');
    if (isRemote(ad)) return ruledOut('AD marks it as a mailbox of Exchange Online');
    if (firstOf(ad, 'homeMDB') !== undefined) return ruledOut('AD names the database of its mailbox: it really is on-premises, and no other one is to be made');
    const mailbox = mailboxOf(account, also);
    if (mailbox.is === 'there') return ruledOut('Exchange Online has its mailbox');
    const licence = exchangeLicence(account, knownOf(also['entra.subscribedSkus']));
    if (licence === 'not-licensed') return ruledOut('no licence asks for a mailbox in the cloud');
    if (licence === 'unknown') return cannotTell('entra.subscribedSkus');
    if (mailbox.is === 'unknown' && said === undefined) return cannotTell('entra.exchangeRecipients');
    const facts = { dn: ad.dn, guid: guid ?? 'a mailbox', checked: mailbox.is === 'none' };
    const evidence = [
      inAd(ad, 'msExchMailboxGuid', guid ?? '(empty)'),
      ...(said === undefined ? [] : [inEntra('serviceProvisioningErrors', said.text, account.id)]),
      ...(mailbox.is === 'none' ? [inEntra('exchangeRecipients: RecipientTypeDetails', mailbox.recipient?.RecipientTypeDetails ?? '(no recipient)', account.id)] : []),
    ];
    return { is: 'confirmed', facts, evidenceClass: said === undefined ? 'B' : 'A', evidence, statedAt: said?.statedAt };
  },

  explain: ({ dn, guid, checked }) =>
    `${dn} carries msExchMailboxGuid ${guid}, so Exchange Online takes the mailbox to be on-premises and makes none, although a licence is assigned.${checked ? '' : ' Whether Exchange Online has a mailbox was not read.'}`,
});

/** msExchRemoteRecipientType: 1 = to be made in the cloud, 4 = moved there. */
const isRemote = (ad: AdObject): boolean => (Number(firstOf(ad, 'msExchRemoteRecipientType') ?? '0') & 5) !== 0;
