import type { Clock } from '../ports/clock.ts';
import type { AuditEvent, Store } from '../ports/store.ts';

/** Refusals of one kind (event and rule) that are written in full within one minute; beyond that they are counted. */
const IN_FULL = 60;
const MINUTE_MS = 60_000;

/**
 * The audit for what anybody on the network can cause: a flood of refusals must not fill the disk, and a flood of one kind must not hide another.
 * What is not written in full is counted, and the count is written with the next refusal of that kind in a later minute. Other events are always written.
 */
export function sparingAudit(audit: Store['audit'], clock: Pick<Clock, 'now'>): Store['audit'] {
  const kinds = new Map<string, { minute: number; written: number; counted: number }>();
  return async (event: AuditEvent) => {
    if (!event.event.endsWith('.refused')) return audit(event);
    const key = `${event.event} ${event.rule ?? ''}`;
    const minute = Math.floor(clock.now().getTime() / MINUTE_MS);
    const known = kinds.get(key);
    const kind = known?.minute === minute ? known : { minute, written: 0, counted: 0 };
    kinds.set(key, kind);
    if (known !== undefined && known !== kind && known.counted > 0) await audit({ ...event, event: 'refusals.counted', facts: { count: known.counted, of: event.event } });
    if (kind.written >= IN_FULL) {
      kind.counted += 1;
      return;
    }
    kind.written += 1;
    await audit(event);
  };
}
