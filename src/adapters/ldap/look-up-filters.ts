import { AndFilter, EqualityFilter, ExtensibleFilter, NotFilter, OrFilter, PresenceFilter, SubstringFilter, type Filter } from 'ldapts';
import { isGuidAnchor, anchorOfGuid } from '../../model/anchor.ts';
import type { AdEntry } from '../../model/evidence.ts';
import { isObjectGuid, type ObjectGuid } from '../../model/ids.ts';

/**
 * Filters as objects: values go into the request as octets, so nothing in them can be read as syntax,
 * and binary values survive (in a filter text ldapts re-encodes octets above 7f).
 */
export const present: Filter = new PresenceFilter({ attribute: 'objectClass' });
const equal = (attribute: string, value: string | Buffer): Filter => new EqualityFilter({ attribute, value });
export const anyOf = (filters: readonly Filter[]): Filter => new OrFilter({ filters: [...filters] });

export const hasGuid = (guid: ObjectGuid): Filter => equal('objectGUID', octetsOfGuid(guid));
export const hasDn = (dn: string): Filter => equal('distinguishedName', dn);
export const hasValue = (attribute: string, value: string): Filter => equal(attribute, value);

const NAME_ATTRIBUTES = ['sAMAccountName', 'userPrincipalName', 'mail', 'displayName', 'cn'] as const;

/** Everything by which people call an object. */
export function isCalled(name: string): Filter {
  const filters = NAME_ATTRIBUTES.map((attribute) => equal(attribute, name));
  const afterDomain = /^[^\\@=]+\\([^\\]+)$/.exec(name)?.[1];
  if (afterDomain !== undefined) filters.push(equal('sAMAccountName', afterDomain));
  if (name.includes('@')) filters.push(equal('proxyAddresses', `smtp:${name}`));
  if (/^[a-z]+\s*=[^,]+,/i.test(name)) filters.push(equal('distinguishedName', name));
  const guid = name.toLowerCase().replace(/^\{(.*)\}$/, '$1');
  if (isObjectGuid(guid)) filters.push(hasGuid(guid));
  return anyOf(filters);
}

const CLASSES: ReadonlySet<string> = new Set(['user', 'inetorgperson', 'group', 'contact', 'computer', 'msexchdynamicdistributionlist', 'publicfolder']);

/** A name may also belong to a container; questions are about accounts (service accounts and computers among them), groups, lists and contacts. */
export const isSubject = (entry: AdEntry): boolean => (entry.attributes['objectClass'] ?? []).some((each) => CLASSES.has(each.toLowerCase()));

/** Names that begin like this. */
export const beginsLike = (beginning: string): Filter =>
  anyOf(['sAMAccountName', 'displayName', 'sn', 'givenName'].map((attribute) => new SubstringFilter({ attribute, initial: beginning })));

/** The address in every attribute that makes it this object's, with prefix and, where somebody forgot it, without. */
export const holdsAddress = (address: string): readonly Filter[] => [
  equal('proxyAddresses', `smtp:${address}`),
  equal('proxyAddresses', address),
  equal('mail', address),
  equal('targetAddress', `smtp:${address}`),
  equal('targetAddress', address),
  equal('userPrincipalName', address),
  equal('msRTCSIP-PrimaryUserAddress', `sip:${address}`),
];

/** Nothing for a text that is no anchor made of a GUID: AD cannot carry it. */
export function carriesAnchor(anchor: string): readonly Filter[] {
  if (!isGuidAnchor(anchor)) return [];
  const octets = Buffer.from(anchor, 'base64');
  return [equal('objectGUID', octets), equal('mS-DS-ConsistencyGuid', octets)];
}

/** Nothing for octets that are no SID. */
export function carriesSid(sid: string): readonly Filter[] {
  const octets = Buffer.from(sid, 'base64');
  return octets[0] === 1 && octets.length === 8 + 4 * (octets[1] ?? 0) ? [equal('objectSid', octets), equal('sIDHistory', octets)] : [];
}

/** A member named by its DN. */
export const isDirectMember = (group: string, member: string): Filter => new AndFilter({ filters: [equal('distinguishedName', group), equal('member', member)] });

/** LDAP_MATCHING_RULE_IN_CHAIN and LDAP_MATCHING_RULE_BIT_AND (MS-ADTS 3.1.1.3.4.4). */
const IN_CHAIN = '1.2.840.113556.1.4.1941';
const ALL_BITS = '1.2.840.113556.1.4.803';
const DISABLED = '2';

/** The account with this SID if it is switched on and in the group, directly or through other groups. */
export const isEnabledMember = (sid: Buffer, group: string): Filter =>
  new AndFilter({
    filters: [
      equal('objectSid', sid),
      equal('objectClass', 'user'),
      new NotFilter({ filter: new ExtensibleFilter({ rule: ALL_BITS, matchType: 'userAccountControl', value: DISABLED }) }),
      new ExtensibleFilter({ rule: IN_CHAIN, matchType: 'memberOf', value: group }),
    ],
  });

/** Groups that this object is in, directly or through other groups. */
export const containsInChain = (dn: string): Filter => new AndFilter({ filters: [equal('objectClass', 'group'), new ExtensibleFilter({ rule: IN_CHAIN, matchType: 'member', value: dn })] });

/** The group with this SID (base64 of the octets). */
export const isGroupWithSid = (sid: string): Filter => new AndFilter({ filters: [equal('objectClass', 'group'), equal('objectSid', Buffer.from(sid, 'base64'))] });

/** How a deleted object may still be called; its RDN reads `<former RDN><line feed>DEL:<GUID>`. */
export const wasCalled = (name: string): readonly Filter[] => [
  equal('sAMAccountName', name),
  equal('userPrincipalName', name),
  equal('mail', name),
  equal('displayName', name),
  equal('msDS-LastKnownRDN', name),
  new SubstringFilter({ attribute: 'name', initial: `${name}\nDEL:` }),
];

const octetsOfGuid = (guid: ObjectGuid): Buffer => Buffer.from(anchorOfGuid(guid), 'base64');
