import type { GlobalCatalog } from '../../ports/directory.ts';
import { ENTRY_ATTRIBUTES } from './entry-attributes.ts';
import { createLdapConnection } from './ldap-connection.ts';
import type { SessionOptions } from './ldap-session.ts';
import { carriesSid, holdsAddress, isCalled, isSubject } from './look-up-filters.ts';
import { searchParts } from './paged-search.ts';

/** The port of the global catalog over TLS. */
const PORT = 3269;
/** The empty base is the whole forest, all its trees included; only a global catalog answers it. */
const WHOLE_FOREST = { base: '', scope: 'sub', attributes: ENTRY_ATTRIBUTES } as const;

/** The global catalog of a forest over LDAPS. Its entries lack every attribute outside the partial attribute set, so they only tell who is where. */
export function createGlobalCatalog(options: SessionOptions): GlobalCatalog {
  const connection = createLdapConnection({ ...options, defaultPort: PORT });
  return {
    find: async (name) => (name.trim() === '' ? [] : (await searchParts(connection, WHOLE_FOREST, [isCalled(name.trim())])).filter(isSubject)),
    holders: (addresses) => searchParts(connection, WHOLE_FOREST, addresses.flatMap(holdsAddress)),
    withSids: (sids) => searchParts(connection, WHOLE_FOREST, sids.flatMap(carriesSid)),
    close: () => Promise.resolve(connection.close()),
  };
}
