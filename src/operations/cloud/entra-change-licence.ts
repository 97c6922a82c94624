import type { CloudUser } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { TenantError } from '../../ports/tenant.ts';
import { CHANGES } from '../changes.ts';
import { cloudOperation } from './cloud-operation.ts';
import { gone } from './seen-value.ts';

type Params = OperationParams['entra.change-licence'];
type Plans = readonly string[] | null;

/** Assigns one licence directly, changes its plans or takes it away. What comes through a group is left alone: the group decides on it. */
export const entraChangeLicence = cloudOperation<'entra.change-licence', 'user'>({
  name: 'entra.change-licence',

  async seen(tenant, params) {
    const user = await tenant.user(params.userId);
    return user === null ? gone(params.userId) : observed(user, params);
  },

  write: (tenant, { userId, skuId, after }) => tenant.setLicence(userId, skuId, after),
});

function observed(user: CloudUser, params: Params): Observation {
  const { skuName, before, after } = params;
  const name = user.userPrincipalName ?? params.userId;
  const now = assignedDirectly(user, params.skuId);
  const found = CHANGES['entra.change-licence'].before({ ...params, before: now });
  if (samePlans(now, after)) return { stands: 'after', found, says: `${skuName} of ${name} is as wanted` };
  if (!samePlans(now, before)) return { stands: 'other', found, says: `${spoken(skuName, now)} for ${name} now, but the plan was made when ${spoken(skuName, before)}` };
  if (after !== null && isEmpty(user.usageLocation)) return { stands: 'other', found, says: `${name} has no usage location, and without one Entra ID assigns no licence` };
  return { stands: 'before', found, says: `${skuName} of ${name} is as it was when the plan was made` };
}

/** Plans that are switched off in the direct assignment; null where there is none. */
function assignedDirectly({ licenseAssignmentStates }: CloudUser, skuId: string): Plans {
  if (licenseAssignmentStates === undefined) throw new TenantError('failed', 'Microsoft Graph did not tell how the licences of the account are assigned');
  const direct = licenseAssignmentStates.find((each) => each.skuId?.toLowerCase() === skuId.toLowerCase() && isEmpty(each.assignedByGroup));
  return direct === undefined ? null : [...(direct.disabledPlans ?? [])].sort();
}

function samePlans(one: Plans, other: Plans): boolean {
  if (one === null || other === null) return one === other;
  const plain = (plans: readonly string[]): string => plans.map((plan) => plan.toLowerCase()).sort().join();
  return plain(one) === plain(other);
}

const spoken = (skuName: string, plans: Plans): string =>
  plans === null ? `${skuName} is not assigned directly` : `${skuName} is assigned ${plans.length === 0 ? 'with all its plans' : `without the plans ${plans.join(', ')}`}`;

const isEmpty = (text: string | null | undefined): boolean => text === null || text === undefined || text === '';
