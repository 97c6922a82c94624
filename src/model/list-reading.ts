import type { AdEntry, Unreadable } from './evidence.ts';
import type { ObjectGuid } from './ids.ts';

/** Kinds of objects that can be listed; accounts of computers are no users here. */
export const LISTED_CLASSES = ['user', 'group', 'contact', 'computer', 'organizationalUnit'] as const;
export type ListedClass = (typeof LISTED_CLASSES)[number];

/**
 * Attributes that may be read of every object at once, in the spelling of the AD schema: what synchronisation and licences are decided by, and what names
 * an object. Members of groups, photographs, certificates and the private addresses and telephone numbers of people are not among them.
 */
export const LISTED_ATTRIBUTES = [
  'objectClass', 'objectGUID', 'objectSid', 'sIDHistory', 'mS-DS-ConsistencyGuid', 'cn', 'name', 'displayName', 'givenName', 'sn', 'ou', 'employeeID', 'employeeType',
  'sAMAccountName', 'sAMAccountType', 'userPrincipalName', 'mail', 'mailNickname', 'proxyAddresses', 'targetAddress', 'msRTCSIP-PrimaryUserAddress', 'legacyExchangeDN',
  'title', 'department', 'company', 'c', 'countryCode', 'preferredLanguage', 'memberOf', 'primaryGroupID', 'groupType', 'manager', 'managedBy', 'isCriticalSystemObject',
  'adminDescription', 'adminCount', 'userAccountControl', 'pwdLastSet', 'accountExpires', 'lockoutTime', 'lastLogonTimestamp', 'dNSHostName', 'operatingSystem',
  'msExchRecipientTypeDetails', 'msExchRecipientDisplayType', 'msExchRemoteRecipientType', 'msExchHideFromAddressLists', 'homeMDB', 'msExchMailboxGuid', 'msExchArchiveGUID',
  'msExchUsageLocation', 'msDS-ExternalDirectoryObjectId', 'extensionAttribute1', 'extensionAttribute2', 'extensionAttribute3', 'extensionAttribute4', 'extensionAttribute5',
  'extensionAttribute6', 'extensionAttribute7', 'extensionAttribute8', 'extensionAttribute9', 'extensionAttribute10', 'extensionAttribute11', 'extensionAttribute12',
  'extensionAttribute13', 'extensionAttribute14', 'extensionAttribute15', 'whenCreated', 'whenChanged', 'uSNChanged', 'isDeleted', 'lastKnownParent',
] as const;
export type ListedAttribute = (typeof LISTED_ATTRIBUTES)[number];

/** The closed menu of readings whose answer is long: it comes in parts. `domain` is the DN of a domain that a relay serves. */
export interface ListReadingParams {
  /** Every live object of these classes at or below these containers of the domain; in the whole domain where none is named. The local policy may narrow it. */
  readonly 'ad.objects': { readonly domain: string; readonly below: readonly string[]; readonly classes: readonly ListedClass[]; readonly attributes: readonly ListedAttribute[] };
  /** What changed in the domain since this cookie of an earlier list, deleted objects included; null begins with everything there is. */
  readonly 'ad.object-changes': { readonly domain: string; readonly since: string | null; readonly attributes: readonly ListedAttribute[] };
}
export type ListReadingName = keyof ListReadingParams;

export type ListRequest = {
  readonly [Name in ListReadingName]: { readonly reading: Name; readonly version: 1; readonly params: ListReadingParams[Name] };
}[ListReadingName];

/** What is new about an object: only the attributes that changed, each with all its values. */
export interface ChangedEntry {
  readonly guid: ObjectGuid;
  readonly dn: string;
  readonly deleted: boolean;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Attributes that have no value any more. */
  readonly cleared: readonly string[];
}

/** A part of a long answer, with the domain controller that it came from. */
export type ListPart =
  /** `base`: the domain or container that was read; where it holds nothing of the kind, one part without entries says so. */
  | { readonly reading: 'ad.objects'; readonly base: string; readonly server: string; readonly entries: readonly AdEntry[] }
  /** `cookie`: where to go on once everything up to and with this part is dealt with. */
  | { readonly reading: 'ad.object-changes'; readonly server: string; readonly entries: readonly ChangedEntry[]; readonly cookie?: string | undefined };

/** How a long answer ended. Only `whole` means that all parts were sent: so many, with so many entries, and the hash over their texts. */
export type ListEnd =
  | { readonly is: 'whole'; readonly parts: number; readonly entries: number; readonly hash: string }
  | { readonly is: 'broken'; readonly why: Unreadable; readonly says: string };
