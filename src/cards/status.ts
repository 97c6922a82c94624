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
}

type Health = 'fine' | 'doubtful' | 'broken';

export interface StatusLine {
  readonly name: string;
  readonly health: Health;
  /** E.g. `connected, version 0.1.0, read-only`. */
  readonly says: string;
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
    sections: view.sections.map((section) => ({ title: section.title, lines: sectionLines(section), linesMore: '' })),
    at: macroTime(view.at),
  };
  const text = lines(
    `${data.headline}. ${data.summary}`,
    warnings.map((says) => `⚠ ${says}`),
    data.sections.flatMap((section) => [`${section.title}:`, ...section.lines.map((line) => `   ${line.mark} ${line.name}${line.says}`)]),
    `As of ${utcTime(view.at)}`,
  );
  return { card: 'status', data: { ...data }, summary: `${data.headline}. ${data.summary}`, text, json: view };
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

function sectionLines(section: StatusView['sections'][number]): readonly LineData[] {
  if (section.lines.length === 0) return [{ ...look('open'), name: section.empty, says: '' }];
  return section.lines.map((line) => ({ ...look(MARKS[line.health]), name: showPlain(line.name, 80), says: ` ${WORDS[line.health]}${line.says === '' ? '' : `: ${showPlain(line.says, 240)}`}` }));
}
