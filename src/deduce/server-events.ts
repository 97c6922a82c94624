import type { ServerEvent } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';
import { isoTime } from './times.ts';

/** An event and the server that logged it. */
export interface SeenEvent {
  readonly server: string;
  readonly standby: boolean;
  /** Undefined when the event does not tell. */
  readonly time: Date | undefined;
  readonly event: ServerEvent;
}

export type EventSource = 'ADSync' | 'Directory Synchronization' | 'Service Control Manager';

/** An event counts only by source, number and words together: one number means different things in different messages. */
export interface EventPattern {
  readonly source: EventSource;
  readonly ids: readonly number[];
  /** What its message must say. */
  readonly says: RegExp;
  /** Older events are left out; events without a time, too. */
  readonly since?: Date | undefined;
}

/** Old names under which the same engine logged the same numbers. */
const NAMES: Readonly<Record<EventSource, readonly string[]>> = {
  ADSync: ['adsync', 'fimsynchronizationservice'],
  'Directory Synchronization': ['directory synchronization'],
  'Service Control Manager': ['service control manager', 'microsoft-windows-service control manager'],
};

/** The events that fit, newest first. */
export const eventsLike = (logs: readonly FromServer<readonly ServerEvent[]>[], pattern: EventPattern): readonly SeenEvent[] =>
  logs
    .flatMap(({ server, staging, value }) => value.filter((event) => fits(event, pattern)).map((event) => ({ server, standby: staging === true, time: isoTime(event.time), event })))
    .filter(({ time }) => pattern.since === undefined || (time !== undefined && time >= pattern.since))
    .sort((one, other) => (other.time?.getTime() ?? 0) - (one.time?.getTime() ?? 0));

const fits = (event: ServerEvent, { source, ids, says }: EventPattern): boolean =>
  NAMES[source].includes(event.source?.trim().toLowerCase() ?? '') && typeof event.id === 'number' && ids.includes(event.id) && says.test(event.message ?? '');

/** One event as evidence text, e.g. `ADSync 6301: message`, cut to a readable length. */
export const spokenEvent = ({ event }: SeenEvent): string => {
  const message = (event.message ?? '').replaceAll(/\s+/g, ' ').trim();
  return `${event.source ?? ''} ${String(event.id ?? '')}: ${message.length > 200 ? `${message.slice(0, 200)}…` : message}`.trim();
};
