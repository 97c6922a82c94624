import type { Clock } from '../../ports/clock.ts';
import { GraphRefusal } from './graph-fault.ts';

/** All writes of this process to one tenant, one after the other at the pace that is this product's share. */
export interface WriteQueue {
  /** Does the write when its turn comes. One that Graph throttles was not carried out: it is sent again when Graph takes writes again, and nothing else is sent before. */
  run(write: () => Promise<void>): Promise<void>;
}

/**
 * 3,000 writes in 150 seconds are an application's own quota in a tenant.
 * Source: learn.microsoft.com/graph/throttling-limits (identity and access)
 */
const WRITES_PER_SECOND = 20;
/** As many as may go at once after a pause: a second's worth. */
const BURST_MS = 1000;
/** Entra Connect writes into the same tenant and has the other half. */
export const DEFAULT_SHARE = 0.5;
const MOST_ATTEMPTS = 4;
const LONGEST_HOLD_MS = 5 * 60_000;

/** `share` is the part of the quota that is used, above 0 and at most 1. */
export function createWriteQueue({ clock, share = DEFAULT_SHARE }: { readonly clock: Clock; readonly share?: number | undefined }): WriteQueue {
  const between = 1000 / (WRITES_PER_SECOND * share);
  /** When the bucket would be full again. */
  let filled = Number.NEGATIVE_INFINITY;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let line: Promise<void> = Promise.resolve();
  const turn = (): Promise<void> => (line = line.then(takeTurn));
  const takeTurn = async (): Promise<void> => {
    const now = clock.now().getTime();
    let at = Math.max(now, filled + between - BURST_MS);
    if (at > now) await clock.sleep(at - now);
    while (heldUntil > at) {
      const rest = heldUntil - at;
      at = heldUntil;
      await clock.sleep(rest);
    }
    filled = Math.max(filled, at) + between;
  };
  return {
    async run(write) {
      for (let attempt = 1; ; attempt += 1) {
        await turn();
        try {
          return await write();
        } catch (error) {
          const wait = holdAfter(error, attempt);
          if (wait === undefined) throw error;
          heldUntil = Math.max(heldUntil, clock.now().getTime() + Math.min(wait, LONGEST_HOLD_MS));
          if (attempt >= MOST_ATTEMPTS || wait > LONGEST_HOLD_MS) throw error;
        }
      }
    },
  };
}

/** How long no write may be sent, in ms; undefined where the answer is no throttling. Only 429 tells for certain that nothing was done. */
function holdAfter(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof GraphRefusal) || error.status !== 429) return undefined;
  return error.retryAfter ?? 1000 * 2 ** attempt;
}
