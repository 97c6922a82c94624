/** Steps through BER without making anything but the texts that are taken. Throws where an element reaches beyond what there is. */
export class BerCursor {
  readonly data: Buffer;
  readonly end: number;
  at: number;

  constructor(data: Buffer, from: number, end: number) {
    this.data = data;
    this.at = from;
    this.end = end;
  }

  get tag(): number {
    return this.data[this.at] ?? 0;
  }

  /** Goes to the content of the element; returns where that ends. */
  enter(): number {
    const first = this.data[this.at + 1] ?? 0xff;
    const octets = first < 0x80 ? 0 : first & 0x7f;
    if (first >= 0x80 && (octets === 0 || octets > 4)) throw new RangeError('not a BER length');
    const length = octets === 0 ? first : this.data.readUIntBE(this.at + 2, octets);
    this.at += 2 + octets;
    if (this.at + length > this.end) throw new RangeError('a BER element reaches too far');
    return this.at + length;
  }

  skip(): void {
    this.at = this.enter();
  }

  text(): string {
    const end = this.enter();
    const text = this.data.toString('utf8', this.at, end);
    this.at = end;
    return text;
  }

  octets(): Buffer {
    const end = this.enter();
    const octets = this.data.subarray(this.at, end);
    this.at = end;
    return octets;
  }

  integer(): number {
    const octets = this.octets();
    return octets.length === 0 || octets.length > 6 ? 0 : octets.readIntBE(0, octets.length);
  }
}
