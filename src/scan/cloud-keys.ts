import type { CloudGroup, CloudUser } from '../model/evidence.ts';
import type { CloudList } from '../ports/tenant-lists.ts';
import { addAddress } from './entry-keys.ts';
import { addKey, SPACES, type KeySink } from './keys.ts';

/** An object of any list of Entra, with all that any of them may have. */
export type ListedCloudObject = CloudUser & CloudGroup;

/** The same for an object of Entra: id, what binds it, anchor, addresses, names, SID and the DN that it came from. A deleted one binds nobody. */
export function addCloudKeys(sink: KeySink, object: ListedCloudObject, list: CloudList): boolean {
  addKey(sink, SPACES.identity, object.id);
  const pairs = addPairKey(sink, object, list);
  if (given(object.onPremisesImmutableId)) addKey(sink, SPACES.anchor, object.onPremisesImmutableId);
  if (given(object.userPrincipalName)) addAddress(sink, withoutId(object.userPrincipalName, object.id));
  if (given(object.mail)) addAddress(sink, object.mail);
  for (const value of object.proxyAddresses ?? []) addAddress(sink, value);
  for (const value of object.imAddresses ?? []) addKey(sink, SPACES.sip, value, value.toLowerCase().startsWith('sip:') ? 4 : 0);
  if (given(object.mailNickname)) addKey(sink, SPACES.alias, object.mailNickname);
  if (given(object.onPremisesSamAccountName) && given(object.onPremisesDomainName)) addKey(sink, SPACES.accountName, `${object.onPremisesSamAccountName}@${object.onPremisesDomainName}`);
  if (given(object.onPremisesSecurityIdentifier)) addKey(sink, SPACES.sid, object.onPremisesSecurityIdentifier);
  if (!isUserList(list) && given(object.displayName)) addKey(sink, SPACES.displayName, object.displayName.trim());
  if (given(object.onPremisesDistinguishedName)) addKey(sink, SPACES.dn, object.onPremisesDistinguishedName);
  return pairs;
}

export const isUserList = (list: CloudList): boolean => list === 'users' || list === 'deletedUsers';

function addPairKey(sink: KeySink, object: ListedCloudObject, list: CloudList): boolean {
  if (list === 'users' && given(object.onPremisesImmutableId)) addKey(sink, SPACES.anchor, object.onPremisesImmutableId);
  else if (list === 'groups' && given(object.onPremisesSecurityIdentifier)) addKey(sink, SPACES.sid, object.onPremisesSecurityIdentifier);
  else if (list === 'contacts' && object.onPremisesSyncEnabled === true && primaryOf(object) !== undefined) addAddress(sink, primaryOf(object) ?? '');
  else return false;
  return true;
}

const primaryOf = ({ proxyAddresses, mail }: ListedCloudObject): string | undefined => proxyAddresses?.find((value) => value.startsWith('SMTP:')) ?? mail ?? undefined;

const given = (value: string | null | undefined): value is string => typeof value === 'string' && value !== '';

/** Entra puts the id without dashes in front of the sign-in name of a deleted user. */
const withoutId = (name: string, id: string): string => (name.startsWith(id.replaceAll('-', '')) ? name.slice(32) : name);
