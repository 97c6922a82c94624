import type { Incident } from '../model/incident.ts';
import type { CardReply } from '../model/reply.ts';
import { incidentLine, lineText, type IncidentLine } from './incident-words.ts';
import { lines, look } from './look.ts';
import type { Colour, Tone } from './look.ts';

/** Exactly the names that cards/storm.json binds. */
interface StormData {
  readonly tone: Tone;
  readonly headline: string;
  readonly mark: string;
  readonly color: Colour;
  readonly state: string;
  readonly incidents: readonly IncidentLine[];
  readonly incidentsMore: string;
  readonly hint: string;
}

interface StormView {
  readonly incidents: readonly Incident[];
  /** False where people read along who may not see names. */
  readonly isNamed: boolean;
}

const MOST_LINES = 25;
const GRAVITY = { low: 0, medium: 1, high: 2 } as const;

/** Many at once, in one message that stays true. The open ones first, and of these the gravest. */
export function stormReply({ incidents, isNamed }: StormView): CardReply {
  const open = incidents.filter(({ state }) => state === 'open');
  const objects = open.reduce((sum, { count }) => sum + count, 0);
  const high = open.filter(({ severity }) => severity === 'high').length;
  const isOver = open.length === 0;
  const sorted = incidents.toSorted((one, other) => Number(other.state === 'open') - Number(one.state === 'open') || GRAVITY[other.severity] - GRAVITY[one.severity] || other.most - one.most || one.code.localeCompare(other.code));
  const hidden = sorted.length - MOST_LINES;
  const data: StormData = {
    ...look(isOver ? 'fine' : 'broken'), tone: isOver ? 'good' : 'attention',
    headline: isOver ? `All ${incidents.length} errors that came at once are resolved` : `${incidents.length} kinds of error at once, ${open.length} open`,
    state: isOver ? 'None of them is open any more.' : `${objects === 0 ? '' : `${objects} ${objects === 1 ? 'object' : 'objects'}. `}${high} with high severity, ${incidents.length - open.length} resolved. I tell of them here together, and change this message as it goes on.`,
    incidents: sorted.slice(0, MOST_LINES).map((incident) => incidentLine(incident, { isNamed })),
    incidentsMore: hidden > 0 ? `… and ${hidden} more` : '',
    hint: 'All of them: type incidents. One with its buttons: incidents and its code. To hear less here: subscribe high only, or mute everything for 2 hours.',
  };
  const text = lines(data.headline, data.state, data.incidents.map(lineText), data.incidentsMore, data.hint);
  return { card: 'storm', data: { ...data }, summary: data.headline, text, json: { incidents: sorted.map(({ code, title, state, count, severity }) => ({ code, title, state, count, severity })) } };
}
