import type { StatusTrouble as Trouble } from '../cards/status.ts';
import { SILENCE } from '../deduce/password-loop.ts';
import { eventsLike } from '../deduce/server-events.ts';
import { isStandby } from '../deduce/server-standing.ts';
import { isoTime, spoken } from '../deduce/times.ts';
import type { SyncServerDocument } from '../model/evidence.ts';

interface PasswordLine {
  readonly troubles: readonly Trouble[];
  readonly facts: readonly string[];
}

/** The heartbeat of password hash synchronisation: event 654, or the last cycle that did its work. A staging server has none. */
export function passwordLine(server: SyncServerDocument, now: Date): PasswordLine {
  if (isStandby(server) === true) return { troubles: [], facts: [] };
  const { passwordSync, events } = server;
  if (passwordSync === undefined && events === undefined) return { troubles: [{ health: 'doubtful', says: 'The heartbeat of password hash synchronisation could not be read.', advice: 'Look in the Application log for event 654 of Directory Synchronization.' }], facts: [] };
  const switches = (passwordSync?.configuration ?? []).map(({ Enabled }) => Enabled);
  if (switches.length > 0 && switches.every((each) => each === false)) return { troubles: [], facts: ['Password hash synchronisation is off'] };
  const last = lastBeat(server);
  const is = last === undefined ? 'no heartbeat in what was read' : `last heartbeat ${spoken(last)}`;
  const isSilent = last === undefined || now.getTime() - last.getTime() > SILENCE;
  const trouble: Trouble = { health: 'doubtful', says: `Password hash synchronisation: ${is}; one is due every 30 minutes.`, advice: 'Ask why with a user whose password does not arrive.' };
  return isSilent ? { troubles: [trouble], facts: [] } : { troubles: [], facts: [`Password hash synchronisation: ${is}`] };
}

function lastBeat({ name, passwordSync, events }: SyncServerDocument): Date | undefined {
  const cycles = (passwordSync?.partitionState ?? []).flatMap((state) => isoTime(state.PasswordSyncLastSuccessfulCycleEndTimestamp) ?? isoTime(state.PasswordSyncLastSuccessfulCycleStartTimestamp) ?? []);
  const beats = eventsLike([{ server: name, staging: undefined, value: events ?? [] }], { source: 'Directory Synchronization', ids: [654], says: /(?:)/ }).flatMap(({ time }) => time ?? []);
  return [...cycles, ...beats].toSorted((one, other) => other.getTime() - one.getTime())[0];
}
