import { guidOfAnchor } from '../model/anchor.ts';
import type { AdEntry, CloudUser, ExchangeRecipient } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { firstOf, sameText } from './attributes.ts';
import { knownOf } from './reading.ts';

/** What Exchange Online has for a cloud account. `unknown` when its recipients were not read. */
export type Mailbox = { readonly is: 'unknown' } | { readonly is: 'none'; readonly recipient: ExchangeRecipient | undefined } | { readonly is: 'there'; readonly recipient: ExchangeRecipient };

/** A mail user, a soft-deleted and an inactive mailbox are none that receives mail. */
export function mailboxOf(account: CloudUser, evidence: Pick<Evidence, 'entra.exchangeRecipients'>): Mailbox {
  const recipients = knownOf(evidence['entra.exchangeRecipients']);
  if (recipients === undefined) return { is: 'unknown' };
  const own = recipients.filter((each) => sameText(each.ExternalDirectoryObjectId, account.id));
  const alive = own.find((each) => /mailbox/i.test(each.RecipientType ?? each.RecipientTypeDetails ?? '') && each.IsInactiveMailbox !== true && (each.WhenSoftDeleted ?? '') === '');
  return alive === undefined ? { is: 'none', recipient: own[0] } : { is: 'there', recipient: alive };
}

export const recipientOf = (account: CloudUser, evidence: Pick<Evidence, 'entra.exchangeRecipients'>): ExchangeRecipient | undefined =>
  knownOf(evidence['entra.exchangeRecipients'])?.find((each) => sameText(each.ExternalDirectoryObjectId, account.id));

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** A GUID attribute of AD (octets as base64) as text; undefined when it is empty or all zero. */
export function guidText(entry: AdEntry, attribute: string): string | undefined {
  const raw = firstOf(entry, attribute);
  return raw === undefined ? undefined : realGuid(guidOfAnchor(raw) ?? raw);
}

/** A GUID as Exchange gives it, lower case; undefined when it means none. */
export const realGuid = (text: string | null | undefined): string | undefined => {
  const guid = text?.trim().toLowerCase();
  return guid === undefined || guid === '' || guid === NOTHING ? undefined : guid;
};
