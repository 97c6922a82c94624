/**
 * Keys of 64 bits stand for values: a million of them take 8 MB and are compared without the texts. Two equal keys are only a hint; whoever reports a
 * value looks at the texts. Letters of ASCII count the same in either case, unless the space is exact.
 */
export interface KeySink {
  push(low: number, high: number): void;
}

/**
 * What a value is; the same text in two spaces has two keys. From `anchor` on letters count in their case. `told` and the numbers behind it are for
 * what one object tells of itself.
 */
export const SPACES = { identity: 1, address: 2, sip: 3, otherAddress: 4, accountName: 5, alias: 6, sid: 7, displayName: 8, dn: 9, other: 10, signInName: 11, mail: 12, anchor: 20, told: 21 } as const;
const EXACT_FROM = SPACES.anchor;

/** Lays the key of a text, or of what of it begins at `from`. */
export function addKey(sink: KeySink, space: number, text: string, from = 0): void {
  let one = 0xdeadbeef ^ space;
  let other = 0x41c6ce57 ^ space;
  for (let at = from; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (space < EXACT_FROM) {
      if (code >= 65 && code <= 90) code += 32;
      else if (code > 127) return addFolded(sink, space, text.slice(from).toLowerCase());
    }
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  finish(sink, one, other);
}

/** Text outside ASCII, folded as a whole. */
function addFolded(sink: KeySink, space: number, text: string): void {
  let one = 0xdeadbeef ^ space;
  let other = 0x41c6ce57 ^ space;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  finish(sink, one, other);
}

/** The last mixing of cyrb53, of which all 64 bits are kept; 0 is left for empty places. */
function finish(sink: KeySink, one: number, other: number): void {
  const low = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
  const high = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  sink.push(low === 0 && high === 0 ? 1 : low >>> 0, high >>> 0);
}
