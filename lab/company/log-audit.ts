import { randomUUID } from 'node:crypto';
import type { CompanyClock } from './clock.ts';
import type { TenantState, TenantUser } from './tenant-state.ts';

interface Act {
  readonly activity: string;
  readonly service: string;
  readonly result: 'success' | 'failure';
  readonly reason: string;
  /** UPN of whoever did it. */
  readonly by: string;
  readonly changes?: readonly { readonly displayName: string; readonly oldValue: string; readonly newValue: string }[] | undefined;
}

/** Entra's audit log tells of what somebody did to an account in the cloud an hour ago. */
export function logAudit({ tenant, clock }: { readonly tenant: TenantState; readonly clock: CompanyClock }, user: TenantUser, { activity, service, result, reason, by, changes = [] }: Act): void {
  tenant.directoryAudits.push({
    id: randomUUID(), activityDateTime: new Date(clock.now().getTime() - 60 * 60 * 1000).toISOString(), activityDisplayName: activity, category: 'UserManagement', loggedByService: service,
    operationType: 'Update', result, resultReason: reason, initiatedBy: { user: { id: null, userPrincipalName: by }, app: null },
    targetResources: [{ id: user.id, type: 'User', userPrincipalName: user.userPrincipalName, displayName: user.displayName, modifiedProperties: changes }],
  });
}
