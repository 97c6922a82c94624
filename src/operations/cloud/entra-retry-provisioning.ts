import type { CloudObject, ServiceProvisioningError } from '../../model/evidence.ts';
import { cloudOperation } from './cloud-operation.ts';
import { isSince } from './is-since.ts';

/** Has the services provision an object anew. That they did shows when no complaint of before is left: gone, settled, or a newer one in its place. */
export const entraRetryProvisioning = cloudOperation<'entra.retry-provisioning', 'object'>({
  name: 'entra.retry-provisioning',

  async seen(tenant, { kind, objectId }, since) {
    const object = await tenant.object(kind, objectId);
    if (object === null) return { stands: 'other', found: {}, says: `the ${kind} ${objectId} is not in Entra ID any more` };
    const open = openErrors(object);
    const name = object.displayName ?? objectId;
    if (since === null) return open.length > 0 ? { stands: 'before', found: {}, says: `${services(open)} cannot provision ${name}` } : { stands: 'other', found: {}, says: `no service complains about ${name} any more` };
    const old = open.filter((error) => !isSince(error.createdDateTime, since));
    if (old.length > 0) return { stands: 'before', found: {}, says: `${services(old)} has not tried ${name} anew yet` };
    return { stands: 'after', found: {}, says: open.length === 0 ? `no service complains about ${name} any more` : `${services(open)} tried ${name} anew and complains again` };
  },

  write: (tenant, { kind, objectId }) => tenant.retryProvisioning(kind, objectId),
});

const openErrors = ({ serviceProvisioningErrors }: CloudObject): readonly ServiceProvisioningError[] => (serviceProvisioningErrors ?? []).filter(({ isResolved }) => isResolved !== true);

const services = (errors: readonly ServiceProvisioningError[]): string => [...new Set(errors.map(({ serviceInstance }) => serviceInstance?.split('/')[0] ?? 'a service'))].join(', ');
