import type { PersonId, PlanId } from './ids.ts';
import type { OperationName, RiskClass } from './plan.ts';
import type { SealForm } from './seal.ts';

/** Why a press or a typed word was not accepted, with the number of the rule in the documentation. */
export const REFUSALS = {
  'not-channel': 'R2',
  'other-tenant': 'R2',
  'not-a-member': 'R3',
  'shared-place': 'R4',
  'own-plan': 'R5',
  'same-human': 'R6',
  'human-unknown': 'R6',
  'target-of-plan': 'R7',
  'beneficiary-of-plan': 'R7',
  'owner-of-target': 'R7',
  'not-a-person': 'R8',
  'not-an-approver': 'R9',
  'cannot-check': 'R9',
  'nobody-may': 'R10',
  'policy-changed': 'R12',
  'already-decided-by-you': 'R13',
  'comment-needed': 'R14',
  'comment-too-long': 'R14',
  'reason-needed': 'R14',
  'ticket-needed': 'R14',
  'card-data-changed': 'R15',
  'card-replayed': 'R16',
  'button-needed': 'R16',
  'elsewhere': 'R16',
  'plan-changed': 'R17',
  'too-late': 'R19',
  'target-busy': 'R20',
  'already-decided': 'R21',
  'seal-needed': 'R22',
  'seal-not-valid': 'R22',
  'request-not-sealed': 'R22',
  'not-a-requester': 'R9',
  'not-a-reader': 'R9',
  'not-your-plan': 'R5',
  'source-unread': 'R29',
  'plan-too-large': 'R24',
  'not-confirmed': 'R30',
  'only-owner': 'R31',
} as const;
export type Refusal = keyof typeof REFUSALS;

export type DecisionVerdict = 'approve' | 'deny';

export interface Decision {
  readonly planId: PlanId;
  readonly planHash: string;
  readonly verdict: DecisionVerdict;
  /** `personKey` is the human behind the account as employeeId or the policy told it then; null when nobody did. */
  readonly decider: { readonly oid: PersonId; readonly name: string; readonly upn: string; readonly personKey: string | null };
  readonly membershipEvidence: { readonly groupId: string; readonly checkedAt: string } | null;
  readonly activityId: string | null;
  readonly comment: string;
  readonly at: string;
}

/** People who may approve some plans: those whose risk, operations and objects this rule covers. */
export interface ApproverRule {
  /** Entra object ids of groups; membership counts transitively. */
  readonly groups: readonly string[];
  readonly risks: readonly RiskClass[];
  /** Null = every operation. */
  readonly operations: readonly OperationName[] | null;
  /** DNs; null = everywhere, cloud objects and sync servers included. */
  readonly containers: readonly string[] | null;
}

/** How answers with personal data appear in a conversation: for everybody, with names replaced, or to the asker alone. */
export type AnswerForm = 'in-full' | 'redacted' | 'private';

/** Who may read, ask and approve; from a file, never editable in chat. Groups are Entra object ids. */
export interface ApprovalPolicy {
  /** SHA-256 of the policy as read, first 12 hex characters. */
  readonly version: string;
  /** Requesters and approvers may always read. */
  readonly readers: { readonly groups: readonly string[] | 'all-members'; readonly guests: boolean };
  /** Answers in conversations; in one that is not named, `in-full`. */
  readonly conversations: readonly { readonly id: string; readonly answers: AnswerForm }[];
  readonly requesterGroups: readonly string[];
  readonly approvers: readonly ApproverRule[];
  /** Approvers besides the requester; never below 1. */
  readonly quorum: Readonly<Record<RiskClass, number>>;
  /** Whether an approval needs a comment; a denial always does. */
  readonly commentNeeded: Readonly<Record<RiskClass, boolean>>;
  /** Whether a plan needs the number of a ticket, and what one looks like (a regular expression). */
  readonly ticket: { readonly needed: boolean; readonly pattern: string | null };
  /** Whether `approve <code>` may be typed; only ever for reversible changes of one object. */
  readonly typedApproval: boolean;
  /** The weakest seal that is asked for; a relay may ask for more. */
  readonly seal: Readonly<Record<RiskClass, SealForm>>;
  /** Accounts of one human, where employeeId does not tell. */
  readonly accounts: readonly { readonly person: string; readonly ids: readonly PersonId[] }[];
  /** Sign-in names of accounts that humans have besides their own, e.g. `adm-*`; such an account needs a known human behind it. */
  readonly adminAccounts: readonly string[];
  /** The extension attribute in which the tenant keeps the human behind an account, e.g. `extensionAttribute10`; employeeId where it is left out or empty. */
  readonly personAttribute?: string | undefined;
  /** Who is mentioned once when a plan waits: the eligible people, or a tag of the team. */
  readonly mention: { readonly is: 'people' } | { readonly is: 'tag'; readonly id: string; readonly name: string } | { readonly is: 'nobody' };
  readonly approveWithinMinutes: number;
  readonly executeWithinMinutes: number;
  /** For so many hours at most a cycle that was started is waited for; what is known of the one before may say less. */
  readonly cycleHours: number;
  /** How many objects one plan may change; deletions and what cannot be undone are one object for each plan, whatever stands here. */
  readonly batch: { readonly mostObjects: number };
}
