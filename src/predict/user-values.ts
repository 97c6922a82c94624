import { cloudAddressesOf, isSmtp, proxyAddress, suffixOf } from '../deduce/addresses.ts';
import { firstOf, isDisabled, valuesOf } from '../deduce/attributes.ts';
import { domainOf } from '../deduce/domain-of.ts';
import { aliasFaults, LONGEST, underscored } from '../deduce/legal-characters.ts';
import { exchangeLicence } from '../deduce/licences.ts';
import { addressOutcomes, isCovered, primaryAddress, type AddressInputs } from '../deduce/proxy-calculation.ts';
import { knownOf } from '../deduce/reading.ts';
import { sidOf } from '../deduce/security-identifier.ts';
import { upnAttribute } from '../deduce/source-anchor.ts';
import { upnCalculation } from '../deduce/upn-calculation.ts';
import { initialDomain, verifiedDomains } from '../deduce/verified-domains.ts';
import type { CloudUser, ProvisioningError } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { evidenceOf, later, type Course } from './course.ts';
import { keptBack } from './kept-back.ts';
import { isWithheld } from './uniqueness.ts';

/** Attributes that pass unchanged: names in AD and in Graph. */
const PLAIN = [
  ['givenName', 'givenName'], ['sn', 'surname'], ['title', 'jobTitle'], ['department', 'department'], ['company', 'companyName'], ['physicalDeliveryOfficeName', 'officeLocation'],
  ['co', 'country'], ['employeeID', 'employeeId'], ['msExchUsageLocation', 'usageLocation'],
] as const;

/** What Entra makes of a user when an export of it arrives. `user`: what is there already, or an empty account. */
export function userValues(course: Course, { ad, user, anchor }: { readonly ad: AdObject; readonly user: CloudUser; readonly anchor: string }): CloudUser {
  const evidence = evidenceOf(course);
  const alias = aliasOf(ad, user);
  const name = signInName(course, { ad, user, alias });
  const addresses = addressesOf(course, { ad, user, alias, name });
  const after: CloudUser = {
    ...user,
    ...plainValues(ad, evidence, user),
    displayName: short('displayName', valuesOf(ad, 'displayName').find((value) => value !== '') ?? firstOf(ad, 'cn')) ?? user.displayName,
    mailNickname: alias,
    accountEnabled: !isDisabled(ad),
    userPrincipalName: name.granted,
    proxyAddresses: addresses.granted,
    mail: addresses.granted.find((value) => value.startsWith('SMTP:'))?.slice(5) ?? firstOf(ad, 'mail') ?? null,
    onPremisesProvisioningErrors: [...name.errors, ...addresses.errors],
    onPremisesImmutableId: anchor,
    onPremisesSyncEnabled: true,
    onPremisesDistinguishedName: ad.dn,
    onPremisesDomainName: domainOf(ad.dn),
    onPremisesSamAccountName: firstOf(ad, 'sAMAccountName') ?? null,
    onPremisesSecurityIdentifier: sidOf(ad) ?? null,
    onPremisesUserPrincipalName: firstOf(ad, upnAttribute(evidence['syncServers.globalSettings']) ?? 'userPrincipalName') ?? null,
    onPremisesLastSyncDateTime: later(course, 2),
  };
  return keptBack(course, { ad, before: user, after });
}

function plainValues(ad: AdObject, evidence: Evidence, user: CloudUser): Partial<CloudUser> {
  const extensions = Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}`).flatMap((name) => { const value = firstOf(ad, name); return value === undefined ? [] : [[name, value] as const]; });
  const sip = (firstOf(ad, 'msRTCSIP-PrimaryUserAddress') ?? valuesOf(ad, 'proxyAddresses').find((value) => /^sip:/i.test(value)))?.replace(/^sip:/i, '');
  const mobile = firstOf(ad, 'mobile');
  // A number that was edited in the cloud keeps its place there.
  const overridden = isOwn(user) && knownOf(evidence['entra.syncFeatures'])?.features?.['bypassDirSyncOverridesEnabled'] !== true;
  return {
    ...Object.fromEntries(PLAIN.flatMap(([inAd, inCloud]) => { const value = short(inAd, firstOf(ad, inAd)); return value === undefined ? [] : [[inCloud, value]]; })),
    ...(mobile === undefined || overridden ? {} : { mobilePhone: mobile }),
    ...(sip !== undefined ? { imAddresses: [sip] } : (user.imAddresses ?? []).length > 0 ? { imAddresses: [] } : {}),
    ...(extensions.length === 0 || firstOf(ad, 'mailNickname') === undefined ? {} : { onPremisesExtensionAttributes: { ...user.onPremisesExtensionAttributes, ...Object.fromEntries(extensions) } }),
  };
}

/** It is synchronised, or was until it went into the recycle bin. */
const isOwn = ({ onPremisesSyncEnabled, onPremisesImmutableId, mobilePhone }: CloudUser): boolean => onPremisesSyncEnabled === true || (onPremisesSyncEnabled === false && (onPremisesImmutableId ?? '') !== '' && typeof mobilePhone === 'string');

/** It was synchronised before somebody had it managed in the cloud for a while: an update, and no match. */
const isHandedBack = ({ onPremisesSyncEnabled, onPremisesImmutableId, onPremisesLastSyncDateTime }: CloudUser): boolean => onPremisesSyncEnabled === null && (onPremisesImmutableId ?? '') !== '' && (onPremisesLastSyncDateTime ?? '') !== '';

/** A value that is longer than Entra takes does not arrive. */
const short = (attribute: string, value: string | undefined): string | undefined => (value !== undefined && value.length > (attribute === 'displayName' ? LONGEST.displayName : attribute === 'givenName' || attribute === 'sn' ? LONGEST.givenName : Number.POSITIVE_INFINITY) ? undefined : value);

/** Only AD changes the alias of an account that is there; a new one gets it of the first value that exists. */
function aliasOf(ad: AdObject, user: CloudUser): string {
  const own = firstOf(ad, 'mailNickname');
  if (own !== undefined && aliasFaults(own).length === 0) return own;
  if (typeof user.mailNickname === 'string' && user.mailNickname !== '') return user.mailNickname;
  const smtp = valuesOf(ad, 'proxyAddresses').map(proxyAddress).filter(isSmtp);
  const first = [smtp.find(({ primary }) => primary)?.address, firstOf(ad, 'mail'), firstOf(ad, 'userPrincipalName'), smtp[0]?.address].find((value) => value?.includes('@') === true);
  return first?.split('@')[0] ?? (firstOf(ad, 'displayName') ?? 'object').replaceAll(/[^A-Za-z0-9.]/g, '');
}

interface Granting {
  readonly ad: AdObject;
  readonly user: CloudUser;
  readonly alias: string;
}

interface Granted<Value> {
  readonly granted: Value;
  readonly errors: readonly ProvisioningError[];
}

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname */
function signInName(course: Course, { ad, user, alias }: Granting): Granted<string> & { readonly wanted: string } {
  const evidence = evidenceOf(course);
  const attribute = upnAttribute(evidence['syncServers.globalSettings']) ?? 'userPrincipalName';
  const wanted = firstOf(ad, attribute)?.trim() ?? `${firstOf(ad, 'sAMAccountName') ?? alias}@${domainOf(ad.dn)}`;
  const initial = initialDomain(evidence);
  const keeps = knownOf(evidence['entra.syncFeatures'])?.features?.['synchronizeUpnForManagedUsersEnabled'] === false && (user.onPremisesSyncEnabled === true || isHandedBack(user)) && (user.assignedLicenses ?? []).length > 0;
  if (keeps && typeof user.userPrincipalName === 'string') return { granted: user.userPrincipalName, errors: [], wanted };
  const { expected } = upnCalculation({
    attribute, wanted, mailNickname: alias, mail: undefined, proxyAddresses: [], verifiedDomains: verifiedDomains(evidence), initialDomain: initial,
    cloudName: undefined, conflict: undefined, followsChanges: undefined, licensed: undefined, federated: undefined,
  });
  if (expected === undefined) {
    course.doubts.add('The verified domains of the tenant could not be read, so the sign-in name cannot be told.');
    return { granted: user.userPrincipalName ?? wanted, errors: [], wanted };
  }
  if (!isWithheld(course, expected, user)) return { granted: expected, errors: [], wanted };
  const base = expected.slice(0, expected.indexOf('@'));
  const numbered = new RegExp(`^${base.replaceAll(/[^\w]/g, '\\$&')}\\d{4}@`, 'i').test(user.userPrincipalName ?? '') ? (user.userPrincipalName ?? '') : `${base}1000@${initial ?? suffixOf(expected)}`;
  return { granted: numbered, errors: expected.toLowerCase() === wanted.toLowerCase() ? [conflict(course, user, { property: 'UserPrincipalName', value: expected })] : [], wanted };
}

/** Source: learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate */
function addressesOf(course: Course, { ad, user, alias, name }: Granting & { readonly name: Granted<string> & { readonly wanted: string } }): Granted<readonly string[]> {
  const evidence = evidenceOf(course);
  const inputs = inputsOf(evidence, { ad, user, alias, name });
  const onInitial = cloudAddressesOf(user).find((address) => suffixOf(address) === inputs.initialDomain) ?? `${alias}@${inputs.initialDomain ?? ''}`;
  const kept = addressOutcomes(inputs).filter(({ reason }) => reason === 'unexplained' || reason === 'remote-routing' || reason === 'licences-unknown' || reason === 'domains-unknown').map(({ raw }) => underscored(raw));
  const chosen = primaryAddress(inputs);
  const primary = chosen.from === 'initial-domain' ? onInitial : chosen.address;
  const raw = kept.find((value) => value.startsWith('SMTP:'))?.slice(5) ?? primary;
  const extra = inputs.mailboxLike === true ? [...(name.errors.length > 0 || !isCovered(suffixOf(name.wanted), inputs.verifiedDomains ?? []) ? [] : [name.wanted]), onInitial] : [];
  const wanted = raw === undefined ? kept : unique([`SMTP:${primary === raw.toLowerCase() ? raw : (primary ?? raw)}`, ...kept.map((value) => value.replace(/^SMTP:/, 'smtp:')), ...extra.map((value) => `smtp:${value}`)]);
  const held = wanted.filter((value) => /^smtp:/i.test(value) && isWithheld(course, value, user));
  const free = wanted.filter((value) => !held.includes(value));
  const granted = wanted.length === 0 || free.some((value) => value.startsWith('SMTP:')) ? free : [`SMTP:${onInitial}`, ...free.filter((value) => value.toLowerCase() !== `smtp:${onInitial}`.toLowerCase())];
  return { granted, errors: held.map((value) => conflict(course, user, { property: 'ProxyAddresses', value })) };
}

function inputsOf(evidence: Evidence, { ad, user, alias, name }: Granting & { readonly name: Granted<string> & { readonly wanted: string } }): AddressInputs {
  const licence = exchangeLicence(user, knownOf(evidence['entra.subscribedSkus']));
  return {
    proxyAddresses: valuesOf(ad, 'proxyAddresses').filter((value) => value.trim() !== ''), mail: firstOf(ad, 'mail'), mailNickname: alias, userPrincipalName: name.wanted, inCloud: undefined,
    verifiedDomains: verifiedDomains(evidence), initialDomain: initialDomain(evidence),
    mailboxLike: firstOf(ad, 'msExchRemoteRecipientType') !== undefined ? true : licence === 'unknown' ? undefined : licence === 'licensed', quarantined: [],
  };
}

function unique(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.filter((value) => !seen.has(value.toLowerCase()) && seen.add(value.toLowerCase()).size > 0);
}

/** An entry that was there before keeps its time. */
const conflict = (course: Course, user: CloudUser, { property, value }: { readonly property: string; readonly value: string }): ProvisioningError =>
  (user.onPremisesProvisioningErrors ?? []).find((error) => error.propertyCausingError === property && error.value?.toLowerCase() === value.toLowerCase()) ??
  { category: 'PropertyConflict', occurredDateTime: later(course, 2), propertyCausingError: property, value };
