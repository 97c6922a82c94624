import type { Unread } from './evidence.ts';
import type { StepDraft } from './plan.ts';
import type { Prediction } from './prediction.ts';
import type { Risk, UndoClass } from './risk.ts';
import type { Candidate, SubjectKind } from './subject.ts';
import type { Certainty, EvidenceClass, EvidenceItem, Layer } from './verdict.ts';

/** Groups A to L of the catalogue. */
export const AREAS = [
  'matching', 'duplicates', 'data', 'scope', 'engine', 'sign-in', 'passwords', 'deletion', 'mailbox', 'authority', 'groups-and-devices', 'migration',
] as const;
export type Area = (typeof AREAS)[number];

export type { Risk, UndoClass };

/** Something to be confirmed before a plan is made, e.g. that the mailbox was exported. */
export interface ChecklistItem {
  readonly item: string;
  readonly says: string;
}

/** A cure on offer. By a human: `says` tells how, and `steps` are what is watched for (`people.do`), or empty. */
export interface RemedyOffer {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoClass;
  readonly by: 'bot' | 'human';
  readonly says: string;
  readonly steps: readonly StepDraft[];
  /** Absent where nothing is to be confirmed. */
  readonly checklist?: readonly ChecklistItem[] | undefined;
  /** Entra object id of the account of which a snapshot is kept with the plan; absent where none is needed. */
  readonly snapshotOf?: string | undefined;
  /** What the plan will lead to; absent where it was not worked out. */
  readonly prediction?: Prediction | undefined;
}

export interface Finding {
  readonly cause: string;
  readonly area: Area;
  readonly layer: Layer;
  readonly evidenceClass: EvidenceClass;
  readonly certainty: Certainty;
  readonly title: string;
  readonly says: string;
  readonly evidence: readonly EvidenceItem[];
  /** Causes found as well that must be repaired before this one. */
  readonly fixAfter: readonly string[];
  readonly remedy?: RemedyOffer | undefined;
}

export type OverallVerdict = 'synced' | 'not-synced' | 'incomplete' | 'not-found' | 'ambiguous';

export const STAGES = ['active-directory', 'scope', 'connector-space', 'metaverse', 'export', 'entra-id', 'after-sync'] as const;
export type Stage = (typeof STAGES)[number];

export interface ChainLink {
  readonly stage: Stage;
  readonly state: 'ok' | 'stopped' | 'degraded' | 'not-checked';
  readonly says: string;
}

/** The answer to one question, format `syncwhy-diagnosis/1`. */
export interface Diagnosis {
  readonly format: 'syncwhy-diagnosis/1';
  readonly subject: {
    readonly asked: string;
    readonly kind?: SubjectKind | undefined;
    readonly displayName?: string | undefined;
    readonly dn?: string | undefined;
    readonly entraId?: string | undefined;
  };
  readonly verdict: OverallVerdict;
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly cannotTell: readonly { readonly cause: string; readonly missing: readonly string[] }[];
  readonly chain: readonly ChainLink[];
  readonly unread: readonly Unread[];
  readonly candidates: readonly Candidate[];
}
