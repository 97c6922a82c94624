import type { TenantWrites } from '../../../src/ports/tenant.ts';

const no = (): Promise<never> => Promise.reject(new Error('nobody asked for this write'));

/** Writes none of which may happen. */
export const NO_WRITES: TenantWrites = {
  setAnchor: no, setProperty: no, deleteUser: no, restoreUser: no, setLicence: no, reprocessLicences: no, retryProvisioning: no, setCloudManaged: no, addMember: no, removeMember: no, setManager: no, revokeSessions: no,
};
