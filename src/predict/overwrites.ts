import { firstOf, sameText } from '../deduce/attributes.ts';
import { isPasswordSyncOn } from '../deduce/password-loop.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { Overwrite } from '../model/prediction.ts';
import { evidenceOf, type Course } from './course.ts';

/** Single values in the order in which people feel their loss. */
const VALUES = ['mail', 'displayName', 'givenName', 'surname', 'mailNickname', 'jobTitle', 'department', 'companyName', 'officeLocation', 'country', 'employeeId', 'usageLocation', 'mobilePhone'] as const;

/** Every value of the cloud account that AD overwrites once the two are matched; sign-in name and password first. */
export function overwritesOf(course: Course, { ad, before, after }: { readonly ad: AdObject; readonly before: CloudUser; readonly after: CloudUser }): readonly Overwrite[] {
  if (before.onPremisesSyncEnabled === true) return [];
  const single = (attribute: 'userPrincipalName' | (typeof VALUES)[number]): readonly Overwrite[] => {
    const [cloud, own] = [before[attribute] ?? '', after[attribute] ?? ''];
    return own === '' || own === cloud ? [] : [{ attribute, cloud: cloud === '' ? [] : [cloud], ad: [own] }];
  };
  return [...single('userPrincipalName'), ...password(course, ad), ...addresses(before, after), ...VALUES.flatMap(single), ...enabled(before, after)];
}

function password(course: Course, ad: AdObject): readonly Overwrite[] {
  if (isPasswordSyncOn(evidenceOf(course)) === false) return [];
  const must = firstOf(ad, 'pwdLastSet') === '0';
  return must ? [] : [{ attribute: 'password', cloud: ['the password set in the cloud'], ad: ['the password in Active Directory'] }];
}

/** The letters' case of the type says which address is the primary one. */
function addresses(before: CloudUser, after: CloudUser): readonly Overwrite[] {
  const [cloud, ad] = [before.proxyAddresses ?? [], after.proxyAddresses ?? []];
  return [...cloud].sort().join('\n') === [...ad].sort().join('\n') ? [] : [{ attribute: 'proxyAddresses', cloud, ad }];
}

const enabled = (before: CloudUser, after: CloudUser): readonly Overwrite[] =>
  before.accountEnabled === undefined || before.accountEnabled === null || sameText(String(before.accountEnabled), String(after.accountEnabled)) ? [] : [{ attribute: 'accountEnabled', cloud: [String(before.accountEnabled)], ad: [String(after.accountEnabled)] }];
