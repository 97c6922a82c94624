import type { Incident, IncidentMember } from '../../src/model/incident.ts';
import type { ErrorObject } from '../../src/model/error-list.ts';
import type { Poll, Sighting } from '../../src/model/sighting.ts';
import { followPoll, type FollowedPoll, type KeptIncidents } from '../../src/incidents/follow-poll.ts';

/** The first look; all times in these tests are minutes after it. */
export const BEGIN = Date.parse('2026-11-22T08:00:00.000Z');
export const minute = (n: number): string => new Date(BEGIN + n * 60_000).toISOString();

export const someone = (name: string, ou = 'Sales', domain = 'DC=contoso,DC=com'): ErrorObject => ({ dn: `CN=${name},OU=${ou},${domain}`, name });

export const sighting = (object: ErrorObject | null, change: Partial<Sighting> = {}): Sighting => ({
  source: 'SYNC01', cause: 'upn-suffix-not-verified', area: 'matching', kind: 'export', severity: 'medium', title: 'The suffix is not verified', says: 'Entra gave another sign-in name.', split: '', object, since: null,
  ...change,
});

export const look = (at: number, sightings: readonly Sighting[], change: Partial<Poll> = {}): Poll => ({ at: minute(at), sightings, read: ['SYNC01', 'Entra ID'], unread: [], ...change });

export const NOTHING: KeptIncidents = { poll: null, incidents: [], members: [] };

/** What a store would hold after this outcome. */
export function keepFollowed(kept: KeptIncidents, followed: FollowedPoll): KeptIncidents {
  const forgotten = new Set(followed.forgotten);
  const incidents = new Map(kept.incidents.filter(({ incidentId }) => !forgotten.has(incidentId)).map((each): [string, Incident] => [each.incidentId, each]));
  for (const each of followed.incidents) incidents.set(each.incidentId, each);
  const key = ({ incidentId, subject }: Pick<IncidentMember, 'incidentId' | 'subject'>): string => `${incidentId}\n${subject}`;
  const left = new Set(followed.left.map(key));
  const members = new Map(kept.members.filter((each) => !forgotten.has(each.incidentId) && !left.has(key(each))).map((each): [string, IncidentMember] => [key(each), each]));
  for (const each of followed.members) members.set(key(each), each);
  return { poll: { ...followed.poll, memory: {} }, incidents: [...incidents.values()], members: [...members.values()] };
}

/** Looks one after the other: what was kept after the last, and everything that happened. */
export function followAll(looks: readonly Poll[], from: KeptIncidents = NOTHING) {
  let kept = from;
  const outcomes: FollowedPoll[] = [];
  for (const poll of looks) {
    const followed = followPoll(kept, poll);
    outcomes.push(followed);
    kept = keepFollowed(kept, followed);
  }
  return { kept, outcomes, turns: outcomes.flatMap(({ events, poll }) => events.map(({ turn }) => `${(Date.parse(poll.at) - BEGIN) / 60_000} ${turn}`)), only: kept.incidents.length === 1 ? kept.incidents[0] : undefined };
}
