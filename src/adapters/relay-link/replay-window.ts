import type { Store } from '../../ports/store.ts';

/**
 * Each counter counts once. Requests of one relay travel side by side and may overtake each other, so a lower counter passes
 * when this process has not seen it and it is above the first one that this process raised in the store:
 * had it been used before, that raise would have failed.
 */
export function createReplayWindow(store: Pick<Store, 'raiseCounter'>): (relayId: string, counter: number) => Promise<boolean> {
  const windows = new Map<string, { readonly first: number; highest: number; readonly seen: Set<number> }>();
  return async (relayId, counter) => {
    const window = windows.get(relayId);
    if (window !== undefined && counter < window.highest) {
      const fresh = counter > window.first && counter > window.highest - WIDTH && !window.seen.has(counter);
      window.seen.add(counter);
      return fresh;
    }
    const raised = await store.raiseCounter(relayId, counter);
    if (!raised) return overtaken(windows.get(relayId), counter);
    const known = windows.get(relayId);
    if (known === undefined) windows.set(relayId, { first: counter, highest: counter, seen: new Set([counter]) });
    else remember(known, counter);
    return true;
  };
}

const WIDTH = 1_024;

/** While the store was asked, a higher counter of the same relay came through. */
function overtaken(window: { readonly first: number; readonly highest: number; readonly seen: Set<number> } | undefined, counter: number): boolean {
  if (window === undefined || counter >= window.highest || counter <= window.first || window.seen.has(counter)) return false;
  window.seen.add(counter);
  return true;
}

function remember(window: { highest: number; readonly seen: Set<number> }, counter: number): void {
  window.highest = Math.max(window.highest, counter);
  window.seen.add(counter);
  if (window.seen.size <= 2 * WIDTH) return;
  for (const old of window.seen) if (old <= window.highest - WIDTH) window.seen.delete(old);
}
