import { auditMeaning } from '../model/audit-events.ts';
import type { AuditLink } from '../ports/store.ts';
import { visible, visibleJson } from './visible.ts';

/** Longest message in the dictionary of CEF extensions. */
const MOST_MESSAGE = 1023;

/**
 * One entry in ArcSight's Common Event Format, version 0. Header values escape `|` and `\`, extension values `=` and `\`.
 * The facts are in `msg`, cut to the length that the format allows; whole they are only in JSON lines.
 * Source: Micro Focus Security ArcSight Common Event Format, version 25.
 */
export function cefLine({ seq, hash, event }: AuditLink, { version }: { readonly version: string }): string {
  const { says, severity } = auditMeaning(event.event);
  const head = ['CEF:0', 'SyncWhy', 'syncwhy', version, event.event, says].map((part, at) => (at === 0 ? part : header(part)));
  const at = Date.parse(event.at);
  const facts = event.facts;
  const extension: readonly (readonly [string, string | null])[] = [
    ['rt', Number.isNaN(at) ? null : String(at)],
    ['externalId', String(seq)],
    ['act', event.event],
    ['outcome', event.event.endsWith('.refused') || event.event.endsWith('.failed') ? 'failure' : 'success'],
    ['suser', event.actor],
    ['duser', textOf(facts['requester'])],
    ['reason', textOf(facts['refusal'])],
    ...custom(1, 'planId', event.planId),
    ...custom(2, 'rule', event.rule),
    ...custom(3, 'planHash', textOf(facts['planHash'])),
    ...custom(4, 'planCode', textOf(facts['code'])),
    ...custom(5, 'relayId', textOf(facts['relayId'])),
    ...custom(6, 'entryHash', hash),
    ['msg', cut(visibleJson(facts))],
  ];
  return `${head.join('|')}|${severity}|${extension.flatMap(([key, value]) => (value === null || value === '' ? [] : [`${key}=${extensionValue(value)}`])).join(' ')}`;
}

const custom = (number: number, label: string, value: string | null): readonly (readonly [string, string | null])[] =>
  value === null || value === '' ? [] : [[`cs${number}Label`, label], [`cs${number}`, value]];

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const cut = (text: string): string => ([...text].length <= MOST_MESSAGE ? text : `${[...text].slice(0, MOST_MESSAGE - 1).join('')}…`);

const header = (text: string): string => visible(text).replace(/[\\|]/g, '\\$&');
const extensionValue = (text: string): string => visible(text).replace(/[\\=]/g, '\\$&');
