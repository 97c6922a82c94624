import type { TenantState, TenantUser } from '../tenant-state.ts';
import { calculateAddresses } from './address-calculation.ts';
import { conflict, otherHolder, quarantineAddresses, type ProvisioningError, type Victim } from './quarantine.ts';
import { calculateUpn, nameWithDigits } from './sign-in-name.ts';
import type { WantedUser } from './wanted.ts';

/** What Entra remembers of the last export, beside what it could grant. */
export interface UserShadow {
  readonly wanted: WantedUser;
  readonly mailNickname: string;
  /** The `@<initial domain>` address, fixed when the object was made. */
  readonly moera: string;
}

/** Computes the values of a synced user and writes them; false when nothing was different or the user does not live. */
export function writeUser(tenant: TenantState, about: { readonly cloudId: string; readonly shadow: UserShadow; readonly now: Date }): boolean {
  const user = tenant.users.get(about.cloudId);
  if (user === undefined) return false;
  const victim: Victim = { cloudId: user.id, before: user.onPremisesProvisioningErrors, now: about.now };
  const name = grantedUpn(tenant, { user, shadow: about.shadow, victim });
  const upn = name.errors.length === 0 ? about.shadow.wanted.upn : null;
  const addresses = grantedAddresses(tenant, { user, shadow: about.shadow, victim, upn });
  const kept = keepsMobile(tenant, user) ? { mobilePhone: user['mobilePhone'] } : {};
  const values = { ...plainValues(about.shadow, user), ...kept, ...name.values, ...addresses.values, onPremisesProvisioningErrors: [...name.errors, ...addresses.errors] };
  const before = JSON.stringify(user);
  Object.assign(user, values);
  if (JSON.stringify(user) === before) return false;
  user.onPremisesLastSyncDateTime = about.now.toISOString();
  return true;
}

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-bypassdirsyncoverrides */
const keepsMobile = (tenant: TenantState, { id }: TenantUser): boolean => tenant.mobileOverridden.has(id) && tenant.syncFeatures.features['bypassDirSyncOverridesEnabled'] !== true;

/** `mailNickname@initial`, with digits when that is taken. */
export function moeraFor(tenant: TenantState, about: { readonly cloudId: string; readonly mailNickname: string; readonly wanted: WantedUser }): string {
  const plain = `${about.mailNickname}@${tenant.initialDomain}`;
  return firstFree(tenant, plain, about);
}

interface Granting {
  readonly user: TenantUser;
  readonly shadow: UserShadow;
  readonly victim: Victim;
}

function plainValues({ wanted, mailNickname }: UserShadow, before: TenantUser): Partial<TenantUser> {
  return {
    displayName: wanted.displayName,
    mailNickname,
    accountEnabled: wanted.accountEnabled,
    ...wanted.plain,
    ...(wanted.sip !== null ? { imAddresses: [wanted.sip] } : before['imAddresses'] === undefined ? {} : { imAddresses: [] }),
    ...(Object.keys(wanted.extensions).length === 0 ? {} : { onPremisesExtensionAttributes: { ...wanted.extensions } }),
    ...(wanted.employeeId === null ? {} : { employeeId: wanted.employeeId }),
    ...(wanted.usageLocation === null ? {} : { usageLocation: wanted.usageLocation }),
    onPremisesImmutableId: wanted.anchor,
    onPremisesSyncEnabled: true,
    onPremisesDistinguishedName: wanted.dn,
    onPremisesDomainName: wanted.domain,
    onPremisesSamAccountName: wanted.sam,
    onPremisesSecurityIdentifier: wanted.sid,
    onPremisesUserPrincipalName: wanted.upn,
  };
}

function grantedUpn(tenant: TenantState, { user, shadow, victim }: Granting): { readonly values: Partial<TenantUser>; readonly errors: ProvisioningError[] } {
  const rules = { initialDomain: tenant.initialDomain, isVerified: (domain: string) => isVerified(tenant, domain) };
  if (keepsItsName(tenant, user)) return { values: {}, errors: [] };
  const upn = calculateUpn(shadow.wanted, shadow.mailNickname, rules);
  if (otherHolder(tenant, upn, user.id) === undefined) return { values: { userPrincipalName: upn }, errors: [] };
  const granted = isMadeFrom(upn, user.userPrincipalName, tenant.initialDomain) ? user.userPrincipalName : withDigits(tenant, upn, { cloudId: user.id, wanted: shadow.wanted });
  const isQuarantined = upn === shadow.wanted.upn;
  return { values: { userPrincipalName: granted }, errors: isQuarantined ? [conflict(victim, 'UserPrincipalName', upn)] : [] };
}

function grantedAddresses(tenant: TenantState, { user, shadow, victim, upn }: Granting & { readonly upn: string | null }): { readonly values: Partial<TenantUser>; readonly errors: ProvisioningError[] } {
  const wanted = calculateAddresses({
    proxyAddresses: shadow.wanted.proxyAddresses,
    mail: shadow.wanted.mail,
    upn,
    moera: shadow.moera,
    exchangeLicensed: user.assignedLicenses.length > 0,
    isVerified: (domain) => isVerified(tenant, domain),
  });
  const { free, errors } = quarantineAddresses(tenant, wanted, victim);
  const hasPrimary = wanted.length === 0 || free.some((value) => value.startsWith('SMTP:'));
  const proxyAddresses = hasPrimary ? free : [`SMTP:${shadow.moera}`, ...free.filter((value) => value !== `smtp:${shadow.moera}`)];
  const primary = proxyAddresses.find((value) => value.startsWith('SMTP:'))?.slice(5);
  return { values: { proxyAddresses, mail: primary ?? shadow.wanted.mail }, errors };
}

/**
 * A licensed account keeps its sign-in name where the tenant does not take over changed ones.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features
 */
const keepsItsName = (tenant: TenantState, user: TenantUser): boolean =>
  tenant.syncFeatures.features['synchronizeUpnForManagedUsersEnabled'] === false && user.onPremisesSyncEnabled === true && user.assignedLicenses.length > 0;

/** Whether the name that the user has is the wanted one with four digits already. */
function isMadeFrom(upn: string, name: string, initialDomain: string): boolean {
  const digits = name.slice(upn.indexOf('@'), name.indexOf('@'));
  return /^\d{4}$/.test(digits) && name.toLowerCase() === `${upn.slice(0, upn.indexOf('@'))}${digits}@${initialDomain}`.toLowerCase();
}

const isVerified = (tenant: TenantState, domain: string): boolean =>
  tenant.domains.some((each) => each.isVerified && each.id.toLowerCase() === domain.toLowerCase());

interface Claimant {
  readonly cloudId: string;
  readonly wanted: WantedUser;
}

const firstFree = (tenant: TenantState, name: string, claimant: Claimant): string =>
  otherHolder(tenant, name, claimant.cloudId) === undefined ? name : withDigits(tenant, name, claimant);

function withDigits(tenant: TenantState, name: string, claimant: Claimant): string {
  const attempts = Array.from({ length: 9000 }, (_, attempt) => nameWithDigits(name, { anchor: claimant.wanted.anchor, attempt }, tenant.initialDomain));
  return attempts.find((candidate) => otherHolder(tenant, candidate, claimant.cloudId) === undefined) ?? name;
}
