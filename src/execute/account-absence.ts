import type { Clock } from '../ports/clock.ts';
import type { Tenant } from '../ports/tenant.ts';

/**
 * After a deletion, a restore or a purge the readers of Entra ID may for seconds to minutes show an account neither live nor in the recycle bin;
 * Microsoft names no limit. What lasts for longer than every delay that was ever reported is taken for true.
 */
export const ABSENT_MINUTES = 5;

/** Where the account is. Rejects when Entra ID cannot be asked: that is never an absence. */
export async function accountIs(tenant: Pick<Tenant, 'user' | 'deletedUser'>, userId: string): Promise<'user-live' | 'user-in-recycle-bin' | 'user-purged'> {
  if ((await tenant.user(userId)) !== null) return 'user-live';
  return (await tenant.deletedUser(userId)) === null ? 'user-purged' : 'user-in-recycle-bin';
}

/** Looks that lie further apart than this say nothing of the time between them. */
const LONGEST_GAP_MS = 20 * 60_000;

/** Remembers since when accounts have been seen nowhere. */
export interface Absence {
  /** Takes one sighting; true when it and every one before it, for five minutes at least, found the account nowhere. */
  lasts(userId: string, isAbsent: boolean): boolean;
}

export function createAbsence({ now }: Pick<Clock, 'now'>): Absence {
  const seen = new Map<string, { readonly first: number; readonly last: number }>();
  return {
    lasts(userId, isAbsent) {
      const at = now().getTime();
      const before = seen.get(userId);
      seen.delete(userId);
      if (!isAbsent) return false;
      const first = before === undefined || at - before.last > LONGEST_GAP_MS ? at : before.first;
      seen.set(userId, { first, last: at });
      return at - first >= ABSENT_MINUTES * 60_000;
    },
  };
}
