import type { ErrorObject } from '../model/error-list.ts';
import type { Incident } from '../model/incident.ts';
import type { CardReply } from '../model/reply.ts';
import { showMarkdown, showPlain } from './escape.ts';
import { countWords, standingOf } from './incident-words.ts';
import { lines, look, macroTime, suffix, utcTime } from './look.ts';
import type { Colour, Tone } from './look.ts';

/** Exactly the names that cards/incident.json binds. */
interface IncidentData {
  readonly tone: Tone;
  readonly headline: string;
  readonly mark: string;
  readonly color: Colour;
  readonly state: string;
  readonly count: string;
  readonly factor: string;
  readonly says: string;
  readonly who: string;
  readonly whoMore: string;
  readonly parts: readonly { readonly label: string; readonly value: string }[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly hint: string;
  readonly diagnose: readonly { readonly ref: string }[];
  readonly fix: readonly { readonly ref: string; readonly about: string }[];
  readonly canMute: boolean;
  readonly mutes: readonly { readonly ref: string; readonly title: string }[];
  readonly assign: readonly { readonly ref: string }[];
}

/** References behind the buttons; empty = no such button. */
export interface IncidentRefs {
  readonly diagnose: string;
  readonly fix: string;
  readonly hour: string;
  readonly day: string;
  readonly week: string;
  readonly assign: string;
}

export interface IncidentView {
  readonly incident: Incident;
  /** False where people read along who may not see names. */
  readonly isNamed: boolean;
  /** Of the one whom the fix is about. */
  readonly fixAbout: string;
  readonly refs: IncidentRefs;
}

const MOST_NAMES = 4;
const NO_BUTTONS: IncidentRefs = { diagnose: '', fix: '', hour: '', day: '', week: '', assign: '' };

/** One incident as it stands now; the same message is changed as it goes on. */
export function incidentReply({ incident, isNamed, fixAbout, refs }: IncidentView): CardReply {
  const { tone, mark, word, says: state } = standingOf(incident);
  // What is over needs no buttons.
  const { diagnose, fix, hour, day, week, assign } = incident.state === 'resolved' ? NO_BUTTONS : refs;
  const mutes = [{ ref: hour, title: 'For 1 hour' }, { ref: day, title: 'For 1 day' }, { ref: week, title: 'For 1 week' }].filter(({ ref }) => ref !== '');
  const { mark: sign, color } = look(mark);
  const data: IncidentData = {
    tone, headline: showMarkdown(headline(incident, word), 200), mark: sign, color, state,
    count: countWords(incident),
    factor: isNamed && incident.factor !== null ? `, ${showPlain(incident.factor, 160)}` : '',
    says: showPlain(incident.says, 500),
    ...(isNamed ? sampleOf(incident) : { who: '', whoMore: '' }),
    parts: partsOf(incident, isNamed),
    firstSeen: macroTime(incident.firstSeen), lastSeen: macroTime(incident.lastSeen),
    hint: hintOf(incident, isNamed),
    diagnose: present(diagnose), fix: fix === '' ? [] : [{ ref: fix, about: showPlain(fixAbout, 120) }], canMute: mutes.length > 0, mutes, assign: incident.assigned === null ? present(assign) : [],
  };
  const text = lines(
    `${sign} ${showPlain(headline(incident, word), 200)}`, state, data.count === '' ? '' : `${data.count}${data.factor}`, data.says,
    data.who === '' ? '' : `${data.who}${data.whoMore}`, data.parts.map(({ label, value }) => `${label}: ${value}`),
    `First seen ${utcTime(incident.firstSeen)}, last seen ${utcTime(incident.lastSeen)}`, data.hint,
  );
  return { card: 'incident', data: { ...data }, summary: `${showPlain(headline(incident, word), 200)}. ${state}`, text, json: { incident: isNamed ? incident : nameless(incident) } };
}

const present = (ref: string): readonly { readonly ref: string }[] => (ref === '' ? [] : [{ ref }]);

function headline(incident: Incident, word: string): string {
  const count = countWords(incident);
  return `${word}: ${incident.title}${count === '' ? '' : ` (${count})`}`;
}

function sampleOf({ sample, count, most, state }: Incident): Pick<IncidentData, 'who' | 'whoMore'> {
  const shown = sample.slice(0, MOST_NAMES);
  const more = (state === 'resolved' ? most : count) - shown.length;
  return { who: shown.map((object) => showPlain(objectName(object), 80)).join(', '), whoMore: shown.length > 0 && more > 0 ? ` and ${more} more` : '' };
}

/** As people know an object. */
export const objectName = ({ name, dn, ask, anchor, entraId }: ErrorObject): string => name ?? (dn === undefined ? undefined : /^[^=,]+=((?:\\.|[^,\\])*)/.exec(dn)?.[1]?.replaceAll('\\', '')) ?? ask ?? anchor ?? entraId ?? 'an object without a name';

/** What we judge ourselves has no teller. */
const tellersOf = ({ sources }: Incident): readonly string[] => sources.filter((source) => !source.startsWith('check '));

const partsOf = (incident: Incident, isNamed: boolean): IncidentData['parts'] => [
  ...(tellersOf(incident).length === 0 ? [] : [{ label: 'Told by', value: tellersOf(incident).map((source) => showPlain(source, 60)).join(', ') }]),
  ...(incident.assigned === null ? [] : [{ label: 'Assigned to', value: isNamed ? showPlain(incident.assigned.name, 80) : 'somebody' }]),
];

function hintOf({ code, cause, state }: Incident, isNamed: boolean): string {
  const quiet = state === 'resolved' ? 'To hear nothing more here, type: unsubscribe.' : `Not for this conversation? Type: mute ${cause ?? code} for 2 days. To hear nothing more here: unsubscribe.`;
  return `${code}${suffix('. ', isNamed ? '' : 'Names are not shown in this conversation; ask in your chat with me to see them.')}${suffix('. ', quiet)}`.replace('..', '.');
}

const nameless = (incident: Incident): Incident => ({ ...incident, sample: [], factor: null, assigned: null });
