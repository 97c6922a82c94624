import type { Confirmed, SealedCause } from '../catalogue/seal.ts';
import { isoTime } from '../deduce/times.ts';
import type { Finding } from '../model/diagnosis.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { harmOfAnyRepair } from './harm.ts';
import type { Unranked } from './rank.ts';

export interface Judged {
  readonly findings: readonly Unranked[];
  readonly cannotTell: readonly { readonly cause: string; readonly missing: readonly string[] }[];
}

/** Asks every cause. What could not be read is never taken for fine: the cause is listed with what it lacks. */
export function judge(catalogue: readonly SealedCause[], about: { readonly evidence: Evidence; readonly subject: Subject; readonly now: Date }): Judged {
  const judgements = catalogue.map((cause) => ({ cause, judgement: cause.judge(about.evidence, about.subject, about.now) }));
  const all = judgements.flatMap(({ cause, judgement }) => (judgement.is === 'confirmed' ? [{ cause, judgement }] : []));
  const masked = (mask: readonly string[] | undefined): boolean => all.some(({ cause, judgement }) => judgement.evidenceClass !== 'D' && mask?.includes(cause.text.id) === true);
  const confirmed = all.filter(({ cause }) => !masked(cause.text.maskedBy));
  // What is masked is there all the same: a remedy that would do harm beside it is not offered.
  const found = all.map(({ cause }) => cause.text.id);
  const cannotTell = judgements.flatMap(({ cause, judgement }) => (judgement.is === 'cannot-tell' ? [{ cause: cause.text.id, missing: judgement.missing }] : []));
  const known = { found, shown: confirmed.map(({ cause }) => cause.text.id), blind: cannotTell.map(({ cause }) => cause), harm: harmOfAnyRepair(about.subject, about.evidence) };
  return {
    findings: confirmed.map(({ cause, judgement }) => ({ finding: findingOf(cause, judgement, known), statedAt: isoTime(judgement.statedAt) })),
    cannotTell,
  };
}

interface Known {
  readonly found: readonly string[];
  /** Found and not masked. */
  readonly shown: readonly string[];
  /** Causes that could not be judged. */
  readonly blind: readonly string[];
  /** Why any repair would do harm now. */
  readonly harm: ReturnType<typeof harmOfAnyRepair>;
}

function findingOf(cause: SealedCause, judgement: Confirmed, known: Known): Finding {
  const { id, area, fixAfter } = cause.text;
  const title = titleOf(cause);
  const { layer, evidenceClass, certainty, says, evidence } = judgement;
  const remedy = isHarmful(cause, judgement, known) ? undefined : judgement.remedy;
  return { cause: id, area, layer, evidenceClass, certainty, title, says, evidence, fixAfter: fixAfter.filter((other) => known.shown.includes(other)), ...(remedy === undefined ? {} : { remedy }) };
}

const MARKS = { historic: 'known from older systems', unconfirmed: 'effect not confirmed by Microsoft' } as const;

const titleOf = ({ text: { title, mark } }: SealedCause): string => (mark === undefined ? title : `${title} (${MARKS[mark]})`);

/** On a mere correlation nothing is offered, nor where a cause with which the remedy would do harm is there or could not be looked for. */
function isHarmful(cause: SealedCause, { evidenceClass, remedy }: Confirmed, { found, blind, harm }: Known): boolean {
  const chosen = cause.remedies.find(({ id }) => id === remedy.id);
  if (evidenceClass === 'D' || (harm !== null && harm !== chosen?.despite && remedy.by === 'bot')) return true;
  return remedy.by === 'bot' && chosen?.notTogetherWith.some((other) => found.includes(other) || blind.includes(other)) === true;
}
