import type { KeySink } from './keys.ts';

const CHUNK = 1 << 18;

/** Keys in the order in which they came, 8 bytes each. */
export class KeyColumn implements KeySink {
  readonly #chunks: Uint32Array<ArrayBuffer>[] = [];
  #length = 0;

  constructor(start?: Uint8Array) {
    if (start === undefined) return;
    const halves = new Uint32Array(new Uint8Array(start).buffer);
    for (let at = 0; at < halves.length; at += 2) this.push(halves[at] ?? 0, halves[at + 1] ?? 0);
  }

  get length(): number {
    return this.#length;
  }

  push(low: number, high: number): void {
    const place = (this.#length % CHUNK) * 2;
    if (place === 0) this.#chunks.push(new Uint32Array(CHUNK * 2));
    const chunk = this.#chunks.at(-1);
    if (chunk === undefined) return;
    chunk[place] = low;
    chunk[place + 1] = high;
    this.#length += 1;
  }

  low(index: number): number {
    return this.#chunks[Math.floor(index / CHUNK)]?.[(index % CHUNK) * 2] ?? 0;
  }

  high(index: number): number {
    return this.#chunks[Math.floor(index / CHUNK)]?.[(index % CHUNK) * 2 + 1] ?? 0;
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length * 8);
    this.#chunks.forEach((chunk, at) => all.set(new Uint8Array(chunk.buffer, 0, Math.min(CHUNK, this.#length - at * CHUNK) * 8), at * CHUNK * 8));
    return all;
  }
}
