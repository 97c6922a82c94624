import type { Client, Entry, Filter } from 'ldapts';
import { Control } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { OCTET_ATTRIBUTES } from './entry-attributes.ts';
import type { LdapSession } from './ldap-session.ts';
import { normaliseEntry, rangedPart, type RangedPart } from './normalise-entry.ts';
import { PageControl } from './page-cookie.ts';

/** AD's own default of MaxPageSize. */
const PAGE_SIZE = 1000;
const NO_LIMIT_SECONDS = 600;
/** Pages without any entry in a row after which the server is believed to go round in circles. */
const EMPTY_PAGES = 100;
const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339';
const SHOW_DELETED = '1.2.840.113556.1.4.417';

export interface Search {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: Filter;
  readonly attributes: readonly string[];
  readonly showDeleted?: boolean | undefined;
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
  for (const entry of found) entries.push(await whole(session, entry));
  return entries;
}

/** The first entries of a search, where it does not matter which ones are missing. */
export async function searchSome(session: LdapSession, search: Search, atMost: number): Promise<readonly AdEntry[]> {
  const found = await session.request((client) => askPage(client, search, Buffer.alloc(0), atMost));
  return Promise.all(found.map((entry) => whole(session, entry)));
}

async function askPage(client: Client, search: Search, cookie: Buffer, size: number = PAGE_SIZE): Promise<readonly Entry[]> {
  const controls = [new PageControl(size, cookie), new Control(DOMAIN_SCOPE, { critical: false })];
  if (search.showDeleted === true) controls.push(new Control(SHOW_DELETED, { critical: true }));
  const { searchEntries } = await client.search(search.base, options(search, search.attributes), controls);
  return searchEntries;
}

async function whole(session: LdapSession, raw: Entry): Promise<AdEntry> {
  const { entry, open } = normaliseEntry(raw);
  if (open.length === 0) return entry;
  const attributes: Record<string, readonly string[]> = { ...entry.attributes };
  for (const part of open) attributes[part.attribute] = await remaining(session, entry.dn, part);
  return { dn: entry.dn, attributes };
}

async function remaining(session: LdapSession, dn: string, first: RangedPart): Promise<readonly string[]> {
  const values = [...first.values];
  for (let next = first.next; next !== null; ) {
    const asked = `${first.attribute};range=${next}-*`;
    const { searchEntries } = await session.request((client) => client.search(dn, options({ scope: 'base' }, [asked]), [new Control(SHOW_DELETED)]));
    const part = Object.entries(searchEntries[0] ?? {}).map(([name, raw]) => rangedPart(name, raw)).find((each) => each !== null && each.values.length > 0);
    if (part === undefined || part === null) throw new DirectoryError('failed', `The values of ${first.attribute} could not be read to the end.`);
    values.push(...part.values);
    next = part.next;
  }
  return values;
}

/** `sizeLimit` is never sent: ldapts would take a cut answer for a whole one. Its own time limit of ten seconds is raised. */
function options(search: Pick<Search, 'scope'> & { readonly filter?: Filter }, attributes: readonly string[]): Parameters<Client['search']>[1] {
  return {
    scope: search.scope,
    attributes: [...attributes],
    explicitBufferAttributes: [...OCTET_ATTRIBUTES],
    timeLimit: NO_LIMIT_SECONDS,
    ...(search.filter === undefined ? {} : { filter: search.filter }),
  };
}
