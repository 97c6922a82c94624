import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines, look, macroTime, utcTime } from './look.ts';
import type { Colour, Mark, Tone } from './look.ts';

/** Exactly the names that cards/status.json binds. */
interface StatusData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly warnings: readonly { readonly says: string }[];
  readonly warningsMore: string;
  readonly sections: readonly { readonly title: string; readonly lines: readonly LineData[]; readonly linesMore: string }[];
  readonly at: string;
}

interface LineData {
  readonly mark: string;
  readonly color: Colour;
  readonly name: string;
  readonly says: string;
  readonly troubles: readonly { readonly says: string; readonly advice: string }[];
  readonly troublesMore: string;
  readonly facts: readonly { readonly fact: string }[];
  readonly factsMore: string;
}

type Health = 'fine' | 'doubtful' | 'broken';

export interface StatusLine {
  readonly name: string;
  readonly health: Health;
  /** E.g. `connected, version 0.1.0, read-only`. */
  readonly says: string;
  /** Why its health is not fine, the worst first. */
  readonly troubles?: readonly StatusTrouble[] | undefined;
  /** What else is known, one sentence each. */
  readonly facts?: readonly string[] | undefined;
}

/** Something that is not as it should be, and what to do about it. */
export interface StatusTrouble {
  readonly health: 'doubtful' | 'broken';
  readonly says: string;
  readonly advice: string;
}

export interface StatusView {
  /** Title of the whole, e.g. `Status` or `Relays`. */
  readonly title: string;
  /** Shown loudly above all: e.g. an approval policy that lets nobody approve. */
  readonly policyWarnings: readonly string[];
  /** End points that are not Microsoft's own; shown loudly, because somebody could have put them there. */
  readonly customEndpoints: readonly { readonly what: string; readonly address: string }[];
  /** E.g. relays, sync servers, sources, policy; empty sections say that there is nothing. */
  readonly sections: readonly { readonly title: string; readonly lines: readonly StatusLine[]; readonly empty: string }[];
  /** ISO 8601 UTC. */
  readonly at: string;
}

export function statusReply(view: StatusView): CardReply {
  const warnings = [
    ...view.customEndpoints.map(({ what, address }) => `${showPlain(what, 80)} goes to ${showPlain(address, 200)}, which is not Microsoft's address.`),
    ...view.policyWarnings.map((says) => showPlain(says, 400)),
  ];
  const all = view.sections.flatMap((section) => section.lines);
  const data: StatusData = {
    ...headline(view.title, all, warnings.length),
    warnings: warnings.map((says) => ({ says })),
    warningsMore: '',
    sections: worstFirst(view.sections, ({ lines: each }) => each.map(({ health }) => health)).map((section) => ({ title: section.title, lines: sectionLines(section), linesMore: '' })),
    at: macroTime(view.at),
  };
  const text = lines(
    `${data.headline}. ${data.summary}`,
    warnings.map((says) => `⚠ ${says}`),
    data.sections.flatMap((section) => [`${section.title}:`, ...section.lines.flatMap(textOf)]),
    `As of ${utcTime(view.at)}`,
  );
  return { card: 'status', data: { ...data }, summary: `${data.headline}. ${data.summary}`, text, json: { format: 'syncwhy-status/1', ...view } };
}

function headline(title: string, all: readonly StatusLine[], warnings: number): Pick<StatusData, 'tone' | 'headline' | 'summary'> {
  const broken = all.filter((line) => line.health === 'broken').map((line) => showPlain(line.name, 60));
  const doubtful = all.filter((line) => line.health === 'doubtful').map((line) => showPlain(line.name, 60));
  if (broken.length > 0) return { tone: 'attention', headline: `✗ ${title}: something does not work`, summary: `Needs help: ${named(broken)}.` };
  if (doubtful.length > 0 || warnings > 0) {
    return { tone: 'warning', headline: `⚠ ${title}: look at this`, summary: doubtful.length > 0 ? `Not as it should be: ${named(doubtful)}.` : warnings === 1 ? 'See the warning below.' : `See the ${warnings} warnings below.` };
  }
  return { tone: 'good', headline: `✓ ${title}: all works`, summary: `${all.length} ${all.length === 1 ? 'check' : 'checks'}, no fault.` };
}

const named = (names: readonly string[]): string => `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`;

const MARKS: Readonly<Record<Health, Mark>> = { fine: 'fine', doubtful: 'doubtful', broken: 'broken' };
const WORDS: Readonly<Record<Health, string>> = { fine: 'ok', doubtful: 'attention', broken: 'not working' };

const RANK: readonly Health[] = ['broken', 'doubtful', 'fine'];

/** Faults come first; what is equally well keeps its order. */
const worstFirst = <Each>(all: readonly Each[], healthsOf: (each: Each) => readonly Health[]): readonly Each[] => {
  const rank = (each: Each): number => Math.min(RANK.length, ...healthsOf(each).map((health) => RANK.indexOf(health)));
  return all.toSorted((one, other) => rank(one) - rank(other));
};

function sectionLines(section: StatusView['sections'][number]): readonly LineData[] {
  const plain = { troubles: [], troublesMore: '', facts: [], factsMore: '' };
  if (section.lines.length === 0) return [{ ...look('open'), name: section.empty, says: '', ...plain }];
  return worstFirst(section.lines, ({ health }) => [health]).map((line) => ({
    ...look(MARKS[line.health]), name: showPlain(line.name, 80), says: ` ${WORDS[line.health]}${line.says === '' ? '' : `: ${showPlain(line.says, 240)}`}`,
    ...plain,
    troubles: (line.troubles ?? []).map(({ says, advice }) => ({ says: showPlain(says, 300), advice: showPlain(advice, 300) })),
    facts: (line.facts ?? []).map((fact) => ({ fact: showPlain(fact, 240) })),
  }));
}

const textOf = ({ mark, name, says, troubles, facts }: LineData): readonly string[] => [
  `   ${mark} ${name}${says}`,
  ...troubles.map((trouble) => `      ${trouble.says} → ${trouble.advice}`),
  ...facts.map(({ fact }) => `      ${fact}`),
];
