import { createHmac, timingSafeEqual } from 'node:crypto';

export const REPORT_FORMS = ['html', 'csv', 'json', 'jsonl'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

export interface ReportTicket {
  readonly n: number;
  readonly form: ReportForm;
  /** Whom it was made for. */
  readonly oid: string;
  /** Milliseconds since 1970; from then on it opens nothing. */
  readonly until: number;
}

/** Short enough that a link which is passed on or logged opens nothing the next day. */
export const LINK_MINUTES = 15;

/** What stands in a link: readable, and worthless without the seal behind it. */
export function sealedTicket({ n, form, oid, until }: ReportTicket, secret: string): string {
  const text = `${n}.${form}.${until}.${oid}`;
  return `${text}.${sealOf(text, secret)}`;
}

/** Null for one that was not made here, was changed, or is over. */
export function openTicket(ticket: string, secret: string, now: Date): ReportTicket | null {
  const [, text = '', n = '', form = '', until = '', oid = '', seal = ''] = /^((\d{1,9})\.([a-z]{1,8})\.(\d{1,16})\.([0-9a-f-]{36}))\.([\w-]{43})$/u.exec(ticket) ?? [];
  const known = REPORT_FORMS.find((each) => each === form);
  if (known === undefined || !isSame(seal, sealOf(text, secret)) || Number(until) <= now.getTime()) return null;
  return { n: Number(n), form: known, oid, until: Number(until) };
}

const sealOf = (text: string, secret: string): string => createHmac('sha256', `report ${secret}`).update(text).digest('base64url');

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
