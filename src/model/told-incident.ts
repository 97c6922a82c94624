import type { IncidentEvent } from './incident-event.ts';

/** An event as it leaves the house: what a feed and a webhook say, version 1. Times are ISO 8601 UTC. */
export interface ToldIncident {
  readonly format: 'syncwhy-incident/1';
  readonly seq: number;
  readonly at: string;
  readonly turn: IncidentEvent['turn'];
  readonly incident: {
    readonly code: string;
    readonly state: string;
    readonly cause: string | null;
    readonly area: string;
    readonly kind: string;
    readonly severity: string;
    readonly title: string;
    readonly says: string;
    readonly objects: number;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly resolvedAt: string | null;
    /** Of those who may read names: what the objects share, and some of them. */
    readonly factor?: string | null | undefined;
    readonly sample?: readonly { readonly name?: string | undefined; readonly dn?: string | undefined; readonly entraId?: string | undefined }[] | undefined;
  };
}

/** Without `names` nothing tells who it is about. */
export function toldIncident({ seq, at, turn, incident }: IncidentEvent, { names }: { readonly names: boolean }): ToldIncident {
  const { code, state, cause, area, kind, severity, title, says, count, firstSeen, lastSeen, resolvedAt, factor, sample } = incident;
  const told = { code, state, cause, area, kind, severity, title, says, objects: count, firstSeen, lastSeen, resolvedAt };
  return { format: 'syncwhy-incident/1', seq, at, turn, incident: names ? { ...told, factor, sample: sample.map(({ name, dn, entraId }) => ({ name, dn, entraId })) } : told };
}

const TURNS: Readonly<Record<IncidentEvent['turn'], string>> = { opened: 'New', changed: 'Changed', resolved: 'Resolved', reopened: 'Back' };

/** One line for people, e.g. `New: The UPN suffix is not verified (12 objects, I-7K2Q)`. */
export function headlineOf({ turn, incident: { title, objects, code } }: ToldIncident): string {
  return `${TURNS[turn]}: ${title} (${objects === 0 ? '' : `${String(objects)} ${objects === 1 ? 'object' : 'objects'}, `}${code})`;
}
