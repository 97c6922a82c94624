import type { Incident, IncidentMember } from '../model/incident.ts';
import type { IncidentEvent } from '../model/incident-event.ts';
import type { SeenGroup } from './group-sightings.ts';
import { nextIncident } from './next-incident.ts';
import { nextMembers } from './next-members.ts';

/** What holds for all incidents of one look. */
export interface Look {
  readonly at: string;
  readonly read: ReadonlySet<string>;
  /** Who tells errors, by their kind. */
  readonly tellers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What became of one incident: null when it is forgotten. */
export interface Followed {
  readonly was: Incident;
  readonly incident: Incident | null;
  readonly turn: IncidentEvent['turn'] | null;
  readonly changed: readonly IncidentMember[];
  readonly left: readonly string[];
}

interface Following {
  readonly was: Incident;
  /** What was sighted of it; null where nothing was. */
  readonly group: SeenGroup | null;
  readonly before: readonly IncidentMember[];
}

/** One incident after a look. */
export function followIncident({ at, read, tellers }: Look, { was, group, before }: Following): Followed {
  // What lies unread for so long that it is told has been so in several looks.
  const polls = group?.head.kind === 'watching' ? 2 : 1;
  const { all, changed, left } = nextMembers({ incidentId: was.incidentId, before: new Map(before.map((member) => [member.subject, member])), seen: group?.seen ?? new Map(), read, at, polls });
  const elsewhere = [...(tellers.get(was.kind) ?? [])].some((source) => !was.sources.includes(source) && !all.some(({ sources }) => sources.includes(source)));
  const next = nextIncident({ was, head: group?.head ?? null, members: all, elsewhere, at, wasAway: before.length === 0, isWatched: was.sources.every((source) => read.has(source)) });
  return next.is === 'forgotten' ? { was, incident: null, turn: null, changed: [], left: [] } : { was, incident: next.incident, turn: next.turn, changed, left };
}
