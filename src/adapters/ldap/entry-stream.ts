import type { AdEntry } from '../../model/evidence.ts';
import type { Directory } from '../../ports/directory.ts';
import type { EntryPage } from '../../ports/directory-streams.ts';
import { askedFilter } from './asked-filter.ts';
import { SUBJECT_ATTRIBUTES } from './entry-attributes.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapSession } from './ldap-session.ts';
import type { NormalEntry } from './normalise-entry.ts';
import { octetPages, type OctetPage } from './octet-pages.ts';
import { EMPTY_PAGES, endless, type Search } from './paged-search.ts';
import { wholeEntry } from './ranged-values.ts';

const READABLE: ReadonlySet<string> = new Set(SUBJECT_ATTRIBUTES.map((name) => name.toLowerCase()));

/** Pages of whatever fits, over a session that nobody else uses, for a page cookie is good on its own connection only. */
export async function* readEntries(connection: LdapConnection, base: string, { filter, attributes }: Parameters<Directory['readAll']>[0]): AsyncGenerator<EntryPage> {
  const unknown = attributes.find((name) => !READABLE.has(name.toLowerCase()));
  if (unknown !== undefined) throw new TypeError(`${unknown} is not among the attributes that may be read`);
  const search = { base, scope: 'sub', filter: askedFilter(filter), attributes: attributes.length === 0 ? ['objectGUID'] : attributes } as const;
  const session = await connection.openStream();
  try {
    for await (const entries of pagesOf(session, search)) yield { server: connection.server, entries: await whole(connection, entries) };
  } finally {
    session.end();
  }
}

/** The pages that are not empty. While one is dealt with, the server is at the next already. */
async function* pagesOf(session: LdapSession, search: Search): AsyncGenerator<readonly NormalEntry[]> {
  const ask = octetPages(session);
  let asking: Promise<OctetPage> | null = ask(search, Buffer.alloc(0));
  let emptyPages = 0;
  while (asking !== null) {
    const { entries, next }: OctetPage = await asking;
    emptyPages = entries.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > EMPTY_PAGES) throw endless();
    asking = next.length === 0 ? null : ask(search, next);
    // Should it fail before it is waited for, it is told when it is.
    asking?.catch(() => undefined);
    if (entries.length > 0) yield entries;
  }
}

async function whole(connection: LdapConnection, entries: readonly NormalEntry[]): Promise<readonly AdEntry[]> {
  const found: AdEntry[] = [];
  for (const each of entries) found.push(each.open.length === 0 ? each.entry : await connection.read((session) => wholeEntry(session, each)));
  return found;
}
