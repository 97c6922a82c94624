import type { GlobalCatalog } from '../../ports/directory.ts';
import { createDomainControllers } from './domain-controllers.ts';
import { ENTRY_ATTRIBUTES } from './entry-attributes.ts';
import type { Discovery } from './find-controllers.ts';
import type { ConnectionOptions } from './ldap-connection.ts';
import { carriesSid, holdsAddress, isCalled, isSubject } from './look-up-filters.ts';
import { searchParts } from './paged-search.ts';

/** The ports of the global catalog: over TLS from the beginning, and plain for StartTLS. */
const PORT = 3269;
const PLAIN_PORT = 3268;
/** The empty base is the whole forest, all its trees included; only a global catalog answers it. */
const WHOLE_FOREST = { base: '', scope: 'sub', attributes: ENTRY_ATTRIBUTES } as const;

export interface CatalogOptions extends Omit<ConnectionOptions, 'url' | 'write' | 'defaultPort'> {
  /** Absent where only DNS names them. */
  readonly url?: string | undefined;
  readonly discovery?: Omit<Discovery, 'catalogs'> | undefined;
}

/** The global catalog of a forest. Its entries lack every attribute outside the partial attribute set, so they only tell who is where. */
export function createGlobalCatalog({ url, discovery, ...options }: CatalogOptions): GlobalCatalog {
  const controllers = createDomainControllers({
    ...options,
    urls: url === undefined ? [] : [url],
    discovery: discovery === undefined ? undefined : { ...discovery, catalogs: true },
    defaultPort: options.startTls === true ? PLAIN_PORT : PORT,
  });
  return {
    find: async (name) => (name.trim() === '' ? [] : (await controllers.ask((connection) => searchParts(connection, WHOLE_FOREST, [isCalled(name.trim())]))).filter(isSubject)),
    holders: (addresses) => controllers.ask((connection) => searchParts(connection, WHOLE_FOREST, addresses.flatMap(holdsAddress))),
    withSids: (sids) => controllers.ask((connection) => searchParts(connection, WHOLE_FOREST, sids.flatMap(carriesSid))),
    close: () => Promise.resolve(controllers.close()),
  };
}
