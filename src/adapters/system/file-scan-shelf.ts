import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { asLaidDown } from '../../boundary/trust.ts';
import type { KeptRoom, ScanShelf } from '../../ports/scan-shelf.ts';

interface FileShelfOptions {
  /** Belongs to this process alone: files of scans that nobody finished are cleared away. */
  readonly folder: string;
  /** 32 bytes by which the files are encrypted; left out: bytes that nobody else ever knows, so that nothing outlives the process. */
  readonly key?: Uint8Array | undefined;
}

const BLOCK = 16;
const WRITE_AT = 1 << 20;
const AHEAD = 1 << 17;
const KEPT = 'kept.columns';
const MINE = /^scan-[0-9a-f-]{36}\.data$/;

/** Rooms as encrypted files (AES-256-CTR; what is kept is sealed with HMAC-SHA-256 as well), readable by their owner only. */
export function createFileScanShelf({ folder, key = randomBytes(32) }: FileShelfOptions): ScanShelf {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = readKept(folder, key);
  for (const name of readdirSync(folder)) if (MINE.test(name) && name !== kept?.data) rmSync(join(folder, name), { force: true });
  return {
    open: () => Promise.resolve(new FileRoom({ folder, key, regions: [newRegion(0)], data: `scan-${randomUUID()}.data`, length: 0, columns: new Map() })),
    last: () => {
      const now = readKept(folder, key);
      return Promise.resolve(now === null ? null : new FileRoom({ folder, key, ...now, regions: [...now.regions, newRegion(now.length)] }));
    },
  };
}

/** What was laid down in one go has a number of its own, so that no place is ever encrypted twice in the same way. */
interface Region {
  readonly from: number;
  /** 8 bytes, hex. */
  readonly nonce: string;
}

const newRegion = (from: number): Region => ({ from, nonce: randomBytes(8).toString('hex') });

interface Contents {
  readonly regions: readonly Region[];
  readonly data: string;
  readonly length: number;
  readonly columns: ReadonlyMap<string, Uint8Array>;
}

interface RoomOptions extends Contents {
  readonly folder: string;
  readonly key: Uint8Array;
}

/** One file for what is laid down, encrypted by its place. */
class FileRoom implements KeptRoom {
  readonly #given: RoomOptions;
  readonly #file: number;
  readonly #pending = Buffer.alloc(WRITE_AT * 2);
  #written: number;
  #filled = 0;
  #isKept: boolean;
  #isOpen = true;

  constructor(given: RoomOptions) {
    this.#given = given;
    this.#written = given.length;
    this.#isKept = given.columns.size > 0;
    this.#file = openSync(join(given.folder, given.data), this.#isKept ? 'r+' : 'wx+', 0o600);
  }

  lay(bytes: Uint8Array): number {
    const padded = Math.ceil(bytes.length / BLOCK) * BLOCK;
    if (this.#filled + padded > this.#pending.length) this.#flush();
    const at = this.#written + this.#filled;
    if (padded > this.#pending.length) {
      this.#write(Buffer.concat([bytes, Buffer.alloc(padded - bytes.length)]));
      return at;
    }
    this.#pending.set(bytes, this.#filled);
    this.#filled += padded;
    if (this.#filled >= WRITE_AT) this.#flush();
    return at;
  }

  fetch(at: number, length: number): Uint8Array {
    if (at >= this.#written) return Uint8Array.from(this.#pending.subarray(at - this.#written, at - this.#written + length));
    const near = this.#window;
    if (at >= near.from && at + length <= near.from + near.bytes.length) return near.bytes.subarray(at - near.from, at - near.from + length);
    // Whoever reads on from one object to the next gets many at once.
    const isNext = at > near.from && at - near.from < AHEAD * 2;
    const region = this.#given.regions.find(({ from }) => from > at)?.from ?? this.#written;
    const bytes = this.#read(at, isNext ? Math.max(length, Math.min(AHEAD, region - at)) : length);
    this.#window = { from: at, bytes };
    return bytes.subarray(0, length);
  }

  #window: { readonly from: number; readonly bytes: Uint8Array } = { from: 0, bytes: new Uint8Array(0) };

  #read(at: number, length: number): Uint8Array {
    const bytes = Buffer.alloc(length);
    if (readSync(this.#file, bytes, 0, length, at) !== length) throw new Error('the file of a scan is shorter than it was');
    return createDecipheriv('aes-256-ctr', this.#given.key, this.#counter(at)).update(bytes);
  }

  column = (name: string): Uint8Array | null => this.#given.columns.get(name) ?? null;

  keep(columns: Readonly<Record<string, Uint8Array>>): Promise<void> {
    this.#flush();
    const { folder, key, data, regions } = this.#given;
    const before = readKept(folder, key);
    writeKept(folder, key, { data, regions, length: this.#written, columns: new Map(Object.entries(columns)) });
    if (before !== null && before.data !== data) rmSync(join(folder, before.data), { force: true });
    this.#isKept = true;
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#isOpen) closeSync(this.#file);
    if (!this.#isKept) rmSync(join(this.#given.folder, this.#given.data), { force: true });
    this.#isOpen = false;
    return Promise.resolve();
  }

  #flush(): void {
    if (this.#filled === 0) return;
    this.#write(this.#pending.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #write(bytes: Uint8Array): void {
    writeSync(this.#file, createCipheriv('aes-256-ctr', this.#given.key, this.#counter(this.#written)).update(bytes), 0, bytes.length, this.#written);
    this.#written += bytes.length;
  }

  /** The number of the block is its counter, so that every part can be read alone. */
  #counter(at: number): Buffer {
    const counter = Buffer.alloc(BLOCK);
    counter.write(this.#given.regions.findLast(({ from }) => from <= at)?.nonce ?? '', 'hex');
    counter.writeBigUInt64BE(BigInt(at / BLOCK), 8);
    return counter;
  }
}

interface Heading {
  readonly data: string;
  readonly regions: readonly Region[];
  readonly length: number;
  readonly columns: readonly { readonly name: string; readonly length: number }[];
}

function writeKept(folder: string, key: Uint8Array, { data, regions, length, columns }: Contents): void {
  const heading: Heading = { data, regions, length, columns: [...columns].map(([name, bytes]) => ({ name, length: bytes.length })) };
  const text = Buffer.from(`${JSON.stringify(heading)}\n`);
  const iv = randomBytes(BLOCK);
  const sealed = createCipheriv('aes-256-ctr', key, iv).update(Buffer.concat([text, ...columns.values()]));
  const file = join(folder, KEPT);
  writeFileSync(`${file}.new`, Buffer.concat([iv, hmac(key, iv, sealed), sealed]), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Null where there is none, or it is not what was written. */
function readKept(folder: string, key: Uint8Array): Contents | null {
  const file = join(folder, KEPT);
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const [iv, mark, sealed] = [bytes.subarray(0, BLOCK), bytes.subarray(BLOCK, BLOCK + 32), bytes.subarray(BLOCK + 32)];
  if (mark.length !== 32 || !timingSafeEqual(mark, hmac(key, iv, sealed))) return null;
  const open = createDecipheriv('aes-256-ctr', key, iv).update(sealed);
  const end = open.indexOf('\n');
  const heading = asLaidDown<Heading>(open.toString('utf8', 0, end));
  const columns = new Map<string, Uint8Array>();
  let at = end + 1;
  for (const { name, length } of heading.columns) {
    columns.set(name, open.subarray(at, at + length));
    at += length;
  }
  return existsSync(join(folder, heading.data)) ? { data: heading.data, regions: heading.regions, length: heading.length, columns } : null;
}

const hmac = (key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Buffer => createHmac('sha256', createHmac('sha256', key).update('scan columns').digest()).update(iv).update(sealed).digest();
