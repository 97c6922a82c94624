import type { ApprovalPolicy, Decision, DecisionVerdict, Refusal } from '../model/approval.ts';
import type { PlanId } from '../model/ids.ts';
import type { Actor, Person, WhoIs } from '../model/person.ts';
import type { Plan } from '../model/plan.ts';
import type { Seal } from '../model/seal.ts';
import type { People, TargetAccount } from '../ports/people.ts';
import type { PlanCard } from '../ports/store.ts';

/** What is to be decided, as the store and the policy file know it. */
export interface ApprovalRequest {
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
  readonly cards: readonly PlanCard[];
  readonly policy: ApprovalPolicy;
  /** Sign-ins for this plan that the store has; none when left out. */
  readonly seals?: readonly Pick<Seal, 'role' | 'verdict' | 'oid'>[] | undefined;
}

/** What a pressed button carried, and where it was pressed. */
export interface CardPress {
  readonly planId: PlanId;
  readonly rev: number;
  readonly nonceHash: string;
  /** The button carried more, less or other fields than it was given. */
  readonly altered: boolean;
  readonly replyToId: string | null;
  readonly conversationId: string;
}

/** Who decides what, with everything about them asked live. */
export interface Press {
  readonly verdict: DecisionVerdict;
  readonly by: 'button' | 'text' | 'terminal' | 'refresh';
  readonly actor: Actor;
  readonly isAutomation: boolean;
  readonly tenantId: string;
  readonly who: WhoIs;
  /** Which approver groups the person is in. */
  readonly groups: Awaited<ReturnType<People['groupsOf']>>;
  /** Names of others who may decide; null when they could not be read. */
  readonly eligible: readonly string[] | null;
  /** The accounts that the plan is about, and the manager of who decides; left out where they have been asked about before. */
  readonly targets?: { readonly is: 'known'; readonly accounts: readonly TargetAccount[]; readonly managerId: string | null } | { readonly is: 'unknown' } | undefined;
  readonly card: CardPress | null;
  /** Where it was pressed or typed. */
  readonly conversationId: string;
  readonly comment: string;
  /** The person has signed in for exactly this plan and verdict. */
  readonly isSealed?: boolean | undefined;
  readonly now: Date;
}

export type Ruling =
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly says: string }
  | {
      readonly is: 'accepted';
      readonly verdict: DecisionVerdict;
      readonly change: 'approved' | 'denied' | 'still-pending';
      readonly person: Person;
      readonly evidence: { readonly groupId: string; readonly checkedAt: string };
      /** Approvals that are still missing after this one. */
      readonly missing: number;
    };
