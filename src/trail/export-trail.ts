import type { AuditLink, Store } from '../ports/store.ts';
import { cefLine } from './cef.ts';
import { syslogLine } from './syslog.ts';
import { visibleJson } from './visible.ts';

export const EXPORT_FORMATS = ['jsonl', 'cef', 'syslog'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Selection {
  /** From this time on, and before that one. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly planId?: string | undefined;
}

interface Writing {
  readonly format: ExportFormat;
  readonly version: string;
  /** Name of this machine. */
  readonly host: string;
}

const PAGE = 200;

/** Every entry of the trail in order, page by page. */
export async function* everyLink(store: Pick<Store, 'auditTrail'>): AsyncGenerator<AuditLink> {
  for (let page = await store.auditTrail(0, PAGE); page.length > 0; page = await store.auditTrail(page.at(-1)?.seq ?? 0, PAGE)) yield* page;
}

/** The chosen entries, one line each without its end. JSON lines hold everything and can be checked; the other formats are for reading elsewhere. */
export async function* exportTrail(links: AsyncIterable<AuditLink>, selection: Selection, writing: Writing): AsyncGenerator<string> {
  for await (const link of links) if (isChosen(link, selection)) yield lineOf(link, writing);
}

function isChosen({ event }: AuditLink, { since, until, planId }: Selection): boolean {
  const at = Date.parse(event.at);
  // An entry whose time cannot be read is left out of no selection by time.
  return !(since !== undefined && at < since.getTime()) && !(until !== undefined && at >= until.getTime()) && (planId === undefined || event.planId === planId);
}

function lineOf(link: AuditLink, writing: Writing): string {
  switch (writing.format) {
    case 'jsonl': {
      const { seq, previous, hash, event } = link;
      return visibleJson({ seq, previous, hash, event });
    }
    case 'cef':
      return cefLine(link, writing);
    case 'syslog':
      return syslogLine(link, writing);
  }
}
