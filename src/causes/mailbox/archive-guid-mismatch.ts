import { boundUser } from '../../deduce/cloud-account.ts';
import { guidText, realGuid, recipientOf } from '../../deduce/exchange-recipient.ts';
import { openServiceErrors } from '../../deduce/service-errors.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const archiveGuidMismatch = defineCause({
  id: 'archive-guid-mismatch',
  area: 'mailbox',
  layer: 6,
  title: 'Archive GUID differs between AD and cloud',
  why: 'msExchArchiveGuid in AD must name the archive that the mailbox has in Exchange Online. Where it names another one or none, Exchange refuses the whole object, and later changes of its addresses do not come through either.',
  checkYourself: ['Read msExchArchiveGuid of the AD account, as a GUID.', 'Run Get-EXOMailbox NAME -Properties ArchiveGuid, ArchiveStatus and compare.', 'Open the user in the Microsoft 365 admin center and read the validation error of Exchange.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized',
  fixAfter: [],
  byHand: 'Note the value in AD, write the ArchiveGuid of Exchange Online into msExchArchiveGuid (the same octets, not the text), and run a delta cycle. Never change the archive in the cloud to fit AD.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'An archive that no longer belongs to its mailbox is hard to find again; an Exchange administrator should look first.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['entra.exchangeRecipients', 'syncServers.globalSettings'],

  judge({ 'entra.users': users }, { subject: { ad }, also }) {
    const account = boundUser(ad, users, also['syncServers.globalSettings']);
    if (account === undefined) return notApplicable('it has no account in Entra');
    const inDirectory = guidText(ad, 'msExchArchiveGuid');
    const inExchange = realGuid(recipientOf(account, also)?.ArchiveGuid);
    const said = (openServiceErrors(account) ?? []).find(({ text }) => /archive\s?guid/i.test(text));
    const evidence: readonly EvidenceItem[] = [inAd(ad, 'msExchArchiveGuid', inDirectory ?? '(empty)'), ...(inExchange === undefined ? [] : [inEntra('exchangeRecipients: ArchiveGuid', inExchange, account.id)])];
    const facts = { dn: ad.dn, inDirectory: inDirectory ?? 'no archive', inExchange: inExchange ?? 'another archive' };
    if (said !== undefined) return { is: 'confirmed', facts, evidenceClass: 'A', evidence: [...evidence, inEntra('serviceProvisioningErrors', said.text, account.id)], statedAt: said.statedAt };
    if (inDirectory === undefined) return ruledOut('AD names no archive, and Exchange does not complain');
    if (also['entra.exchangeRecipients'].state === 'unknown') return cannotTell('entra.exchangeRecipients');
    if (inExchange === undefined || inExchange === inDirectory) return ruledOut('Exchange Online has no other archive');
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, inDirectory, inExchange }) => `${dn} names ${inDirectory} in msExchArchiveGuid, while its mailbox in Exchange Online has ${inExchange}.`,
});
