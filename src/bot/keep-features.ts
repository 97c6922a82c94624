import { parseReadSyncFeatures } from '../boundary/kept-sync-features.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

interface Keeper {
  readonly store: Pick<Store, 'keepSyncFeatures'>;
  readonly clock: Clock;
}

/** Keeps what a signed-in administrator has read, with the time by the bot's clock; the audit trail says who it was. Resolves with what to tell them, null when it was no reading. */
export async function keepFeatures({ store, clock }: Keeper, body: unknown): Promise<string | null> {
  const reading = parseReadSyncFeatures(body);
  if (reading === null) return null;
  const readAt = clock.now().toISOString();
  await store.keepSyncFeatures({ ...reading, readAt }, { event: 'features.read', at: readAt, actor: null, planId: null, rule: null, facts: { readBy: reading.readBy } });
  return `The synchronization settings of the tenant are kept, as ${reading.readBy} read them on ${readAt.slice(0, 10)}. They count for 30 days.`;
}
