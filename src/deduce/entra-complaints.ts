import type { Evidence } from '../model/exhibits.ts';
import { knownOf } from './reading.ts';
import { eventsLike, type EventPattern, type SeenEvent } from './server-events.ts';

/** What the words of an event say about why Entra cannot be reached or used. */
export type Complaint = 'policy' | 'tls' | 'network' | 'quota' | 'version' | 'credentials' | 'denied' | 'gap' | 'other';

export interface SeenComplaint {
  readonly kind: Complaint;
  readonly seen: SeenEvent;
}

const SOURCES: readonly Omit<EventPattern, 'since'>[] = [
  { source: 'Directory Synchronization', ids: [0, 106, 109, 115, 117, 611, 652, 655], says: /(?:)/ },
  { source: 'ADSync', ids: [906, 6801, 6803, 6900], says: /(?:)/ },
];

/** The first that fits counts: a policy also speaks of authentication, and a broken secure channel of a closed connection. */
const WORDS: readonly (readonly [Complaint, RegExp])[] = [
  ['policy', /AADSTS(50005|5007[24689]|50097|50131|50158|530\d\d)\b|multi-?factor|conditional access|interact with the desktop|interactive (sign-?in|log-?on|authentication)|user interaction is required|interaction_required/i],
  ['gap', /\b(error )?code:? ?78\b/i],
  ['tls', /SSL\/TLS|secure channel|TLS ?1\.2/i],
  ['quota', /\b016\b|quota|exceed(s|ed)? the (maximum |allowed )?number of objects/i],
  ['version', /version[^.]{0,80}(no longer|not|un)[ -]?supported|upgrade (to|your)|KeyNotFoundException|DiagnosticSource/i],
  ['network', /\b407\b|proxy|\(403\)|403 forbidden|timed? ?-?out|unable to connect|(could not|cannot) be (resolved|reached)|unreachable|name resolution|actively refused|connection (was|has been|is) (forcibly |unexpectedly )?(closed|aborted|reset)|idle/i],
  ['credentials', /AADSTS\d{5,6}\b|credential|password|certificate|log-?on fail|sign(ed)?-?in (fail|was refused)|authenticat/i],
  ['denied', /access[^.]{0,60}denied|unauthori[sz]ed|\(401\)/i],
];

/** What the event log says of Entra since a moment, newest first. */
export const entraComplaints = (evidence: Pick<Evidence, 'syncServers.events'>, since: Date | undefined): readonly SeenComplaint[] =>
  SOURCES.flatMap((pattern) => eventsLike(knownOf(evidence['syncServers.events']) ?? [], { ...pattern, since }))
    .map((seen) => ({ kind: kindOf(seen), seen }))
    .toSorted((one, other) => (other.seen.time?.getTime() ?? 0) - (one.seen.time?.getTime() ?? 0));

function kindOf({ event }: SeenEvent): Complaint {
  const text = event.message ?? '';
  const kind = WORDS.find(([, words]) => words.test(text))?.[0];
  return event.id === 115 && (kind === undefined || kind === 'credentials') && !/AADSTS/i.test(text) ? 'denied' : (kind ?? 'other');
}

export const complaintsOf = (complaints: readonly SeenComplaint[], kind: Complaint): readonly SeenEvent[] => complaints.filter((each) => each.kind === kind).map(({ seen }) => seen);
