import type { CompanyClock } from '../clock.ts';

/** A row of the Application log of a sync server. */
export interface EventJson {
  readonly source: 'ADSync' | 'Directory Synchronization' | 'Service Control Manager';
  readonly id: number;
  readonly level: 'Information' | 'Warning' | 'Error';
  readonly time: string;
  readonly message: string;
}

/** The events that the engine writes, newest first. */
export interface EventLog {
  write(event: Omit<EventJson, 'time'>): void;
  newestFirst(): readonly EventJson[];
  moveBack(milliseconds: number): void;
  clear(): void;
}

const KEPT = 100;

export function createEventLog(clock: CompanyClock): EventLog {
  let events: readonly EventJson[] = [];
  return {
    write: (event) => {
      events = [{ ...event, time: clock.now().toISOString() }, ...events].slice(0, KEPT);
    },
    newestFirst: () => events,
    moveBack: (milliseconds) => {
      events = events.map((event) => ({ ...event, time: new Date(Date.parse(event.time) - milliseconds).toISOString() }));
    },
    clear: () => {
      events = [];
    },
  };
}

const HALF_HOUR = 30 * 60_000;

/** The sign of life of the password loop, every half hour; a standby server gives none. */
export function heartbeats(now: Date): readonly EventJson[] {
  const last = Math.floor(now.getTime() / HALF_HOUR) * HALF_HOUR;
  return [0, 1, 2].flatMap((ago) => {
    const time = last - ago * HALF_HOUR;
    return [
      { source: 'Directory Synchronization', id: 654, level: 'Information', time: new Date(time).toISOString(), message: 'Provision credentials ping end. TrackingID: 0' },
      { source: 'Directory Synchronization', id: 653, level: 'Information', time: new Date(time - 1000).toISOString(), message: 'Provision credentials ping start. TrackingID: 0' },
    ] as const;
  });
}
