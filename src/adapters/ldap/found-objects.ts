import type { Filter } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { ENTRY_ATTRIBUTES } from './entry-attributes.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { beginsLike, isSubject } from './look-up-filters.ts';
import { searchParts, searchSome } from './paged-search.ts';

const MOST_NEAR = 20;
/** Shorter beginnings fit half the company. */
const SHORTEST_BEGINNING = 3;

/** Names that begin with the whole of it, else with its first letters: a slip is rarely in those. */
export async function nearOnes(connection: LdapConnection, base: string, name: string): Promise<readonly AdEntry[]> {
  if (name.length < SHORTEST_BEGINNING || /[@=\\]/.test(name)) return [];
  for (const beginning of new Set([name, name.slice(0, SHORTEST_BEGINNING)])) {
    const some = await connection.read((session) => searchSome(session, { base, scope: 'sub', attributes: ENTRY_ATTRIBUTES, filter: beginsLike(beginning) }, MOST_NEAR));
    if (some.length > 0) return some.filter(isSubject);
  }
  return [];
}

/** AD hides the container of deleted objects from accounts without the right to see it, as if it were not there. */
export async function deletedObjects(connection: LdapConnection, baseDn: string, filters: readonly Filter[]): Promise<readonly AdEntry[]> {
  try {
    return await searchParts(connection, { base: `CN=Deleted Objects,${baseDn}`, scope: 'one', attributes: ENTRY_ATTRIBUTES, showDeleted: true }, filters);
  } catch (thrown) {
    if (!(thrown instanceof DirectoryError) || thrown.fault !== 'no-such-object') throw thrown;
    throw new DirectoryError('access-denied', 'The account of the relay may not look into the AD recycle bin (CN=Deleted Objects needs the rights List Contents and Read Property).', thrown.code);
  }
}
