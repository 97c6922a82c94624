import type { Clock } from '../ports/clock.ts';

/** Half of what Teams allows an app in a tenant (30 a second), because a second bot may be at work. */
const BETWEEN_ANY_MS = 1000 / 15;
/** Between two requests about one conversation, changes of messages included. */
const BETWEEN_SAME_MS = 1000;

/** Gives each request its turn, in one process. */
export interface Steady {
  /** Resolves when a request about this conversation may be sent. */
  turn(conversationId: string): Promise<void>;
}

export function createSteady(clock: Clock): Steady {
  let nextOfAny = 0;
  const nextOf = new Map<string, number>();
  const waitUntil = async (time: number): Promise<void> => {
    const wait = time - clock.now().getTime();
    if (wait > 0) await clock.sleep(wait);
  };
  return {
    async turn(conversationId) {
      const own = Math.max(clock.now().getTime(), nextOf.get(conversationId) ?? 0);
      nextOf.set(conversationId, own + BETWEEN_SAME_MS);
      await waitUntil(own);
      const any = Math.max(clock.now().getTime(), nextOfAny);
      nextOfAny = any + BETWEEN_ANY_MS;
      await waitUntil(any);
    },
  };
}
