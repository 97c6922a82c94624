import { KeyTable } from './key-table.ts';

/** Keys in one piece, to be sorted where they lie: no object is made for any of them. */
export class KeyBench {
  readonly #keys: BigUint64Array<ArrayBuffer>;
  readonly #halves: Uint32Array<ArrayBuffer>;
  #length = 0;

  constructor(most: number) {
    this.#keys = new BigUint64Array(most);
    this.#halves = new Uint32Array(this.#keys.buffer);
  }

  push(low: number, high: number): void {
    this.#halves[this.#length * 2] = low;
    this.#halves[this.#length * 2 + 1] = high;
    this.#length += 1;
  }

  /** The keys that were pushed more than once, each once. */
  repeated(): KeyTable {
    const halves = this.#halves;
    this.#keys.subarray(0, this.#length).sort();
    const isAsBefore = (at: number): boolean => halves[at * 2] === halves[at * 2 - 2] && halves[at * 2 + 1] === halves[at * 2 - 1];
    let count = 0;
    for (let at = 1; at < this.#length; at += 1) if (isAsBefore(at) && (at === 1 || !isAsBefore(at - 1))) count += 1;
    const table = new KeyTable(count);
    for (let at = 1; at < this.#length; at += 1) if (isAsBefore(at)) table.add(halves[at * 2] ?? 0, halves[at * 2 + 1] ?? 0);
    return table;
  }
}
