import type { Incident } from '../model/incident.ts';
import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { incidentLine, lineText, type IncidentLine } from './incident-words.ts';
import { lines, look, macroTime, utcTime } from './look.ts';
import type { Colour, Tone } from './look.ts';

/** Exactly the names that cards/digest.json binds. */
interface DigestData {
  readonly tone: Tone;
  readonly headline: string;
  readonly mark: string;
  readonly color: Colour;
  readonly state: string;
  readonly sections: readonly { readonly heading: string; readonly incidents: readonly IncidentLine[]; readonly incidentsMore: string }[];
  readonly hint: string;
  readonly from: string;
  readonly to: string;
}

export interface DigestView {
  readonly every: 'day' | 'week';
  readonly from: string;
  readonly to: string;
  readonly fresh: readonly Incident[];
  readonly older: readonly Incident[];
  readonly resolved: readonly Incident[];
  /** What could not be looked at when the digest was made; silence about it means nothing. */
  readonly unread: readonly string[];
  readonly isNamed: boolean;
  /** ISO 8601 UTC; how it stands at that moment is told. */
  readonly at: string;
}

const MOST_LINES = 12;

/** What happened in a day or a week, and what is still open. */
export function digestReply(view: DigestView): CardReply {
  const { every, from, to, fresh, older, resolved, unread, at } = view;
  const open = fresh.length + older.length;
  const unseen = unread.length === 0 ? '' : ` Not seen: ${unread.slice(0, 5).map((each) => showPlain(each, 80)).join(', ')}, so there may be more.`;
  const isWell = open === 0 && unread.length === 0;
  const data: DigestData = {
    ...look(isWell ? 'fine' : open === 0 ? 'doubtful' : 'broken'), tone: isWell ? 'good' : open === 0 ? 'warning' : 'attention',
    headline: `Sync errors of the ${every}: ${open} open, ${resolved.length} resolved`,
    state: `${fresh.length} new, ${older.length} open from before, ${resolved.length} resolved.${unseen}`,
    sections: [section('New and open', fresh, view), section('Still open', older, view), section('Resolved', resolved, view)].filter(({ incidents }) => incidents.length > 0),
    hint: 'All that is open: type incidents. To have this at another time: subscribe digest. To stop it: subscribe digest off.',
    from: macroTime(from), to: macroTime(to),
  };
  const text = lines(data.headline, data.state, data.sections.flatMap(({ heading, incidents, incidentsMore }) => [heading, ...incidents.map(lineText), incidentsMore]), data.hint, `From ${utcTime(from)} to ${utcTime(to)}, as of ${utcTime(at)}`);
  return { card: 'digest', data: { ...data }, summary: data.headline, text, json: { from, to, open: [...fresh, ...older].map(({ code }) => code), resolved: resolved.map(({ code }) => code), unread } };
}

function section(heading: string, incidents: readonly Incident[], { isNamed }: DigestView): DigestData['sections'][number] {
  const hidden = incidents.length - MOST_LINES;
  return { heading, incidents: incidents.slice(0, MOST_LINES).map((incident) => incidentLine(incident, { isNamed })), incidentsMore: hidden > 0 ? `… and ${hidden} more` : '' };
}
