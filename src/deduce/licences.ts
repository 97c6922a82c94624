import type { CloudUser, SubscribedSku } from '../model/evidence.ts';
import { isoTime } from './times.ts';

/**
 * Plans that bring a mailbox, by id. Source: learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 * (EXCHANGE_S_STANDARD, _ENTERPRISE, _DESKLESS, EXCHANGE_L_STANDARD, EXCHANGE_B_STANDARD, the two for governments).
 */
const MAILBOX_PLANS: readonly string[] = [
  '9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'efb87545-963c-4e0d-99df-69c6916d9eb0', '4a82b400-a79f-41a4-b4e2-e94f5787b113', 'd42bdbd6-c335-4231-ab3d-c8f348d5aff5',
  '90927877-dcff-4af6-b346-2332c0b15bb7', 'e9b4930a-925f-45e2-ac2a-3f7788ca6fdd', '8c3069c0-ccdb-44be-ab77-986203a67df2',
];
/** Belongs to nearly every licence and brings no mailbox. */
const FOUNDATION = '113feb6c-3fe4-4440-bddc-54d774bf0318';
const MAILBOX_PLAN_NAME = /^EXCHANGE_(S_(?!FOUNDATION|ARCHIVE)|L_|B_)/i;

type Skus = readonly SubscribedSku[] | undefined;

/** Whether the user has an enabled plan of Exchange Online; `unknown` when licences or their plans were not read. */
export function exchangeLicence(user: CloudUser, skus: Skus): 'licensed' | 'not-licensed' | 'unknown' {
  const assigned = user.assignedLicenses;
  if (assigned === undefined) return fromPlans(user) ?? 'unknown';
  if (assigned.length === 0) return 'not-licensed';
  const answers = assigned.map((licence) => {
    const plans = mailboxPlans(licence.skuId, skus);
    if (plans === undefined) return undefined;
    return plans.some((plan) => !(licence.disabledPlans ?? []).some((disabled) => disabled.toLowerCase() === plan));
  });
  if (answers.includes(true)) return 'licensed';
  return answers.includes(undefined) ? (fromPlans(user) ?? 'unknown') : 'not-licensed';
}

/** Ids of the plans with a mailbox in a licence; undefined when the licence is not in the list. */
function mailboxPlans(skuId: string | null | undefined, skus: Skus): readonly string[] | undefined {
  const sku = skus?.find((each) => each.skuId?.toLowerCase() === skuId?.toLowerCase());
  return sku?.servicePlans?.flatMap((plan) => {
    const id = plan.servicePlanId?.toLowerCase() ?? '';
    return MAILBOX_PLANS.includes(id) || MAILBOX_PLAN_NAME.test(plan.servicePlanName ?? '') ? [id] : [];
  });
}

function fromPlans(user: CloudUser): 'licensed' | 'not-licensed' | undefined {
  const plans = user.assignedPlans ?? user.provisionedPlans;
  if (plans === undefined) return undefined;
  const enabled = plans.some((plan) => plan.service?.toLowerCase() === 'exchange' && plan.capabilityStatus?.toLowerCase() === 'enabled' && plan.servicePlanId?.toLowerCase() !== FOUNDATION);
  return enabled ? 'licensed' : 'not-licensed';
}

/** Whether the tenant owns any licence with a mailbox; undefined when its licences were not read. */
export const tenantHasExchange = (skus: Skus): boolean | undefined => skus?.some((sku) => (mailboxPlans(sku.skuId, skus) ?? []).length > 0);

/** Assignments through a group, or failed ones: not settled yet, so a missing licence is no finding of its own. */
export const unsettledAssignment = (user: CloudUser): { readonly state: string; readonly byGroup: boolean } | undefined =>
  (user.licenseAssignmentStates ?? [])
    .filter((each) => each.state?.toLowerCase() !== 'active' && each.state?.toLowerCase() !== 'disabled')
    .map((each) => ({ state: each.state ?? 'unknown', byGroup: typeof each.assignedByGroup === 'string' && each.assignedByGroup !== '' }))[0];

/** Since when a plan with a mailbox is assigned without a break; undefined where the plans do not tell. */
export const exchangePlanSince = ({ assignedPlans }: CloudUser): Date | undefined =>
  (assignedPlans ?? [])
    .filter(({ servicePlanId, capabilityStatus }) => capabilityStatus?.toLowerCase() === 'enabled' && MAILBOX_PLANS.includes(servicePlanId?.toLowerCase() ?? ''))
    .flatMap(({ assignedDateTime }) => isoTime(assignedDateTime) ?? [])
    .toSorted((one, other) => one.getTime() - other.getTime())[0];
