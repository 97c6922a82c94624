import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import { changeValues, moveObject } from './directory-changes.ts';
import { ENTRY_ATTRIBUTES } from './entry-attributes.ts';
import { readForest } from './forest-facts.ts';
import { createLdapConnection, type LdapConnection } from './ldap-connection.ts';
import type { LdapSession, SessionOptions } from './ldap-session.ts';
import { anyOf, carriesAnchor, hasDn, hasGuid, holdsAddress, beginsLike, isCalled, wasCalled } from './look-up-filters.ts';
import { searchAll, searchSome, type Search } from './paged-search.ts';
import type { Filter } from 'ldapts';

interface LdapDirectoryOptions extends SessionOptions {
  /** DN of the domain, e.g. `DC=corp,DC=contoso,DC=com`. */
  readonly baseDn: string;
  /** DNS name of the forest. */
  readonly forest: string;
}

/** AD refuses filters with very many terms; longer lists are asked in parts. */
const TERMS = 100;
const CLASSES: ReadonlySet<string> = new Set(['user', 'inetorgperson', 'group', 'contact', 'computer']);

/** One domain over LDAPS with a simple bind. Connects at the first use; rejects with `DirectoryError` only. */
export function createLdapDirectory(options: LdapDirectoryOptions): Directory {
  const connection = createLdapConnection(options);
  const live = (filters: readonly Filter[]): Promise<readonly AdEntry[]> => searchParts(connection, { base: options.baseDn, scope: 'sub', attributes: ENTRY_ATTRIBUTES }, filters);
  return {
    forest: () => connection.read((session) => readForest(session, options.forest)),
    find: async (name) => (name.trim() === '' ? [] : (await live([isCalled(name.trim())])).filter(isSubject)),
    near: (name) => nearOnes(connection, options.baseDn, name.trim()),
    byGuid: async (guid) => (await live([hasGuid(guid)]))[0] ?? null,
    existing: (dns) => searchParts(connection, { base: options.baseDn, scope: 'sub', attributes: ['distinguishedName', 'objectClass', 'objectGUID'] }, dns.map(hasDn)),
    holders: (addresses) => live(addresses.flatMap(holdsAddress)),
    withAnchors: (anchors) => live(anchors.flatMap(carriesAnchor)),
    deleted: ({ anchors, names }) => deletedObjects(connection, options.baseDn, [...anchors.flatMap(carriesAnchor), ...names.flatMap(wasCalled)]),
    changeValues: (change) => changeValues(connection, options.baseDn, change),
    move: (guid: ObjectGuid, toContainer) => moveObject(connection, options.baseDn, { guid, toContainer }),
    close: () => Promise.resolve(connection.close()),
  };
}

/** A name may also belong to a container or a service object; the question is about accounts, groups and contacts. */
const isSubject = (entry: AdEntry): boolean => (entry.attributes['objectClass'] ?? []).some((each) => CLASSES.has(each.toLowerCase()));

const MOST_NEAR = 20;
/** Shorter beginnings fit half the company. */
const SHORTEST_BEGINNING = 3;

/** Names that begin with the whole of it, else with its first letters: a slip is rarely in those. */
async function nearOnes(connection: LdapConnection, base: string, name: string): Promise<readonly AdEntry[]> {
  if (name.length < SHORTEST_BEGINNING || /[@=\\]/.test(name)) return [];
  for (const beginning of new Set([name, name.slice(0, SHORTEST_BEGINNING)])) {
    const some = await connection.read((session: LdapSession) => searchSome(session, { base, scope: 'sub', attributes: ENTRY_ATTRIBUTES, filter: beginsLike(beginning) }, MOST_NEAR));
    if (some.length > 0) return some.filter(isSubject);
  }
  return [];
}

async function searchParts(connection: LdapConnection, search: Omit<Search, 'filter'>, filters: readonly Filter[]): Promise<readonly AdEntry[]> {
  const found = new Map<string, AdEntry>();
  for (let from = 0; from < filters.length; from += TERMS) {
    const part = anyOf(filters.slice(from, from + TERMS));
    const entries = await connection.read((session: LdapSession) => searchAll(session, { ...search, filter: part }));
    for (const entry of entries) found.set(entry.dn, entry);
  }
  return [...found.values()];
}

/** AD hides the container of deleted objects from accounts without the right to see it, as if it were not there. */
async function deletedObjects(connection: LdapConnection, baseDn: string, filters: readonly Filter[]): Promise<readonly AdEntry[]> {
  try {
    return await searchParts(connection, { base: `CN=Deleted Objects,${baseDn}`, scope: 'one', attributes: ENTRY_ATTRIBUTES, showDeleted: true }, filters);
  } catch (thrown) {
    if (!(thrown instanceof DirectoryError) || thrown.fault !== 'no-such-object') throw thrown;
    throw new DirectoryError('access-denied', 'The account of the relay may not look into the AD recycle bin (CN=Deleted Objects).', thrown.code);
  }
}
