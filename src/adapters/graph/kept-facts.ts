import type { KeptSyncFeatures, Unread } from '../../model/evidence.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantAnswer, TenantFacts } from '../../ports/tenant.ts';

/** Where the settings that an administrator has read are kept. */
export interface SyncFeatureShelf {
  syncFeatures(): Promise<KeptSyncFeatures | null>;
}

const FRESH_MS = 60_000;
const FEATURES_DAYS = 30;
const DAY_MS = 86_400_000;

/** Facts of the tenant, read at most once a minute; what was read only in part is read again. The settings of the synchronisation come from the shelf. */
export function keepFacts(read: () => Promise<TenantAnswer>, { clock, shelf }: { readonly clock: Clock; readonly shelf: SyncFeatureShelf | null }): () => Promise<TenantFacts> {
  let kept: { readonly at: Date; readonly answer: Promise<TenantAnswer> } | null = null;
  return async () => {
    const now = clock.now();
    const using = kept !== null && now.getTime() - kept.at.getTime() < FRESH_MS ? kept : { at: now, answer: read() };
    kept = using;
    const [facts, features] = await Promise.all([using.answer, featuresOf(shelf, now)]);
    if (facts.unread.length > 0 && kept === using) kept = null;
    return { entra: { ...facts.entra, ...features.entra }, unread: [...facts.unread, ...features.unread], readAt: using.at.toISOString() };
  };
}

async function featuresOf(shelf: SyncFeatureShelf | null, now: Date): Promise<TenantAnswer> {
  const seen = shelf === null ? null : await shelf.syncFeatures().catch(() => 'broken' as const);
  if (seen === 'broken') return missing('failed', 'The synchronization settings that an administrator has read could not be fetched from the store');
  if (seen === null) {
    return missing('not-configured', 'The tenant-wide synchronization settings can be read only in the name of a signed-in administrator (delegated OnPremDirectorySynchronization.Read.All); run "syncwhy connect features" once');
  }
  const age = now.getTime() - Date.parse(seen.readAt);
  if (!(age <= FEATURES_DAYS * DAY_MS)) {
    return missing('not-asked', `The tenant-wide synchronization settings were last read on ${seen.readAt.slice(0, 10)} by ${seen.readBy}, more than ${FEATURES_DAYS} days ago; run "syncwhy connect features" again`);
  }
  return { entra: { syncFeatures: { ...seen.features, readAt: seen.readAt } }, unread: [] };
}

const missing = (why: Unread['why'], detail: string): TenantAnswer => ({ entra: {}, unread: [{ what: 'entra.syncFeatures', why, detail }] });
