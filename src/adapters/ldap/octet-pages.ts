import { Control, SearchRequest } from 'ldapts';
import { DirectoryError } from '../../ports/directory.ts';
import { BerCursor } from './ber-cursor.ts';
import { messageLength } from './ber-length.ts';
import { entryFrom } from './entry-octets.ts';
import type { LdapSession } from './ldap-session.ts';
import type { NormalEntry } from './normalise-entry.ts';
import { PageControl, pageCookieIn } from './page-cookie.ts';
import { DOMAIN_SCOPE, type Search } from './paged-search.ts';
import { searchOptions } from './search-options.ts';

/** Half of what AD would give: no slower, and half as much in hand. */
const STREAM_PAGE = 500;
const ENTRY = 0x64;
const DONE = 0x65;
const NOTICE = 0x78;

export interface OctetPage {
  readonly entries: readonly NormalEntry[];
  readonly next: Buffer;
}

interface Waiting {
  readonly id: number;
  readonly entries: NormalEntry[];
  readonly resolve: (page: OctetPage) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Pages of a search read from the connection itself: ldapts keeps every value twice until a page is complete, which a whole domain
 * would make hundreds of megabytes of. The session serves nothing else from here on. One page is asked for at a time.
 */
export function octetPages(session: LdapSession): (search: Search, cookie: Buffer) => Promise<OctetPage> {
  let waiting: Waiting | null = null;
  let lastId = 0x10000;
  const end = (reason: unknown): void => {
    waiting?.reject(reason);
    waiting = null;
    session.end();
  };
  const take: Take = (data, from, to) => {
    const cursor = new BerCursor(data, from, to);
    cursor.enter();
    const id = cursor.integer();
    if (cursor.tag === NOTICE && id === 0) end(broken());
    if (waiting === null || id !== waiting.id) return;
    if (cursor.tag === ENTRY) waiting.entries.push(entryFrom(cursor));
    if (cursor.tag !== DONE) return;
    const { entries, resolve, reject } = waiting;
    waiting = null;
    const fault = faultOf(cursor);
    if (fault === null) resolve({ entries, next: pageCookieIn(data.subarray(from, to)) });
    else reject(fault);
  };
  const socket = session.connectionItself({ failed: (failure) => end(failure ?? broken()), heard: messages(take, end) });
  return (search, cookie) =>
    session.inTime(
      new Promise<OctetPage>((resolve, reject) => {
        if (session.spent) return reject(broken());
        lastId += 1;
        waiting = { id: lastId, entries: [], resolve, reject };
        socket.write(requestFor(search, { cookie, messageId: lastId }));
      }),
    );
}

/** One message, from and to where in what arrived. */
type Take = (data: Buffer, from: number, to: number) => void;

/** Cuts what arrives into messages. */
function messages(take: Take, end: (reason: unknown) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const data = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let from = 0;
    try {
      for (let length = messageLength(data); length !== null && from + length <= data.length; length = messageLength(data, from)) {
        take(data, from, from + length);
        from += length;
      }
      pending = data.subarray(from);
    } catch {
      end(new DirectoryError('failed', 'The domain controller’s answer could not be understood.'));
    }
  };
}

function requestFor(search: Search, { cookie, messageId }: { readonly cookie: Buffer; readonly messageId: number }): Buffer {
  const { base, filter } = search;
  return new SearchRequest({ ...searchOptions(search), messageId, baseDN: base, filter, controls: [new PageControl(STREAM_PAGE, cookie), new Control(DOMAIN_SCOPE, { critical: false })] }).write();
}

/** Null when the search went well; otherwise what ldapts would have thrown. */
function faultOf(cursor: BerCursor): Error | null {
  cursor.enter();
  const code = cursor.integer();
  cursor.skip();
  return code === 0 ? null : Object.assign(new Error(cursor.text()), { code });
}

const broken = (): DirectoryError => new DirectoryError('unreachable', 'The connection to the domain controller broke.');
