import { license } from '../company-past.ts';
import { hire } from '../hire.ts';
import { sidOfOctets } from '../sync-engine/anchor-octets.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'new-domain-new-anchor',
  subject: 'dkim',
  says: 'Contoso bought a company whose users were synced from its own domain; their AD accounts were moved to Contoso with their former SIDs, but without their anchors.',
  break: ({ ad, tenant, clock, healthy }) => {
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      onPremisesSyncEnabled: true,
      onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==',
      onPremisesDomainName: 'northwind.example',
      onPremisesSamAccountName: 'dana.kim',
      onPremisesSecurityIdentifier: sidOfOctets(FORMER_SID),
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' }, { sIDHistory: [FORMER_SID] });
    healthy();
  },
};

const FORMER_SID = Buffer.from('010500000000000515000000a065cf7e784b9b5fe77c8770091c0100', 'hex');
