import type { Client, Entry, Filter } from 'ldapts';
import { Control } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapSession } from './ldap-session.ts';
import { anyOf } from './look-up-filters.ts';
import { normaliseEntry } from './normalise-entry.ts';
import { PageControl } from './page-cookie.ts';
import { wholeEntry } from './ranged-values.ts';
import { searchOptions } from './search-options.ts';

/** AD's own default of MaxPageSize. */
export const PAGE_SIZE = 1000;
/** Pages without any entry in a row after which the server is believed to go round in circles. */
export const EMPTY_PAGES = 100;
/** AD refuses filters with very many terms; longer lists are asked in parts. */
const TERMS = 100;
export const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339';
export const SHOW_DELETED = '1.2.840.113556.1.4.417';

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
  let emptyPages = 0;
  for (let cookie: Buffer | null = Buffer.alloc(0); cookie !== null; ) {
    const { entries, next }: Page = await nextPage(session, search, cookie);
    found.push(...entries);
    emptyPages = entries.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > EMPTY_PAGES) throw endless();
    cookie = next.length === 0 ? null : next;
  }
  return wholeEntries(session, found);
}

/** A server that goes round in circles. */
export const endless = (): DirectoryError => new DirectoryError('failed', 'The domain controller kept sending empty pages, so the list would be incomplete.');

interface Page {
  readonly entries: readonly Entry[];
  readonly next: Buffer;
}

function nextPage(session: LdapSession, search: Search, cookie: Buffer): Promise<Page> {
  return session.request(async (client) => {
    const entries = await askPage(client, search, cookie);
    // Read before the next request in line may take the connection.
    const next = session.pageCookie();
    if (next === null) throw new DirectoryError('failed', 'The domain controller’s answer had no end, so it may be incomplete.');
    return { entries, next };
  });
}

async function wholeEntries(session: LdapSession, entries: readonly Entry[]): Promise<readonly AdEntry[]> {
  const whole: AdEntry[] = [];
  for (const entry of entries) {
    const known = normaliseEntry(entry);
    whole.push(known.open.length === 0 ? known.entry : await wholeEntry(session, known));
  }
  return whole;
}

/** The first entries of a search, where it does not matter which ones are missing. */
export async function searchSome(session: LdapSession, search: Search, atMost: number): Promise<readonly AdEntry[]> {
  const found = await session.request((client) => askPage(client, search, Buffer.alloc(0), atMost));
  return wholeEntries(session, found);
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
