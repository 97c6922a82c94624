import { scanReply, type Amount } from '../cards/scan.ts';
import type { CardReply } from '../model/reply.ts';
import type { Standing } from '../model/scan.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import { counted, findingsIn, leadWords, nameOfObject, STANDING_WORDS, summaryWords, titleOfFinding, unreadWords, type TitleOf } from '../report/finding-words.ts';
import type { ScanDifference } from '../report/scan-diff.ts';

type Actions = readonly { readonly title: string; readonly verb: string; readonly ref: string }[];

const PHASES = { reading: 'Reading both sides', comparing: 'Comparing', judging: 'Looking closer at what stands out', done: 'Writing down what was found' } as const;
const COLOURS = { 'synced': 'Good', 'should-be-but-is-not': 'Attention', 'left-out-on-purpose': 'Accent', 'cannot-tell': 'Warning' } as const satisfies Readonly<Record<Standing, Amount['color']>>;

/** The one card of a scan that runs. */
export function runningReply({ n, by, progress, startedAt, request }: StoredScan, actions: Actions): CardReply {
  const { phase, directory, entra, findings, suspects, judged } = progress;
  return scanReply({
    tone: 'accent', headline: `Scan ${n} runs`, summary: `${PHASES[phase]}. I only read.`,
    says: [`Read: ${counted(directory, 'object')} of Active Directory, ${counted(entra, 'object')} of Entra ID. ${counted(findings, 'finding')} so far.`, suspects === 0 ? '' : `Looked closer at ${judged.toLocaleString('en-GB')} of ${suspects.toLocaleString('en-GB')} that stand out so far.`, request.below.length === 0 ? '' : `Only below ${request.below.join('; ')}.`].filter((each) => each !== ''),
    standing: [], causes: [], unread: [], hint: `Begun by ${by.name} at ${startedAt.slice(11, 16)} UTC. Only one scan runs at a time.`, actions, json: { format: 'syncwhy-scan-state/1', n, state: 'running', progress },
  });
}

/** What a scan has found, in numbers. */
export function endedReply(scan: StoredScan, titleOf: TitleOf, { actions, hint }: { readonly actions: Actions; readonly hint: string }): CardReply {
  const { n, state, summary } = scan;
  const found = summary === null ? scan.kept : findingsIn(summary);
  const isWhole = summary?.ended === 'whole';
  return scanReply({
    tone: !isWhole ? 'warning' : found === 0 ? 'good' : 'attention',
    headline: state === 'failed' ? `Scan ${n} did not come to its end` : isWhole ? `Scan ${n}: ${counted(found, 'finding')}` : `Scan ${n} saw a part: ${counted(found, 'finding')}`,
    summary: leadWords(scan), says: summaryWords(scan),
    standing: summary === null ? [] : Object.entries(STANDING_WORDS).flatMap(([standing, label]) => (isStanding(standing) ? [{ label, count: summary.standing[standing], color: COLOURS[standing] }] : [])),
    causes: (summary?.findings ?? []).map(({ id, directory, entra }) => ({ label: titleOfFinding(id, titleOf), count: directory + entra, color: 'Accent' })),
    unread: (summary?.unread ?? []).map(unreadWords), hint, actions,
    json: { format: 'syncwhy-scan-state/1', n, state, kept: scan.kept, dropped: scan.dropped, summary },
  });
}

const isStanding = (text: string): text is Standing => Object.hasOwn(STANDING_WORDS, text);

/** What is new and what is gone. */
export function differenceReply(difference: ScanDifference, titleOf: TitleOf): CardReply {
  const { before, after, fresh, gone, stayed, causes, standing, cautions } = difference;
  const shown = ({ first, count }: ScanDifference['fresh'], word: string): readonly string[] => [
    ...first.slice(0, MOST_SHOWN).map(({ id, object }) => `${word}: ${nameOfObject(object)}: ${titleOfFinding(id, titleOf)}`),
    ...(count > MOST_SHOWN ? [`… and ${counted(count - MOST_SHOWN, 'more finding')} ${word === 'New' ? 'are new' : 'are gone'}`] : []),
  ];
  return scanReply({
    tone: cautions.length > 0 ? 'warning' : fresh.count > 0 ? 'attention' : 'good',
    headline: `From scan ${before} to scan ${after}: ${counted(fresh.count, 'new finding')}, ${gone.count.toLocaleString('en-GB')} gone`, summary: `${counted(stayed, 'finding')} stayed.`,
    says: [...cautions, ...standing.filter((each) => each.before !== each.after).map((each) => `${STANDING_WORDS[each.standing]}: ${each.before.toLocaleString('en-GB')} before, ${each.after.toLocaleString('en-GB')} after.`), ...shown(fresh, 'New'), ...shown(gone, 'Gone')],
    standing: [], causesTitle: 'Causes whose number has changed', causes: causes.map(({ id, before: had, after: has }) => ({ label: `${titleOfFinding(id, titleOf)} (${had.toLocaleString('en-GB')} before)`, count: has, color: has > had ? 'Attention' : 'Good' })),
    unread: [], hint: 'Whatever stayed, and everything of one scan: scan report and its number.', actions: [], json: { format: 'syncwhy-scan-diff/1', ...difference },
  });
}

const MOST_SHOWN = 10;
