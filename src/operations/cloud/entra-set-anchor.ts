import type { CloudUser } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { TenantError, type Tenant, type TenantFault } from '../../ports/tenant.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';

type Params = OperationParams['entra.set-anchor'];
type World = { readonly tenant: Tenant };

/** Sets or clears onPremisesImmutableId of one account that lives in the cloud only. Anchors are compared ordinally: case makes another person. */
export const entraSetAnchor = defineOperation<'entra.set-anchor', World>({
  name: 'entra.set-anchor',
  version: 1,
  ...CHANGES['entra.set-anchor'],

  async look({ tenant }, params) {
    return observed(await tenant.user(params.userId), params);
  },

  async apply({ tenant }, params) {
    const now = observed(await beforeWriting(tenant, params), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    try {
      await tenant.setAnchor(params.userId, params.after);
    } catch (error) {
      if (error instanceof TenantError && REFUSED.includes(error.fault)) throw new NotApplied(`Entra ID did not take the new anchor: ${error.message}`);
      throw error;
    }
  },
});

/** Answers after which nothing can have changed; a lost connection, a time-out and a server error leave it open. */
const REFUSED: readonly TenantFault[] = ['refused', 'access-denied', 'not-found', 'throttled'];

async function beforeWriting(tenant: Tenant, { userId }: Params): Promise<CloudUser | null> {
  try {
    return await tenant.user(userId);
  } catch (error) {
    if (error instanceof TenantError) throw new NotApplied(`Entra ID could not be read before the change: ${error.message}`);
    throw error;
  }
}

function observed(user: CloudUser | null, { userId, before, after }: Params): Observation {
  if (user === null) return { stands: 'other', found: {}, says: `the account ${userId} is not in Entra ID any more` };
  const value = user.onPremisesImmutableId ?? null;
  const found = { onPremisesImmutableId: value === null ? [] : [value] };
  const name = user.userPrincipalName ?? userId;
  if (value === after) return { stands: 'after', found, says: `onPremisesImmutableId of ${name} is as wanted` };
  if (value !== before) return { stands: 'other', found, says: `onPremisesImmutableId of ${name} is now ${value ?? 'empty'}, but the plan was made for ${before ?? 'an empty one'}` };
  if (user.onPremisesSyncEnabled === true) return { stands: 'other', found, says: `${name} is synchronized from Active Directory now, and the anchor of such an account cannot be changed in the cloud` };
  return { stands: 'before', found, says: `onPremisesImmutableId of ${name} is as it was when the plan was made` };
}
