import type { ErrorObject } from '../model/error-list.ts';
import type { IncidentMember } from '../model/incident.ts';
import type { SeenSubject } from './group-sightings.ts';

export interface MembersBefore {
  readonly incidentId: string;
  readonly before: ReadonlyMap<string, IncidentMember>;
  readonly seen: ReadonlyMap<string, SeenSubject>;
  readonly read: ReadonlySet<string>;
  readonly at: string;
  /** In how many polls a new one counts as seen. */
  readonly polls: 1 | 2;
}

export interface MembersAfter {
  readonly all: readonly IncidentMember[];
  readonly changed: readonly IncidentMember[];
  readonly left: readonly string[];
}

/** Who belongs to an incident after a look. Only a source that was read lets go of an object by its silence. */
export function nextMembers({ incidentId, before, seen, read, at, polls }: MembersBefore): MembersAfter {
  const after: { all: IncidentMember[]; changed: IncidentMember[]; left: string[] } = { all: [], changed: [], left: [] };
  const keep = (member: IncidentMember, was: IncidentMember | undefined): void => {
    after.all.push(member);
    if (member !== was) after.changed.push(member);
  };
  for (const [subject, sighted] of seen) {
    const was = before.get(subject);
    if (was === undefined) keep({ incidentId, subject, object: sighted.object, sources: [...sighted.sources].sort(), since: earlier(at, sighted.since), polls }, undefined);
    else keep(seenAgain(was, sighted, read), was);
  }
  for (const [subject, was] of before) {
    if (seen.has(subject)) continue;
    const silent = was.sources.filter((source) => !read.has(source));
    if (silent.length === 0) after.left.push(subject);
    else keep(silent.length === was.sources.length ? was : { ...was, sources: silent }, was);
  }
  return after;
}

/** The very same where nothing about it is new. */
function seenAgain(was: IncidentMember, sighted: SeenSubject, read: ReadonlySet<string>): IncidentMember {
  const sources = sourcesNow(was.sources, sighted.sources, read);
  const object = mergedObject(was.object, sighted.object);
  const since = earlier(was.since, sighted.since);
  return was.polls === 2 && object === was.object && since === was.since && sources === was.sources ? was : { ...was, object, sources, since, polls: 2 };
}

/** Those that name it, and those that did and were not read. */
function sourcesNow(was: readonly string[], now: ReadonlySet<string>, read: ReadonlySet<string>): readonly string[] {
  const kept = was.filter((source) => now.has(source) || !read.has(source));
  return kept.length === was.length && [...now].every((source) => was.includes(source)) ? was : [...new Set([...now, ...kept])].sort();
}

/** What a source says now counts; what it leaves out this time stays known. */
function mergedObject(was: ErrorObject | null, now: ErrorObject | null): ErrorObject | null {
  if (was === null || now === null) return now ?? was;
  const merged = { dn: now.dn ?? was.dn, anchor: now.anchor ?? was.anchor, entraId: now.entraId ?? was.entraId, name: now.name ?? was.name, ask: now.ask ?? was.ask };
  return merged.dn === was.dn && merged.anchor === was.anchor && merged.entraId === was.entraId && merged.name === was.name && merged.ask === was.ask ? was : merged;
}

/** ISO 8601 UTC; what is no time or comes later is left out. */
function earlier(time: string, other: string | null): string {
  if (other === null || other === time) return time;
  const at = Date.parse(other);
  return Number.isNaN(at) || at >= Date.parse(time) ? time : new Date(at).toISOString();
}
