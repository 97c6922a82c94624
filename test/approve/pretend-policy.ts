import type { ApprovalPolicy, ApproverRule } from '../../src/model/approval.ts';
import { RISK_CLASSES, type RiskClass } from '../../src/model/plan.ts';

/** A rule for all operations everywhere. */
export const ruleFor = (groups: readonly string[], ...risks: readonly RiskClass[]): ApproverRule => ({ groups, risks: risks.length === 0 ? RISK_CLASSES : risks, operations: null, containers: null });

/** A policy with two groups that asks for as little as it may. */
export const pretendPolicy = (change: Partial<ApprovalPolicy> = {}): ApprovalPolicy => ({
  version: 'policy-1',
  readers: { groups: 'all-members', guests: false },
  conversations: [],
  requesterGroups: ['group-requesters'],
  approvers: [ruleFor(['group-approvers'], 'reversible-one-object'), ruleFor(['group-seniors'], 'far-reaching')],
  quorum: { 'reversible-one-object': 1, 'far-reaching': 2 },
  commentNeeded: { 'reversible-one-object': false, 'far-reaching': true },
  ticket: { needed: false, pattern: null },
  typedApproval: true,
  seal: { 'reversible-one-object': 'none', 'far-reaching': 'none' },
  accounts: [],
  adminAccounts: [],
  mention: { is: 'nobody' },
  approveWithinMinutes: 60,
  executeWithinMinutes: 15,
  cycleHours: 24,
  batch: { mostObjects: 50 },
  ...change,
});
