import type { ApprovalPolicy } from '../model/approval.ts';
import type { RiskClass, StepDraft } from '../model/plan.ts';
import type { RelayState } from '../model/relay-job.ts';
import { SEAL_FORMS, type SealForm } from '../model/seal.ts';

/** The strongest form that the policy asks for plans of this risk, or any relay of the group for one of these operations. */
export function neededSeal(policy: Pick<ApprovalPolicy, 'seal'>, relays: readonly Pick<RelayState, 'seals'>[], steps: readonly Pick<StepDraft, 'operation'>[], riskClass: RiskClass): SealForm {
  const demanded = relays.flatMap(({ seals }) => steps.map(({ operation }) => seals[operation] ?? 'none'));
  return strongest([policy.seal[riskClass], ...demanded]);
}

/** The forms are listed in order of strength. */
const strongest = (forms: readonly SealForm[]): SealForm => SEAL_FORMS.findLast((form) => forms.includes(form)) ?? 'none';
