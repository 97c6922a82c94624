import { pickKnown } from '../boundary/trust.ts';
import type { Cause, CauseText } from '../causes/cause.ts';
import type { RemedyOffer } from '../model/diagnosis.ts';
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
  readonly remedy: RemedyOffer | null;
}
export type Judgement = Confirmed | Exclude<Verdict<never>, { readonly is: 'confirmed' }>;

/** A cause joined with its remedy, as the engine sees it. */
export interface SealedCause {
  readonly text: CauseText;
  readonly remedy: { readonly id: string; readonly title: string; readonly notTogetherWith: readonly string[] } | null;
  judge(evidence: Evidence, subject: Subject, now: Date): Judgement;
}

/** Answers "cannot tell" by itself when a need is unknown, so that no author can forget. */
export function seal<Facts, Needs extends ExhibitName, Also extends ExhibitName>(cause: Cause<Facts, Needs, Also>, remedy: Remedy<Facts> | null = null): SealedCause {
  return {
    text: cause,
    remedy,
    judge(evidence, subject, now) {
      if (!cause.kinds.includes(subject.kind)) return notApplicable(`it does not befall a ${subject.kind}`);
      const needs = pickKnown(evidence, cause.needs);
      const also = evidence;
      let verdict: Verdict<Facts>;
      if (cause.about === 'ad-object') {
        const { ad } = subject;
        if (ad === undefined) return notApplicable('there is no such object in Active Directory');
        if (needs.is === 'missing') return cannotTell(...needs.missing);
        verdict = cause.judge(needs.known, { subject: { ...subject, ad }, now, also });
      } else {
        if (needs.is === 'missing') return cannotTell(...needs.missing);
        verdict = cause.judge(needs.known, { subject, now, also });
      }
      if (verdict.is !== 'confirmed') return verdict;
      return {
        is: 'confirmed',
        layer: verdict.layer ?? cause.layer,
        evidenceClass: verdict.evidenceClass,
        certainty: verdict.certainty ?? certaintyOf(verdict.evidenceClass),
        evidence: verdict.evidence,
        says: cause.explain(verdict.facts),
        remedy: remedy === null ? null : offer(remedy, verdict.facts, subject),
      };
    },
  };
}
