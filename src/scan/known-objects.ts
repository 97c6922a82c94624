import { KeyTable } from './key-table.ts';
import { addKey, SPACES } from './keys.ts';
import { Numbers } from './numbers.ts';
import type { ScanSide } from './scan-side.ts';

/** Finds the objects of one side by what each is known by: objectGUID (base64) or object id. */
export class KnownObjects {
  readonly #table: KeyTable;
  /** 1 + the number of the object; 0 for one that is gone. */
  readonly #objects = new Numbers();

  constructor(side: ScanSide) {
    this.#table = new KeyTable(side.length);
    for (let object = 0; object < side.length; object += 1) {
      if (side.is(object, 'outdated')) continue;
      const key = side.firstKey(object);
      this.#set(side.keys.low(key), side.keys.high(key), object + 1);
    }
  }

  /** -1 for none. */
  find(id: string): number {
    let found = -1;
    addKey({ push: (low, high) => { found = this.#objects.at(this.#table.numberOf(low, high)) - 1; } }, SPACES.identity, id);
    return found;
  }

  put(id: string, object: number): void {
    addKey({ push: (low, high) => this.#set(low, high, object + 1) }, SPACES.identity, id);
  }

  forget(id: string): void {
    addKey({ push: (low, high) => this.#set(low, high, 0) }, SPACES.identity, id);
  }

  #set(low: number, high: number, value: number): void {
    const number = this.#table.add(low, high);
    if (number === this.#objects.length) this.#objects.push(value);
    else this.#objects.set(number, value);
  }
}
