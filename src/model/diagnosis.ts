import type { Unread } from './evidence.ts';
import type { StepDraft } from './plan.ts';
import type { Risk, UndoClass } from './risk.ts';
import type { Candidate, SubjectKind } from './subject.ts';
import type { Certainty, EvidenceClass, EvidenceItem, Layer } from './verdict.ts';

/** Groups A to L of the catalogue. */
export const AREAS = [
  'matching', 'duplicates', 'data', 'scope', 'engine', 'sign-in', 'passwords', 'deletion', 'mailbox', 'authority', 'groups-and-devices', 'migration',
] as const;
export type Area = (typeof AREAS)[number];

export type { Risk, UndoClass };

/** A cure on offer. `steps` is empty when a human must do it; `says` then tells how. */
export interface RemedyOffer {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoClass;
  readonly by: 'bot' | 'human';
  readonly says: string;
  readonly steps: readonly StepDraft[];
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
