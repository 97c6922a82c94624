import type { ErrorObject } from '../model/error-list.ts';
import type { Incident, IncidentMember } from '../model/incident.ts';
import { SEVERITIES, type Sighting } from '../model/sighting.ts';
import { commonFactor } from './common-factor.ts';

/** So many objects are named on a card. */
const SAMPLE = 10;

export interface Described {
  readonly was: Incident;
  /** Speaks for the sightings of this look; null where there are none. */
  readonly head: Sighting | null;
  readonly members: readonly IncidentMember[];
  /** Another source tells such errors too. */
  readonly elsewhere: boolean;
  readonly at: string;
}

/** An incident with what its members and the sightings of this look say of it; its state is left alone. Its severity never falls. */
export function describeIncident({ was, head, members, elsewhere, at }: Described): Incident {
  const count = countOf(members);
  return {
    ...was,
    ...(head === null ? {} : { area: head.area, kind: head.kind, title: head.title, says: head.says, severity: graver(was.severity, head.severity), lastSeen: at }),
    firstSeen: members.reduce((first, { since }) => (since < first ? since : first), was.firstSeen),
    count,
    most: Math.max(was.most, count),
    factor: commonFactor(members, { key: was.key, elsewhere }),
    sample: sampleOf(members),
    sources: [...new Set(members.flatMap(({ sources }) => sources))].sort(),
  };
}

const countOf = (members: readonly IncidentMember[]): number => members.reduce((count, { object }) => (object === null ? count : count + 1), 0);

const graver = (one: Sighting['severity'], other: Sighting['severity']): Sighting['severity'] => (SEVERITIES.indexOf(other) > SEVERITIES.indexOf(one) ? other : one);

/** The first seen first; of those seen at the same time the first by name. Nothing is sorted but the few. */
function sampleOf(members: readonly IncidentMember[]): readonly ErrorObject[] {
  const few: IncidentMember[] = [];
  for (const member of members) {
    const last = few.at(-1);
    if (member.object === null || (few.length === SAMPLE && last !== undefined && !isBefore(member, last))) continue;
    const place = few.findIndex((other) => isBefore(member, other));
    few.splice(place < 0 ? few.length : place, 0, member);
    if (few.length > SAMPLE) few.pop();
  }
  return few.flatMap(({ object }) => object ?? []);
}

const isBefore = (one: IncidentMember, other: IncidentMember): boolean => (one.since === other.since ? one.subject < other.subject : one.since < other.since);
