import type { PersonId, PlanId } from './ids.ts';
import type { RiskClass } from './plan.ts';

/** Why a press or a typed word was not accepted, with the number of the rule in the documentation. */
export const REFUSALS = {
  'not-channel': 'R2',
  'other-tenant': 'R2',
  'not-a-member': 'R3',
  'own-plan': 'R5',
  'target-of-plan': 'R7',
  'not-a-person': 'R8',
  'not-an-approver': 'R9',
  'cannot-check': 'R9',
  'nobody-may': 'R10',
  'policy-changed': 'R12',
  'already-decided-by-you': 'R13',
  'comment-needed': 'R14',
  'card-data-changed': 'R15',
  'card-replayed': 'R16',
  'plan-changed': 'R17',
  'too-late': 'R19',
  'target-busy': 'R20',
  'already-decided': 'R21',
  'not-a-requester': 'R9',
  'not-your-plan': 'R5',
} as const;
export type Refusal = keyof typeof REFUSALS;

export type DecisionVerdict = 'approve' | 'deny';

export interface Decision {
  readonly planId: PlanId;
  readonly planHash: string;
  readonly verdict: DecisionVerdict;
  readonly decider: { readonly oid: PersonId; readonly name: string; readonly upn: string };
  readonly membershipEvidence: { readonly groupId: string; readonly checkedAt: string } | null;
  readonly activityId: string | null;
  readonly comment: string;
  readonly at: string;
}

/** Groups (Entra object ids) that may request and approve; from a policy file, never editable in chat. */
export interface ApprovalPolicy {
  /** SHA-256 of the policy as read, first 12 hex characters. */
  readonly version: string;
  readonly requesterGroups: readonly string[];
  readonly approverGroups: Readonly<Record<RiskClass, readonly string[]>>;
  /** Approvers besides the requester; never below 1. */
  readonly quorum: Readonly<Record<RiskClass, number>>;
  readonly approveWithinMinutes: number;
  readonly executeWithinMinutes: number;
}
