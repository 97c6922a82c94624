import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines, type Tone } from './look.ts';

/** Exactly the names that cards/scan-report.json binds. */
interface ReportData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly hint: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

interface ReportView {
  readonly n: number;
  readonly says: string;
  /** How long the links open. */
  readonly minutes: number;
  /** Addresses of the bot itself. */
  readonly links: ReportData['links'];
}

/** Where the whole report of a scan opens, for the one who asked. */
export function scanReportReply({ n, says, minutes, links }: ReportView): CardReply {
  const data: ReportData = {
    tone: 'accent', headline: `The report of scan ${n}`, summary: showPlain(says, 400), links: links.map(({ title, url }) => ({ title: showPlain(title, 40), url })),
    hint: `The links are for you and open for ${minutes} minutes. The report holds names and addresses of the organisation: keep it where only those can open it who may read them.`,
  };
  return { card: 'scan-report', data: { ...data }, summary: `${data.headline}. ${data.summary}`.slice(0, 300), text: lines(`${data.headline}. ${data.summary}`, data.links.map(({ title, url }) => `${title}: ${url}`), data.hint) };
}
