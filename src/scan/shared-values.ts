import { KeyTable } from './key-table.ts';
import { Numbers } from './numbers.ts';
import { KeyBench } from './repeated-keys.ts';
import type { ScanSide } from './scan-side.ts';
import type { ScanState } from './scan-state.ts';

/** An object of one of the two sides. */
export interface Sighted {
  readonly side: 'directory' | 'entra';
  readonly object: number;
}

/** Which objects have a key in common. Only a hint: equal keys are looked at as texts before anything is said. */
export interface SharedValues {
  /** The others with a key of this object, its partner left out; at most so many that a value of thousands does not stop a scan. */
  of(sighted: Sighted): readonly Sighted[];
}

const MOST_OF_ONE_KEY = 40;
const MOST = 120;

/**
 * Finds the keys that stand at more than one object and marks these objects. What an object of AD and its own object in Entra have in common counts as one.
 * One object that was read twice is one: the later place counts.
 */
export function shareValues(state: ScanState): SharedValues {
  const { directory, entra } = state;
  const strange = strangeKeys(state);
  const bench = new KeyBench(directory.keys.length + strange.length);
  eachKey(directory, (at) => bench.push(directory.keys.low(at), directory.keys.high(at)));
  for (let at = 0; at < strange.length; at += 1) bench.push(entra.keys.low(strange.at(at)), entra.keys.high(strange.at(at)));
  const found = postings(state, bench.repeated());
  giveUpEarlier(state, found);
  for (const code of found.owners) state[sightedOf(code).side].mark(sightedOf(code).object, 'shared');
  return { of: (sighted) => others(state, sighted, found) };
}

/** The same for these objects alone: whoever has a key of theirs, in one pass over the keys of all. */
export function shareValuesOf(state: ScanState, objects: readonly Sighted[]): SharedValues {
  const keys = new KeyTable(objects.reduce((total, { side, object }) => total + state[side].keyEnd(object) - state[side].firstKey(object), 0));
  for (const { side: name, object } of objects) {
    const side = state[name];
    for (let at = side.firstKey(object); at < side.keyEnd(object); at += 1) keys.add(side.keys.low(at), side.keys.high(at));
  }
  const found = postings(state, keys);
  return { of: (sighted) => others(state, sighted, found) };
}

function eachKey(side: ScanSide, take: (key: number, object: number) => void): void {
  for (let object = 0; object < side.length; object += 1) {
    if (side.is(object, 'outdated')) continue;
    const end = side.keyEnd(object);
    for (let at = side.firstKey(object); at < end; at += 1) take(at, object);
  }
}

const OWN = new Uint32Array(2 * 1024);

/** Keys of objects of Entra that their partner in AD does not have. */
function strangeKeys({ directory, entra }: ScanState): Numbers {
  const strange = new Numbers();
  for (let object = 0; object < entra.length; object += 1) {
    if (entra.is(object, 'outdated')) continue;
    const partner = entra.partnerOf(object);
    const count = partner < 0 ? 0 : load(directory, partner);
    const end = entra.keyEnd(object);
    for (let at = entra.firstKey(object); at < end; at += 1) if (!isOwn(entra.keys.low(at), entra.keys.high(at), count)) strange.push(at);
  }
  return strange;
}

function load(side: ScanSide, object: number): number {
  const [from, end] = [side.firstKey(object), side.keyEnd(object)];
  const count = Math.min(end - from, OWN.length / 2);
  for (let at = 0; at < count; at += 1) {
    OWN[at * 2] = side.keys.low(from + at);
    OWN[at * 2 + 1] = side.keys.high(from + at);
  }
  return count;
}

function isOwn(low: number, high: number, count: number): boolean {
  for (let at = 0; at < count; at += 1) if (OWN[at * 2] === low && OWN[at * 2 + 1] === high) return true;
  return false;
}

/** For each of these keys the objects that have it, found in one pass. */
function postings({ directory, entra }: ScanState, keys: KeyTable): Postings {
  const [hits, codes] = [new Numbers(), new Numbers()];
  const starts = new Uint32Array(keys.size + 1);
  for (const [bit, side] of keys.size === 0 ? [] : [directory, entra].entries()) {
    eachKey(side, (at, object) => {
      const number = keys.numberOf(side.keys.low(at), side.keys.high(at));
      if (number < 0) return;
      starts[number + 1] = (starts[number + 1] ?? 0) + 1;
      hits.push(number);
      codes.push(object * 2 + bit);
    });
  }
  for (let number = 0; number < keys.size; number += 1) starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  const owners = new Uint32Array(hits.length);
  const filled = starts.slice();
  for (let at = 0; at < hits.length; at += 1) {
    const number = hits.at(at);
    owners[filled[number] ?? 0] = codes.at(at);
    filled[number] = (filled[number] ?? 0) + 1;
  }
  return { keys, starts, owners };
}

/** An object that was read twice has the key that it is known by at two places; the later one counts. */
function giveUpEarlier(state: ScanState, { keys, starts, owners }: Postings): void {
  for (let number = 0; number < keys.size; number += 1) {
    for (let place = starts[number] ?? 0; place < (starts[number + 1] ?? 0) - 1; place += 1) {
      const [one, later] = [sightedOf(owners[place] ?? 0), sightedOf(owners[place + 1] ?? 0)];
      if (one.side === later.side && [one, later].every(({ side, object }) => isFirstKey(state[side], object, { keys, number }))) state[one.side].mark(one.object, 'outdated');
    }
  }
}

const sightedOf = (code: number): Sighted => ({ side: code % 2 === 0 ? 'directory' : 'entra', object: Math.floor(code / 2) });

const isFirstKey = (side: ScanSide, object: number, { keys, number }: { readonly keys: KeyTable; readonly number: number }): boolean => keys.numberOf(side.keys.low(side.firstKey(object)), side.keys.high(side.firstKey(object))) === number;

interface Postings {
  readonly keys: KeyTable;
  readonly starts: Uint32Array;
  readonly owners: Uint32Array;
}

function others(state: ScanState, { side: name, object }: Sighted, { keys, starts, owners }: Postings): readonly Sighted[] {
  const side = state[name];
  const partner = side.partnerOf(object);
  const found = new Set<number>();
  const own = object * 2 + (name === 'entra' ? 1 : 0);
  const end = side.keyEnd(object);
  for (let at = side.firstKey(object); at < end && found.size < MOST; at += 1) {
    const number = keys.numberOf(side.keys.low(at), side.keys.high(at));
    const [from, to] = number < 0 ? [0, 0] : [starts[number] ?? 0, starts[number + 1] ?? 0];
    for (let place = from; place < Math.min(to, from + MOST_OF_ONE_KEY); place += 1) found.add(owners[place] ?? 0);
  }
  return [...found].filter((code) => code !== own).map(sightedOf).filter((each) => (each.side === name || each.object !== partner) && !state[each.side].is(each.object, 'outdated'));
}
