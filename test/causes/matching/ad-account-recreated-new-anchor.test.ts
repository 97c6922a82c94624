import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, OLD_ANCHOR, OTHER_SID, withoutCloudAccount, type Company } from '../company.ts';

const recreated = ({ ad, user }: Company): void => {
  ad.attributes['whenCreated'] = ['20261101000000.0Z'];
  user['onPremisesImmutableId'] = OLD_ANCHOR;
  user['onPremisesSecurityIdentifier'] = OTHER_SID;
};

const binned = (given: Company, changes: Record<string, unknown> = {}): void => { recreated(given); withoutCloudAccount(given, { userPrincipalName: '11111111aaaa4aaa8aaa000000000001jsmith@contoso.com', ...changes }); };

describeCause(sealed('ad-account-recreated-new-anchor'), {
  confirms: [
    { when: 'the synchronised account belongs to an older AD account with another SID', given: recreated, remedy: 'write-consistency-guid', shows: ['onPremisesImmutableId=QF5HMK7n80qvdYsUPIHa9Q==', 'whenCreated=20261101000000.0Z', 'createdDateTime=2025-01-10T09:00:00Z', 'objectSid=S-1-5-21-1111-2222-3333-1104', 'onPremisesSecurityIdentifier=S-1-5-21-1111-2222-3333-1000'] },
    { when: 'that account lies in the cloud recycle bin', given: (given) => { recreated(given); withoutCloudAccount(given, { userPrincipalName: '11111111aaaa4aaa8aaa000000000001jsmith@contoso.com' }); }, remedy: 'write-consistency-guid' },
    { when: 'the former AD account is in the AD recycle bin', given: (given) => { recreated(given); given.deleted.push({ dn: 'CN=old,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', attributes: { objectGUID: [OLD_ANCHOR] } }); }, says: /in the AD recycle bin/, remedy: 'write-consistency-guid' },
    { when: 'the cloud account has a role through a group, and then a human acts', given: (given) => { recreated(given); given.entra['groups'] = [{ id: 'g', isAssignableToRole: true }]; given.entra['groupMembers'] = { g: [given.user['id']] }; }, remedy: null },
    { when: 'the cloud account is mapped to the former AD object, and then a human acts', given: (given) => { recreated(given); given.entra['objectIdentifiers'] = { [String(given.user['id'])]: '30475e40-e7ae-4af3-af75-8b143c81daf5' }; }, remedy: null },
    { when: 'the export error names the account', given: (given) => { recreated(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', String(given.user['id'])) }); }, evidenceClass: 'A', shows: ['onPremisesImmutableId=QF5HMK7n80qvdYsUPIHa9Q==', 'whenCreated=20261101000000.0Z', 'createdDateTime=2025-01-10T09:00:00Z', 'objectSid=S-1-5-21-1111-2222-3333-1104', 'onPremisesSecurityIdentifier=S-1-5-21-1111-2222-3333-1000', 'ExportError=AttributeValueMustBeUnique (ProxyAddresses)'] },
    { when: 'the error comes from a standby server and does not count', given: (given) => { recreated(given); given.scheduler['StagingModeEnabled'] = true; exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', String(given.user['id'])) }); }, evidenceClass: 'B', remedy: null },
    { when: 'only the address of the cloud account is equal', given: (given) => { recreated(given); Object.assign(given.user, { userPrincipalName: 'js@fabrikam.com', onPremisesSamAccountName: 'js' }); }, says: /^[^(]* the cloud account js@fabrikam\.com, which/ },
    { when: 'only the account name of the cloud account is equal', given: (given) => { recreated(given); Object.assign(given.user, { userPrincipalName: 'js@fabrikam.com', mail: null, proxyAddresses: [] }); } },
    { when: 'the sentence says that it lies in the cloud recycle bin', given: (given) => binned(given), says: /\(now in the cloud recycle bin\)/ },
    { when: 'neither recycle bin was read but the account lives', given: (given) => { recreated(given); delete given.entra['deletedUsers']; delete (given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests[0]?.['deleted']; } },
    { when: 'the export error names a value of the account and no holder', given: (given) => { recreated(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', '') }); }, evidenceClass: 'A' },
    { when: 'the export error names neither holder nor value but that the match is invalid', given: (given) => { recreated(given); exportError(given, { ErrorName: 'InvalidSoftMatch', ErrorExtraDetails: null }); }, evidenceClass: 'A' },
    { when: 'the export error is about somebody else', given: (given) => { recreated(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:other@contoso.com', '99999999-aaaa-4aaa-8aaa-000000000009') }); }, evidenceClass: 'B' },
    { when: 'the export error names the holder but a value that it does not have any more', given: (given) => { recreated(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:gone@contoso.com', String(given.user['id'])) }); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the anchor is its own', given: () => {} },
    { when: 'the SIDs are equal: the anchor was changed, which is another cause', given: (given) => { recreated(given); given.user['onPremisesSecurityIdentifier'] = 'S-1-5-21-1111-2222-3333-1104'; } },
    { when: 'the former SID is in the SID history: it was migrated', given: (given) => { recreated(given); given.ad.attributes['sIDHistory'] = [OTHER_SID]; } },
    { when: 'the AD account is older than the cloud account', given: (given) => { recreated(given); given.ad.attributes['whenCreated'] = ['20240101000000.0Z']; } },
    { when: 'a living AD account has the anchor', given: (given) => { recreated(given); given.other.attributes['objectGUID'] = [OLD_ANCHOR]; } },
    { when: 'the cloud account was made cloud-managed on purpose', given: (given) => { recreated(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
    { when: 'the cloud account is not synchronised: its anchor is stale', given: (given) => { recreated(given); given.user['onPremisesSyncEnabled'] = null; } },
    { when: 'the account in the cloud recycle bin bears another name', given: (given) => binned(given, { userPrincipalName: '11111111aaaa4aaa8aaa000000000001x@contoso.com', onPremisesSamAccountName: 'x' }) },
    { when: 'both were made at one moment', given: (given) => { recreated(given); given.ad.attributes['whenCreated'] = ['20250110090000.0Z']; } },
    { when: 'it is not known when the cloud account was made', given: (given) => { recreated(given); delete given.user['createdDateTime']; } },
    { when: 'the cloud recycle bin was not read but its own account is there', given: (given) => { delete given.entra['deletedUsers']; given.users.push({ id: '9', userPrincipalName: 'x@contoso.com', onPremisesImmutableId: null }); } },
    { when: 'the cloud recycle bin was not read and an older account was ruled out', given: (given) => { recreated(given); delete given.entra['deletedUsers']; given.ad.attributes['whenCreated'] = ['20240101000000.0Z']; } },
  ],
  cannotTell: [
    { when: 'the SID of the cloud account was not read', given: (given) => { recreated(given); delete given.user['onPremisesSecurityIdentifier']; }, missing: ['entra.users'] },
    { when: 'the cloud recycle bin was not read and there is no account', given: (given) => { given.users.splice(0); given.users.push({ id: '9', userPrincipalName: 'x@contoso.com', onPremisesImmutableId: null }); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] },
  ],
});
