import type { ErrorObject } from './error-list.ts';
import type { PersonId } from './ids.ts';
import type { Severity, SightingKind } from './sighting.ts';

/**
 * `suspected`: seen in one poll only, and nobody is told; `open`: it has lasted over a poll; `resolved`: every source that named it was read again without it.
 * A resolved one comes back to life when it returns within some days, so that its cards are changed and no new ones posted.
 */
export type IncidentState = 'suspected' | 'open' | 'resolved';

/** Everything that is wrong for one reason. Times are ISO 8601 UTC. */
export interface Incident {
  readonly incidentId: string;
  /** For people, e.g. `I-7K2Q`. */
  readonly code: string;
  /** Cause (or kind and title) and what its sightings have in common; unique among those that are not forgotten. */
  readonly key: string;
  readonly cause: string | null;
  readonly area: string;
  readonly kind: SightingKind;
  readonly severity: Severity;
  readonly title: string;
  readonly says: string;
  readonly state: IncidentState;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly openedAt: string | null;
  readonly resolvedAt: string | null;
  /** When it was opened again, the latest last; old ones are left out. */
  readonly reopened: readonly string[];
  /** It comes and goes: nobody is told of each turn until it has been quiet for a while. */
  readonly flapping: boolean;
  /** Objects now; 0 where it is about none. And the most there were since it was opened. */
  readonly count: number;
  readonly most: number;
  /** What all its objects share beside the reason, for people, e.g. `all in OU=Sales`; null where nothing is. */
  readonly factor: string | null;
  /** Some of its objects, the first seen first. */
  readonly sample: readonly ErrorObject[];
  readonly sources: readonly string[];
  readonly assigned: { readonly oid: PersonId; readonly name: string } | null;
  /** Rises with whatever a card of it would show differently. */
  readonly version: number;
}

/** One object of an incident, or the incident itself where it is about none (`subject` is empty then). */
export interface IncidentMember {
  readonly incidentId: string;
  /** What tells objects apart: DN, anchor or Entra id in lower case. */
  readonly subject: string;
  readonly object: ErrorObject | null;
  /** The sources that name it; over when each of them was read again and names it no more. */
  readonly sources: readonly string[];
  readonly since: string;
  /** In how many polls it was seen, up to 2. */
  readonly polls: number;
}

/** When the present turn of an incident began, or that of a resolved one: it was opened, or last reopened. Null where nobody was told of it yet. */
export const begunAt = ({ reopened, openedAt }: Pick<Incident, 'reopened' | 'openedAt'>): string | null => reopened.at(-1) ?? openedAt;

/** Whether a card of one would look like a card of the other; when it was last seen is no difference, since that moves with every look. */
export const showsTheSame = (one: Incident, other: Incident): boolean =>
  one === other || (SHOWN.every((what) => one[what] === other[what]) && sameItems(one.reopened, other.reopened) && sameItems(one.sources, other.sources) && one.sample.length === other.sample.length && one.sample.every((object, at) => sameObject(object, other.sample[at])));

const SHOWN = ['code', 'cause', 'area', 'kind', 'severity', 'title', 'says', 'state', 'firstSeen', 'openedAt', 'resolvedAt', 'flapping', 'count', 'most', 'factor'] as const satisfies readonly (keyof Incident)[];

const sameItems = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((item, at) => item === other[at]);

const sameObject = (one: ErrorObject, other: ErrorObject | undefined): boolean =>
  one === other || (other !== undefined && one.dn === other.dn && one.anchor === other.anchor && one.entraId === other.entraId && one.name === other.name && one.ask === other.ask);
