import { KeyTable } from './key-table.ts';
import { Numbers } from './numbers.ts';
import type { ScanSide } from './scan-side.ts';
import type { ScanState } from './scan-state.ts';

/** Binds each object of AD to its object in Entra: users by anchor, groups by SID, contacts by primary address. The first of several stays; gives the number of pairs. */
export function pairUp({ directory, entra }: ScanState): number {
  const known = bindings(directory);
  let pairs = 0;
  for (let object = 0; object < entra.length; object += 1) {
    if (!entra.is(object, 'pairs') || entra.is(object, 'outdated')) continue;
    const key = entra.firstKey(object) + 1;
    const number = known.table.numberOf(entra.keys.low(key), entra.keys.high(key));
    const partner = number < 0 ? -1 : known.objects.at(number);
    if (partner < 0 || isTaken(directory, entra, partner)) continue;
    directory.pair(partner, object);
    entra.pair(object, partner);
    pairs += 1;
  }
  return pairs;
}

function bindings(side: ScanSide): { readonly table: KeyTable; readonly objects: Numbers } {
  const table = new KeyTable(side.length);
  const objects = new Numbers();
  for (let object = 0; object < side.length; object += 1) {
    if (!side.is(object, 'pairs') || side.is(object, 'outdated')) continue;
    const key = side.firstKey(object) + 1;
    if (table.add(side.keys.low(key), side.keys.high(key)) === objects.length) objects.push(object);
  }
  return { table, objects };
}

/** A partner that is outdated is none any more. */
function isTaken(directory: ScanSide, entra: ScanSide, object: number): boolean {
  const partner = directory.partnerOf(object);
  return partner >= 0 && !entra.is(partner, 'outdated');
}
