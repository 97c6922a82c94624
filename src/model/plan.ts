import type { ObjectGuid, PersonId, PlanId } from './ids.ts';
import type { Risk, UndoClass } from './risk.ts';
import type { SealForm } from './seal.ts';

/** An AD object as an operation names it: the GUID decides, the DN is for people. */
export interface AdTarget {
  readonly guid: ObjectGuid;
  readonly dn: string;
}

/** Parameters of every operation that changes anything. Nothing else can be asked for. */
export interface OperationParams {
  /** proxyAddresses of one object: `before` is the whole list, compared ordinally (case counts). */
  readonly 'ad.change-addresses': { readonly object: AdTarget; readonly before: readonly string[]; readonly remove: readonly string[]; readonly add: readonly string[] };
  /** mS-DS-ConsistencyGuid of one object, base64 of 16 octets; null = empty. */
  readonly 'ad.set-anchor': { readonly object: AdTarget; readonly before: string | null; readonly after: string | null };
  /** Moves one object to another container; `from` and `to` are the DNs of the containers. */
  readonly 'ad.move': { readonly object: AdTarget; readonly from: string; readonly to: string };
  /** Switches the scheduler of a sync server on or off. */
  readonly 'sync.set-scheduler': { readonly server: string; readonly before: boolean; readonly after: boolean };
  /** Starts a delta cycle and waits until it has ended. */
  readonly 'sync.start-delta': { readonly server: string; readonly reason: string };
  /** Restarts the service ADSync of a sync server, or starts it. `before`: when its process began (ISO 8601 UTC), null while it is stopped. */
  readonly 'sync.restart-service': { readonly server: string; readonly before: string | null; readonly reason: string };
  /** onPremisesImmutableId of a cloud-only user. */
  readonly 'entra.set-anchor': { readonly userId: string; readonly before: string | null; readonly after: string | null };
}
export type OperationName = keyof OperationParams;

/** All of them, for closed lists in files and on the wire. */
export const OPERATION_NAMES = ['ad.change-addresses', 'ad.set-anchor', 'ad.move', 'sync.set-scheduler', 'sync.start-delta', 'sync.restart-service', 'entra.set-anchor'] as const satisfies readonly OperationName[];

/** Where each operation runs: through the relay or here. An operation without a place does not compile. */
export const PLACE: Readonly<Record<OperationName, 'on-prem' | 'cloud'>> = {
  'ad.change-addresses': 'on-prem',
  'ad.set-anchor': 'on-prem',
  'ad.move': 'on-prem',
  'sync.set-scheduler': 'on-prem',
  'sync.start-delta': 'on-prem',
  'sync.restart-service': 'on-prem',
  'entra.set-anchor': 'cloud',
};

/** A step as a remedy proposes it. */
export type StepDraft = {
  readonly [Name in OperationName]: { readonly operation: Name; readonly params: OperationParams[Name]; readonly says: string };
}[OperationName];

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
  /** After `done`: whether Entra shows the cure. */
  readonly verification: Verification;
}

export type Verification =
  | { readonly is: 'not-started' }
  | { readonly is: 'waiting'; readonly since: string; readonly says: string }
  | { readonly is: 'verified'; readonly at: string; readonly says: string }
  | { readonly is: 'not-verified'; readonly at: string; readonly says: string };
