import type { ErrorKind, ErrorObject } from './error-list.ts';
import type { Unread } from './evidence.ts';

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** An error of an object; or what stands against a sync server, the tenant, a relay, an identity of our own, or the watching itself. */
export type SightingKind = ErrorKind | 'server' | 'tenant' | 'relay' | 'identity' | 'watching';

/** One thing that one source says is wrong, at one look. */
export interface Sighting {
  /** Who says it, e.g. `SYNC01`, `Entra ID`; whether it was read tells whether its silence means anything. */
  readonly source: string;
  /** Id of the cause; null where the words of the source do not tell it. */
  readonly cause: string | null;
  readonly area: string;
  readonly kind: SightingKind;
  readonly severity: Severity;
  /** Of the cause, or else the word of the source. */
  readonly title: string;
  readonly says: string;
  /** What the sightings of one incident have in common beside their cause, e.g. a UPN suffix or a server; empty where the cause is enough. */
  readonly split: string;
  /** Whom it is about; null where it is about no object. */
  readonly object: ErrorObject | null;
  /** Since when, as the source says; ISO 8601 UTC. */
  readonly since: string | null;
}

/** One look at everything that is watched. What a source that is not among `read` once said is neither confirmed nor over. */
export interface Poll {
  readonly at: string;
  readonly sightings: readonly Sighting[];
  readonly read: readonly string[];
  readonly unread: readonly Unread[];
}
