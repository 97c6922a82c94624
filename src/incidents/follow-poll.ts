import type { Incident, IncidentMember } from '../model/incident.ts';
import type { Poll } from '../model/sighting.ts';
import type { PollOutcome, StoredPoll } from '../ports/incident-store.ts';
import { blindSightings, unreadSince, WATCHING } from './blind-watch.ts';
import { followIncident, type Followed, type Look } from './follow-incident.ts';
import { groupSightings } from './group-sightings.ts';
import { newIncident } from './new-incident.ts';

/** What is kept of all looks so far. */
export interface KeptIncidents {
  readonly poll: StoredPoll | null;
  readonly incidents: readonly Incident[];
  readonly members: readonly IncidentMember[];
}

/** The part of the outcome of a look that follows from it alone; the watcher adds what it remembers, and what is told to whom. */
export interface FollowedPoll extends Omit<PollOutcome, 'poll' | 'notices'> {
  readonly poll: Omit<StoredPoll, 'memory'>;
  /** All incidents that are not forgotten, as they are now. */
  readonly now: readonly Incident[];
}

/** What a look makes of the incidents. Pure: the same for the same, in whatever order it was sighted. */
export function followPoll(kept: KeptIncidents, poll: Poll): FollowedPoll {
  // The clock of the bot that looked before may have been ahead.
  const at = kept.poll !== null && kept.poll.at > poll.at ? kept.poll.at : poll.at;
  const n = (kept.poll?.n ?? 0) + 1;
  const unread = unreadSince(poll.unread, kept.poll?.unread ?? [], at);
  const read = new Set(poll.read);
  const groups = groupSightings([...poll.sightings, ...blindSightings(unread, { read, at })]);
  const look: Look = { at, read: new Set([...read, WATCHING]), tellers: tellersIn(kept.incidents, poll) };
  const membersOf = Map.groupBy(kept.members, ({ incidentId }) => incidentId);
  const known = kept.incidents.map((was) => followIncident(look, { was, group: groups.get(was.key) ?? null, before: membersOf.get(was.incidentId) ?? [] }));
  const isKnown = new Set(known.flatMap(({ incident }) => incident?.key ?? []));
  const taken = new Set(kept.incidents.map(({ code }) => code));
  const fresh = [...groups.values()].filter(({ key }) => !isKnown.has(key)).sort((one, other) => (one.key < other.key ? -1 : 1)).map((group) => followIncident(look, { was: newIncident(group, { at, n, taken }), group, before: [] }));
  return { poll: { n, at, read: [...read].sort(), unread }, ...together([...known, ...fresh].sort(byKey), at) };
}

/** Who tells errors of a kind, now or as far as is known. */
function tellersIn(incidents: readonly Incident[], { sightings }: Poll): ReadonlyMap<string, ReadonlySet<string>> {
  const tellers = new Map<string, Set<string>>();
  const tell = (kind: string, source: string): void => {
    const sources = tellers.get(kind);
    if (sources === undefined) tellers.set(kind, new Set([source]));
    else sources.add(source);
  };
  for (const { kind, source } of sightings) tell(kind, source);
  for (const { state, kind, sources } of incidents) if (state === 'open') for (const source of sources) tell(kind, source);
  return tellers;
}

const byKey = (one: Followed, other: Followed): number => (one.was.key < other.was.key ? -1 : 1);

/** What has changed, in the order of keys. */
function together(all: readonly Followed[], at: string): Omit<FollowedPoll, 'poll'> {
  return {
    now: all.flatMap(({ incident }) => incident ?? []),
    incidents: all.flatMap(({ was, incident }) => (incident === null || incident === was ? [] : [incident])),
    forgotten: all.flatMap(({ was, incident }) => (incident === null ? [was.incidentId] : [])),
    members: all.flatMap(({ changed }) => changed),
    left: all.flatMap(({ was: { incidentId }, left }) => left.map((subject) => ({ incidentId, subject }))),
    events: all.flatMap(({ incident, turn }) => (incident === null || turn === null ? [] : [{ at, turn, incident }])),
  };
}
