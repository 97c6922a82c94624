import { Control, PresenceFilter, type Filter } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { ENTRY_ATTRIBUTES } from './entry-attributes.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { beginsLike, isSubject } from './look-up-filters.ts';
import { searchParts, searchSome } from './paged-search.ts';

/** With it a deleted object tells the groups that it comes back into. Source: [MS-ADTS] 3.1.1.3.4.1.26. */
const SHOW_DEACTIVATED_LINKS = '1.2.840.113556.1.4.2065';
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

/**
 * AD hides the container of deleted objects from accounts without the right to see it, as if it were not there; other servers show it and keep what is in it to themselves.
 * So nothing found counts only where the account can read the container itself.
 */
export async function deletedObjects(connection: LdapConnection, baseDn: string, filters: readonly Filter[]): Promise<readonly AdEntry[]> {
  const found = await searchParts(connection, { base: deletedIn(baseDn), scope: 'one', attributes: ENTRY_ATTRIBUTES, showDeleted: true, control: new Control(SHOW_DEACTIVATED_LINKS, { critical: false }) }, filters).catch(nullWhereHidden);
  if (found !== null && (found.length > 0 || filters.length === 0 || (await mayReadDeleted(connection, baseDn)))) return found;
  throw new DirectoryError('access-denied', 'The account of the relay may not look into the AD recycle bin (CN=Deleted Objects needs the rights List Contents and Read Property).');
}

/** Whether the account for reading may look among the deleted objects of this domain. */
export async function mayReadDeleted(connection: LdapConnection, baseDn: string): Promise<boolean> {
  const search = { base: deletedIn(baseDn), scope: 'base', attributes: ['objectClass'], showDeleted: true } as const;
  const container = await searchParts(connection, search, [new PresenceFilter({ attribute: 'objectClass' })]).catch(nullWhereHidden);
  return container !== null && container.some(({ attributes }) => attributes['objectClass'] !== undefined);
}

const deletedIn = (baseDn: string): string => `CN=Deleted Objects,${baseDn}`;

function nullWhereHidden(thrown: unknown): null {
  if (thrown instanceof DirectoryError && thrown.fault === 'no-such-object') return null;
  throw thrown;
}
