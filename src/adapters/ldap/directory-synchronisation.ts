import { Ber, BerReader, BerWriter, Control, type Entry } from 'ldapts';
import { guidOfAnchor } from '../../model/anchor.ts';
import type { ChangePage, ChangedEntry } from '../../ports/directory-streams.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { SUBJECT_ATTRIBUTES } from './entry-attributes.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapSession } from './ldap-session.ts';
import { present } from './look-up-filters.ts';
import { normaliseEntry } from './normalise-entry.ts';
import { wholeEntry } from './ranged-values.ts';
import { searchOptions } from './search-options.ts';

const DIRSYNC = '1.2.840.113556.1.4.841';
/** LDAP_DIRSYNC_OBJECT_SECURITY: only what the account may read, which then needs no right to replicate. */
const OBJECT_SECURITY = 1;
const MOST_OCTETS = 4_194_304;
/** A page may come without entries and with more to follow, but not for ever. */
const EMPTY_PAGES = 100;

/** Changes since a cookie, page by page. Source: [MS-ADTS] 3.1.1.3.4.1.3. */
export async function* readChangesSince(connection: LdapConnection, base: string, cookie: string | null): AsyncGenerator<ChangePage> {
  const session = await connection.openStream();
  try {
    let at = Buffer.from(cookie ?? '', 'base64');
    for (let more = true, empty = 0; more; ) {
      const { entries, answer } = await askPage(session, base, at);
      empty = entries.length === 0 ? empty + 1 : 0;
      if (empty > EMPTY_PAGES) throw new DirectoryError('failed', 'The domain controller kept sending empty pages of changes.');
      yield { server: connection.server, entries: await changedEntries(session, entries), cookie: answer.cookie.toString('base64') };
      at = answer.cookie;
      more = answer.more;
    }
  } finally {
    session.end();
  }
}

interface SyncAnswer {
  readonly more: boolean;
  readonly cookie: Buffer<ArrayBuffer>;
}

/**
 * Asked for in capitals: the server answers in the spelling of its schema, so a name in capitals in ldapts' answer is one that the
 * server said nothing about, and an empty list in the schema's spelling is an attribute that was cleared.
 */
const IN_CAPITALS = SUBJECT_ATTRIBUTES.map((name) => name.toUpperCase());
const SPELLING: ReadonlyMap<string, string> = new Map(SUBJECT_ATTRIBUTES.map((name) => [name.toUpperCase(), name]));

async function askPage(session: LdapSession, base: string, cookie: Buffer): Promise<{ readonly entries: readonly Entry[]; readonly answer: SyncAnswer }> {
  const control = new SynchronisationControl(cookie);
  const entries = await session.request(async (client) => (await client.search(base, searchOptions({ scope: 'sub', filter: present, attributes: IN_CAPITALS }), [control])).searchEntries).catch(refusedCookie);
  if (control.answer === null) throw new DirectoryError('failed', 'The domain controller did not say where its list of changes ends.');
  return { entries, answer: control.answer };
}

/** Not understood (12), or of another database (53). */
function refusedCookie(thrown: unknown): never {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code !== 12 && code !== 53) throw thrown;
  throw new DirectoryError('constraint', `The domain controller does not know where to go on (LDAP ${code}), so everything has to be read anew.`, code);
}

async function changedEntries(session: LdapSession, entries: readonly Entry[]): Promise<readonly ChangedEntry[]> {
  const changed: ChangedEntry[] = [];
  for (const raw of entries) {
    refuseEcho(raw);
    const normal = normaliseEntry(raw);
    const { dn, attributes } = normal.open.length === 0 ? normal.entry : await wholeEntry(session, normal);
    const guid = guidOfAnchor(attributes['objectGUID']?.[0] ?? '');
    // Every entry of such an answer carries its GUID, even a deleted one; without it nobody could tell what changed.
    if (guid === null) throw new DirectoryError('failed', 'The domain controller named a changed object without its GUID.');
    changed.push({ guid, dn, deleted: attributes['isDeleted']?.[0] === 'TRUE', attributes, cleared: clearedIn(raw) });
  }
  return changed;
}

/** A server that repeats our capitals would make cleared attributes look as if nothing had been said of them. */
function refuseEcho(raw: Entry): void {
  const echoed = Object.keys(raw).some((name) => SPELLING.has(name) && SPELLING.get(name) !== name && (raw[name]?.length ?? 0) > 0);
  if (echoed) throw new DirectoryError('failed', 'The server does not name attributes as its schema does, so its changes cannot be read.');
}

function clearedIn(raw: Entry): readonly string[] {
  return Object.entries(raw).flatMap(([name, values]) => (Array.isArray(values) && values.length === 0 && !SPELLING.has(name) && !isRanged(raw, name) ? [name] : []));
}

const isRanged = (raw: Entry, name: string): boolean => Object.keys(raw).some((each) => each.toLowerCase().startsWith(`${name.toLowerCase()};range=`));

/** Asks for changes, and takes the server's word of where they end. */
class SynchronisationControl extends Control {
  readonly #cookie: Buffer;
  answer: SyncAnswer | null = null;

  constructor(cookie: Buffer) {
    super(DIRSYNC, { critical: true });
    this.#cookie = cookie;
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(OBJECT_SECURITY);
    value.writeInt(MOST_OCTETS);
    value.writeBuffer(this.#cookie, Ber.OctetString);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }

  protected override parseControl(reader: BerReader): void {
    reader.readSequence();
    const more = reader.readInt() ?? 0;
    reader.readInt();
    this.answer = { more: more !== 0, cookie: Buffer.from(reader.readString(Ber.OctetString, true) ?? []) };
  }
}
