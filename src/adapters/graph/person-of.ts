import type { CloudUser } from '../../model/evidence.ts';
import { isPersonId } from '../../model/ids.ts';
import type { Person, WhoIs } from '../../model/person.ts';

/** What `personOf` needs to be read. */
export const PERSON_SELECT = 'id,displayName,userPrincipalName,userType,accountEnabled,employeeId,mail,proxyAddresses,onPremisesImmutableId,onPremisesDistinguishedName,otherMails,onPremisesExtensionAttributes';

/** An account of Graph as a person; `unknown` where it has no usable id. */
export function personOf(user: CloudUser): WhoIs {
  const oid = user.id.toLowerCase();
  if (!isPersonId(oid)) return { is: 'unknown', says: 'Microsoft Graph gave a person without a usable id' };
  const upn = user.userPrincipalName ?? '';
  const person: Person = {
    oid,
    displayName: user.displayName ?? upn,
    upn,
    // Whoever is not plainly a member is treated as a guest.
    userType: user.userType === 'Member' && upn !== '' && !upn.toUpperCase().includes('#EXT#') ? 'Member' : 'Guest',
    accountEnabled: user.accountEnabled === true,
    personKey: user.employeeId ?? null,
    addresses: [user.mail ?? '', ...(user.proxyAddresses ?? [])].filter((address) => address !== ''),
    onPremisesImmutableId: user.onPremisesImmutableId ?? null,
    onPremisesDistinguishedName: user.onPremisesDistinguishedName ?? null,
    ...(user.otherMails === undefined || user.otherMails.length === 0 ? {} : { otherMails: user.otherMails }),
    ...extensionsOf(user),
  };
  return { is: 'person', person };
}

function extensionsOf({ onPremisesExtensionAttributes: all }: CloudUser): Pick<Person, 'extensions'> {
  const filled = Object.entries(all ?? {}).flatMap(([name, value]) => (value === null || value.trim() === '' ? [] : [[name, value] as const]));
  return filled.length === 0 ? {} : { extensions: Object.fromEntries(filled) };
}
