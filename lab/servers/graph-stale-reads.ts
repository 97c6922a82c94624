import type { CompanyClock } from '../company/clock.ts';
import type { TenantState, TenantUser } from '../company/tenant-state.ts';

interface StaleReadsGiven {
  readonly state: TenantState;
  readonly clock: CompanyClock;
  milliseconds(): number;
  missing(): number;
}

/** Eventual consistency: for a while after a write, readers see the user as it was; for a while after it was brought back, not at all. */
export function createStaleReads({ state, clock, milliseconds, missing }: StaleReadsGiven): { users(): readonly TenantUser[]; willWrite(userId: string): void; hasRestored(userId: string): void } {
  const former = new Map<string, { readonly until: number; readonly user: TenantUser }>();
  const unseen = new Map<string, number>();
  const now = (): number => clock.now().getTime();
  return {
    users: () =>
      [...state.users.values()]
        .filter(({ id }) => (unseen.get(id) ?? 0) <= now())
        .map((user) => {
          const old = former.get(user.id);
          return old !== undefined && old.until > now() ? old.user : user;
        }),
    willWrite(userId) {
      const user = state.users.get(userId);
      if (user !== undefined && milliseconds() > 0) former.set(userId, { until: now() + milliseconds(), user: structuredClone(user) });
    },
    hasRestored: (userId) => void unseen.set(userId, now() + missing()),
  };
}
