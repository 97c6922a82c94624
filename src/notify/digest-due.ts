import type { DigestTimes, Subscription } from '../model/subscription.ts';
import { instantOf, localTime, minutesOf } from './local-time.ts';

/** What the digest that is due now tells of; null while none is. After a pause of the bot there is one, over the whole time, and not one for each day. */
export function digestDue({ digest, lastDigest, since }: Pick<Subscription, 'digest' | 'lastDigest' | 'since'>, now: Date): { readonly from: string; readonly to: string } | null {
  if (digest === null) return null;
  const slot = lastSlot(digest, now);
  const from = lastDigest ?? since;
  return slot.toISOString() > from ? { from, to: now.toISOString() } : null;
}

/** The latest moment, not after now, at which a digest was to be posted. */
function lastSlot({ every, at, day, timeZone }: DigestTimes, now: Date): Date {
  const today = localTime(now, timeZone);
  const minutes = minutesOf(at);
  const slotBack = (days: number): Date => instantOf({ year: today.year, month: today.month, date: today.date - days, minutes }, timeZone);
  const back = every === 'day' ? 0 : (today.day - day + 7) % 7;
  const slot = slotBack(back);
  return slot <= now ? slot : slotBack(back + (every === 'day' ? 1 : 7));
}
