import type { Directory } from '../../ports/directory.ts';
import { changesOf, refuseDrift } from './directory-changes.ts';
import { rootFacts } from './forest-facts.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { present } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';

const ATTRIBUTE = 'uPNSuffixes';

/** The suffixes of the forest stand on CN=Partitions; compared and changed as the values of an object are. */
export async function changeUpnSuffixes(connection: LdapConnection, change: Parameters<Directory['changeUpnSuffixes']>[0]): Promise<void> {
  const { dn, suffixes } = await connection.read(async (session) => {
    const { configuration } = await rootFacts(session);
    const [partitions] = await searchAll(session, { base: `CN=Partitions,${configuration}`, scope: 'base', filter: present, attributes: [ATTRIBUTE] });
    return { dn: `CN=Partitions,${configuration}`, suffixes: partitions?.attributes[ATTRIBUTE] ?? [] };
  });
  refuseDrift(suffixes, { attribute: ATTRIBUTE, ...change });
  await connection.write((session) => session.request((client) => client.modify(dn, changesOf({ attribute: ATTRIBUTE, ...change }))));
}
