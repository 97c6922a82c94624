import type { ScanState } from './scan-state.ts';
import { shareValuesOf, type SharedValues, type Sighted } from './shared-values.ts';

/** Objects that are outdated now, by side. */
export interface Gone {
  readonly directory: number[];
  readonly entra: number[];
}

/** The objects on which something that changed can bear: themselves, whoever has or had a value of theirs, and the partners of all of these. */
export function touchedBy(state: ScanState, { before, gone }: { readonly before: Readonly<Record<Sighted['side'], number>>; readonly gone: Gone }): { readonly touched: ReadonlySet<string>; readonly shared: SharedValues } {
  const changed: readonly Sighted[] = (['directory', 'entra'] as const).flatMap((side) => [
    ...gone[side].map((object) => ({ side, object })),
    ...Array.from({ length: state[side].length - before[side] }, (_, at) => ({ side, object: before[side] + at })),
  ]);
  const among = shareValuesOf(state, changed);
  const near = new Map<string, Sighted>();
  const add = (sighted: Sighted): void => void near.set(`${sighted.side} ${sighted.object}`, sighted);
  for (const sighted of changed) {
    const sharers = among.of(sighted);
    for (const each of [sighted, ...sharers, ...partnersOf(state, sighted)]) add(each);
    if (sharers.length > 0 && !state[sighted.side].is(sighted.object, 'outdated')) for (const each of [sighted, ...sharers]) state[each.side].mark(each.object, 'shared');
  }
  for (const sighted of [...near.values()]) for (const partner of partnersOf(state, sighted)) add(partner);
  const live = [...near.values()].filter(({ side, object }) => !state[side].is(object, 'outdated'));
  for (const { side, object } of live) state[side].forgetVerdict(object);
  // Most are as ordinary as before: what the others share is looked up for those that stand out, and their partners.
  const striking = live.filter(({ side, object }) => !isPlainPair(state, side, object));
  const shared = shareValuesOf(state, [...striking, ...striking.flatMap((sighted) => partnersOf(state, sighted))]);
  return { touched: new Set(live.map(({ side, object }) => `${side} ${object}`)), shared };
}

/** Neither it nor its partner stands out, and they are alike. */
function isPlainPair(state: ScanState, side: Sighted['side'], object: number): boolean {
  const [own, other] = side === 'directory' ? [state.directory, state.entra] : [state.entra, state.directory];
  const partner = own.partnerOf(object);
  return partner >= 0 && own.is(object, 'ordinary') && other.is(partner, 'ordinary') && !own.is(object, 'shared') && !other.is(partner, 'shared') && own.looksLike(object, other, partner);
}

function partnersOf(state: ScanState, { side, object }: Sighted): readonly Sighted[] {
  const partner = state[side].partnerOf(object);
  return partner < 0 ? [] : [{ side: side === 'directory' ? 'entra' : 'directory', object: partner }];
}
