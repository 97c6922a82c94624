import type { Clock } from '../ports/clock.ts';
import type { Asked } from './world.ts';

interface Asking {
  ask(about: string): Promise<Asked>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told now and then how many have been asked about. */
  onProgress(done: number): Promise<void>;
}

/** A few at a time: the relay and Graph serve others too. */
const AT_ONCE = 4;
/** Nobody waits for longer; what was not asked by then is left out. */
const MOST_MINUTES = 15;
const BETWEEN_PROGRESS_MS = 5_000;

/** Asks about many, a few at a time, in their order; null for what could not be asked about in time. */
export async function diagnoseMany({ ask, clock, onProgress }: Asking, names: readonly string[]): Promise<readonly (Asked | null)[]> {
  const until = clock.now().getTime() + MOST_MINUTES * 60_000;
  const asked: (Asked | null)[] = names.map(() => null);
  let next = 0;
  let done = 0;
  let told = clock.now().getTime();
  const worker = async (): Promise<void> => {
    for (let at = next++; at < names.length; at = next++) {
      const now = clock.now().getTime();
      if (now >= until) return;
      asked[at] = await ask(names[at] ?? '');
      done += 1;
      if (now - told < BETWEEN_PROGRESS_MS) continue;
      told = now;
      await onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, names.length) }, worker));
  return asked;
}
