import type { TLSSocket } from 'node:tls';
import { Ber, BerReader, BerWriter, Control } from 'ldapts';
import { contentAt, messageLength } from './ber-length.ts';

const PAGED_RESULTS = '1.2.840.113556.1.4.319';
const SEARCH_DONE = 0x65;
const CONTROLS = 0xa0;

/** Asks for one page. ldapts' own control is not used because its loop ends at an empty page even when more pages follow. */
export class PageControl extends Control {
  readonly #size: number;
  readonly #cookie: Buffer;

  constructor(size: number, cookie: Buffer) {
    super(PAGED_RESULTS, { critical: true });
    this.#size = size;
    this.#cookie = cookie;
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(this.#size);
    value.writeBuffer(this.#cookie, Ber.OctetString);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}

/**
 * Listens in on a connection and keeps the page cookie of the last finished search, which ldapts keeps to itself.
 * `last` is null while no search has ended since `forget`, and empty when the server has no more pages or does not page.
 */
export function watchPageCookies(socket: TLSSocket): { last(): Buffer | null; forget(): void } {
  let pending: Buffer = Buffer.alloc(0);
  let last: Buffer | null = null;
  socket.on('data', (chunk: Buffer) => {
    const data = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let from = 0;
    try {
      // Entries come by the hundred thousand: they are stepped over without a reader.
      for (let length = messageLength(data); length !== null && from + length <= data.length; length = messageLength(data, from)) {
        if (isSearchDone(data, from)) last = pageCookieIn(data.subarray(from, from + length));
        from += length;
      }
      pending = data.subarray(from);
    } catch {
      // Whatever this is, it is not LDAP; the request that waits fails with the connection.
      socket.destroy();
    }
  });
  return { last: () => last, forget: () => void (last = null) };
}

const isSearchDone = (data: Buffer, from: number): boolean => data[operationAt(data, from)] === SEARCH_DONE;

/** A message begins with its number, one element, and then what it is. */
function operationAt(data: Buffer, from: number): number {
  const id = contentAt(data, from);
  return id + 2 + (data[id + 1] ?? 0);
}

/** The cookie in the message that ends a search; empty when there is none. */
export function pageCookieIn(message: Buffer): Buffer {
  const operation = operationAt(message, 0);
  const reader = new BerReader(message.subarray(operation));
  reader.readSequence();
  const done = operation + reader.offset + reader.length;
  const controls = new BerReader(message.subarray(done));
  if (controls.peek() !== CONTROLS) return Buffer.alloc(0);
  controls.readSequence();
  const end = controls.offset + controls.length;
  while (controls.offset < end) {
    const cookie = cookieOfControl(controls);
    if (cookie !== null) return cookie;
  }
  return Buffer.alloc(0);
}

function cookieOfControl(controls: BerReader): Buffer | null {
  controls.readSequence();
  const end = controls.offset + controls.length;
  const oid = controls.readString();
  if (controls.offset < end && controls.peek() === Ber.Boolean) controls.readBoolean();
  const value = controls.offset < end ? controls.readString(Ber.OctetString, true) : null;
  if (oid !== PAGED_RESULTS || value === null) return null;
  const page = new BerReader(value);
  page.readSequence();
  page.readInt();
  return page.readString(Ber.OctetString, true) ?? Buffer.alloc(0);
}
