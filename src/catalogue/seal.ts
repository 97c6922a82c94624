import { pickKnown } from '../boundary/trust.ts';
import type { Cause, CauseText } from '../causes/cause.ts';
import type { RemedyOffer, UndoClass } from '../model/diagnosis.ts';
import type { Evidence, ExhibitName } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { cannotTell, certaintyOf, notApplicable, type Certainty, type EvidenceClass, type EvidenceItem, type Layer, type Verdict } from '../model/verdict.ts';
import { offer, type Remedy } from '../remedies/remedy.ts';

/** A confirmed cause with its words and its cure; the facts stay inside. */
export interface Confirmed {
  readonly is: 'confirmed';
  readonly layer: Layer;
  readonly evidenceClass: EvidenceClass;
  readonly certainty: Certainty;
  readonly evidence: readonly EvidenceItem[];
  readonly says: string;
  /** When the engine last said so (ISO 8601), for evidence of class A about the object itself. */
  readonly statedAt: string | undefined;
  /** The first remedy that fits this very case; by a human where none does. */
  readonly remedy: RemedyOffer;
}
type Judgement = Confirmed | Exclude<Verdict<never>, { readonly is: 'confirmed' }>;

/** A cause joined with its remedies, as the engine sees it. */
export interface SealedCause {
  readonly text: CauseText;
  /** In the order in which they are preferred; empty where only a human can mend it. */
  readonly remedies: readonly { readonly id: string; readonly title: string; readonly undo: UndoClass; readonly notTogetherWith: readonly string[]; readonly byPeople?: true | undefined; readonly despite?: 'cloud-managed' | undefined }[];
  judge(evidence: Evidence, subject: Subject, now: Date): Judgement;
}

/** Answers "cannot tell" by itself when a need is unknown, so that no author can forget. */
export function seal<Facts, Needs extends ExhibitName, Also extends ExhibitName>(cause: Cause<Facts, Needs, Also>, ...remedies: readonly Remedy<NoInfer<Facts>>[]): SealedCause {
  return {
    text: cause,
    remedies,
    judge(evidence, subject, now) {
      const verdict = judged(cause, evidence, subject, now);
      if (verdict.is !== 'confirmed') return verdict;
      const { facts } = verdict;
      return {
        is: 'confirmed',
        layer: verdict.layer ?? cause.layer,
        evidenceClass: verdict.evidenceClass,
        certainty: verdict.certainty ?? certaintyOf(verdict.evidenceClass),
        evidence: verdict.evidence,
        says: cause.explain(facts),
        statedAt: verdict.statedAt,
        remedy: (cause.mark === undefined ? remedies : []).map((remedy) => offer(remedy, facts, subject)).find((each) => each !== null) ?? byHand(cause, remedies[0]),
      };
    },
  };
}

function judged<Facts, Needs extends ExhibitName, Also extends ExhibitName>(cause: Cause<Facts, Needs, Also>, evidence: Evidence, subject: Subject, now: Date): Verdict<Facts> {
  if (!cause.kinds.includes(subject.kind)) return notApplicable(`it does not befall a ${subject.kind}`);
  const needs = pickKnown(evidence, cause.needs);
  if (cause.about === 'ad-object') {
    const { ad } = subject;
    if (ad === undefined) return evidence['directory.entries'].state === 'unknown' ? cannotTell('directory.entries') : notApplicable('there is no such object in Active Directory');
    return needs.is === 'missing' ? cannotTell(...needs.missing) : cause.judge(needs.known, { subject: { ...subject, ad }, now, also: evidence });
  }
  return needs.is === 'missing' ? cannotTell(...needs.missing) : cause.judge(needs.known, { subject, now, also: evidence });
}

function byHand(text: CauseText, remedy: { readonly id: string; readonly title: string } | undefined): RemedyOffer {
  const { risk, undo } = text.byHandRisk ?? { risk: 'medium', undo: 'none' };
  return { id: remedy?.id ?? `${text.id}-by-hand`, title: remedy?.title ?? 'By hand', risk, undo, by: 'human', says: text.byHand, steps: [] };
}
