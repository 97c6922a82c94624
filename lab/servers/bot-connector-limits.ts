import type { CompanyClock } from '../company/clock.ts';

/** At most `count` calls in `seconds`. */
interface LimitWindow {
  readonly seconds: number;
  readonly count: number;
}

/** Figures of Microsoft's page "Optimize your bot with rate limiting in Teams", per bot and thread. */
const TEAMS_LIMITS: Readonly<Record<'send' | 'create' | 'members', readonly LimitWindow[]>> = {
  send: [{ seconds: 1, count: 7 }, { seconds: 2, count: 8 }, { seconds: 30, count: 60 }, { seconds: 3600, count: 1800 }],
  create: [{ seconds: 1, count: 7 }, { seconds: 2, count: 8 }, { seconds: 30, count: 60 }, { seconds: 3600, count: 1800 }],
  members: [{ seconds: 1, count: 14 }, { seconds: 2, count: 16 }, { seconds: 30, count: 120 }, { seconds: 3600, count: 3600 }],
};

/** Largest activity in bytes of UTF-16. */
export const LARGEST_MESSAGE = 100 * 1024;

export class RateLimits {
  readonly #clock: CompanyClock;
  readonly #calls = new Map<string, number[]>();

  constructor(clock: CompanyClock) {
    this.#clock = clock;
  }

  /** Counts the call, or answers the seconds to wait when it is one too many. */
  take(operation: keyof typeof TEAMS_LIMITS, thread: string): number | null {
    const key = `${operation} ${thread}`;
    const now = this.#clock.now().getTime();
    const calls = (this.#calls.get(key) ?? []).filter((at) => now - at < 3_600_000);
    this.#calls.set(key, calls);
    for (const window of TEAMS_LIMITS[operation]) {
      const recent = calls.filter((at) => now - at < window.seconds * 1000);
      const oldest = recent[0];
      if (recent.length >= window.count && oldest !== undefined) return Math.max(1, Math.ceil((oldest + window.seconds * 1000 - now) / 1000));
    }
    calls.push(now);
    return null;
  }
}
