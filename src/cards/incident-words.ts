import { begunAt, type Incident } from '../model/incident.ts';
import { showPlain } from './escape.ts';
import { look, utcTime, type Mark, type Tone } from './look.ts';

/** How an incident stands, in a sign, a tone and a sentence. */
export function standingOf(incident: Incident): { readonly mark: Mark; readonly tone: Tone; readonly word: string; readonly says: string } {
  const { state, flapping, resolvedAt } = incident;
  const since = begunAt(incident);
  const again = timesReopened(incident);
  const restless = flapping ? ' It comes and goes, so I do not say each turn until it has been quiet for a while.' : '';
  if (state === 'resolved') {
    const took = since === null || resolvedAt === null ? '' : ` after ${durationWords(since, resolvedAt)}`;
    return { mark: 'fine', tone: 'good', word: 'Resolved', says: `Resolved${took}${resolvedAt === null ? '' : `, ${utcTime(resolvedAt)}`}${again}.${restless}` };
  }
  const grave = incident.severity === 'high';
  const open = since === null ? 'Open' : `Open since ${utcTime(since)}`;
  return { mark: grave ? 'broken' : 'doubtful', tone: grave ? 'attention' : 'warning', word: 'Open', says: `${open}${again}. Severity: ${incident.severity}.${restless}` };
}

function timesReopened({ reopened }: Incident): string {
  if (reopened.length === 0) return '';
  return reopened.length === 1 ? ', reopened once' : `, reopened ${reopened.length} times`;
}

/** `12 objects`; empty where it is about none. What is over is told by how many it were. */
export function countWords({ state, count, most }: Pick<Incident, 'state' | 'count' | 'most'>): string {
  const many = state === 'resolved' ? most : count;
  return many === 0 ? '' : `${many} ${many === 1 ? 'object' : 'objects'}`;
}

/** `3 days 4 h`, `2 h 5 min`, `under a minute`. */
export function durationWords(from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return [`${days} ${days === 1 ? 'day' : 'days'}`, hours > 0 ? ` ${hours} h` : ''].join('');
  if (hours > 0) return [`${hours} h`, rest > 0 ? ` ${rest} min` : ''].join('');
  return rest === 0 ? 'under a minute' : `${rest} min`;
}

/** One incident in one line of a list. */
export interface IncidentLine {
  readonly mark: string;
  readonly color: string;
  readonly title: string;
  readonly says: string;
}

export function incidentLine(incident: Incident, { isNamed }: { readonly isNamed: boolean }): IncidentLine {
  const { mark, says } = standingOf(incident);
  const count = countWords(incident);
  const factor = isNamed && incident.factor !== null && count !== '' ? `, ${showPlain(incident.factor, 120)}` : '';
  return { ...look(mark), title: `${showPlain(incident.title, 160)} (${incident.code})`, says: `${count === '' ? '' : `: ${count}${factor}`}. ${says}` };
}

export const lineText = ({ mark, title, says }: IncidentLine): string => `${mark} ${title}${says}`;
