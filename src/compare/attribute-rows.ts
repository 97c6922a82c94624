import { firstOf, isDisabled, sameText } from '../deduce/attributes.ts';
import { sidOf } from '../deduce/security-identifier.ts';
import type { CloudObject, CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { AttributeRow } from '../model/side-by-side.ts';

type Text = string | null | undefined;

interface Pair {
  readonly attribute: string;
  ad(entry: AdObject): Text;
  entra(cloud: CloudUser): Text;
  /** Why the two may differ although nothing is wrong; said where they do. */
  readonly differs: string;
}

const LATE = 'Active Directory is the master; the value should follow with the next cycle.';
const plain = (attribute: string, name: string, entra: Pair['entra'], differs = LATE): Pair => ({ attribute, ad: (entry) => firstOf(entry, name) ?? null, entra, differs });

/** The attributes that people ask about, in the order in which they look for them. */
const PAIRS: readonly Pair[] = [
  plain('displayName', 'displayName', (user) => user.displayName),
  plain('givenName', 'givenName', (user) => user.givenName),
  plain('surname', 'sn', (user) => user.surname),
  plain('userPrincipalName', 'userPrincipalName', (user) => cloudName(user), 'How the sign-in name comes about is told below.'),
  plain('mail', 'mail', (user) => user.mail, 'In Entra mail is the primary address, which proxyAddresses decides before mail does.'),
  plain('mailNickname', 'mailNickname', (user) => user.mailNickname, 'Without mailNickname in Active Directory, Entra makes one by itself.'),
  plain('sAMAccountName', 'sAMAccountName', (user) => user.onPremisesSamAccountName),
  { attribute: 'SID', ad: (entry) => sidOf(entry) ?? null, entra: (user) => user.onPremisesSecurityIdentifier, differs: 'The account in Entra is bound to another account of Active Directory.' },
  { attribute: 'enabled', ad: (entry) => (firstOf(entry, 'userAccountControl') === undefined ? null : yes(!isDisabled(entry))), entra: (user) => (user.accountEnabled === undefined ? undefined : user.accountEnabled === null ? null : yes(user.accountEnabled)), differs: 'A disabled account arrives blocked; an expired one does not.' },
  { attribute: 'distinguishedName', ad: (entry) => entry.dn, entra: (user) => user.onPremisesDistinguishedName, differs: 'Entra shows where the object was when it was last exported.' },
  plain('title', 'title', (user) => user.jobTitle),
  plain('department', 'department', (user) => user.department),
  plain('company', 'company', (user) => user.companyName),
  plain('office', 'physicalDeliveryOfficeName', (user) => user.officeLocation),
  plain('mobile', 'mobile', (user) => user.mobilePhone, 'A number that was edited in the cloud keeps its place there until the override is cleared.'),
  plain('employeeID', 'employeeID', (user) => user.employeeId),
  plain('usageLocation', 'msExchUsageLocation', (user) => user.usageLocation, 'Only msExchUsageLocation is taken over; without it the value is set in Entra.'),
];

/** Attribute by attribute, both sides; rows that are empty on both are left out. */
export function attributeRows(ad: AdObject | undefined, cloud: CloudObject | undefined): readonly AttributeRow[] {
  return PAIRS.flatMap((pair): readonly AttributeRow[] => {
    const inAd = ad === undefined ? undefined : pair.ad(ad);
    const inEntra = cloud === undefined ? undefined : pair.entra(cloud);
    if ((inAd ?? '') === '' && (inEntra ?? '') === '') return [];
    const same = inAd === undefined || inEntra === undefined ? undefined : (inAd ?? '') === (inEntra ?? '') || (CASELESS.has(pair.attribute) && sameText(inAd, inEntra));
    return [{ attribute: pair.attribute, inAd, inEntra, same, says: same === false ? pair.differs : '' }];
  });
}

/** A deleted account has its object id in front of the name. */
const cloudName = (user: CloudUser): Text => (typeof user.deletedDateTime === 'string' && typeof user.userPrincipalName === 'string' ? user.userPrincipalName.slice(user.userPrincipalName.toLowerCase().startsWith(user.id.replaceAll('-', '').toLowerCase()) ? 32 : 0) : user.userPrincipalName);

const CASELESS = new Set(['userPrincipalName', 'mail', 'distinguishedName', 'SID', 'sAMAccountName']);
const yes = (value: boolean): string => (value ? 'yes' : 'no');
