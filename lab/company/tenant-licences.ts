import { plansOfLicenses } from './tenant-facts.ts';
import { fieldsOf } from './fields-of.ts';
import { GraphFault, type GraphJson, type LicenceState, type TenantState, type TenantUser } from './tenant-state.ts';

interface Assignment {
  readonly add: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  readonly remove: readonly string[];
}

const bad = (message: string): GraphFault => new GraphFault(400, 'Request_BadRequest', message);

/** Countries in which some service of the one licence is not offered. */
const PROHIBITED = new Set(['CU', 'IR', 'KP', 'SD', 'SY']);

/** POST assignLicense: all or nothing. Only direct assignments are made and taken away. */
export function assignLicence(state: TenantState, user: TenantUser, { add, remove, at }: Assignment & { readonly at: Date }): void {
  const states = user.licenseAssignmentStates;
  for (const { skuId, disabledPlans } of add) refuseLicence(state, { user, skuId, disabledPlans, states });
  for (const skuId of remove) refuseRemoval(states, skuId);
  const touched = new Set([...add.map(({ skuId }) => skuId), ...remove]);
  const kept = states.filter(({ skuId, assignedByGroup }) => assignedByGroup !== null || !touched.has(skuId));
  const assigned = add.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans: [...disabledPlans], assignedByGroup: null, state: 'Active', error: 'None', lastUpdatedDateTime: at.toISOString() }));
  take(state, user, { states: [...kept, ...assigned], at });
}

/** POST reprocessLicenseAssignment: every assignment through a group is judged anew by what holds now. */
export function reprocessLicences(state: TenantState, user: TenantUser, at: Date): void {
  const states = user.licenseAssignmentStates.map((each) => {
    if (each.assignedByGroup === null) return each;
    const error = stillWrong(state, user, each);
    return { ...each, state: error === null ? 'Active' : 'Error', error: error ?? 'None', lastUpdatedDateTime: at.toISOString() };
  });
  take(state, user, { states, at });
}

/** Seats come free and are taken with an account that goes and comes back. */
export function countLicences(state: TenantState, { assignedLicenses }: TenantUser, by: 1 | -1): void {
  for (const { skuId } of assignedLicenses) {
    const sku = skuOf(state, skuId);
    if (sku !== undefined) sku['consumedUnits'] = Math.max(0, Number(sku['consumedUnits']) + by);
  }
}

const skuOf = (state: TenantState, skuId: string): GraphJson | undefined => state.subscribedSkus.find((sku) => String(sku['skuId']).toLowerCase() === skuId.toLowerCase());

function refuseLicence(state: TenantState, given: { readonly user: TenantUser; readonly skuId: string; readonly disabledPlans: readonly string[]; readonly states: readonly LicenceState[] }): void {
  const { user, skuId, disabledPlans, states } = given;
  const sku = skuOf(state, skuId);
  if (sku === undefined) throw bad(`License ${skuId} does not correspond to a valid company License.`);
  if (user.usageLocation === null || PROHIBITED.has(user.usageLocation)) throw bad('License assignment cannot be done for user with invalid usage location.');
  const plans = plansOf(sku);
  const foreign = disabledPlans.find((plan) => !plans.includes(plan.toLowerCase()));
  if (foreign !== undefined) throw bad(`License assignment failed because service plan ${foreign} does not belong to the license.`);
  const hasIt = states.some((each) => each.skuId === skuId && each.state === 'Active');
  if (!hasIt && seatsLeft(sku) < 1) throw bad(`Subscription with SKU ${skuId} does not have any available licenses.`);
}

const plansOf = (sku: GraphJson): readonly string[] => {
  const plans: unknown = sku['servicePlans'];
  return Array.isArray(plans) ? plans.map((plan: unknown) => String(fieldsOf(plan)['servicePlanId']).toLowerCase()) : [];
};

const seatsLeft = (sku: GraphJson): number => Number(fieldsOf(sku['prepaidUnits'])['enabled'] ?? 0) - Number(sku['consumedUnits'] ?? 0);

function refuseRemoval(states: readonly LicenceState[], skuId: string): void {
  if (states.some((each) => each.skuId === skuId && each.assignedByGroup === null)) return;
  if (states.some((each) => each.skuId === skuId)) throw bad('User license is inherited from a group membership and it cannot be removed directly from the user.');
  throw bad('User does not have a corresponding license.');
}

/** What a group's assignment still fails for; reasons that lie in the licence itself stay until somebody changes the licence. */
function stillWrong(state: TenantState, user: TenantUser, { skuId, state: before, error }: LicenceState): string | null {
  if (before === 'Active') return null;
  const sku = skuOf(state, skuId);
  if (user.usageLocation !== null && PROHIBITED.has(user.usageLocation)) return 'ProhibitedInUsageLocationViolation';
  if (sku !== undefined && seatsLeft(sku) < 1) return 'CountViolation';
  if (['DependencyViolation', 'MutuallyExclusiveViolation'].includes(error) && !state.repairedLicences.has(user.id)) return error;
  return null;
}

function take(state: TenantState, user: TenantUser, { states, at }: { readonly states: readonly LicenceState[]; readonly at: Date }): void {
  countLicences(state, user, -1);
  const effective = new Map(states.filter((each) => each.state === 'Active').map(({ skuId, disabledPlans }) => [skuId, { skuId, disabledPlans: [...disabledPlans] }]));
  user.assignedLicenses = [...effective.values()];
  user.licenseAssignmentStates = [...states];
  Object.assign(user, plansOfLicenses(user.assignedLicenses, at.toISOString()));
  countLicences(state, user, 1);
}
