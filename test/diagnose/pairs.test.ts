import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/diagnosis.ts';
import { diagnosed, type Change } from './changed-company.ts';

/** Two causes at once. Findings of class D beside them are no matter. */
interface Pair {
  readonly when: string;
  readonly given: readonly Change[];
  /** Both, in the order in which they must be shown. */
  readonly finds: readonly [string, string];
  /** What else may be said for certain or as a prediction. */
  readonly and?: readonly string[];
  /** Causes for which the bot must not offer a repair in this company; `all`: for nothing. */
  readonly noRepair?: readonly string[] | 'all';
  /** The same company without what makes the repair harmful: there the bot offers one for a cause of the pair. */
  readonly unlike?: readonly Change[];
}

const ID = '11111111-aaaa-4aaa-8aaa-000000000001';
const STRANGER = '33333333-aaaa-4aaa-8aaa-000000000003';
const SPACE = 'CN={547077636A536F2F626B756366536F625045316562773D3D}';
const OLD_ANCHOR = 'QF5HMK7n80qvdYsUPIHa9Q==';
const AFTER_CHANGE = '2026-11-21T09:01:50Z';

const SCHEDULER_OFF: Change = { scheduler: { SyncCycleEnabled: false } };
const SUSPENDED: Change = { scheduler: { SchedulerSuspended: true } };
const SERVICE_STOPPED: Change = { server: { service: { status: 'Stopped', startType: 'Automatic', account: 'CONTOSO\\svc-sync' } } };
const DATABASE_FULL: Change = { runs: [{ Result: 'stopped-database-disk-full' }] };
const THRESHOLD: Change = { runs: [{ RunProfileName: 'Export', Result: 'stopped-deletion-threshold-exceeded' }] };
const ERROR_LIMIT: Change = { runs: [{ RunProfileName: 'Export', Result: 'stopped-error-limit' }] };
const OLD_VERSION: Change = { server: { version: '2.4.131.0' } };
const DIRSYNC_OFF: Change = { entra: { organization: { onPremisesLastSyncDateTime: '2026-11-21T09:02:00Z', onPremisesSyncEnabled: false } } };
const NO_DC: Change = { runs: [{ ConnectorName: 'corp.contoso.com', Result: 'no-start-connection' }] };
const NO_CREDENTIALS: Change = { runs: [{ ConnectorName: 'corp.contoso.com', Result: 'no-start-credentials' }] };
const STANDBY: Change = { scheduler: { StagingModeEnabled: true } };
const NOT_DUE: Change = { ad: { whenChanged: ['20261121090500.0Z'] } };

const OUT: Change = { adDn: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', imported: false, cloud: 'gone' };
const MOVED: Change = { adDn: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', cloud: { binned: {} } };
const MARKED: Change = { ad: { adminDescription: ['User_migration'] }, cloud: 'gone', imported: false };
const NEW: Change = { cloud: 'gone' };

const NO_PREFIX: Change = { ad: { proxyAddresses: ['jsmith@contoso.com'] }, cloud: { proxyAddresses: ['SMTP:jsmith@contoso.onmicrosoft.com'], mail: 'jsmith@contoso.onmicrosoft.com' } };
const NO_PREFIX_NEW: Change = { ad: { proxyAddresses: ['jsmith@contoso.com'] } };
const LOCAL_SUFFIX: Change = { ad: { userPrincipalName: ['jsmith@corp.local'] }, cloud: { userPrincipalName: 'jsmith@contoso.onmicrosoft.com' } };
const FOREIGN_ADDRESS: Change = { ad: { proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'smtp:jsmith@fabrikam.com'] } };
const DOT_ALIAS: Change = { ad: { mailNickname: ['.jsmith'] } };
const OTHER_MAIL: Change = { ad: { mail: ['john.smith@contoso.com'] } };
const LONG_NAME: Change = { ad: { displayName: ['d'.repeat(257)] } };

const quarantine = (property: string, value: string, change: Record<string, unknown>): Change => ({ cloud: { ...change, onPremisesProvisioningErrors: [{ category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: property, value }] } });
const NAME_HELD: Change = quarantine('UserPrincipalName', 'jsmith@contoso.com', { userPrincipalName: 'jsmith4711@contoso.onmicrosoft.com' });
const ADDRESS_HELD: Change = quarantine('ProxyAddresses', 'smtp:john.smith@contoso.com', { proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com'] });
const person = (change: Record<string, unknown>): Change => ({ users: [{ id: STRANGER, displayName: 'Johnny', userType: 'Member', userPrincipalName: 'johnny@contoso.onmicrosoft.com', proxyAddresses: [], onPremisesImmutableId: null, onPremisesSyncEnabled: null, ...change }] });
const binnedPerson = (change: Record<string, unknown>): Change => ({ entra: { deletedUsers: [{ id: STRANGER, displayName: 'Johnny', userPrincipalName: 'johnny@contoso.com', deletedDateTime: '2026-11-10T00:00:00Z', ...change }] } });
const error = (ErrorName: string, more: Record<string, unknown> = {}): Change => ({ exported: { HasExportError: true, ExportError: { RetryCount: 3, InitialOccurrence: '2026-10-20T09:01:50Z', LatestOccurrence: AFTER_CHANGE, ErrorName, ...more } } });
const conflict = (attribute: string, value: string, holder = STRANGER): Record<string, unknown> => ({ ErrorExtraDetails: JSON.stringify([{ Key: 'ObjectIdInConflict', Value: [holder] }, { Key: 'AttributeConflictName', Value: [attribute] }, { Key: 'AttributeConflictValues', Value: [value] }]) });
const TAKEN = { other: { proxyAddresses: ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com'] } } satisfies Change;

const MALFORMED_ID: Change = { cloud: { onPremisesImmutableId: 'jsmith', onPremisesSyncEnabled: null } };
const STALE_ID: Change = { cloud: { onPremisesImmutableId: OLD_ANCHOR, onPremisesSyncEnabled: null } };
const NO_LICENCE: Change = { cloud: { assignedLicenses: [], licenseAssignmentStates: [] } };
const NO_LOCATION: Change = { cloud: { usageLocation: null } };
const MUST_CHANGE: Change = { ad: { pwdLastSet: ['0'] } };
const PHS_OFF: Change = { server: { companyFeatures: { PasswordHashSync: false } } };
const NO_EXCHANGE: Change = { entra: { exchangeRecipients: [] } };
const DELETION_WAITS: Change = { server: { pendingExports: [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', DistinguishedName: SPACE, Operation: 'Delete', CloudAnchor: `User_${ID}` }] } };
const CLOUD_MANAGED: Change = { entra: { syncBehavior: { [ID]: { isCloudManaged: true } } } };

const PAIRS: readonly Pair[] = [
  // A fault of the server and an error of the object, by their times.
  { when: 'the scheduler is off, and the object was refused after its last change: the error stands first', given: [SCHEDULER_OFF, error('AttributeValueMustBeUnique', conflict('SipProxyAddress', 'sip:x@contoso.com'))], finds: ['duplicate-sip-address', 'scheduler-disabled'] },
  { when: 'the scheduler is off, and the object was changed after the standstill and after its error: the standstill explains it', given: [SCHEDULER_OFF, { ad: { whenChanged: ['20261121090500.0Z'] } }, error('AttributeValueMustBeUnique', conflict('SipProxyAddress', 'sip:x@contoso.com'))], finds: ['scheduler-disabled', 'duplicate-sip-address'] },
  { when: 'the scheduler is off, and the object was changed after its error but before the last cycle: the error is stale', given: [SCHEDULER_OFF, { ad: { whenChanged: ['20261121090155.0Z'] } }, error('AttributeValueMustBeUnique', conflict('SipProxyAddress', 'sip:x@contoso.com'))], finds: ['scheduler-disabled', 'duplicate-sip-address'] },
  { when: 'the service is stopped and Entra holds an address back: both, the object first', given: [SERVICE_STOPPED, ADDRESS_HELD, TAKEN], finds: ['duplicate-proxy-two-ad-objects', 'sync-service-stopped'], and: ['quarantined-proxy'] },
  { when: 'the tenant has synchronisation off and a name is held back', given: [DIRSYNC_OFF, NAME_HELD], finds: ['quarantined-upn', 'tenant-dirsync-disabled'] },
  { when: 'the error is of another server fault too: too many errors and one of them its own', given: [ERROR_LIMIT, error('DataValidationFailed', { ErrorExtraDetails: JSON.stringify([{ Key: 'InvalidAttributeName', Value: ['mail'] }]) })], finds: ['data-validation-failed', 'export-error-limit'] },

  // Server faults and faults of values.
  { when: 'the scheduler is off and the prefix is missing', given: [SCHEDULER_OFF, NO_PREFIX], finds: ['scheduler-disabled', 'proxy-missing-smtp-prefix'] },
  { when: 'the scheduler is suspended and the suffix is local', given: [SUSPENDED, LOCAL_SUFFIX], finds: ['scheduler-suspended', 'upn-suffix-not-verified'] },
  { when: 'the service is stopped and the account is out of scope', given: [SERVICE_STOPPED, OUT], finds: ['sync-service-stopped', 'ou-not-in-scope'] },
  { when: 'the database is full and the service is stopped: the service must not be restarted first', given: [DATABASE_FULL, SERVICE_STOPPED], finds: ['database-full', 'sync-service-stopped'], noRepair: ['sync-service-stopped'] },
  { when: 'the export was stopped for its deletions and the scheduler is off', given: [THRESHOLD, SCHEDULER_OFF], finds: ['scheduler-disabled', 'export-deletion-threshold'], noRepair: ['scheduler-disabled'], unlike: [SCHEDULER_OFF] },
  { when: 'no domain controller answers and the licence is missing', given: [NO_DC, NO_LICENCE], finds: ['ad-dc-unreachable', 'licence-missing'] },
  { when: 'the connector cannot sign in to AD and the alias is not legal', given: [NO_CREDENTIALS, DOT_ALIAS], finds: ['ad-connector-credentials', 'mailnickname-invalid'] },
  { when: 'the version no longer works and the account is marked as not to be synchronised', given: [OLD_VERSION, MARKED], finds: ['connect-version-unsupported', 'filter-admindescription'] },
  { when: 'the tenant has synchronisation off and the scheduler is off', given: [DIRSYNC_OFF, SCHEDULER_OFF], finds: ['tenant-dirsync-disabled', 'scheduler-disabled'] },
  { when: 'the scheduler is off and the licence is missing', given: [SCHEDULER_OFF, NO_LICENCE], finds: ['scheduler-disabled', 'licence-missing'] },
  { when: 'the scheduler is off and the password must be changed', given: [SCHEDULER_OFF, MUST_CHANGE], finds: ['scheduler-disabled', 'phs-must-change-password'] },
  { when: 'the scheduler is suspended and the name is too long', given: [SUSPENDED, LONG_NAME], finds: ['scheduler-suspended', 'attribute-too-long'] },

  // Not due yet stands before everything predicted.
  { when: 'a change is not due yet and the address will be corrected by it', given: [NOT_DUE, NO_PREFIX], finds: ['change-not-due-yet', 'proxy-missing-smtp-prefix'] },
  { when: 'a change is not due yet and the suffix is local', given: [NOT_DUE, LOCAL_SUFFIX], finds: ['change-not-due-yet', 'upn-suffix-not-verified'] },
  { when: 'a change is not due yet and an address of a group is its own', given: [NOT_DUE, NEW, { entra: { groups: [{ id: 'g', displayName: 'Sales', mail: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] }] } }], finds: ['change-not-due-yet', 'object-type-mismatch'] },
  { when: 'a change is not due yet and the licence is missing', given: [NOT_DUE, NO_LICENCE], finds: ['change-not-due-yet', 'licence-missing'] },

  // Scope and data.
  { when: 'the account is out of scope and its prefix is missing', given: [OUT, NO_PREFIX_NEW], finds: ['ou-not-in-scope', 'proxy-missing-smtp-prefix'] },
  { when: 'the account is out of scope by now and its name was rewritten for its suffix', given: [LOCAL_SUFFIX, { adDn: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', imported: false }], finds: ['ou-not-in-scope', 'upn-suffix-not-verified'] },
  { when: 'the account was moved out of scope and its prefix is missing', given: [MOVED, NO_PREFIX_NEW], finds: ['moved-out-of-scope', 'proxy-missing-smtp-prefix'], and: ['ou-not-in-scope'] },
  { when: 'the account is marked and its alias is not legal', given: [MARKED, DOT_ALIAS], finds: ['filter-admindescription', 'mailnickname-invalid'] },
  { when: 'the account is marked and out of scope', given: [OUT, { ad: { adminDescription: ['User_migration'] } }], finds: ['ou-not-in-scope', 'filter-admindescription'] },
  { when: 'the domain is not ticked and the name is too long', given: [{ server: { connectors: [{ Name: 'corp.contoso.com', Type: 'AD', Partitions: [{ DN: 'DC=corp,DC=contoso,DC=com', Selected: false }] }] } }, NEW, { imported: false }, LONG_NAME], finds: ['domain-not-selected', 'attribute-too-long'] },

  // Anchor and address: the address first, for without it a new match only changes the error.
  { when: 'the id of the cloud account is a name and the prefix is missing', given: [MALFORMED_ID, NO_PREFIX_NEW], finds: ['proxy-missing-smtp-prefix', 'immutable-id-malformed'] },
  { when: 'the cloud account carries an anchor of nobody and the prefix is missing', given: [STALE_ID, NO_PREFIX_NEW], finds: ['proxy-missing-smtp-prefix', 'stale-immutable-id-on-cloud-user'] },
  { when: 'the cloud account carries an anchor of nobody and the account is out of scope', given: [STALE_ID, { adDn: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', imported: false }], finds: ['ou-not-in-scope', 'stale-immutable-id-on-cloud-user'], noRepair: ['stale-immutable-id-on-cloud-user'], unlike: [STALE_ID] },
  { when: 'the id of the cloud account is a name and another AD account has its address', given: [MALFORMED_ID, { other: { proxyAddresses: ['SMTP:mjones@contoso.com', 'smtp:jsmith@contoso.com'] } }], finds: ['duplicate-proxy-two-ad-objects', 'immutable-id-malformed'], noRepair: ['immutable-id-malformed'], unlike: [MALFORMED_ID] },
  { when: 'the scheduler is off and the id of the cloud account is a name', given: [SCHEDULER_OFF, MALFORMED_ID], finds: ['scheduler-disabled', 'immutable-id-malformed'] },
  { when: 'two AD accounts have one anchor and one sign-in name', given: [{ ad: { 'mS-DS-ConsistencyGuid': ['TpwcjSo/bkucfSobPE1ebw=='] }, other: { 'mS-DS-ConsistencyGuid': ['TpwcjSo/bkucfSobPE1ebw=='], userPrincipalName: ['jsmith@contoso.com'] } }], finds: ['duplicate-anchor-in-ad', 'duplicate-upn-two-ad-objects'] },

  // Quarantine and holder.
  { when: 'a name is held back and a cloud-only account has it', given: [NAME_HELD, person({ userPrincipalName: 'jsmith@contoso.com' })], finds: ['duplicate-held-by-cloud-only-user', 'quarantined-upn'], and: ['match-never-retried-for-existing-object'] },
  { when: 'an address is held back and another AD object has it', given: [ADDRESS_HELD, TAKEN], finds: ['duplicate-proxy-two-ad-objects', 'quarantined-proxy'] },
  { when: 'an address is held back and a deleted account has it', given: [ADDRESS_HELD, binnedPerson({ proxyAddresses: ['smtp:john.smith@contoso.com'] })], finds: ['duplicate-held-by-soft-deleted-user', 'quarantined-proxy'] },
  { when: 'a name is held back and another AD account has it', given: [NAME_HELD, { other: { userPrincipalName: ['jsmith@contoso.com'] } }], finds: ['duplicate-upn-two-ad-objects', 'quarantined-upn'] },
  { when: 'an address is held back and a public folder has it', given: [ADDRESS_HELD, { entra: { exchangeRecipients: [{ Name: 'PublicFolder_1', RecipientTypeDetails: 'PublicFolder', EmailAddresses: ['smtp:john.smith@contoso.com'], ExternalDirectoryObjectId: '' }, { Name: 'John Smith', RecipientType: 'UserMailbox', RecipientTypeDetails: 'UserMailbox', PrimarySmtpAddress: 'jsmith@contoso.com', EmailAddresses: ['SMTP:jsmith@contoso.com'], ExternalDirectoryObjectId: ID, ExchangeGuid: '0d2f4c6b-8a10-4b8e-9a61-5c1f0e2a7d34', IsDirSynced: true }] } }], finds: ['duplicate-held-by-exchange-object', 'quarantined-proxy'] },
  { when: 'an address is held back, Exchange was not read, and nobody else has it', given: [ADDRESS_HELD, { entra: { exchangeRecipients: null } }], finds: ['quarantined-proxy', 'duplicate-held-by-exchange-object'] },
  { when: 'an address is held back and the licence is missing', given: [ADDRESS_HELD, TAKEN, NO_LICENCE], finds: ['quarantined-proxy', 'licence-missing'], and: ['duplicate-proxy-two-ad-objects'] },
  { when: 'a name is held back and the password must be changed', given: [NAME_HELD, person({ userPrincipalName: 'jsmith@contoso.com' }), MUST_CHANGE], finds: ['quarantined-upn', 'phs-must-change-password'], and: ['duplicate-held-by-cloud-only-user', 'match-never-retried-for-existing-object'] },
  { when: 'the tenant forbids soft match and a cloud-only account waits', given: [NEW, { features: { blockSoftMatchEnabled: true } }, person({ userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] })], finds: ['soft-match-blocked-by-tenant', 'duplicate-held-by-cloud-only-user'] },
  { when: 'the account in the cloud is an administrator and holds the address', given: [NEW, { entra: { roleAssignments: [{ principalId: STRANGER, roleDefinitionId: 'r1' }] } }, person({ userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] })], finds: ['duplicate-held-by-cloud-only-user', 'soft-match-blocked-admin-role'], noRepair: 'all' },
  { when: 'the account in the cloud is an administrator through a group and holds the address', given: [NEW, { entra: { groups: [{ id: 'g', displayName: 'Helpdesk', isAssignableToRole: true }], groupMembers: { g: [STRANGER] } } }, person({ userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] })], finds: ['duplicate-held-by-cloud-only-user', 'soft-match-blocked-admin-role'], noRepair: 'all' },
  { when: 'the tenant forbids soft match, and the account of the same person is an administrator through a group', given: [NEW, { features: { blockSoftMatchEnabled: true } }, { entra: { groups: [{ id: 'g', displayName: 'Helpdesk', isAssignableToRole: true }], groupMembers: { g: [STRANGER] } } }, person({ displayName: 'John Smith', userPrincipalName: 'jsmith@contoso.com' })], finds: ['duplicate-held-by-cloud-only-user', 'soft-match-blocked-admin-role'], and: ['soft-match-blocked-by-tenant'], noRepair: 'all', unlike: [NEW, { features: { blockSoftMatchEnabled: true } }, person({ displayName: 'John Smith', userPrincipalName: 'jsmith@contoso.com' })] },
  { when: 'an address is another AD object\'s and the SIP address too', given: [{ ad: { 'msRTCSIP-PrimaryUserAddress': ['sip:jsmith@contoso.com'] }, other: { proxyAddresses: ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com'], 'msRTCSIP-PrimaryUserAddress': ['sip:jsmith@contoso.com'] } }], finds: ['duplicate-proxy-two-ad-objects', 'duplicate-sip-address'] },

  // Data and data.
  { when: 'the suffix is local and an address is on a foreign domain', given: [LOCAL_SUFFIX, FOREIGN_ADDRESS], finds: ['proxy-domain-not-verified', 'upn-suffix-not-verified'] },
  { when: 'the prefix is missing and the suffix is local', given: [NO_PREFIX, LOCAL_SUFFIX], finds: ['proxy-missing-smtp-prefix', 'upn-suffix-not-verified'] },
  { when: 'mail differs and the name is too long', given: [OTHER_MAIL, LONG_NAME], finds: ['attribute-too-long', 'proxy-primary-differs-from-mail'] },
  { when: 'the alias is not legal and the licence is missing', given: [DOT_ALIAS, NO_LICENCE], finds: ['mailnickname-invalid', 'licence-missing'] },
  { when: 'the suffix is local and the licence is missing', given: [LOCAL_SUFFIX, NO_LICENCE], finds: ['upn-suffix-not-verified', 'licence-missing'] },
  { when: 'the prefix is missing and the password must be changed', given: [NO_PREFIX, MUST_CHANGE], finds: ['proxy-missing-smtp-prefix', 'phs-must-change-password'] },
  { when: 'an alias is taken and another object has an address', given: [TAKEN, { cloud: { proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'smtp:jsmith77@contoso.onmicrosoft.com'] }, users: [{ id: STRANGER, displayName: 'Jane', userPrincipalName: 'jane@contoso.onmicrosoft.com', proxyAddresses: ['smtp:jsmith@contoso.onmicrosoft.com'], onPremisesSyncEnabled: true, onPremisesImmutableId: 'AAAAAAAAAAAAAAAAAAAAAQ==' }] }], finds: ['duplicate-proxy-two-ad-objects', 'duplicate-mailnickname'] },

  // After the synchronisation.
  { when: 'no licence and no location', given: [NO_LICENCE, NO_LOCATION], finds: ['usage-location-missing', 'licence-missing'] },
  { when: 'no licence and the password must be changed', given: [NO_LICENCE, MUST_CHANGE], finds: ['licence-missing', 'phs-must-change-password'] },
  { when: 'no licence and password synchronisation is off', given: [NO_LICENCE, PHS_OFF], finds: ['phs-feature-off', 'licence-missing'] },
  { when: 'AD names a mailbox, Exchange has none, and the password must be changed', given: [NO_EXCHANGE, { ad: { msExchMailboxGuid: [OLD_ANCHOR] } }, MUST_CHANGE], finds: ['mailbox-blocked-by-onprem-guid', 'phs-must-change-password'] },
  { when: 'the account is out of scope and password synchronisation is off', given: [OUT, PHS_OFF], finds: ['ou-not-in-scope', 'phs-feature-off'] },
  { when: 'the account expired in AD and the licence is missing', given: [NO_LICENCE, { ad: { accountExpires: ['134247456000000000'] } }], finds: ['licence-missing', 'account-expired-still-active'] },

  // Nothing may be done by itself.
  { when: 'only a standby server was asked and the prefix is missing', given: [STANDBY, NO_PREFIX], finds: ['staging-mode', 'proxy-missing-smtp-prefix'], noRepair: 'all', unlike: [NO_PREFIX] },
  { when: 'only a standby server was asked and the scheduler is off', given: [STANDBY, SCHEDULER_OFF], finds: ['scheduler-disabled', 'staging-mode'], noRepair: 'all', unlike: [SCHEDULER_OFF] },
  { when: 'only a standby server was asked and the id of the cloud account is a name', given: [STANDBY, MALFORMED_ID], finds: ['staging-mode', 'immutable-id-malformed'], noRepair: 'all', unlike: [MALFORMED_ID] },
  { when: 'its deletion waits, it is out of scope and the scheduler is off', given: [DELETION_WAITS, SCHEDULER_OFF, { adDn: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', imported: false }], finds: ['scheduler-disabled', 'ou-not-in-scope'], noRepair: 'all', unlike: [SCHEDULER_OFF] },
  { when: 'its deletion waits and the prefix is missing', given: [DELETION_WAITS, NO_PREFIX, SCHEDULER_OFF], finds: ['scheduler-disabled', 'proxy-missing-smtp-prefix'], noRepair: 'all', unlike: [NO_PREFIX] },
  { when: 'it was made cloud-managed and no cycle runs', given: [CLOUD_MANAGED, { cloud: { onPremisesSyncEnabled: null } }, SCHEDULER_OFF], finds: ['scheduler-disabled', 'user-source-of-authority-cloud'], noRepair: 'all', unlike: [SCHEDULER_OFF] },
  { when: 'it was made cloud-managed and its prefix is missing', given: [CLOUD_MANAGED, NO_PREFIX_NEW, { cloud: { onPremisesSyncEnabled: null } }], finds: ['user-source-of-authority-cloud', 'proxy-missing-smtp-prefix'], noRepair: 'all', unlike: [NO_PREFIX] },
  { when: 'two servers export and the prefix is missing', given: [NO_PREFIX, { second: { name: 'SYNC02', scheduler: { StagingModeEnabled: false, SyncCycleEnabled: true } } }], finds: ['two-active-servers', 'proxy-missing-smtp-prefix'] },

  // Deletion, and what was moved.
  { when: 'its account would return from the recycle bin, but no cycle runs', given: [{ cloud: { binned: {} }, imported: false, ad: { whenChanged: ['20261121090500.0Z'] } }, SCHEDULER_OFF], finds: ['scheduler-disabled', 'soft-deleted-awaiting-return'], noRepair: ['soft-deleted-awaiting-return'], unlike: [{ cloud: { binned: {} }, imported: false, ad: { whenChanged: ['20261121090500.0Z'] } }] },
  { when: 'its account is purged within days and it was moved out of scope', given: [{ adDn: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com', cloud: { binned: { deletedDateTime: '2026-10-26T09:10:00Z' } } }], finds: ['moved-out-of-scope', 'recycle-bin-expiring'] },
  { when: 'it was moved out of scope while the scheduler is off', given: [MOVED, SCHEDULER_OFF], finds: ['scheduler-disabled', 'moved-out-of-scope'], noRepair: ['moved-out-of-scope'], unlike: [MOVED] },
  { when: 'the disabled account of its old forest is in scope and the licence is missing', given: [NO_LICENCE, { forest: { name: 'old.example', domains: ['old.example'], entries: [{ dn: 'CN=J Smith,OU=Staff,DC=old,DC=example', attributes: { objectClass: ['top', 'person', 'organizationalPerson', 'user'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], sAMAccountName: ['oldsmith'], displayName: ['J Smith'], userAccountControl: ['514'], mail: ['j.smith@contoso.com'], userPrincipalName: ['jsmith@contoso.com'] } }] }, connector: { Name: 'old.example', Type: 'AD', Partitions: [{ DN: 'DC=old,DC=example', Selected: true, ConnectorPartitionScope: { ContainerInclusionList: ['OU=Staff,DC=old,DC=example'], ContainerExclusionList: [] } }] } }], finds: ['source-account-still-in-scope', 'licence-missing'], and: ['duplicate-upn-two-ad-objects'] },
  { when: 'the domain was removed from the tenant and no cycle runs', given: [{ cloud: { userPrincipalName: 'jsmith@contoso.onmicrosoft.com' }, entra: { domains: [{ id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true, isDefault: true, authenticationType: 'Managed' }], organization: { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: '2026-11-21T09:02:00Z', verifiedDomains: [{ name: 'contoso.onmicrosoft.com', isInitial: true }] }, directoryAudits: [{ activityDateTime: '2026-11-20T09:00:00Z', activityDisplayName: 'Remove unverified domain', result: 'success', targetResources: [{ displayName: 'contoso.com' }] }] } }, SCHEDULER_OFF], finds: ['scheduler-disabled', 'domain-removed-from-tenant'], and: ['upn-suffix-not-verified', 'proxy-domain-not-verified'] },

  // Groups, contacts, devices.
  { when: 'a group is too large and no cycle runs', given: [{ about: 'sales', ad: { 'member;range=249999-249999': ['CN=Last,OU=Staff,DC=corp,DC=contoso,DC=com'] } }, SCHEDULER_OFF], finds: ['scheduler-disabled', 'group-too-large'] },
  { when: 'a distribution group has no display name and no cycle runs', given: [{ about: 'distribution', ad: { displayName: null }, cloud: 'gone' }, SCHEDULER_OFF], finds: ['scheduler-disabled', 'group-displayname-missing'] },
  { when: 'a distribution group shares its address with a user and the service is stopped', given: [{ about: 'distribution', other: { proxyAddresses: ['SMTP:mjones@contoso.com', 'smtp:sales@contoso.com'] } }, SERVICE_STOPPED], finds: ['sync-service-stopped', 'duplicate-proxy-two-ad-objects'] },
  { when: 'a contact has no addresses and no cycle runs', given: [{ about: 'partner', ad: { proxyAddresses: null }, cloud: 'gone' }, SCHEDULER_OFF], finds: ['scheduler-disabled', 'contact-without-address'] },
  { when: 'a computer has no certificate and the service is stopped', given: [{ about: 'pc01', ad: { userCertificate: null }, cloud: 'gone' }, SERVICE_STOPPED], finds: ['sync-service-stopped', 'device-no-certificate'] },
];

describe('two causes at once', () => {
  it('are combined at least sixty times', () => assert.ok(PAIRS.length >= 60));

  for (const { when, given, finds, and = [], noRepair = [], unlike } of PAIRS) {
    it(`${finds.join(' before ')} when ${when}`, () => {
      const { findings } = diagnosed(given);
      assert.deepEqual(findings.map(({ cause }) => cause).filter((cause) => finds.includes(cause)), finds, listed(findings));
      assert.deepEqual(findings.filter(({ cause, evidenceClass }) => evidenceClass !== 'D' && !finds.includes(cause) && !and.includes(cause)).map(({ cause }) => cause), [], 'nothing else is said');
      const forbidden = repaired(findings).filter((cause) => noRepair === 'all' || noRepair.includes(cause));
      assert.deepEqual(forbidden, [], 'no repair that would do harm');
      if (unlike !== undefined) assert.ok(repaired(diagnosed(unlike).findings).some((cause) => finds.includes(cause)), 'without the harm the bot offers a repair');
    });
  }
});

const repaired = (findings: readonly Finding[]): readonly string[] => findings.filter(({ remedy }) => remedy?.by === 'bot').map(({ cause }) => cause);

const listed = (findings: readonly Finding[]): string => findings.map(({ cause, evidenceClass, layer }) => `${cause} ${evidenceClass}${layer}`).join(', ');
