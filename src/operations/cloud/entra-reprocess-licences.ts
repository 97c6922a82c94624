import type { LicenseAssignmentState } from '../../model/evidence.ts';
import { TenantError } from '../../ports/tenant.ts';
import { cloudOperation } from './cloud-operation.ts';
import { gone } from './seen-value.ts';
import { isSince } from './is-since.ts';

/** Has Entra ID work out the licences that come through groups anew; that it did, the times of the assignments tell. */
export const entraReprocessLicences = cloudOperation<'entra.reprocess-licences', 'user'>({
  name: 'entra.reprocess-licences',

  async seen(tenant, { userId }, since) {
    const user = await tenant.user(userId);
    if (user === null) return gone(userId);
    const name = user.userPrincipalName ?? userId;
    if (user.licenseAssignmentStates === undefined) throw new TenantError('failed', 'Microsoft Graph did not tell how the licences of the account are assigned');
    const states = user.licenseAssignmentStates.filter(({ assignedByGroup }) => typeof assignedByGroup === 'string' && assignedByGroup !== '');
    if (states.length === 0) return { stands: 'other', found: {}, says: `no licence of ${name} comes through a group` };
    if (since !== null && states.some((state) => isSince(state.lastUpdatedDateTime, since))) return { stands: 'after', found: {}, says: `the licences of ${name} that come through groups were worked out anew: ${spoken(states)}` };
    return { stands: 'before', found: {}, says: `the licences of ${name} that come through groups were not worked out anew: ${spoken(states)}` };
  },

  write: (tenant, { userId }) => tenant.reprocessLicences(userId),
});

const spoken = (states: readonly LicenseAssignmentState[]): string => [...new Set(states.map(({ state, error }) => (state === 'Active' ? 'Active' : `${state ?? 'unknown'} (${error ?? 'no reason'})`)))].join(', ');
