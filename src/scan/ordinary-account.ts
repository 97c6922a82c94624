import { exchangeLicence } from '../deduce/licences.ts';
import type { CloudUser, SubscribedSku } from '../model/evidence.ts';
import { addAddress } from './entry-keys.ts';
import { LikenessSum } from './likeness.ts';
import { addLikeness } from './ordinary-entry.ts';
import type { Likeness } from './scan-side.ts';

/** Tells a synchronised account in which nothing stands out; the same strictness as for AD. */
export function createOrdinaryAccount(skus: readonly SubscribedSku[] | undefined): (user: CloudUser) => Likeness | null {
  const licensed = new Map<string, boolean>();
  const bringsMailbox = (skuId: string): boolean => {
    const known = licensed.get(skuId) ?? exchangeLicence({ id: '', assignedLicenses: [{ skuId, disabledPlans: [] }] }, skus) === 'licensed';
    licensed.set(skuId, known);
    return known;
  };
  const isLicensed = ({ assignedLicenses = [] }: CloudUser): boolean => skus === undefined || assignedLicenses.some(({ skuId, disabledPlans = [] }) => disabledPlans.length === 0 && bringsMailbox(skuId ?? ''));
  return (user) => (hasNothingAgainst(user) && isLicensed(user) ? likenessOf(user) : null);
}

function hasNothingAgainst(user: CloudUser): boolean {
  const { onPremisesProvisioningErrors: errors = [], serviceProvisioningErrors: refusals = [], licenseAssignmentStates: states = [] } = user;
  return user.onPremisesSyncEnabled === true && user.userType !== 'Guest' && errors.length === 0 && refusals.length === 0
    && /^[A-Za-z0-9+/]{22}==$/.test(user.onPremisesImmutableId ?? '') && (user.usageLocation ?? '') !== ''
    && states.every(({ state, error }) => state === 'Active' && (error ?? 'None') === 'None')
    && (user.proxyAddresses ?? []).every((value) => value.startsWith('smtp:') || value.startsWith('SMTP:') || value.startsWith('sip:') || value.startsWith('SIP:'));
}

function likenessOf(user: CloudUser): Likeness {
  const sum = new LikenessSum();
  for (const value of user.proxyAddresses ?? []) if (!isOwnOfEntra(value)) addAddress(sum, value);
  addLikeness(sum, {
    signInName: user.userPrincipalName ?? '', mail: user.mail ?? '', accountName: user.onPremisesSamAccountName ?? '', enabled: user.accountEnabled === true,
    texts: [user.displayName, user.givenName, user.surname, user.jobTitle, user.department, user.companyName, user.employeeId].map((value) => value ?? ''),
  });
  return sum;
}

/** Entra adds the address on the initial domain, and Exchange and Teams add some of their own. */
const isOwnOfEntra = (value: string): boolean => value.startsWith('sip:') || value.startsWith('SIP:') || /\.onmicrosoft\.com$/i.test(value);
