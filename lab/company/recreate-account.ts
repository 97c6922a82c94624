import type { AdState, AdValue } from './ad-state.ts';
import type { Contoso } from './contoso.ts';
import { adPerson } from './find-person.ts';
import { sidOfOctets } from './sync-engine/anchor-octets.ts';

/** Attributes that somebody types again when an account is made anew, the password among them. Its GUID, SID and anchor are others. */
const TYPED_AGAIN = [
  'objectClass', 'sAMAccountName', 'userPrincipalName', 'givenName', 'sn', 'displayName', 'mail', 'mailNickname', 'proxyAddresses',
  'department', 'employeeID', 'userAccountControl', 'pwdLastSet',
];

/**
 * Deletes an AD account and makes it again, while the sync server is reinstalled on an empty database: the new server never knew
 * the old account, so it does not delete the cloud account that came from it.
 */
export function recreateAccount({ ad, sync }: Contoso, sam: string): void {
  const old = adPerson(ad, sam);
  const { dn } = old;
  const typed: Record<string, readonly AdValue[]> = {};
  for (const name of TYPED_AGAIN) if (old.values(name).length > 0) typed[name] = old.values(name);
  ad.remove(dn);
  // So long ago that the recycle bin has let go of it.
  ad.purge(old.guid);
  ad.add(dn, typed);
  sync.reinstall();
}

export function sidOf({ ad }: { readonly ad: AdState }, sam: string): string | null {
  const sid = adPerson(ad, sam).values('objectSid')[0];
  return sid === undefined || typeof sid === 'string' ? null : sidOfOctets(sid);
}
