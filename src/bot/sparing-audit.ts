import type { Clock } from '../ports/clock.ts';
import type { AuditEvent, Store } from '../ports/store.ts';

/** Refusals of strangers that are written in full within one minute; beyond that they are counted. */
const IN_FULL = 60;
const MINUTE_MS = 60_000;

/**
 * The audit for what anybody on the network can cause: a flood of refusals must not fill the disk.
 * What is not written in full is counted, and the count is written with the next refusal of a later minute. Other events are always written.
 */
export function sparingAudit(audit: Store['audit'], clock: Pick<Clock, 'now'>): Store['audit'] {
  let minute = 0;
  let written = 0;
  let counted = 0;
  return async (event: AuditEvent) => {
    if (!event.event.endsWith('.refused')) return audit(event);
    const now = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (now !== minute) {
      const before = counted;
      [minute, written, counted] = [now, 0, 0];
      if (before > 0) await audit({ ...event, event: 'refusals.counted', rule: null, facts: { count: before } });
    }
    if (written >= IN_FULL) {
      counted += 1;
      return;
    }
    written += 1;
    await audit(event);
  };
}
