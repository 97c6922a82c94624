import type { Area, Risk, UndoClass } from '../model/diagnosis.ts';
import type { AdObject, Evidence, ExhibitName, Exhibits } from '../model/exhibits.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import type { Layer, Verdict } from '../model/verdict.ts';

/** What people read about a cause; the documentation is made from it. */
export interface CauseText {
  /** Equal to the file name; a noun in the failing state. */
  readonly id: string;
  readonly area: Area;
  readonly layer: Layer;
  /** One line, as in the catalogue. */
  readonly title: string;
  /** Why this keeps an object from arriving: two or three sentences for an administrator. */
  readonly why: string;
  /** How to see it by hand, without this product. */
  readonly checkYourself: readonly string[];
  readonly learnMore: string;
  /** Ids of causes that, when found too, must be repaired before this one. */
  readonly fixAfter: readonly string[];
  /** How to repair it by hand. */
  readonly byHand: string;
  /** What a repair by hand risks; left out: medium risk, nothing undone by itself. */
  readonly byHandRisk?: { readonly risk: Risk; readonly undo: UndoClass } | undefined;
  /** Why the product never repairs it by itself; needed where no remedy is sealed with the cause. */
  readonly whyByHand?: string | undefined;
  /** Known from older systems only, or its effect is not confirmed by Microsoft: shown with that mark and never repaired by itself. */
  readonly mark?: 'historic' | 'unconfirmed' | undefined;
  /** Causes that, when found too, say the same more exactly: this one is then left out. */
  readonly maskedBy?: readonly string[] | undefined;
  /** The object reaches Entra all the same; left out: it does not, or not as it should. */
  readonly arrives?: true | undefined;
  /** Judged even when it is not clear who is meant. */
  readonly aboutIdentity?: true | undefined;
  /** Kinds of object that it can befall. */
  readonly kinds: readonly SubjectKind[];
  readonly needs: readonly ExhibitName[];
  readonly mayUse: readonly ExhibitName[];
}

export type SubjectInAd = Subject & { readonly ad: AdObject };

/** What a judge is shown beside its needs. */
export interface About<S extends Subject, Also extends ExhibitName> {
  readonly subject: S;
  /** The moment the evidence was taken; the only clock of a judge. */
  readonly now: Date;
  /** The needs as readings, and exhibits that help but may be unknown; the judge must handle both. */
  readonly also: Pick<Evidence, Also>;
}

interface Shelf<Facts, Needs extends ExhibitName, Also extends ExhibitName> extends CauseText {
  readonly needs: readonly Needs[];
  readonly mayUse: readonly Also[];
  /** What is wrong with this very object, in one or two sentences. */
  explain(facts: Facts): string;
}

/** A cause that speaks of an object in AD: without one it does not apply, and its judge is never asked. */
export interface CauseInAd<Facts, Needs extends ExhibitName, Also extends ExhibitName> extends Shelf<Facts, Needs, Also> {
  readonly about: 'ad-object';
  judge(known: Pick<Exhibits, Needs>, about: About<SubjectInAd, Needs | Also>): Verdict<Facts>;
}

/** A cause that can be judged for any subject, also one that lives in the cloud only. */
export interface CauseAnywhere<Facts, Needs extends ExhibitName, Also extends ExhibitName> extends Shelf<Facts, Needs, Also> {
  readonly about: 'any';
  judge(known: Pick<Exhibits, Needs>, about: About<Subject, Needs | Also>): Verdict<Facts>;
}

export type Cause<Facts, Needs extends ExhibitName, Also extends ExhibitName> = CauseInAd<Facts, Needs, Also> | CauseAnywhere<Facts, Needs, Also>;

/**
 * Infers facts and needs from the definition: a judge that asks for an exhibit outside `needs` does not compile,
 * and `explain` and every remedy see exactly the facts that the judge proves.
 */
export const defineCause = <Facts, const Needs extends ExhibitName, const Also extends ExhibitName = never>(
  cause: Cause<Facts, Needs, Also>,
): Cause<Facts, Needs, Also> => cause;
