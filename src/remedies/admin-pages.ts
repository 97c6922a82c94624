/** Pages of the admin centers that a person is sent to. Ids come from a directory, so they are escaped. */
export const adminPages = {
  entraUser: (userId: string): string => `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${encodeURIComponent(userId)}`,
  entraUsers: 'https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers',
  entraUserRoles: (userId: string): string => `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/AdministrativeRole/userId/${encodeURIComponent(userId)}`,
  deletedUsers: 'https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/DeletedUsers',
  entraGroups: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/GroupsManagementMenuBlade/~/AllGroups',
  domains: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/DomainsManagementMenuBlade/~/CustomDomainNames',
  connectHealth: 'https://entra.microsoft.com/#view/Microsoft_AAD_Connect_Provisioning/AADConnectMenuBlade/~/ConnectSync',
  graphExplorer: 'https://developer.microsoft.com/graph/graph-explorer',
  auditLog: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AuditLogsMenuBlade/~/AuditLogs',
  conditionalAccess: 'https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies',
  enterpriseApplications: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview',
  licences: 'https://admin.microsoft.com/#/licenses',
  exchangeRecipients: 'https://admin.exchange.microsoft.com/#/mailboxes',
  exchangePublicFolders: 'https://admin.exchange.microsoft.com/#/publicfolders',
} as const;
