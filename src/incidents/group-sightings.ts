import type { ErrorObject } from '../model/error-list.ts';
import { SEVERITIES, type Sighting } from '../model/sighting.ts';
import { keptText } from './kept-text.ts';

/** What one look says of one incident. */
export interface SeenGroup {
  readonly key: string;
  /** Speaks for all: of the gravest ones the first by its words, whatever their order was. */
  readonly head: Sighting;
  readonly seen: ReadonlyMap<string, SeenSubject>;
}

/** What one look says of one object, by whichever sources. */
export interface SeenSubject {
  readonly object: ErrorObject | null;
  readonly sources: ReadonlySet<string>;
  /** The earliest that any of them says. */
  readonly since: string | null;
}

/** Sightings by cause (or kind and title) and what they have in common. Their order makes no difference. */
export function groupSightings(sightings: readonly Sighting[]): ReadonlyMap<string, SeenGroup> {
  const groups = new Map<string, { head: Sighting; readonly seen: Map<string, Gathered> }>();
  for (const sighting of sightings) {
    const key = keyOf(sighting);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { head: sighting, seen: new Map([[subjectOf(sighting.object), gathered(sighting)]]) });
    else {
      if (speaksBefore(sighting, group.head)) group.head = sighting;
      gather(group.seen, sighting);
    }
  }
  return new Map([...groups].map(([key, group]) => [key, { key, ...group }]));
}

/** What tells objects apart; what stays as it is when an object is renamed or moved comes first. Empty for none. */
export const subjectOf = (object: ErrorObject | null): string => (object === null ? '' : keptText((object.anchor ?? object.entraId ?? object.dn ?? object.ask ?? object.name ?? '').toLowerCase()));

const keyOf = ({ cause, kind, title, split }: Sighting): string => keptText(JSON.stringify(cause === null ? [kind, title, split] : [cause, split]));

interface Gathered {
  object: ErrorObject | null;
  readonly sources: Set<string>;
  since: string | null;
}

const gathered = ({ object, source, since }: Sighting): Gathered => ({ object, sources: new Set([source]), since });

function gather(seen: Map<string, Gathered>, sighting: Sighting): void {
  const subject = subjectOf(sighting.object);
  const known = seen.get(subject);
  if (known === undefined) {
    seen.set(subject, gathered(sighting));
    return;
  }
  known.sources.add(sighting.source);
  known.object = known.object === null || sighting.object === null ? known.object : smallestOf(known.object, sighting.object);
  known.since = lesser(known.since ?? undefined, sighting.since ?? undefined) ?? null;
}

/** Of two who name the same object the same one is believed each time. */
const smallestOf = (one: ErrorObject, other: ErrorObject): ErrorObject => ({
  dn: lesser(one.dn, other.dn), anchor: lesser(one.anchor, other.anchor), entraId: lesser(one.entraId, other.entraId), name: lesser(one.name, other.name), ask: lesser(one.ask, other.ask),
});

const lesser = (one: string | undefined, other: string | undefined): string | undefined => (one === undefined || (other !== undefined && other < one) ? other : one);

function speaksBefore(one: Sighting, other: Sighting): boolean {
  const graver = SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
  if (graver !== 0) return graver > 0;
  if (one.title !== other.title) return one.title < other.title;
  if (one.says !== other.says) return one.says < other.says;
  return one.area !== other.area ? one.area < other.area : one.kind < other.kind;
}
