import type { Clock } from '../../ports/clock.ts';
import { SyncServerError } from '../../ports/sync-server.ts';

/** How many may wait for their turn. */
const MOST_WAITING = 32;

/** Lets one piece of work after the other at a thing that can do one at a time. Who waits too long, or comes when too many wait, is told that it is busy: nothing of theirs was begun. */
export function inTurn(clock: Clock, patienceMs: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting >= MOST_WAITING) throw new SyncServerError('busy', 'Too many questions wait for PowerShell; nothing was begun.');
    const before = last;
    const mine = Promise.withResolvers<void>();
    last = mine.promise;
    waiting += 1;
    const isMyTurn = await within(clock, patienceMs, before);
    waiting -= 1;
    if (!isMyTurn) {
      void before.then(mine.resolve);
      throw new SyncServerError('busy', 'PowerShell was taken by other questions for too long; nothing was begun.');
    }
    try {
      return await work();
    } finally {
      mine.resolve();
    }
  };
}

async function within(clock: Clock, milliseconds: number, event: Promise<void>): Promise<boolean> {
  const over = new AbortController();
  try {
    return await Promise.race([event.then(() => true), clock.sleep(milliseconds, over.signal).then(() => false)]);
  } finally {
    over.abort();
  }
}
