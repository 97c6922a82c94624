import assert from 'node:assert/strict';
import type { Contoso } from '../../lab/company/contoso.ts';
import { assignLicence, reprocessLicences } from '../../lab/company/tenant-licences.ts';
import { restoreUser, softDeleteUser } from '../../lab/company/tenant-recycle-bin.ts';
import { addMember, removeMember, retryProvisioning, setCloudManaged, setManager } from '../../lab/company/tenant-relations.ts';
import type { GraphJson, TenantUser } from '../../lab/company/tenant-state.ts';
import { patchUser } from '../../lab/company/tenant-writes.ts';
import type { CloudOperation } from '../../src/model/operations.ts';
import type { StepDraft } from '../../src/model/plan.ts';

type CloudStep = Extract<StepDraft, { readonly operation: CloudOperation }>;
type LicenceChange = Extract<CloudStep, { readonly operation: 'entra.change-licence' }>['params'];

/** Does one step in the pretend tenant itself, without Graph. */
export function doInCloud(company: Contoso, step: CloudStep): void {
  const { tenant, clock } = company;
  switch (step.operation) {
    case 'entra.set-anchor':
      return patch(company, step.params.userId, { onPremisesImmutableId: step.params.after });
    case 'entra.set-user-name':
      return patch(company, step.params.userId, { userPrincipalName: step.params.after });
    case 'entra.set-mail':
      return patch(company, step.params.userId, { mail: step.params.after });
    case 'entra.set-usage-location':
      return patch(company, step.params.userId, { usageLocation: step.params.after });
    case 'entra.delete-user':
      return softDeleteUser(tenant, step.params.userId, clock.now());
    case 'entra.restore-user':
      return void restoreUser(tenant, step.params.userId, { newUserPrincipalName: step.params.newUserName ?? undefined, autoReconcileProxyConflict: step.params.dropConflicts });
    case 'entra.change-licence':
      return license(company, step.params);
    case 'entra.reprocess-licences':
      return reprocessLicences(tenant, user(company, step.params.userId), clock.now());
    case 'entra.retry-provisioning':
      return retryProvisioning(tenant, object(company, step.params.objectId), clock.now());
    case 'entra.set-source-of-authority':
      return setCloudManaged(tenant, object(company, step.params.objectId), step.params.after);
    case 'entra.change-member':
      return (step.params.after ? addMember : removeMember)(tenant, step.params.groupId, step.params.userId);
    case 'entra.set-manager':
      return setManager(tenant, user(company, step.params.userId), step.params.after);
    case 'entra.revoke-sessions':
      return void Object.assign(user(company, step.params.userId), { signInSessionsValidFromDateTime: clock.now().toISOString() });
  }
}

const user = ({ tenant }: Contoso, id: string): TenantUser => tenant.users.get(id) ?? assert.fail(`no user ${id}`);

const object = ({ tenant }: Contoso, id: string): GraphJson => tenant.users.get(id) ?? tenant.groups.get(id) ?? tenant.contacts.get(id) ?? assert.fail(`no object ${id}`);

const patch = ({ tenant }: Contoso, userId: string, body: Readonly<Record<string, unknown>>): void => patchUser(tenant, userId, { body, known: new Set(Object.keys(body)) });

function license(company: Contoso, { userId, skuId, after }: LicenceChange): void {
  const change = after === null ? { add: [], remove: [skuId] } : { add: [{ skuId, disabledPlans: after }], remove: [] };
  assignLicence(company.tenant, user(company, userId), { ...change, at: company.clock.now() });
}
