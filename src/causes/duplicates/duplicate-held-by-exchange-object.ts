import { bareAddress, cloudAddressesOf } from '../../deduce/addresses.ts';
import { sameText } from '../../deduce/attributes.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { GRAPH_SHELVES, graphHolders, graphObjects, unreadShelves, type GraphShelves } from '../../deduce/graph-holders.ts';
import { attributesHolding, cloudValuesOf, sameObject, uniqueValuesOf } from '../../deduce/holders.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { statedConflicts, type StatedConflict } from '../../deduce/stated-conflict.ts';
import type { CloudObject, DirectoryAudit, ExchangeRecipient } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const duplicateHeldByExchangeObject = defineCause({
  id: 'duplicate-held-by-exchange-object',
  area: 'duplicates',
  layer: 4,
  title: 'An Exchange-only object holds the address',
  why: 'Exchange Online has objects that neither the Entra admin center nor Graph shows: mail-enabled public folders, mailboxes kept for a hold after their user was deleted, some mail users. Their addresses are taken all the same.',
  checkYourself: [
    'Make sure that no user, group or contact of Entra, and nothing in its recycle bin, has the address.',
    "In Exchange Online PowerShell: Get-Recipient -Filter \"EmailAddresses -eq 'smtp:…'\", and again with -IncludeSoftDeletedRecipients.",
    'Look also at Get-MailPublicFolder and Get-Mailbox -InactiveMailboxOnly.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency',
  fixAfter: [],
  byHand: 'Find the object in Exchange Online and take the address off it there: from the public folder, the mail user or the kept mailbox. A mailbox may be kept because of a hold; ask who is responsible for that first.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The object is managed in Exchange Online only, and a mailbox under a hold must not be touched without those responsible.',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: [],
  mayUse: [...GRAPH_SHELVES, 'directory.entries', 'entra.directoryAudits', 'entra.exchangeRecipients', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const own = cloudObjectOf(subject, also);
    const stated = complaints(ad, own, also);
    const lacking = uniqueValuesOf(ad).filter((value) => own === undefined || !cloudValuesOf(own).includes(value) || stated.some(({ values }) => values.includes(value)));
    if (lacking.length === 0) return ruledOut('its cloud object has all its values, and no conflict is stated');
    if (stated.length === 0 && !isSent(ad, also)) return ruledOut('it is not in scope, so nothing collides');
    const recipients = knownOf(also['entra.exchangeRecipients']);
    const found = (recipients ?? []).filter((each) => isExchangeOnly(each, own, also)).map((recipient) => ({ recipient, shared: addressesOf(recipient).filter((value) => lacking.includes(value)) })).filter(({ shared }) => shared.length > 0);
    if (found.length > 0) {
      const evidence = found.map(({ recipient, shared }) => inEntra('EmailAddresses', shared.join(', '), `${recipient.RecipientTypeDetails ?? recipient.RecipientType ?? 'recipient'} ${recipient.Name ?? ''}`.trim()));
      return { is: 'confirmed', facts: { values: [...new Set(found.flatMap(({ shared }) => shared))], holders: found.map(({ recipient }) => nameOf(recipient)) }, evidenceClass: 'A', evidence: [...evidence, ...stated.map((each) => each.evidence)], statedAt: stated[0]?.statedAt };
    }
    const aboutAddresses = stated.filter(({ attribute }) => !/principal/i.test(attribute ?? ''));
    const disputed = aboutAddresses.flatMap(({ values }) => values).filter((value) => lacking.includes(value));
    if (recipients !== undefined) return ruledOut('Exchange has no object of its own with one of its values');
    if (disputed.length === 0) return ruledOut('nothing says that one of its addresses is taken');
    if (hasHolder(ad, own, { disputed, ids: stated.flatMap(({ holderId }) => holderId ?? []), also })) return ruledOut('the holder is known, and it is no object of Exchange alone');
    const missing = unreadShelves(also);
    if (missing.length > 0 || also['directory.entries'].state === 'unknown') return cannotTell('entra.exchangeRecipients', ...missing, ...(also['directory.entries'].state === 'unknown' ? (['directory.entries'] as const) : []));
    return { is: 'confirmed', facts: { values: [...new Set(disputed)], holders: [] }, evidenceClass: 'C', layer: aboutAddresses.some(({ evidence }) => evidence.what === 'ExportError') ? 4 : 5, evidence: aboutAddresses.map(({ evidence }) => evidence) };
  },

  explain: ({ values, holders }) =>
    holders.length > 0
      ? `${holders.join(' and ')} in Exchange Online ${holders.length === 1 ? 'has' : 'have'} ${values.join(', ')}, and neither Entra nor AD shows it.`
      : `${values.join(', ')} is taken, yet no user, group or contact has it, neither in AD nor in Entra or its recycle bin. What is left is an object that only Exchange Online knows; Exchange could not be looked at.`,
});

type Complaint = Pick<StatedConflict, 'values' | 'holderId' | 'attribute' | 'statedAt' | 'evidence'>;
type Sources = Pick<Evidence, 'entra.users' | 'entra.directoryAudits' | 'syncServers.globalSettings' | 'syncServers.csObjects' | 'syncServers.runHistory'>;

/** What Entra, the engine or the audit log says about values of this object that are taken and still are not in place. */
function complaints(ad: AdObject, own: CloudObject | undefined, also: Sources): readonly Complaint[] {
  const wanted = uniqueValuesOf(ad);
  const kept = own === undefined ? [] : cloudValuesOf(own);
  const refused = statedConflicts(ad, also).filter(({ evidence, values, attribute }) => evidence.what === 'ExportError' || values.some((value) => !kept.includes(value) || /principal/i.test(attribute ?? '')));
  return [...refused, ...audited(own, knownOf(also['entra.directoryAudits']) ?? [])].filter(({ values }) => values.some((value) => wanted.includes(value)));
}

const TAKEN = /same value for property|already exists|proxy address .* is already being used/i;

function audited(own: CloudObject | undefined, audits: readonly DirectoryAudit[]): readonly Complaint[] {
  return audits
    .filter((audit) => sameText(audit.result, 'failure') && TAKEN.test(audit.resultReason ?? '') && (audit.targetResources ?? []).some(({ id }) => own !== undefined && id === own.id))
    .map((audit) => ({
      values: (audit.resultReason?.match(/[^\s"'[\]<>:,;]+@[^\s"'[\]<>,;]+/g) ?? []).map((value) => value.toLowerCase().replace(/\.$/, '')).filter((value) => !cloudAddressesOf(own ?? { id: '' }).includes(value)),
      holderId: undefined,
      attribute: undefined,
      statedAt: audit.activityDateTime ?? undefined,
      evidence: inEntra('directoryAudits: resultReason', audit.resultReason ?? '', audit.activityDateTime ?? undefined),
    }));
}

function hasHolder(ad: AdObject, own: CloudObject | undefined, { disputed, ids, also }: { readonly disputed: readonly string[]; readonly ids: readonly string[]; readonly also: GraphShelves & Pick<Evidence, 'directory.entries' | 'syncServers.connectors'> }): boolean {
  const inDirectory = (knownOf(also['directory.entries']) ?? []).some((other) => !sameObject(ad, other) && isSent(other, also) && disputed.some((value) => attributesHolding(other, value).length > 0));
  return inDirectory || graphHolders(disputed, also).some(({ object }) => object.id !== own?.id) || graphObjects(also).some(({ object }) => ids.includes(object.id) && object.id !== own?.id);
}

/** An object of Exchange that no list of Graph shows: said by its type, or by an id of Entra that is empty. */
function isExchangeOnly(recipient: ExchangeRecipient, own: CloudObject | undefined, also: GraphShelves): boolean {
  const id = recipient.ExternalDirectoryObjectId;
  if (typeof id === 'string' && id !== '' && (sameText(id, own?.id) || graphObjects(also).some(({ object }) => sameText(object.id, id)))) return false;
  const type = `${recipient.RecipientTypeDetails ?? ''} ${recipient.RecipientType ?? ''} ${recipient.Name ?? ''}`;
  return /PublicFolder/i.test(type) || recipient.IsInactiveMailbox === true || (recipient.WhenSoftDeleted ?? '') !== '' || id === null || id === '';
}

const addressesOf = (recipient: ExchangeRecipient): readonly string[] => [...new Set([...(recipient.EmailAddresses ?? []), recipient.PrimarySmtpAddress].flatMap((value) => bareAddress(value) ?? []))];

const nameOf = (recipient: ExchangeRecipient): string => `${recipient.IsInactiveMailbox === true ? 'the inactive mailbox' : `the ${recipient.RecipientTypeDetails ?? recipient.RecipientType ?? 'recipient'}`} ${recipient.Name ?? recipient.PrimarySmtpAddress ?? ''}`.trim();
