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
