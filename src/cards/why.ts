import type { Diagnosis, Finding } from '../model/diagnosis.ts';
import type { CardReply } from '../model/reply.ts';
import { showMarkdown, showPlain } from './escape.ts';
import { macroTime, suffix } from './look.ts';
import type { Tone } from './look.ts';
import type { WhyData } from './why-data.ts';
import { chainLine } from './why-chain.ts';
import { findingData } from './why-finding.ts';
import { whyText } from './why-text.ts';

/** Refs of stored questions and offers, made by the command. */
interface WhyRefs {
  readonly recheck?: string | undefined;
  /** Cause id → ref of its offer. Causes that are not here get no button. */
  readonly propose?: Readonly<Record<string, string>> | undefined;
  /** Cause id → ref of its watch, for what only people can mend. */
  readonly watch?: Readonly<Record<string, string>> | undefined;
}

interface WhyOptions {
  /** When the sources were read, ISO 8601 UTC. */
  readonly readAt: string;
  /** What was read and how fresh it is, e.g. `DC01`, `SYNC01 (last cycle 13:41 UTC)`. */
  readonly sources?: readonly string[] | undefined;
  /** Said at the end, e.g. that names are replaced. */
  readonly note?: string | undefined;
}

const OPEN_FINDINGS = 3;
const MOST_OFFERS = 3;

/** The answer to "why does X not sync". */
export function whyReply(diagnosis: Diagnosis, refs: WhyRefs, options: WhyOptions): CardReply {
  const summary = showPlain(diagnosis.summary, 600);
  const data: WhyData = {
    ...headOf(diagnosis),
    summary,
    ...who(diagnosis),
    ...findingsOf(diagnosis),
    ...blindSpots(diagnosis),
    hasChain: diagnosis.chain.length > 0,
    chain: diagnosis.chain.map(chainLine),
    readAt: macroTime(options.readAt),
    sources: suffix(' from ', (options.sources ?? []).map((source) => showMarkdown(source, 80)).join(', ')) + suffix('. ', options.note ?? ''),
    offers: offersOf(diagnosis, refs),
    actions: [...(refs.recheck === undefined ? [] : [{ title: 'Check again', verb: 'recheck', ref: refs.recheck, tooltip: 'Reads all sources again.' }]), ...watchesOf(diagnosis, refs)],
  };
  return { card: 'why', data: { ...data }, summary: `${data.headline}: ${summary}`, text: whyText(diagnosis, data), json: diagnosis };
}

const HEADS: Readonly<Record<Diagnosis['verdict'], { readonly tone: Tone; readonly headline: string }>> = {
  'synced': { tone: 'good', headline: '✓ Synced' },
  'not-synced': { tone: 'attention', headline: '✗ Not synced' },
  'incomplete': { tone: 'warning', headline: '⚠ I cannot say yet' },
  'not-found': { tone: 'warning', headline: '⚠ Not found' },
  'ambiguous': { tone: 'accent', headline: 'Which one?' },
};

/** Green is for those with whom nothing is wrong. */
const headOf = ({ verdict, findings }: Diagnosis): Pick<WhyData, 'tone' | 'headline'> =>
  verdict === 'synced' && findings.some(({ evidenceClass }) => evidenceClass !== 'D') ? { tone: 'warning', headline: '⚠ Synced, but not as it should be' } : HEADS[verdict];

function who({ subject }: Diagnosis): Pick<WhyData, 'name' | 'detail' | 'where'> {
  const name = showPlain(subject.displayName ?? subject.asked, 120);
  const detail = [subject.kind ?? '', subject.displayName === undefined || subject.displayName === subject.asked ? '' : `asked as "${showPlain(subject.asked, 120)}"`];
  const where = [showPlain(subject.dn, 256), subject.entraId === undefined ? '' : `Entra id ${showPlain(subject.entraId, 64)}`];
  return { name, detail: suffix(' · ', detail.filter((each) => each !== '').join(' · ')), where: where.filter((each) => each !== '').join(' · ') };
}

function findingsOf({ findings, summary, subject }: Diagnosis): Pick<WhyData, 'findings' | 'findingsMore' | 'rest' | 'restMore' | 'restTitle'> {
  const titles = new Map(findings.map((finding) => [finding.cause, finding.title]));
  const said = [subject.dn, subject.entraId];
  const drawn = findings.map((finding, index) => findingData(finding, { number: index + 1, titles, summary, said }));
  const rest = drawn.slice(OPEN_FINDINGS);
  const restTitle = rest.length === 0 ? '' : rest.length === 1 ? 'Show 1 more cause' : `Show ${rest.length} more causes`;
  return { findings: drawn.slice(0, OPEN_FINDINGS), findingsMore: '', rest, restMore: '', restTitle };
}

const UNREAD_WORDS: Readonly<Record<Diagnosis['unread'][number]['why'], string>> = {
  'relay-offline': 'no relay is connected',
  'access-denied': 'access was denied',
  'timed-out': 'no answer in time',
  'throttled': 'the service asked me to slow down',
  'not-configured': 'not set up',
  'not-asked': 'not asked for',
  'failed': 'reading failed',
};

/** What was left out on purpose, or cannot be read here at all, is worth a line only when a cause needed it. */
function blindSpots({ unread: all, cannotTell }: Diagnosis): Pick<WhyData, 'notSeen' | 'unread' | 'unreadMore' | 'cannotTell'> {
  const unread = all.filter(({ why, what }) => (why !== 'not-asked' && why !== 'not-configured') || cannotTell.some(({ missing }) => missing.some((name) => name === what || name.startsWith(`${what}.`))));
  const causes = cannotTell.length === 1 ? '1 cause' : `${cannotTell.length} causes`;
  const named = cannotTell.slice(0, 4).map((each) => showPlain(each.cause, 80)).join(', ');
  return {
    notSeen: unread.length > 0 || cannotTell.length > 0,
    unread: unread.map((each) => ({ what: showPlain(each.what, 80), says: `: ${UNREAD_WORDS[each.why]}${suffix('. ', showPlain(each.detail, 200))}` })),
    unreadMore: '',
    cannotTell: cannotTell.length === 0 ? '' : `So I could not judge ${causes}: ${named}${cannotTell.length > 4 ? ', …' : ''}. These may still apply.`,
  };
}

/** Each offer asks for its reason under a button of its own; the plan shows it to those who decide. */
function offersOf(diagnosis: Diagnosis, refs: WhyRefs): WhyData['offers'] {
  const offered = diagnosis.findings.flatMap((finding) => {
    const ref = refs.propose?.[finding.cause];
    return ref === undefined || finding.remedy?.by !== 'bot' ? [] : [{ finding, ref }];
  }).slice(0, MOST_OFFERS);
  return offered.map(({ finding, ref }, index) => ({
    title: proposeTitle(finding, offered.length),
    verb: 'propose',
    ref,
    reasonId: `reason${index + 1}`,
    ticketId: `ticket${index + 1}`,
    fix: showPlain(finding.remedy?.title ?? finding.title, 120),
    checklist: (finding.remedy?.checklist ?? []).map(({ item, says }) => ({ id: `confirm${index + 1}-${item}`, title: showPlain(says, 300) })),
  }));
}

const MOST_WATCHES = 2;

/** Under a cause that only people can mend: the bot asks again until it is gone. */
function watchesOf({ findings }: Diagnosis, { watch = {} }: WhyRefs): WhyData['actions'] {
  const watched = findings.flatMap((finding) => (watch[finding.cause] === undefined ? [] : [{ finding, ref: watch[finding.cause] ?? '' }])).slice(0, MOST_WATCHES);
  return watched.map(({ finding, ref }) => ({
    title: watched.length === 1 ? 'I am doing this by hand: watch' : `By hand, watch: ${showPlain(finding.title, 40)}`,
    verb: 'watch',
    ref,
    tooltip: 'I ask again with growing pauses and say here when it is gone.',
  }));
}

const proposeTitle = (finding: Finding, offers: number): string =>
  offers === 1 ? 'Propose this fix' : `Propose: ${showPlain(finding.remedy?.title ?? finding.title, 50)}`;

