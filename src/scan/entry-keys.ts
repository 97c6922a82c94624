import type { AdEntry } from '../model/evidence.ts';
import type { SubjectKind } from '../model/subject.ts';
import { sidText } from '../model/sid-text.ts';
import { addKey, SPACES, type KeySink } from './keys.ts';

/** Each key once an object: an address that is mail, sign-in name and proxy address counts once. */
export class DistinctKeys implements KeySink {
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  #length = 0;

  /** Empties it. */
  clear(): void {
    this.#length = 0;
  }

  push(low: number, high: number): void {
    for (let at = 0; at < this.#length; at += 1) if (this.#low[at] === low && this.#high[at] === high) return;
    this.#low[this.#length] = low;
    this.#high[this.#length] = high;
    this.#length += 1;
  }

  pourInto(sink: KeySink): void {
    for (let at = 0; at < this.#length; at += 1) sink.push(this.#low[at] ?? 0, this.#high[at] ?? 0);
  }
}

/** Of which domain account names are unique, and by what attribute users are bound. */
export interface KeyFacts {
  /** Lower case; undefined where the sync servers do not say. */
  readonly anchorAttribute: string | undefined;
}

/**
 * Everything of an AD object that another object may have as well: first what it is known by, second what binds it to its object in Entra (false where it
 * has nothing of the kind), then its anchors, addresses, names, SID and DN.
 */
export function addEntryKeys(sink: KeySink, entry: AdEntry, kind: SubjectKind, facts: KeyFacts): boolean {
  const { attributes, dn } = entry;
  const guid = attributes['objectGUID']?.[0];
  addKey(sink, SPACES.identity, guid ?? dn);
  const pairs = addPairKey(sink, entry, kind, facts);
  if (guid !== undefined) addKey(sink, SPACES.anchor, guid);
  for (const value of attributes['mS-DS-ConsistencyGuid'] ?? []) addKey(sink, SPACES.anchor, value);
  for (const name of ['userPrincipalName', 'mail', 'targetAddress']) for (const value of attributes[name] ?? []) addAddress(sink, value);
  for (const value of attributes['proxyAddresses'] ?? []) addAddress(sink, value);
  for (const value of attributes['msRTCSIP-PrimaryUserAddress'] ?? []) addKey(sink, SPACES.sip, value.trim().replace(/^sip:\s*/i, ''));
  for (const value of attributes['mailNickname'] ?? []) addKey(sink, SPACES.alias, value.trim());
  const account = attributes['sAMAccountName']?.[0];
  if (account !== undefined) addKey(sink, SPACES.accountName, `${account}@${domainOf(dn)}`);
  const sid = sidText(attributes['objectSid']?.[0]);
  if (sid !== undefined) addKey(sink, SPACES.sid, sid);
  if (kind !== 'user') for (const value of attributes['displayName'] ?? attributes['cn'] ?? []) addKey(sink, SPACES.displayName, value.trim());
  addKey(sink, SPACES.dn, dn);
  return pairs;
}

function addPairKey(sink: KeySink, entry: AdEntry, kind: SubjectKind, { anchorAttribute }: KeyFacts): boolean {
  const { attributes } = entry;
  if (kind === 'group') {
    const sid = sidText(attributes['objectSid']?.[0]);
    if (sid !== undefined) addKey(sink, SPACES.sid, sid);
    return sid !== undefined;
  }
  if (kind === 'contact') {
    const primary = attributes['proxyAddresses']?.find((value) => value.startsWith('SMTP:')) ?? attributes['mail']?.[0];
    if (primary !== undefined) addAddress(sink, primary);
    return primary !== undefined;
  }
  const own = attributes['objectGUID']?.[0];
  const anchor = anchorAttribute === undefined || anchorAttribute === 'ms-ds-consistencyguid' ? (attributes['mS-DS-ConsistencyGuid']?.[0] ?? own) : valueOf(entry, anchorAttribute);
  if (anchor !== undefined) addKey(sink, SPACES.anchor, anchor);
  return anchor !== undefined;
}

const valueOf = ({ attributes }: AdEntry, wanted: string): string | undefined => Object.entries(attributes).find(([name]) => name.toLowerCase() === wanted)?.[1][0];

/** A mail address has the same key with and without its prefix, in whatever attribute; one of another type has a key of its own. */
export function addAddress(sink: KeySink, text: string): void {
  const value = text.trim();
  const [colon, sign] = [value.indexOf(':'), value.indexOf('@')];
  if (colon < 1 || (sign >= 0 && sign < colon)) return addKey(sink, sign < 0 ? SPACES.otherAddress : SPACES.address, value);
  const type = value.slice(0, colon).trim().toLowerCase();
  if (type !== 'smtp' && type !== 'sip') return addKey(sink, SPACES.otherAddress, value);
  const from = value.charAt(colon + 1).trim() === '' ? value.slice(colon + 1).trimStart().length : value.length - colon - 1;
  return addKey(sink, type === 'smtp' ? SPACES.address : SPACES.sip, value, value.length - from);
}

/** DNS name of the domain of a DN, for telling account names of two domains apart. */
function domainOf(dn: string): string {
  const at = dn.search(/DC=/i);
  return at < 0 ? '' : dn.slice(at).replace(/\s*,\s*DC=/gi, '.').replace(/^DC=/i, '');
}
