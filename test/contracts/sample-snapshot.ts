import type { CloudSnapshot } from '../../src/model/cloud-snapshot.ts';

const E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';

/** An account with something of everything. */
export const JANE: CloudSnapshot = {
  format: 'syncwhy-snapshot/1',
  takenAt: '2026-11-21T09:00:00.000Z',
  user: {
    id: '0c8a7b6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d', userPrincipalName: 'jane.doe@contoso.com', displayName: 'Jane Doe', mail: 'jane.doe@contoso.com', proxyAddresses: ['SMTP:jane.doe@contoso.com', 'smtp:jd@contoso.com'],
    usageLocation: 'GB', onPremisesSyncEnabled: null,
  },
  licences: [
    { skuId: E3, skuName: 'ENTERPRISEPACK', disabledPlans: ['57ff2da0-773e-42df-b2af-ffb7a2317929'], fromGroup: null, state: 'Active' },
    { skuId: 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235', skuName: 'POWER_BI_STANDARD', disabledPlans: [], fromGroup: { id: 'g-analysts', name: 'Analysts' }, state: 'Active' },
  ],
  groups: [
    { id: 'g-sales', name: 'All of Sales', members: 'by-rule', isForRoles: false },
    { id: 'g-analysts', name: 'Analysts', members: 'by-hand', isForRoles: false },
    { id: 'g-board', name: 'Board', members: 'in-ad', isForRoles: false },
    { id: 'g-falcon', name: 'Project Falcon', members: 'by-hand', isForRoles: false },
    { id: 'g-tier', name: 'Tier 0', members: 'by-hand', isForRoles: true },
  ],
  ownedGroups: [{ id: 'g-falcon', name: 'Project Falcon', isOnlyOwner: true }, { id: 'g-analysts', name: 'Analysts', isOnlyOwner: false }],
  roles: [
    { roleId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', roleName: 'User Administrator', how: 'assigned', scope: '/' },
    { roleId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', roleName: 'Global Reader', how: 'eligible', scope: '/' },
  ],
  manager: { id: 'm1', name: 'Ana Ruiz' },
  directReports: 2,
  appRoles: [{ appRoleId: '00000000-0000-0000-0000-000000000000', application: { id: 'app', name: 'Expenses' } }],
  mailbox: 'provisioned',
  unread: [{ what: 'snapshot.oneDrive', why: 'not-asked', detail: 'Nobody may read files' }],
};

/** Another account of the same person, fresh from the first cycle. */
export const NEW_JANE: CloudSnapshot = {
  ...JANE,
  user: { ...JANE.user, id: '1d9b8c7e-6f50-4b4c-9d3e-2f1a0b9c8d7e', usageLocation: null },
  licences: [], groups: [], ownedGroups: [], roles: [], manager: null, directReports: 0, appRoles: [], mailbox: 'none', unread: [],
};
