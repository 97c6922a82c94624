import type { Contoso } from '../../contoso.ts';
import { hire } from '../../hire.ts';
import type { TenantUser } from '../../tenant-state.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Dana Kim has had an account made in the cloud for so many days. */
export const worksInTheCloud = ({ tenant, clock }: Contoso, days: number, more: Partial<TenantUser> = {}): TenantUser =>
  tenant.newUser({
    userPrincipalName: 'dana.kim@contoso.com', displayName: 'Dana Kim', mail: 'dana.kim@contoso.com', proxyAddresses: ['SMTP:dana.kim@contoso.com'], usageLocation: 'GB',
    createdDateTime: new Date(clock.now().getTime() - days * DAY).toISOString(), ...more,
  });

/** She gets an AD account; no cycle has run since. Times in AD are whole seconds: the cycles before are put well before. */
export function getsAnAdAccount({ ad, sync }: Contoso): void {
  sync.moveHistoryBack(60_000);
  hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
}

/** Her AD account masters that very account of the cloud. */
export const isBoundTo = ({ tenant }: Contoso, upn: string): boolean => [...tenant.users.values()].filter((user) => user.onPremisesSamAccountName === 'dkim').map((user) => user.userPrincipalName).join() === upn;
