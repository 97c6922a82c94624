import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry } from '../../model/evidence.ts';

/** Every address and sign-in name of an object, without prefix, lower case, each once. */
export function addressesOf(entry: AdEntry): readonly string[] {
  const texts = ['proxyAddresses', 'mail', 'targetAddress', 'userPrincipalName', 'msRTCSIP-PrimaryUserAddress'].flatMap((attribute) => entryValues(entry, attribute));
  return [...new Set(texts.map(withoutPrefix).filter((address) => address !== ''))];
}

/** The anchors that an object bears: mS-DS-ConsistencyGuid and objectGUID, base64. */
export const anchorsOf = (entry: AdEntry): readonly string[] => [...entryValues(entry, 'mS-DS-ConsistencyGuid'), ...entryValues(entry, 'objectGUID')];

/** SIDs by which another object may be the same account: its own, and that of the account behind a linked mailbox. */
export const sidsOf = (entry: AdEntry): readonly string[] => [...entryValues(entry, 'objectSid'), ...entryValues(entry, 'msExchMasterAccountSid')];

/** Each object once; the first, which tells most, stays. */
export function eachOnce(entries: readonly AdEntry[]): readonly AdEntry[] {
  const byDn = new Map<string, AdEntry>();
  for (const entry of entries) if (!byDn.has(entry.dn.toLowerCase())) byDn.set(entry.dn.toLowerCase(), entry);
  return [...byDn.values()];
}

/** Only mail and SIP addresses are shared out like sign-in names; an X500 address stands for itself. */
const withoutPrefix = (address: string): string => address.trim().replace(/^(smtp|sip):/i, '').trim().toLowerCase();
