import type { CompanyClock } from '../company/clock.ts';

/** Graph's token bucket of one application: so many units in so many seconds. Small tenants get 3,500 resource units in 10. */
export interface Bucket {
  /** Null when the request may pass, else the seconds to wait. */
  spend(units: number): number | null;
}

const SECONDS = 10;
/** Writes of one application in one tenant, whatever its size. */
export const WRITES = { units: 3000, seconds: 150 };

export function createBucket(clock: CompanyClock, units = 3500, seconds = SECONDS): Bucket {
  let left = units;
  let since = clock.now().getTime();
  return {
    spend(cost) {
      const now = clock.now().getTime();
      left = Math.min(units, left + ((now - since) / 1000 / seconds) * units);
      since = now;
      if (left < cost) return Math.max(1, Math.ceil(((cost - left) / units) * seconds));
      left -= cost;
      return null;
    },
  };
}

const BASE: readonly (readonly [RegExp, number])[] = [
  [/^GET \/users(\?|$)/, 2],
  [/^GET \/groups\/[^/]+\/members/, 3],
  [/^GET \/groups\/[^/]+\/transitiveMembers/, 5],
  [/checkMemberGroups/, 4],
  [/^GET \/subscribedSkus/, 3],
];

/** Resource units of one request: $select makes it cheaper, a small page too, never below 1. */
export function unitsOf(request: string, query: URLSearchParams): number {
  const base = BASE.find(([pattern]) => pattern.test(request))?.[1] ?? 1;
  const small = Number(query.get('$top') ?? 999) < 20 ? 1 : 0;
  return Math.max(1, base - (query.has('$select') ? 1 : 0) - small);
}
