import type { Finding, RemedyOffer } from '../model/diagnosis.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { orDash, showPlain } from './escape.ts';
import type { Colour } from './look.ts';
import { UNDO_WORDS } from './undo-words.ts';

export interface FindingData {
  readonly number: string;
  readonly title: string;
  readonly says: string;
  readonly evidence: readonly { readonly from: string; readonly what: string; readonly value: string; readonly at: string }[];
  readonly evidenceMore: string;
  readonly sureness: string;
  readonly fixAfter: string;
  readonly fixWord: string;
  readonly fixColor: Colour;
  readonly fixTitle: string;
  readonly fixSays: string;
}

interface FindingContext {
  readonly number: number;
  /** Titles of all findings by cause id. */
  readonly titles: ReadonlyMap<string, string>;
  /** What the card says already; it is not said twice. */
  readonly summary: string;
  /** Names of the object in AD and in Entra, which stand at the top of the card. */
  readonly said: readonly (string | undefined)[];
}

const SHOWN_EVIDENCE = 4;

/** One cause: what is wrong, where it was seen, how sure it is, and what helps. */
export function findingData(finding: Finding, context: FindingContext): FindingData {
  const hidden = finding.evidence.length - SHOWN_EVIDENCE;
  const first = finding.fixAfter.map((cause) => context.titles.get(cause) ?? cause);
  return {
    number: String(context.number),
    title: showPlain(finding.title),
    says: finding.says === context.summary ? '' : showPlain(finding.says, 600),
    evidence: finding.evidence.slice(0, SHOWN_EVIDENCE).map((item) => evidenceData(item, context.said)),
    evidenceMore: hidden > 0 ? `… and ${hidden} more` : '',
    sureness: `${SURE[finding.certainty]}: ${CLASSES[finding.evidenceClass]} (class ${finding.evidenceClass}) · ${showPlain(finding.cause, 80)}`,
    fixAfter: first.length === 0 ? '' : `Repair first: ${first.map((title) => showPlain(title, 120)).join('; ')}`,
    ...fix(finding.remedy),
  };
}

const SURE: Readonly<Record<Finding['certainty'], string>> = { certain: 'Certain', likely: 'Likely', possible: 'Possible' };

const CLASSES: Readonly<Record<Finding['evidenceClass'], string>> = {
  A: 'the sync engine or Entra itself reports it',
  B: 'it follows from what I read',
  C: 'predicted from what I read',
  D: 'it fits, but is not proven',
};

const SOURCES: Readonly<Record<EvidenceItem['from'], string>> = { 'directory': 'AD', 'entra': 'Entra', 'sync-server': 'Sync server' };

const evidenceData = (item: EvidenceItem, said: FindingContext['said']): FindingData['evidence'][number] => ({
  from: SOURCES[item.from],
  what: showPlain(item.what, 100),
  value: orDash(showPlain(item.value)),
  at: item.at === undefined || said.includes(item.at) ? '' : `  (${showPlain(item.at, 160)})`,
});

function fix(remedy: RemedyOffer | undefined): Pick<FindingData, 'fixWord' | 'fixColor' | 'fixTitle' | 'fixSays'> {
  if (!remedy) return { fixWord: '', fixColor: 'Default', fixTitle: '', fixSays: '' };
  const byBot = remedy.by === 'bot';
  return {
    fixWord: byBot ? 'I can fix this:' : 'To do by hand:',
    fixColor: byBot ? 'Good' : 'Default',
    fixTitle: isNameless(remedy) ? showPlain(remedy.says, 700) : showPlain(remedy.title),
    fixSays: isNameless(remedy) ? '' : `${showPlain(remedy.says, 700)}${byBot ? ` Risk ${remedy.risk}, ${UNDO_WORDS[remedy.undo]}; another admin must approve.` : ''}`,
  };
}

/** A cure by hand has no title of its own; what to do stands in its place. */
const isNameless = ({ by, title }: RemedyOffer): boolean => by === 'human' && title === 'By hand';
