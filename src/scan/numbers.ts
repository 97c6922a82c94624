const FIRST = 1024;

/** A column of whole numbers below 2^32 that grows: four bytes each, where a list of objects would take fifty. */
export class Numbers {
  #store: Uint32Array<ArrayBuffer>;
  #length: number;

  /** Begins with what an earlier column gave as `bytes`. */
  constructor(start?: Uint8Array) {
    this.#store = start === undefined ? new Uint32Array(FIRST) : new Uint32Array(new Uint8Array(start).buffer);
    this.#length = start === undefined ? 0 : this.#store.length;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#store.length) {
      const before = this.#store;
      this.#store = new Uint32Array(Math.max(FIRST, Math.ceil(before.length * 1.5)));
      this.#store.set(before);
    }
    this.#store[this.#length] = value;
    this.#length += 1;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.#store[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#store[index] = value;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.#store.buffer, 0, this.#length * 4);
  }
}
