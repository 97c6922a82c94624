import type { CloudDevice, CloudObject, CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { SubjectKind } from '../model/subject.ts';
import { cloudAddressesOf, mailAddressesOf, primaryAddressOf, upnOf } from './addresses.ts';
import { sameText } from './attributes.ts';
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
  const bound = anchor === '' ? undefined : entries.find((entry) => carriesAnchor(entry, anchor));
  if (bound !== undefined) return bound;
  const addresses = cloudAddressesOf(user);
  return only(entries.filter((entry) => kindOfEntry(entry) === 'user' && (sameText(upnOf(entry), user.userPrincipalName) || addresses.includes(primaryAddressOf(entry) ?? ''))));
}

const deviceOwner = ({ deviceId }: CloudDevice, entries: readonly AdObject[]): AdObject | undefined =>
  entries.find((entry) => kindOfEntry(entry) === 'device' && sameText(objectGuidOf(entry), deviceId));

function contactOwner(contact: CloudObject, entries: readonly AdObject[]): AdObject | undefined {
  const addresses = cloudAddressesOf(contact);
  return only(entries.filter((entry) => kindOfEntry(entry) === 'contact' && mailAddressesOf(entry).some((address) => addresses.includes(address))));
}

const only = (entries: readonly AdObject[]): AdObject | undefined => (entries.length === 1 ? entries[0] : undefined);
