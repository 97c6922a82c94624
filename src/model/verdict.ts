import type { ExhibitName } from './exhibits.ts';

/** A = the engine itself says so for this object, B = a rule over complete facts, C = a prediction, D = a correlation. */
export type EvidenceClass = 'A' | 'B' | 'C' | 'D';
export type Certainty = 'certain' | 'likely' | 'possible';

/** 1 server or tenant stopped, 2 not in the pipeline, 3 rule or join, 4 export, 5 in the cloud but wrong, 6 after sync. */
export type Layer = 1 | 2 | 3 | 4 | 5 | 6;

export interface EvidenceItem {
  readonly from: 'directory' | 'entra' | 'sync-server';
  /** Attribute, property or setting, as the source names it. */
  readonly what: string;
  readonly value: string;
  /** Where or when: DN, object id, server name or time. */
  readonly at?: string | undefined;
}

/** What one cause says about one subject. */
export type Verdict<Facts> =
  | {
      readonly is: 'confirmed';
      readonly facts: Facts;
      readonly evidenceClass: EvidenceClass;
      readonly evidence: readonly EvidenceItem[];
      /** Where the catalogue gives a range the judge says which layer it is. */
      readonly layer?: Layer | undefined;
      /** Only where the class leaves room: class B is `certain` unless said otherwise. */
      readonly certainty?: Certainty | undefined;
      /** When the engine last said so (ISO 8601), for evidence of class A about the object itself. */
      readonly statedAt?: string | undefined;
    }
  | { readonly is: 'ruled-out'; readonly because: string }
  | { readonly is: 'not-applicable'; readonly because: string }
  | { readonly is: 'cannot-tell'; readonly missing: readonly ExhibitName[] };

export const ruledOut = (because: string): { readonly is: 'ruled-out'; readonly because: string } => ({ is: 'ruled-out', because });
export const notApplicable = (because: string): { readonly is: 'not-applicable'; readonly because: string } => ({ is: 'not-applicable', because });
export const cannotTell = (...missing: readonly ExhibitName[]): { readonly is: 'cannot-tell'; readonly missing: readonly ExhibitName[] } => ({ is: 'cannot-tell', missing });

/** Certainty that follows from the class of the evidence: A certain, B certain, C likely, D possible. */
export const certaintyOf = (evidenceClass: EvidenceClass): Certainty =>
  evidenceClass === 'A' || evidenceClass === 'B' ? 'certain' : evidenceClass === 'C' ? 'likely' : 'possible';
