import type { Incident } from '../model/incident.ts';
import type { SeenGroup } from './group-sightings.ts';
import { nameIncident } from './incident-name.ts';

/** An incident of which nothing was known before this look, as yet without members. */
export function newIncident({ key, head }: SeenGroup, { at, n, taken }: { readonly at: string; readonly n: number; readonly taken: Set<string> }): Incident {
  const { cause, area, kind, severity, title, says } = head;
  return {
    ...nameIncident(key, n, taken), key, cause, area, kind, severity, title, says,
    state: 'suspected', firstSeen: at, lastSeen: at, openedAt: null, resolvedAt: null, reopened: [], flapping: false,
    count: 0, most: 0, factor: null, sample: [], sources: [], assigned: null, version: 0,
  };
}
