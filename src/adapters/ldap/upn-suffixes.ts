import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import { changeCounted } from './directory-changes.ts';
import { rootFacts } from './forest-facts.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { present } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';

const ATTRIBUTE = 'uPNSuffixes';

/** The suffixes of the forest stand on CN=Partitions; compared, changed and counted as the values of an object are. */
export async function changeUpnSuffixes(connection: LdapConnection, change: Parameters<Directory['changeUpnSuffixes']>[0]): Promise<{ readonly versionRose: number | null }> {
  const { dn } = await partitions(connection);
  return { versionRose: await changeCounted(connection, { target: dn, read: () => partitions(connection), change: { attribute: ATTRIBUTE, ...change } }) };
}

export const readUpnSuffixes = async (connection: LdapConnection): Promise<readonly string[]> => (await partitions(connection)).attributes[ATTRIBUTE] ?? [];

/** Whoever may not read the container sees no suffixes, which must not look as if there were none. */
function partitions(connection: LdapConnection): Promise<AdEntry> {
  return connection.read(async (session) => {
    const dn = `CN=Partitions,${(await rootFacts(session)).configuration}`;
    const [entry] = await searchAll(session, { base: dn, scope: 'base', filter: present, attributes: ['objectClass', ATTRIBUTE, 'replPropertyMetaData'] });
    if (entry?.attributes['objectClass'] === undefined) throw new DirectoryError('access-denied', `${dn} cannot be read.`);
    return { dn, attributes: entry.attributes };
  });
}
