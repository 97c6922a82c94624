import { sameDn } from '../model/distinguished-name.ts';
import type { CloudDevice, CloudObject, CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { SubjectKind } from '../model/subject.ts';
import { cloudAddressesOf, mailAddressesOf, primaryAddressOf, upnOf } from './addresses.ts';
import { isDisabled, sameText } from './attributes.ts';
import { kindOfEntry } from './object-kind.ts';
import { sidOf } from './security-identifier.ts';
import { carriesAnchor, objectGuidOf } from './source-anchor.ts';

/**
 * The AD object that a cloud object belongs to: the one that it is bound to (user: anchor, device: objectGUID, group: SID), or,
 * where it is bound to none, the only user that shares its sign-in name or primary address, or contact that shares an address.
 */
export function ownerOf(kind: SubjectKind, object: CloudObject, entries: readonly AdObject[]): AdObject | undefined {
  switch (kind) {
    case 'user':
      return userOwner(object, entries);
    case 'device':
      return deviceOwner(object, entries);
    case 'group':
      return entries.find((entry) => kindOfEntry(entry) === 'group' && sameText(sidOf(entry), object.onPremisesSecurityIdentifier));
    case 'contact':
      return object.onPremisesSyncEnabled === true ? contactOwner(object, entries) : undefined;
  }
}

function userOwner(user: CloudUser, entries: readonly AdObject[]): AdObject | undefined {
  const anchor = user.onPremisesImmutableId ?? '';
  const bound = anchor === '' ? [] : entries.filter((entry) => carriesAnchor(entry, anchor));
  if (bound.length > 0) return nearest(user, bound);
  const addresses = cloudAddressesOf(user);
  return only(entries.filter((entry) => kindOfEntry(entry) === 'user' && (sameText(upnOf(entry), user.userPrincipalName) || addresses.includes(primaryAddressOf(entry) ?? ''))));
}

/** An account and its linked mailbox carry one anchor: the one that the cloud account names comes first, then an enabled one; never the one that happened to be read first. */
function nearest(user: CloudUser, entries: readonly AdObject[]): AdObject | undefined {
  const signs: readonly ((entry: AdObject) => boolean)[] = [
    (entry) => sameText(sidOf(entry), user.onPremisesSecurityIdentifier),
    (entry) => sameDn(entry.dn, user.onPremisesDistinguishedName ?? ''),
    (entry) => !isDisabled(entry),
  ];
  return entries.toSorted((one, other) => one.dn.toLowerCase().localeCompare(other.dn.toLowerCase())).toSorted((one, other) => rankOf(other, signs) - rankOf(one, signs))[0];
}

/** Earlier signs count more than all later ones together. */
const rankOf = (entry: AdObject, signs: readonly ((entry: AdObject) => boolean)[]): number => signs.reduce((total, sign) => total * 2 + Number(sign(entry)), 0);

const deviceOwner = ({ deviceId }: CloudDevice, entries: readonly AdObject[]): AdObject | undefined =>
  entries.find((entry) => kindOfEntry(entry) === 'device' && sameText(objectGuidOf(entry), deviceId));

function contactOwner(contact: CloudObject, entries: readonly AdObject[]): AdObject | undefined {
  const addresses = cloudAddressesOf(contact);
  return only(entries.filter((entry) => kindOfEntry(entry) === 'contact' && mailAddressesOf(entry).some((address) => addresses.includes(address))));
}

const only = (entries: readonly AdObject[]): AdObject | undefined => (entries.length === 1 ? entries[0] : undefined);
