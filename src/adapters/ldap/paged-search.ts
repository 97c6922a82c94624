import type { Client, Entry, Filter } from 'ldapts';
import { Control } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapSession } from './ldap-session.ts';
import { anyOf } from './look-up-filters.ts';
import { PageControl } from './page-cookie.ts';
import { wholeEntry } from './ranged-values.ts';
import { searchOptions } from './search-options.ts';

/** AD's own default of MaxPageSize. */
const PAGE_SIZE = 1000;
/** Pages without any entry in a row after which the server is believed to go round in circles. */
const EMPTY_PAGES = 100;
/** AD refuses filters with very many terms; longer lists are asked in parts. */
const TERMS = 100;
const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339';
const SHOW_DELETED = '1.2.840.113556.1.4.417';

export interface Search {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: Filter;
  readonly attributes: readonly string[];
  readonly showDeleted?: boolean | undefined;
  readonly control?: Control | undefined;
}

/**
 * All entries of a search, page by page until the server gives no more cookie, with lists that come in ranges put together.
 * Rejects rather than handing out a part.
 */
export async function searchAll(session: LdapSession, search: Search): Promise<readonly AdEntry[]> {
  const found: Entry[] = [];
  let cookie: Buffer = Buffer.alloc(0);
  let emptyPages = 0;
  do {
    const { page, next } = await session.request(async (client) => {
      const entries = await askPage(client, search, cookie);
      // Read before the next request in line may take the connection.
      return { page: entries, next: session.pageCookie() };
    });
    if (next === null) throw new DirectoryError('failed', 'The domain controller’s answer had no end, so it may be incomplete.');
    found.push(...page);
    emptyPages = page.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > EMPTY_PAGES) throw new DirectoryError('failed', 'The domain controller kept sending empty pages, so the list would be incomplete.');
    cookie = next;
  } while (cookie.length > 0);
  const entries: AdEntry[] = [];
  for (const entry of found) entries.push(await wholeEntry(session, entry));
  return entries;
}

/** The first entries of a search, where it does not matter which ones are missing. */
export async function searchSome(session: LdapSession, search: Search, atMost: number): Promise<readonly AdEntry[]> {
  const found = await session.request((client) => askPage(client, search, Buffer.alloc(0), atMost));
  return Promise.all(found.map((entry) => wholeEntry(session, entry)));
}

/** What fits any of these filters, each object once; nothing is asked when there is no filter. */
export async function searchParts(connection: LdapConnection, search: Omit<Search, 'filter'>, filters: readonly Filter[]): Promise<readonly AdEntry[]> {
  const found = new Map<string, AdEntry>();
  for (let from = 0; from < filters.length; from += TERMS) {
    const part = anyOf(filters.slice(from, from + TERMS));
    const entries = await connection.read((session: LdapSession) => searchAll(session, { ...search, filter: part }));
    for (const entry of entries) found.set(entry.dn, entry);
  }
  return [...found.values()];
}

async function askPage(client: Client, search: Search, cookie: Buffer, size: number = PAGE_SIZE): Promise<readonly Entry[]> {
  const controls: Control[] = [new PageControl(size, cookie), new Control(DOMAIN_SCOPE, { critical: false })];
  if (search.showDeleted === true) controls.push(new Control(SHOW_DELETED, { critical: true }));
  if (search.control !== undefined) controls.push(search.control);
  const { searchEntries } = await client.search(search.base, searchOptions(search), controls);
  return searchEntries;
}
