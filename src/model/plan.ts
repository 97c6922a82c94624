import type { PersonId, PlanId } from './ids.ts';
import type { OperationName, OperationParams } from './operation-params.ts';
import type { Prediction } from './prediction.ts';
import type { Risk, UndoClass } from './risk.ts';
import type { SealForm } from './seal.ts';

export type { AdTarget, CloudKind, OperationName, OperationParams, PlainAttribute } from './operation-params.ts';
export { OPERATION_NAMES } from './operations.ts';

/** A step as a remedy proposes it. */
export type StepDraft = {
  readonly [Name in OperationName]: { readonly operation: Name; readonly params: OperationParams[Name]; readonly says: string } & StepPlace;
}[OperationName];

/** How a step stands among the others. */
interface StepPlace {
  /** Steps of one lane follow each other, and a failure ends only their lane; a step of no lane waits for all before it. */
  readonly lane?: string | undefined;
  /** Runs whatever became of the steps before it, once any of them was started: what was paused is always resumed. */
  readonly always?: true | undefined;
}

/** Attribute → values; an empty list means no value. */
export type ValuesByName = Readonly<Record<string, readonly string[]>>;

export type Undo =
  | { readonly is: 'steps'; readonly step: StepDraft }
  | { readonly is: 'nothing-to-undo' }
  | { readonly is: 'cannot-be-undone'; readonly because: string };

/** A step of a plan: data that can be shown, hashed, approved, signed, sent and journaled. */
export type PlanStep = StepDraft & {
  readonly n: number;
  readonly version: 1;
  readonly target: string;
  readonly before: ValuesByName;
  readonly after: ValuesByName;
  readonly undo: Undo;
};

/**
 * Classes of risk. `reversible-one-object` needs one approver besides the requester, `far-reaching` two
 * (source-anchor changes, hard deletes, more than 10 objects, sync-rule or scheduler changes).
 */
export const RISK_CLASSES = ['reversible-one-object', 'far-reaching'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

export interface PlanTarget {
  /** objectGUID of the AD object, or the Entra object id where there is none; one open plan per key. */
  readonly key: string;
  readonly dn?: string | undefined;
  readonly cloudId?: string | undefined;
  readonly displayName: string;
}

/** Everything the hash covers. Immutable: a changed plan is another plan. Times are ISO 8601 UTC. */
export interface PlanContent {
  readonly planId: PlanId;
  readonly rev: number;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly threadId: string;
  readonly requester: { readonly oid: PersonId; readonly upn: string; readonly personKey: string | null };
  readonly targets: readonly PlanTarget[];
  readonly steps: readonly PlanStep[];
  readonly agentGroup: string;
  readonly riskClass: RiskClass;
  readonly quorum: { readonly approve: number; readonly deny: 1 };
  readonly policyVersion: string;
  readonly diagnosisHash: string;
  readonly createdAt: string;
  readonly approveBy: string;
  /** Minutes after the last approval within which the run must start. */
  readonly executeWithinMinutes: number;
  /** What the requester has confirmed, item by item, before the plan was made; absent where nothing was to be confirmed. */
  readonly confirmed?: readonly ConfirmedItem[] | undefined;
  /** SHA-256 of the snapshot of the cloud account that is kept beside the plan; absent where none was taken. */
  readonly snapshotHash?: string | undefined;
}

/** An item of a checklist, e.g. that the mailbox was exported. `at` is ISO 8601 UTC. */
export interface ConfirmedItem {
  readonly item: string;
  readonly says: string;
  readonly at: string;
}

export const PLAN_STATES = [
  'pending', 'approved', 'running', 'done', 'failed', 'partly-done', 'unknown', 'denied', 'expired', 'cancelled', 'superseded', 'stale',
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** States in which a plan still holds its targets. */
export const OPEN_STATES: readonly PlanState[] = ['pending', 'approved', 'running', 'unknown'];

/** What stands beside the hashed content. */
export interface Plan {
  readonly content: PlanContent;
  /** SHA-256 of the canonical JSON (RFC 8785) of `content`, hex. */
  readonly hash: string;
  /** First 8 base32 characters of the hash, e.g. `7F3K-92QD`; unique among open plans. */
  readonly code: string;
  readonly state: PlanState;
  /** Row version for compare-and-set. */
  readonly version: number;
  readonly title: string;
  /** What the plan cures: cause id, the question, and why the requester wants it. */
  readonly cause: string;
  readonly asked: string;
  readonly reason: string;
  /** Number of the ticket that asks for it; null when none was given. */
  readonly ticket: string | null;
  /** The seal that policy and relays ask for; the relay judges for itself. */
  readonly seal: SealForm;
  readonly risk: Risk;
  readonly undoClass: UndoClass;
  /** Sources that could not be read when the plan was made, for the approvers. */
  readonly notSeen: readonly string[];
  /** Code of the plan that this one reverses. */
  readonly undoes: string | null;
  readonly stateSince: string;
  /** Why the plan is in this state, for people. */
  readonly says: string;
  /** What will become of the causes, and what the next cycle overwrites; null where it was not worked out. */
  readonly prediction: Prediction | null;
  /** After `done`: whether Entra shows the cure. */
  readonly verification: Verification;
}

export type Verification =
  | { readonly is: 'not-started' }
  | { readonly is: 'waiting'; readonly since: string; readonly says: string }
  | { readonly is: 'verified'; readonly at: string; readonly says: string }
  | { readonly is: 'not-verified'; readonly at: string; readonly says: string };
