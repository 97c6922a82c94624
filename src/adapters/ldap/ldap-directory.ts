import type { Filter } from 'ldapts';
import { rdnsOf } from '../../model/distinguished-name.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import { readAccessLists } from './access-lists.ts';
import { changeValues, moveObject } from './directory-changes.ts';
import { ENTRY_ATTRIBUTES, SUBJECT_ATTRIBUTES } from './entry-attributes.ts';
import { readForest } from './forest-facts.ts';
import { createLdapConnection, type LdapConnection } from './ldap-connection.ts';
import type { LdapSession, SessionOptions } from './ldap-session.ts';
import { beginsLike, carriesAnchor, carriesSid, hasDn, hasGuid, holdsAddress, isCalled, isSubject, wasCalled } from './look-up-filters.ts';
import { readMemberships } from './memberships.ts';
import { readChanges } from './object-changes.ts';
import { createOtherControllers } from './other-controllers.ts';
import { searchParts, searchSome } from './paged-search.ts';

interface LdapDirectoryOptions extends SessionOptions {
  /** DN of the domain, e.g. `DC=corp,DC=contoso,DC=com`. */
  readonly baseDn: string;
  /** DNS name of the forest. */
  readonly forest: string;
  /** `ldaps://` addresses of the other domain controllers of the domain; without them they are looked up in CN=Sites. */
  readonly domainControllers?: readonly string[] | undefined;
}

/** One domain over LDAPS with a simple bind. Connects at the first use; rejects with `DirectoryError` only. */
export function createLdapDirectory(options: LdapDirectoryOptions): Directory {
  const { baseDn } = options;
  const connection = createLdapConnection(options);
  const others = createOtherControllers(options);
  const live = (filters: readonly Filter[], attributes = ENTRY_ATTRIBUTES): Promise<readonly AdEntry[]> => searchParts(connection, { base: baseDn, scope: 'sub', attributes }, filters);
  return {
    forest: () => connection.read((session) => readForest(session, options.forest)),
    find: async (name) => (name.trim() === '' ? [] : (await live([isCalled(name.trim())], SUBJECT_ATTRIBUTES)).filter(isSubject)),
    near: (name) => nearOnes(connection, baseDn, name.trim()),
    byGuid: async (guid) => (await live([hasGuid(guid)], SUBJECT_ATTRIBUTES))[0] ?? null,
    existing: (dns) => searchParts(connection, { base: baseDn, scope: 'sub', attributes: ['distinguishedName', 'objectClass', 'objectGUID', 'whenChanged'] }, dns.map(hasDn)),
    holders: (addresses) => live(addresses.flatMap(holdsAddress)),
    withAnchors: (anchors) => live(anchors.flatMap(carriesAnchor)),
    withSids: (sids) => live(sids.flatMap(carriesSid)),
    memberships: (asked) => readMemberships(connection, baseDn, asked),
    deleted: ({ anchors, names }) => deletedObjects(connection, baseDn, [...anchors.flatMap(carriesAnchor), ...names.flatMap(wasCalled)]),
    accessLists: (guids) => readAccessLists(connection, baseDn, guids),
    copies: (guids) => others.copies(connection, guids),
    changes: (guid) => readChanges(connection, { base: baseDn, name: domainOf(baseDn) }, guid),
    changeValues: (change) => changeValues(connection, baseDn, change),
    move: (guid: ObjectGuid, toContainer) => moveObject(connection, baseDn, { guid, toContainer }),
    close() {
      others.close();
      return Promise.resolve(connection.close());
    },
  };
}

const domainOf = (baseDn: string): string => rdnsOf(baseDn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.');

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

/** AD hides the container of deleted objects from accounts without the right to see it, as if it were not there. */
async function deletedObjects(connection: LdapConnection, baseDn: string, filters: readonly Filter[]): Promise<readonly AdEntry[]> {
  try {
    return await searchParts(connection, { base: `CN=Deleted Objects,${baseDn}`, scope: 'one', attributes: ENTRY_ATTRIBUTES, showDeleted: true }, filters);
  } catch (thrown) {
    if (!(thrown instanceof DirectoryError) || thrown.fault !== 'no-such-object') throw thrown;
    throw new DirectoryError('access-denied', 'The account of the relay may not look into the AD recycle bin (CN=Deleted Objects needs the rights List Contents and Read Property).', thrown.code);
  }
}
