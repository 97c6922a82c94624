import { CHANGES } from '../changes.ts';
import { cloudOperation } from './cloud-operation.ts';

/** Changes whether AD or the cloud is the master of one synchronised object (isCloudManaged). */
export const entraSetSourceOfAuthority = cloudOperation<'entra.set-source-of-authority', 'isCloudManaged'>({
  name: 'entra.set-source-of-authority',

  async seen(tenant, params) {
    const now = await tenant.isCloudManaged(params.kind, params.objectId);
    if (now === null) return { stands: 'other', found: {}, says: `the ${params.kind} ${params.objectId} is not in Entra ID any more` };
    const found = CHANGES['entra.set-source-of-authority'].before({ ...params, before: now });
    const says = `the ${params.kind} ${params.objectId} is mastered in ${now ? 'the cloud' : 'Active Directory'}`;
    return { stands: now === params.after ? 'after' : 'before', found, says };
  },

  write: (tenant, { kind, objectId, after }) => tenant.setCloudManaged(kind, objectId, after),
});
