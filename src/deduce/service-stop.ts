import type { ServerEvent } from '../model/evidence.ts';
import { eventsLike, type EventPattern, type SeenEvent } from './server-events.ts';

export type StopReason = 'logon-right-removed' | 'logon-account-unusable' | 'database-full' | 'model-database-corrupt';

const HOUR = 60 * 60 * 1000;
const SERVICE = /ADSync|Microsoft Azure AD Sync|Microsoft Entra ID Sync/i;
const STOPS: readonly EventPattern[] = [
  { source: 'ADSync', ids: [2002], says: /stop/i },
  { source: 'Service Control Manager', ids: [7000, 7009, 7024, 7031, 7034, 7036, 7038, 7041], says: SERVICE },
];
const REASONS: readonly { readonly reason: StopReason; readonly pattern: EventPattern }[] = [
  { reason: 'database-full', pattern: { source: 'ADSync', ids: [6323], says: /disk space|is full|could not allocate|10 ?GB/i } },
  { reason: 'logon-right-removed', pattern: { source: 'Service Control Manager', ids: [7041, 7000, 7038], says: /logon (type|right)/i } },
  { reason: 'logon-account-unusable', pattern: { source: 'Service Control Manager', ids: [7038, 7000], says: /locked|disabled|expired|password|logon failure/i } },
  { reason: 'model-database-corrupt', pattern: { source: 'Service Control Manager', ids: [7024, 7000, 7031, 7034], says: /model database|corrupt/i } },
];

/** The newest event that tells when the service stopped, or did not start. */
export const lastStop = (server: string, events: readonly ServerEvent[]): SeenEvent | undefined =>
  STOPS.flatMap((pattern) => eventsLike([{ server, staging: undefined, value: events }], pattern))
    .filter(({ event }) => !/running state/i.test(event.message ?? ''))
    .sort((one, other) => (other.time?.getTime() ?? 0) - (one.time?.getTime() ?? 0))[0];

/** Why it stopped, as the log tells in its own words within the hour before the stop or since; undefined when it does not. */
export function stopReason(server: string, events: readonly ServerEvent[]): { readonly reason: StopReason; readonly seen: SeenEvent } | undefined {
  const stopped = lastStop(server, events)?.time;
  const since = stopped === undefined ? undefined : new Date(stopped.getTime() - HOUR);
  for (const { reason, pattern } of REASONS) {
    const seen = eventsLike([{ server, staging: undefined, value: events }], { ...pattern, since }).find(({ event }) => event.id === 6323 || SERVICE.test(event.message ?? ''));
    if (seen !== undefined) return { reason, seen };
  }
  return undefined;
}
