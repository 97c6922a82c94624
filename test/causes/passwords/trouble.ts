import type { Company } from '../company.ts';

type Json = Record<string, unknown>;

export function event(given: Company, id: number, message: string, time = '2026-11-21T09:09:00Z'): void {
  (given.server['events'] as Json[]).unshift({ source: 'Directory Synchronization', id, level: 'Error', time, message });
}

export const passwordSync = ({ server }: Company): { configuration: Json[]; partitionState: Json[]; objectLog: Json[] } => server['passwordSync'] as { configuration: Json[]; partitionState: Json[]; objectLog: Json[] };

/** What the password log of jsmith says last. */
export function logged(given: Company, Status: string, TimeStamp = '2026-11-21T09:00:00Z', more: Json = {}): void {
  passwordSync(given).objectLog.unshift({ CsObjectId: 'c1', DistinguishedName: given.ad.dn, Status, TimeStamp, ...more });
}

/** The state of the loop for the only domain. */
export function lastCycle(given: Company, status: string, good = '2026-11-21T08:00:00Z'): void {
  for (const state of passwordSync(given).partitionState) Object.assign(state, { PasswordSyncLastCycleStatus: status, PasswordSyncLastSuccessfulCycleStartTimestamp: good, PasswordSyncLastSuccessfulCycleEndTimestamp: good });
}

export const federated = ({ entra }: Company): void => {
  for (const domain of entra['domains'] as Json[]) domain['authenticationType'] = 'Federated';
};

export const signOn = ({ server }: Company, Value: string): void => {
  (server['globalSettings'] as { Parameters: Json[] }).Parameters.push({ Name: 'Microsoft.Synchronize.SignOnMethod', Value });
};

export const feature = ({ entra }: Company, name: string, value: boolean): void => {
  (entra['syncFeatures'] as { features: Json }).features[name] = value;
};

export const companyFeature = ({ server }: Company, name: string, value: boolean): void => {
  (server['companyFeatures'] as Json)[name] = value;
};

/** FILETIME of a moment, as AD writes it. */
export const ticks = (iso: string): string => String(BigInt(Date.parse(iso)) * 10_000n + 116_444_736_000_000_000n);

/** An audit entry of a reset of jsmith's password. */
export function reset({ entra, user }: Company, activityDateTime: string, more: Json = {}): void {
  const audits = entra['directoryAudits'] as Json[];
  audits.push({ activityDisplayName: 'Reset user password', activityDateTime, result: 'success', loggedByService: 'Core Directory', initiatedBy: { user: { userPrincipalName: 'admin@contoso.com' } }, targetResources: [{ id: user['id'], userPrincipalName: user['userPrincipalName'] }], ...more });
}

export const throughPortal: Json = { activityDisplayName: 'Reset password (by admin)', loggedByService: 'Self-service Password Management' };
