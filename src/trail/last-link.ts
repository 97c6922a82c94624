import type { AuditLink, Store } from '../ports/store.ts';

/** The newest entry, found by halving: entries are numbered without gaps. Null for an empty trail. */
export async function lastLink(store: Pick<Store, 'auditTrail'>): Promise<AuditLink | null> {
  const after = async (seq: number): Promise<AuditLink | null> => (await store.auditTrail(seq, 1))[0] ?? null;
  let newest = await after(0);
  if (newest === null) return null;
  let step = 1;
  for (let next = await after(newest.seq + step); next !== null; next = await after(newest.seq + step)) {
    newest = next;
    step *= 2;
  }
  for (; step >= 1; step = Math.floor(step / 2)) {
    const next = await after(newest.seq + step - 1);
    if (next !== null) newest = next;
  }
  return newest;
}
