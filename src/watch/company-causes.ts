import type { Severity } from '../model/sighting.ts';

/**
 * Causes that hold up everybody and are judged without an object: what the sync servers, the tenant and the connections to them say is enough. Closed list:
 * a cause that is not here is told of objects only, or in the answer to a question.
 */
export const COMPANY_CAUSES: Readonly<Record<string, Severity>> = {
  'sync-service-stopped': 'high',
  'scheduler-disabled': 'high',
  'scheduler-suspended': 'medium',
  'maintenance-disabled': 'low',
  'no-active-server': 'high',
  'two-active-servers': 'high',
  'connect-version-unsupported': 'high',
  'cycle-running-long': 'medium',
  'export-deletion-threshold': 'high',
  'export-error-limit': 'high',
  'sync-gap-over-seven-days': 'high',
  'database-full': 'high',
  'database-error-utf8-locale': 'high',
  'delta-import-size-limit': 'high',
  'entra-import-keynotfound': 'high',
  'run-profile-partition-missing': 'high',
  'first-party-app-disabled': 'high',
  'tenant-dirsync-disabled': 'high',
  'tenant-dirsync-pending': 'high',
  'entra-connector-auth': 'high',
  'entra-access-denied': 'high',
  'conditional-access-blocks-sync': 'high',
  'directory-quota-exceeded': 'high',
  'proxy-or-firewall': 'high',
  'tls12-missing': 'high',
};

/** The same for each domain: what its connection to AD and its password loop say. */
export const DOMAIN_CAUSES: Readonly<Record<string, Severity>> = {
  'ad-connector-credentials': 'high',
  'ad-dc-unreachable': 'high',
  'ad-search-rights': 'high',
  'domain-not-selected': 'medium',
  'phs-feature-off': 'medium',
  'phs-heartbeat-stale': 'high',
  'phs-dc-unreachable': 'high',
  'phs-replication-permission': 'high',
  'phs-fips': 'high',
  'phs-paused-for-full-sync': 'low',
};
