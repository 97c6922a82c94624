import type { CloudUser, ServicePrincipal, SignIn } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { isoTime } from './times.ts';

/** Application of Entra Connect in every tenant ("Microsoft Entra AD Synchronization Service"). */
export const SYNC_APPLICATION = '6bf85cfa-ac8a-4be5-b5de-425a0d0dc016';

type Sources = Pick<Evidence, 'syncServers.connectors' | 'entra.users' | 'entra.signIns' | 'entra.servicePrincipals'>;

/** The account `Sync_<server>_<id>@<initial domain>` that the connectors to Entra name; undefined when they name none. */
export function syncAccountName(evidence: Pick<Evidence, 'syncServers.connectors'>): string | undefined {
  const connectors = (knownOf(evidence['syncServers.connectors']) ?? []).flatMap(({ value }) => value);
  return connectors
    .flatMap(({ ConnectivityParameters }) => ConnectivityParameters ?? [])
    .filter(({ Name }) => sameText(Name, 'UserName'))
    .flatMap(({ Value }) => Value?.trim() ?? [])
    .find((name) => isSyncAccount(name));
}

export const isSyncAccount = (name: string | null | undefined): boolean => /^(Sync|ADToAADSyncServiceAccount)(_|@)/i.test(name ?? '');

/** The account itself; undefined also where it simply is not among the users that were read, for these are seldom all. */
export const syncAccount = (evidence: Pick<Evidence, 'syncServers.connectors' | 'entra.users'>): CloudUser | undefined => {
  const name = syncAccountName(evidence);
  return (knownOf(evidence['entra.users']) ?? []).find((user) => (name === undefined ? isSyncAccount(user.userPrincipalName) : sameText(user.userPrincipalName, name)));
};

/** Applications of the synchronisation that were read: Microsoft's own, or the one of application-based authentication (`ConnectSyncProvisioning_<server>_…`). */
export const syncApplications = (evidence: Pick<Evidence, 'entra.servicePrincipals'>): readonly ServicePrincipal[] =>
  (knownOf(evidence['entra.servicePrincipals']) ?? []).filter(({ appId, displayName }) => sameText(appId, SYNC_APPLICATION) || /^ConnectSyncProvisioning_/i.test(displayName ?? ''));

/** Sign-ins of the sync account or of the application that stands in for it, newest first. */
export function syncSignIns(evidence: Sources): readonly SignIn[] {
  const name = syncAccountName(evidence);
  const applications = syncApplications(evidence).map(({ id }) => id);
  const own = (signIn: SignIn): boolean =>
    isSyncAccount(signIn.userPrincipalName) || sameText(signIn.userPrincipalName, name) || /^ConnectSyncProvisioning_/i.test(signIn.appDisplayName ?? '') ||
    applications.some((id) => sameText(signIn.servicePrincipalId, id));
  return (knownOf(evidence['entra.signIns']) ?? []).filter(own).toSorted((one, other) => timeOf(other) - timeOf(one));
}

const timeOf = (signIn: SignIn): number => isoTime(signIn.createdDateTime)?.getTime() ?? 0;

/** Error codes by which Entra says that a policy, not the identity, refused. Source: learn.microsoft.com/entra/identity-platform/reference-error-codes */
const POLICY_CODES = [50005, 50072, 50074, 50076, 50078, 50079, 50097, 50131, 50158, 53000, 53001, 53002, 53003, 53004, 53009, 530002, 530003, 530032, 530034];

export const isRefusedByPolicy = (signIn: SignIn): boolean => {
  const code = signIn.status?.errorCode;
  if (code === 0) return false;
  return typeof code === 'number' ? POLICY_CODES.includes(code) : sameText(signIn.conditionalAccessStatus, 'failure');
};

export const isRefused = (signIn: SignIn): boolean => typeof signIn.status?.errorCode === 'number' && signIn.status.errorCode !== 0;
