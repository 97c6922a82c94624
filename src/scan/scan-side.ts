import type { KeptRoom, ScanRoom } from '../ports/scan-shelf.ts';
import { KeyColumn } from './key-column.ts';
import { Numbers } from './numbers.ts';

/** What is remembered of an object in a bit each. */
export const MARKS = {
  /** Nothing about it stands out, so it need not be looked at unless its partner or a shared value makes it. */
  ordinary: 1,
  /** Read anew or gone since: another place has its later state. */
  outdated: 2,
  /** Its second key is the one by which it finds its partner. */
  pairs: 4,
  /** Lies where a prediction asks about. */
  predicted: 8,
  /** Synchronised from AD, says Entra. */
  synced: 16,
  /** Has a value that another object has too, other than its partner. */
  shared: 32,
  /** Entra or one of its services says that something is wrong with it. */
  troubled: 64,
} as const;

/** Which list of Entra, or which kind in AD, an object belongs to: a number below 8, kept above the bits. */
const LIST_SHIFT = 8;

/** The objects of one side, a few numbers each: their keys, where their text lies, what they look like. */
export class ScanSide {
  readonly keys: KeyColumn;
  readonly #starts: Numbers;
  readonly #places: Numbers;
  readonly #sizes: Numbers;
  readonly #likeLow: Numbers;
  readonly #likeHigh: Numbers;
  readonly #marks: Numbers;
  /** 1 + the number of the object on the other side; 0 for none. */
  readonly #partners: Numbers;
  readonly #verdictPlaces: Numbers;
  readonly #verdictSizes: Numbers;

  constructor(kept?: { readonly room: KeptRoom; readonly name: string }) {
    const column = (name: string): Numbers => new Numbers(kept?.room.column(`${kept.name}.${name}`) ?? undefined);
    this.keys = new KeyColumn(kept?.room.column(`${kept.name}.keys`) ?? undefined);
    [this.#starts, this.#places, this.#sizes, this.#likeLow, this.#likeHigh, this.#marks, this.#partners, this.#verdictPlaces, this.#verdictSizes] = [column('starts'), column('places'), column('sizes'), column('likeLow'), column('likeHigh'), column('marks'), column('partners'), column('verdictPlaces'), column('verdictSizes')];
  }

  get length(): number {
    return this.#starts.length;
  }

  /** Begins an object; the keys that follow are its own. */
  begin(): number {
    this.#starts.push(this.keys.length);
    return this.#starts.length - 1;
  }

  /** Ends the object that was begun. */
  end(about: { readonly list: number; readonly marks: number; readonly like: Likeness; readonly text: Uint8Array; readonly room: ScanRoom }): void {
    const at = about.room.lay(about.text);
    this.#places.push(at / GRAIN);
    this.#sizes.push(about.text.length);
    this.#likeLow.push(about.like.low);
    this.#likeHigh.push(about.like.high);
    this.#marks.push(about.marks | (about.list << LIST_SHIFT));
    this.#partners.push(0);
    this.#verdictPlaces.push(0);
    this.#verdictSizes.push(0);
  }

  firstKey = (object: number): number => this.#starts.at(object);
  /** Behind its last key. */
  keyEnd = (object: number): number => (object + 1 < this.#starts.length ? this.#starts.at(object + 1) : this.keys.length);
  is = (object: number, mark: keyof typeof MARKS): boolean => (this.#marks.at(object) & MARKS[mark]) !== 0;
  mark = (object: number, mark: keyof typeof MARKS): void => this.#marks.set(object, this.#marks.at(object) | MARKS[mark]);
  listOf = (object: number): number => this.#marks.at(object) >>> LIST_SHIFT;
  looksLike = (object: number, other: ScanSide, its: number): boolean => this.#likeLow.at(object) === other.#likeLow.at(its) && this.#likeHigh.at(object) === other.#likeHigh.at(its);
  /** -1 for none. */
  partnerOf = (object: number): number => this.#partners.at(object) - 1;
  pair = (object: number, partner: number): void => this.#partners.set(object, partner + 1);

  textOf(object: number, room: ScanRoom): string {
    return DECODER.decode(room.fetch(this.#places.at(object) * GRAIN, this.#sizes.at(object)));
  }

  /** What was found of an object, for the scan after this one; null where nothing was looked for. */
  verdictOf(object: number, room: ScanRoom): string | null {
    const size = this.#verdictSizes.at(object);
    return size === 0 ? null : DECODER.decode(room.fetch(this.#verdictPlaces.at(object) * GRAIN, size));
  }

  layVerdict(object: number, text: Uint8Array, room: ScanRoom): void {
    this.#verdictPlaces.set(object, room.lay(text) / GRAIN);
    this.#verdictSizes.set(object, text.length);
  }

  forgetVerdict(object: number): void {
    this.#verdictSizes.set(object, 0);
  }

  columns(name: string): Readonly<Record<string, Uint8Array>> {
    const all = { starts: this.#starts, places: this.#places, sizes: this.#sizes, likeLow: this.#likeLow, likeHigh: this.#likeHigh, marks: this.#marks, partners: this.#partners, verdictPlaces: this.#verdictPlaces, verdictSizes: this.#verdictSizes, keys: this.keys };
    return Object.fromEntries(Object.entries(all).map(([column, values]) => [`${name}.${column}`, values.bytes()]));
  }
}

/** What an object looks like, in 64 bits; two that look different are different. */
export interface Likeness {
  readonly low: number;
  readonly high: number;
}

/** Bytes are laid down at multiples of this, so that four bytes tell the place of each in 64 GB. */
export const GRAIN = 16;

const DECODER = new TextDecoder();
