import { noticeReply } from '../cards/notice.ts';
import { utcTime } from '../cards/look.ts';
import { scanReportReply } from '../cards/scan-report.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import { counted, findingsIn } from '../report/finding-words.ts';
import { scanDiff } from '../report/scan-diff.ts';
import { defineCommand, type Here } from './command.ts';
import { LINK_MINUTES } from './report-links.ts';
import { noScans } from './scan.ts';
import type { ScanDesk } from './scan-desk.ts';
import { scanRefusal } from './scan-right.ts';
import { differenceReply } from './scan-view.ts';
import type { CommandWorld } from './world.ts';

type ScanningWorld = CommandWorld & { readonly scans: ScanDesk };

export const scans = defineCommand({
  word: 'scans',
  usage: 'scans',
  summary: 'List the scans that are kept',
  example: 'scans',
  effect: 'reads',
  inMenu: false,
  parse: () => ({ ok: true, args: {} }),
  run: (world: CommandWorld, request, talk) => withScans(world, { request, talk }, async (scanning) => {
    const all = await scanning.scans.scans();
    await talk.post(noticeReply({
      tone: 'accent', headline: all.length === 0 ? 'No scan is kept' : counted(all.length, 'scan'), happened: all.length === 0 ? 'Nobody has scanned yet, or it is long ago.' : 'The newest first.', lines: all.map(lineOf),
      advice: all.length === 0 ? 'Type scan.' : 'The report of one: scan report and its number. What has changed between two: scan diff and their numbers.',
      json: { format: 'syncwhy-scans/1', scans: all.map(({ n, by, startedAt, endedAt, state, kept, dropped, summary }) => ({ n, by: by.name, startedAt, endedAt, state, kept, dropped, summary })) },
    }));
  }),
});

export const scanDiffs = defineCommand({
  word: 'scan diff',
  usage: 'scan diff [number] [number]',
  summary: 'Show what is new and what is gone between two scans; the last two when no numbers are given',
  example: 'scan diff 11 12',
  effect: 'reads',
  inMenu: false,
  parse(rest) {
    const numbers = rest.trim().split(/\s+/u).filter((each) => each !== '').map((each) => Number(each.replace(/^#/u, '')));
    return numbers.length > 2 || numbers.some((each) => !Number.isSafeInteger(each) || each < 1) ? { ok: false, wrong: 'Which two scans? Numbers as scans lists them, for example: scan diff 11 12.' } : { ok: true, args: { numbers } };
  },
  run: (world: CommandWorld, request, talk, { numbers }) => withScans(world, { request, talk }, async (scanning) => {
    const [before, after] = await twoOf(scanning.scans, numbers);
    const [one, other] = [before === undefined ? null : await scanning.scans.report(before), after === undefined ? null : await scanning.scans.report(after)];
    if (one === null || other === null) return talk.tell(noticeReply({ tone: 'warning', headline: 'There are no two scans to compare', happened: numbers.length === 0 ? 'Fewer than two scans have ended.' : 'One of these numbers is no scan that is kept.', advice: 'The list: scans.' }));
    await talk.post(differenceReply(await scanDiff(one, other, MOST_IN_JSON), world.titleOf));
  }),
});

export const scanReports = defineCommand({
  word: 'scan report',
  usage: 'scan report [number]',
  summary: 'Give the whole report of a scan; of the newest when no number is given',
  example: 'scan report 12',
  effect: 'reads',
  inMenu: false,
  parse: (rest) => (/^#?\d{0,9}$/u.test(rest.trim()) ? { ok: true, args: { n: rest.trim() === '' ? null : Number(rest.trim().replace(/^#/u, '')) } } : { ok: false, wrong: 'Which scan? A number as scans lists them, for example: scan report 12.' }),
  run: (world: CommandWorld, request, talk, { n }) => withScans(world, { request, talk }, (scanning) => giveReport(scanning, { request, talk }, n)),
});

const MOST_IN_JSON = 1_000;

async function withScans(world: CommandWorld, here: Here, work: (world: ScanningWorld) => Promise<void>): Promise<void> {
  const { scans: desk } = world;
  const refusal = desk === undefined ? noScans : await scanRefusal(world, here);
  if (desk === undefined || refusal !== null) return here.talk.tell(refusal ?? noScans);
  return work({ ...world, scans: desk });
}

/** With one number it is compared with the newest; the earlier one comes first. */
async function twoOf(desk: ScanDesk, numbers: readonly number[]): Promise<readonly number[]> {
  const newest = (await desk.scans()).filter(({ state }) => state !== 'running').map(({ n }) => n);
  const [one, other] = numbers.length === 2 ? numbers : numbers.length === 1 ? [...numbers, ...newest.slice(0, 1)] : newest.slice(0, 2);
  return one === undefined || other === undefined || one === other ? [] : [one, other].toSorted((a, b) => a - b);
}

/** The report itself holds the names of everybody: its links are told to the asker alone, and open for a short while. */
export async function giveReport({ scans: desk, reportLink }: ScanningWorld, { request, talk }: Here, n: number | null): Promise<void> {
  const found = await desk.report(n);
  if (found === null) return talk.tell(noticeReply({ tone: 'warning', headline: 'There is no such scan', happened: 'Twenty are kept; older ones are given up.', advice: 'The list: scans.' }));
  const { scan } = found;
  if (reportLink === undefined || talk.place.kind === 'terminal') return talk.tell(noticeReply({ tone: 'accent', headline: `The report of scan ${scan.n}`, happened: `${lineOf(scan)} This bot has no address that a browser could open, so the report is written on its own host.`, advice: `syncwhy scan --config bot.yaml --report ${scan.n} --out report.html (or .csv, .json, .jsonl)` }));
  const alone = await talk.aside();
  if (alone === null) return talk.tell(noticeReply({ tone: 'warning', headline: 'I cannot write to you alone', happened: 'The report is for you only, but Teams does not let me write to you.', advice: 'Open a chat with me (add the app for yourself) and ask again there.' }));
  const link = (form: 'html' | 'csv' | 'json'): string => reportLink(scan.n, form, request.actor.oid);
  await alone.post(scanReportReply({ n: scan.n, says: lineOf(scan), minutes: LINK_MINUTES, links: [{ title: 'Open the report', url: link('html') }, { title: 'CSV', url: link('csv') }, { title: 'JSON', url: link('json') }] }));
  if (talk.place.kind !== 'personal') await talk.tell({ text: 'The report is in your chat with me.' });
}

const lineOf = ({ n, by, startedAt, state, summary, kept, dropped, request }: StoredScan): string =>
  `Scan ${n}, ${utcTime(startedAt)}, by ${by.name}: ${state === 'done' && summary?.ended === 'in-part' ? 'done in part' : state}, ${counted(summary === null ? kept : findingsIn(summary), 'finding')}${request.below.length === 0 ? '' : `, only below ${request.below.join('; ')}`}${dropped === 0 ? '' : `; ${counted(dropped, 'finding')} no longer kept`}.`;
