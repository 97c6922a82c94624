import type { CompanyClock } from '../company/clock.ts';
import type { TenantState, TenantUser } from '../company/tenant-state.ts';

/** Eventual consistency: for a while after a write, readers see the user as it was. */
export function createStaleReads({ state, clock, milliseconds }: { state: TenantState; clock: CompanyClock; milliseconds: () => number }): { users(): readonly TenantUser[]; willWrite(userId: string): void } {
  const former = new Map<string, { readonly until: number; readonly user: TenantUser }>();
  return {
    users: () =>
      [...state.users.values()].map((user) => {
        const old = former.get(user.id);
        return old !== undefined && old.until > clock.now().getTime() ? old.user : user;
      }),
    willWrite(userId) {
      const user = state.users.get(userId);
      if (user !== undefined && milliseconds() > 0) former.set(userId, { until: clock.now().getTime() + milliseconds(), user: structuredClone(user) });
    },
  };
}
