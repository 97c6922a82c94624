import type { AdRecord, AdState, AdValue } from './ad-state.ts';
import { BASE_DN, MAIL_DOMAIN } from './cast.ts';
import type { Employee } from './staff-list.ts';

/** FILETIME of 3 November 2025, when everybody chose a password of their own. */
const PASSWORD_SET = '134066304000000000';

/** Makes the AD account as the personnel department does it: `first.last@contoso.com` and `sam@contoso.com` as addresses. `seed`: more attributes, also such as AD writes itself. */
export function hire(ad: AdState, employee: Employee, seed: Readonly<Record<string, readonly AdValue[]>> = {}): AdRecord {
  const { sam, givenName, surname, ou } = employee;
  const displayName = `${givenName} ${surname}`;
  const address = `${givenName}.${surname}@${MAIL_DOMAIN}`.toLowerCase();
  return ad.add(`CN=${displayName},OU=${ou},${BASE_DN}`, {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: sam,
    userPrincipalName: address,
    givenName,
    sn: surname,
    displayName,
    mail: address,
    mailNickname: sam,
    proxyAddresses: [`SMTP:${address}`, `smtp:${sam}@${MAIL_DOMAIN}`],
    department: employee.department,
    employeeID: employee.employeeId,
    userAccountControl: ou === 'Leavers' ? '514' : '512',
    pwdLastSet: PASSWORD_SET,
    ...seed,
  });
}
