const FIRST = 16;

/** A set of keys, each with its number in the order of arrival; 12 bytes a place, at most half of the places taken. */
export class KeyTable {
  #halves: Uint32Array<ArrayBuffer>;
  #numbers: Uint32Array<ArrayBuffer>;
  #size = 0;

  /** `expected` spares the moves; more may come. */
  constructor(expected: number) {
    let places = FIRST;
    while (places < expected * 2) places *= 2;
    this.#halves = new Uint32Array(places * 2);
    this.#numbers = new Uint32Array(places);
  }

  get size(): number {
    return this.#size;
  }

  /** Its number; the one that it had, where it was there. */
  add(low: number, high: number): number {
    const place = this.#placeOf(low, high);
    const there = this.#numbers[place] ?? 0;
    if (there !== 0) return there - 1;
    this.#halves[place * 2] = low;
    this.#halves[place * 2 + 1] = high;
    this.#size += 1;
    this.#numbers[place] = this.#size;
    if (this.#size * 2 > this.#numbers.length) this.#move();
    return this.#size - 1;
  }

  /** -1 for none. */
  numberOf(low: number, high: number): number {
    return (this.#numbers[this.#placeOf(low, high)] ?? 0) - 1;
  }

  #placeOf(low: number, high: number): number {
    const mask = this.#numbers.length - 1;
    for (let place = (low ^ (high >>> 7)) & mask; ; place = (place + 1) & mask) {
      if ((this.#numbers[place] ?? 0) === 0) return place;
      if (this.#halves[place * 2] === low && this.#halves[place * 2 + 1] === high) return place;
    }
  }

  #move(): void {
    const [halves, numbers] = [this.#halves, this.#numbers];
    this.#halves = new Uint32Array(halves.length * 2);
    this.#numbers = new Uint32Array(numbers.length * 2);
    for (let place = 0; place < numbers.length; place += 1) {
      const number = numbers[place] ?? 0;
      if (number === 0) continue;
      const [low, high] = [halves[place * 2] ?? 0, halves[place * 2 + 1] ?? 0];
      const to = this.#placeOf(low, high);
      this.#halves[to * 2] = low;
      this.#halves[to * 2 + 1] = high;
      this.#numbers[to] = number;
    }
  }
}
