import type { AdObject, Evidence } from '../model/exhibits.ts';
import { sameDn } from '../model/distinguished-name.ts';
import { firstOf } from './attributes.ts';
import { knownOf } from './reading.ts';
import { eventsLike, type SeenEvent } from './server-events.ts';
import { inForestSpace } from './sync-server.ts';
import { isoTime } from './times.ts';

type Sources = Pick<Evidence, 'syncServers.passwordSync' | 'syncServers.csObjects'>;

/** What the password log of one object (Get-ADSyncCSObjectLog) says last. */
export interface PasswordLogEntry {
  readonly server: string;
  readonly standby: boolean;
  /** Without spaces, lower case, e.g. `filteredbytarget`. */
  readonly status: string;
  readonly raw: string;
  readonly time: Date | undefined;
  readonly timeText: string | undefined;
}

/** The newest entry about an object; undefined when there is none or the log was not read. Entries that name nobody are its own. */
export function newestPasswordLog(ad: AdObject, evidence: Sources): PasswordLogEntry | undefined {
  const own = inForestSpace((knownOf(evidence['syncServers.csObjects']) ?? []).flatMap(({ value }) => value), ad)?.ObjectId;
  const entries = (knownOf(evidence['syncServers.passwordSync']) ?? []).flatMap(({ server, staging, value }) =>
    (value.objectLog ?? [])
      .filter(({ DistinguishedName: dn, CsObjectId: id }) => (typeof dn === 'string' && dn !== '' ? sameDn(dn, ad.dn) : id === undefined || id === null || own === undefined || id === own))
      .map((entry) => ({ server, standby: staging === true, status: (entry.Status ?? '').replaceAll(/[\s_-]/g, '').toLowerCase(), raw: entry.Status ?? '', time: isoTime(entry.TimeStamp), timeText: entry.TimeStamp ?? undefined })),
  );
  return entries.toSorted((one, other) => (other.time?.getTime() ?? 0) - (one.time?.getTime() ?? 0))[0];
}

/** One user in an event of the password loop: asked for (656), answered (657) or refused alone (664). */
export interface PasswordEvent {
  readonly seen: SeenEvent;
  readonly result: 'asked' | 'done' | 'failed';
}

/** What the event log says about the password of one object, newest first. One event tells of up to fifty users. */
export function passwordEventsOf(ad: AdObject, evidence: Pick<Evidence, 'syncServers.events'>): readonly PasswordEvent[] {
  const seen = eventsLike(knownOf(evidence['syncServers.events']) ?? [], { source: 'Directory Synchronization', ids: [656, 657, 664], says: /./ });
  return seen.flatMap((each) => {
    const part = partAbout(ad, each.event.message ?? '');
    if (part === undefined) return [];
    return [{ seen: each, result: each.event.id === 656 ? 'asked' : each.event.id === 657 && /result\s*:?\s*success/i.test(part) ? 'done' : 'failed' }];
  });
}

/** The part of a message between the name of this user and the next one. */
function partAbout(ad: AdObject, message: string): string | undefined {
  const marks = [ad.dn, firstOf(ad, 'objectGUID')].filter((mark) => mark !== undefined).map((mark) => mark.toLowerCase());
  return message.split(/(?=\bAnchor\s*:)/i).find((part) => marks.some((mark) => names(part.toLowerCase(), mark)));
}

/** The mark as a whole: a DN that is the tail of a longer one is another object. */
const names = (part: string, mark: string): boolean => {
  const at = part.indexOf(mark);
  return at >= 0 && !/[\w,=\\]/.test(part.charAt(at - 1)) && /^($|[\s.;)\]'"]|,(\s|$))/.test(part.slice(at + mark.length));
};
