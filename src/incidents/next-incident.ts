import { showsTheSame, type Incident, type IncidentMember } from '../model/incident.ts';
import type { IncidentEvent } from '../model/incident-event.ts';
import { SEVERITIES } from '../model/sighting.ts';
import { describeIncident, type Described } from './describe-incident.ts';

/** How an incident stands after a look, and whether that is news; one that is forgotten is let go with nobody told. */
export type NextIncident = { readonly is: 'forgotten' } | { readonly is: 'kept'; readonly incident: Incident; readonly turn: IncidentEvent['turn'] | null };

export interface IncidentBefore extends Described {
  /** It had no member at the last look. */
  readonly wasAway: boolean;
  /** All who named it last could be read in this look. */
  readonly isWatched: boolean;
}

/** One that is back within so many days is the same one. */
export const REMEMBERED_DAYS = 7;
/** After so many days without anybody who can look where it was seen, it is let go. */
export const LOST_DAYS = 30;
/** More reopenings than these in a day are a coming and going. */
export const MOST_REOPENINGS = 3;
/** What came and went is over, or stays, when it has done so for this long. */
export const QUIET_HOURS = 2;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** Fewer objects than these are told on the card only; above, each doubling is news. */
const MANY = 10;

/** An incident after a look. Its version rises when a card of it has to change. */
export function nextIncident(before: IncidentBefore): NextIncident {
  const { was } = before;
  const next = STATES[was.state](before);
  if (next.is === 'forgotten') return next;
  const { incident, turn } = next;
  if (!showsTheSame(incident, was)) return { is: 'kept', incident: { ...incident, version: was.version + 1 }, turn };
  return { is: 'kept', incident: incident.lastSeen === was.lastSeen ? was : incident, turn };
}

const STATES: Readonly<Record<Incident['state'], (before: IncidentBefore) => NextIncident>> = {
  suspected(before) {
    if (before.members.length === 0 || isLost(before)) return FORGOTTEN;
    const now = describeIncident(before);
    return lasts(before.members) ? kept({ ...now, state: 'open', openedAt: before.at, most: now.count }, 'opened') : kept(now);
  },
  open(before) {
    if (before.members.length === 0) return away(before);
    return isLost(before) ? FORGOTTEN : stays(before);
  },
  resolved(before) {
    const { was, members, at, wasAway } = before;
    if (wasAway && since(was.resolvedAt, at) > REMEMBERED_DAYS * DAY) return FORGOTTEN;
    return lasts(members) ? back(before) : kept(was);
  },
};

const FORGOTTEN: NextIncident = { is: 'forgotten' };
const kept = (incident: Incident, turn: IncidentEvent['turn'] | null = null): NextIncident => ({ is: 'kept', incident, turn });

/** Some object was seen in two looks. */
const lasts = (members: readonly IncidentMember[]): boolean => members.some(({ polls }) => polls === 2);

const isLost = ({ was, head, at }: IncidentBefore): boolean => head === null && since(was.lastSeen, at) > LOST_DAYS * DAY;

/** What comes and goes is over only when it stays away. */
function away({ was, at, isWatched }: IncidentBefore): NextIncident {
  if (was.flapping && (!isWatched || since(was.lastSeen, at) < QUIET_HOURS * HOUR)) return kept(was.count === 0 ? was : { ...was, count: 0 });
  return kept({ ...was, count: 0, state: 'resolved', resolvedAt: at, flapping: false }, 'resolved');
}

function stays(before: IncidentBefore): NextIncident {
  const { was, wasAway, head, at } = before;
  const now = describeIncident(before);
  if (!was.flapping) return kept(now, isWorse(now, was) ? 'changed' : null);
  if (wasAway) return kept({ ...now, reopened: [...lately(was, at), at] });
  return head === null || since(was.reopened.at(-1) ?? was.openedAt, at) < QUIET_HOURS * HOUR ? kept(now) : kept({ ...now, flapping: false }, 'changed');
}

/** How grave it is and how many it has are counted anew. */
function back(before: IncidentBefore): NextIncident {
  const { was, at } = before;
  const now = describeIncident({ ...before, was: { ...was, severity: 'low', most: 0 } });
  const reopened = [...lately(was, at), at];
  return kept({ ...now, state: 'open', resolvedAt: null, reopened, flapping: reopened.length > MOST_REOPENINGS }, 'reopened');
}

/** Of the reopenings those of the last day. */
const lately = ({ reopened }: Incident, at: string): readonly string[] => reopened.filter((time) => since(time, at) < DAY);

const isWorse = (now: Incident, was: Incident): boolean => SEVERITIES.indexOf(now.severity) > SEVERITIES.indexOf(was.severity) || doublings(now.most) > doublings(was.most);

const doublings = (count: number): number => (count < MANY ? 0 : 1 + Math.floor(Math.log2(count / MANY)));

const since = (time: string | null, at: string): number => (time === null ? Infinity : Date.parse(at) - Date.parse(time));
