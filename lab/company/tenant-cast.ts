import { ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID, CAST, TENANT_ID } from './cast.ts';
import { E3_SKU_ID } from './tenant-facts.ts';
import type { TenantState } from './tenant-state.ts';

/** Puts the people of the home tenant and the groups of the approval policy into the tenant; all of them live in the cloud only. */
export function fillWithCast(state: TenantState): void {
  state.newGroup({ id: ADMINS_GROUP_ID, displayName: 'SyncWhy administrators' });
  state.newGroup({ id: ANCHOR_APPROVERS_GROUP_ID, displayName: 'SyncWhy anchor approvers' });
  for (const group of [ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID]) state.members.set(group, new Set());
  for (const person of CAST.filter(({ tenantId }) => tenantId === TENANT_ID)) {
    const mail = person.userType === 'Guest' ? 'gil@fabrikam.com' : person.upn;
    state.newUser({
      id: person.oid,
      userPrincipalName: person.upn,
      displayName: person.displayName,
      mail,
      proxyAddresses: [`SMTP:${mail}`],
      userType: person.userType,
      employeeId: person.employeeId,
      usageLocation: person.userType === 'Guest' ? null : 'GB',
      assignedLicenses: person.userType === 'Guest' ? [] : [{ skuId: E3_SKU_ID, disabledPlans: [] }],
    });
    for (const group of person.groups) state.members.get(group)?.add(person.oid);
  }
}
