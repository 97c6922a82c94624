/** Object ids that came already, 16 bytes each: a million would be a hundred megabytes as texts. */
export class SeenIds {
  #places = new Uint32Array(4096);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** False where it was there before. Dashes and case make no difference; what is no GUID is kept as what it is. */
  add(id: string): boolean {
    if (!GUID.test(id)) return this.#addText(id.toLowerCase());
    const hex = id.replaceAll('-', '');
    const parts = [0, 8, 16, 24].map((at) => Number.parseInt(hex.slice(at, at + 8), 16));
    if (!this.#put(parts)) return false;
    this.#size += 1;
    if (this.#size * 8 > this.#places.length) this.#move();
    return true;
  }

  readonly #texts = new Set<string>();
  #isNullThere = false;

  #addText(id: string): boolean {
    const before = this.#texts.size;
    this.#texts.add(id);
    this.#size += this.#texts.size - before;
    return this.#texts.size > before;
  }

  #put(parts: readonly number[]): boolean {
    const [one = 0, two = 0, three = 0, four = 0] = parts;
    if (one === 0 && two === 0 && three === 0 && four === 0) {
      const isNew = !this.#isNullThere;
      this.#isNullThere = true;
      return isNew;
    }
    const places = this.#places;
    const mask = places.length / 4 - 1;
    for (let place = (one ^ four) & mask; ; place = (place + 1) & mask) {
      const at = place * 4;
      if (places[at] === one && places[at + 1] === two && places[at + 2] === three && places[at + 3] === four) return false;
      if (places[at] === 0 && places[at + 1] === 0 && places[at + 2] === 0 && places[at + 3] === 0) {
        places.set([one, two, three, four], at);
        return true;
      }
    }
  }

  #move(): void {
    const before = this.#places;
    this.#places = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 4) if (before.subarray(at, at + 4).some((part) => part !== 0)) this.#put([...before.subarray(at, at + 4)]);
  }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
