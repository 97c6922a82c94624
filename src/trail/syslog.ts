import { auditMeaning } from '../model/audit-events.ts';
import type { PostedHead } from '../model/audit-head.ts';
import type { AuditLink } from '../ports/store.ts';
import { visible, visibleJson } from './visible.ts';

/** "log audit" in RFC 5424, table 1. */
const FACILITY = 13;
/** RFC 5424 keeps this enterprise number for examples; the product has none of its own. */
const ELEMENT = 'syncwhy@32473';

/** One entry as a message of RFC 5424: what identifies it as structured data, the facts as JSON in the message. */
export function syslogLine({ seq, previous, hash, event }: AuditLink, { host }: { readonly host: string }): string {
  const parameters = { seq: String(seq), hash, previous, actor: event.actor, planId: event.planId, rule: event.rule, planHash: event.facts['planHash'], requester: event.facts['requester'], relayId: event.facts['relayId'] };
  return message({ name: event.event, at: event.at, host, severity: syslogSeverity(auditMeaning(event.event).severity), parameters, text: visibleJson(event.facts) });
}

/** The head of the trail, in the same form. */
export const headLine = ({ at, seq, hash, key, signature }: PostedHead, { host }: { readonly host: string }): string =>
  message({ name: 'audit.head', at, host, severity: 5, parameters: { seq: String(seq), hash, signature }, text: visibleJson({ at, seq, hash, key, signature }) });

interface Message {
  readonly name: string;
  readonly at: string;
  readonly host: string;
  readonly severity: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function message({ name, at, host, severity, parameters, text }: Message): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(at) ? at : '-';
  const shown = Object.entries(parameters).flatMap(([key, value]) => (typeof value === 'string' && value !== '' ? [` ${key}="${visible(value).replace(/["\\\]]/g, '\\$&')}"`] : []));
  return `<${FACILITY * 8 + severity}>1 ${time} ${word(host, 255)} syncwhy - ${word(name, 32)} [${ELEMENT}${shown.join('')}] \ufeff${text}`;
}

/** Printable ASCII without spaces, or the dash that stands for nothing. */
const word = (text: string, most: number): string => text.replace(/[^\x21-\x7e]/g, '').slice(0, most) || '-';

/** Of CEF's ten grades: from 7 on a warning, from 4 on a notice, else for information. */
const syslogSeverity = (severity: number): number => (severity >= 7 ? 4 : severity >= 4 ? 5 : 6);
