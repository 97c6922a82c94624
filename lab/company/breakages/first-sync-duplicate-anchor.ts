import { license } from '../company-past.ts';
import { hire } from '../hire.ts';
import { logAudit } from '../log-audit.ts';
import type { Breakage } from './breakage.ts';

const DAY = 24 * 60 * 60 * 1000;

export const breakage: Breakage = {
  cause: 'first-sync-duplicate-anchor',
  subject: 'dkim',
  says: 'The anchor of her new AD account was written into the cloud account of Dana Kim; the first export came before every server of Entra had heard of it.',
  break: (company) => {
    const { ad, tenant, sync, clock } = company;
    const dana = tenant.newUser({ userPrincipalName: 'dana.kim@contoso.com', displayName: 'Dana Kim', mail: 'dana.kim@contoso.com', proxyAddresses: ['SMTP:dana.kim@contoso.com'], createdDateTime: new Date(clock.now().getTime() - 90 * DAY).toISOString() });
    license(dana, clock.now());
    const [guid] = hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' }).values('objectGUID');
    const anchor = Buffer.from(guid ?? '').toString('base64');
    dana.onPremisesImmutableId = anchor;
    logAudit(company, dana, { activity: 'Update user', service: 'Core Directory', result: 'success', reason: '', by: 'ana.ruiz@contoso.com', changes: [{ displayName: 'SourceAnchor', oldValue: '[]', newValue: `["${anchor}"]` }] });
    sync.machine.lateAnchors.add(anchor);
    sync.runCycle();
  },
  worldAfterFix: ({ tenant }) => [...tenant.users.values()].some((user) => user.onPremisesSamAccountName === 'dkim' && user.userPrincipalName === 'dana.kim@contoso.com'),
};
