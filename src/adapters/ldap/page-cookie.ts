import type { TLSSocket } from 'node:tls';
import { Ber, BerReader, BerWriter, Control } from 'ldapts';

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
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    try {
      for (let length = messageLength(pending); length !== null && length <= pending.length; length = messageLength(pending)) {
        last = cookieOf(pending.subarray(0, length)) ?? last;
        pending = pending.subarray(length);
      }
    } catch {
      // Whatever this is, it is not LDAP; the request that waits fails with the connection.
      socket.destroy();
    }
  });
  return { last: () => last, forget: () => void (last = null) };
}

/** Length of the BER element at the start, header included; null while the header is not complete. */
function messageLength(data: Buffer): number | null {
  const first = data[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new Error('not a BER length');
  return data.length < 2 + octets ? null : 2 + octets + data.readUIntBE(2, octets);
}

/** The cookie of a finished search; null for every other message. */
function cookieOf(message: Buffer): Buffer | null {
  const reader = new BerReader(message);
  reader.readSequence();
  reader.readInt();
  if (reader.peek() !== SEARCH_DONE) return null;
  reader.readSequence();
  const done = reader.offset + reader.length;
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
