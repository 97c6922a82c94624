import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, OLD_ANCHOR, OTHER_SID, withoutCloudAccount, type Company } from '../company.ts';

const recreated = ({ ad, user }: Company): void => {
  ad.attributes['whenCreated'] = ['20261101000000.0Z'];
  user['onPremisesImmutableId'] = OLD_ANCHOR;
  user['onPremisesSecurityIdentifier'] = OTHER_SID;
};

describeCause(sealed('ad-account-recreated-new-anchor'), {
  confirms: [
    { when: 'the synchronised account belongs to an older AD account with another SID', given: recreated, remedy: 'write-consistency-guid' },
    { when: 'that account lies in the cloud recycle bin', given: (given) => { recreated(given); withoutCloudAccount(given, { userPrincipalName: '11111111aaaa4aaa8aaa000000000001jsmith@contoso.com' }); }, remedy: 'write-consistency-guid' },
    { when: 'the former AD account is in the AD recycle bin', given: (given) => { recreated(given); given.deleted.push({ dn: 'CN=old,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', attributes: { objectGUID: [OLD_ANCHOR] } }); }, says: /in the AD recycle bin/, remedy: 'write-consistency-guid' },
    { when: 'the cloud account has a role through a group, and then a human acts', given: (given) => { recreated(given); given.entra['groups'] = [{ id: 'g', isAssignableToRole: true }]; given.entra['groupMembers'] = { g: [given.user['id']] }; }, remedy: null },
    { when: 'the cloud account is mapped to the former AD object, and then a human acts', given: (given) => { recreated(given); given.entra['objectIdentifiers'] = { [String(given.user['id'])]: '30475e40-e7ae-4af3-af75-8b143c81daf5' }; }, remedy: null },
    { when: 'the export error names the account', given: (given) => { recreated(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', String(given.user['id'])) }); }, evidenceClass: 'A' },
    { when: 'the error comes from a standby server and does not count', given: (given) => { recreated(given); given.scheduler['StagingModeEnabled'] = true; exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', String(given.user['id'])) }); }, evidenceClass: 'B', remedy: null },
  ],
  rulesOut: [
    { when: 'the anchor is its own', given: () => {} },
    { when: 'the SIDs are equal: the anchor was changed, which is another cause', given: (given) => { recreated(given); given.user['onPremisesSecurityIdentifier'] = 'S-1-5-21-1111-2222-3333-1104'; } },
    { when: 'the former SID is in the SID history: it was migrated', given: (given) => { recreated(given); given.ad.attributes['sIDHistory'] = [OTHER_SID]; } },
    { when: 'the AD account is older than the cloud account', given: (given) => { recreated(given); given.ad.attributes['whenCreated'] = ['20240101000000.0Z']; } },
    { when: 'a living AD account has the anchor', given: (given) => { recreated(given); given.other.attributes['objectGUID'] = [OLD_ANCHOR]; } },
    { when: 'the cloud account was made cloud-managed on purpose', given: (given) => { recreated(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
    { when: 'the cloud account is not synchronised: its anchor is stale', given: (given) => { recreated(given); given.user['onPremisesSyncEnabled'] = null; } },
  ],
  cannotTell: [{ when: 'the SID of the cloud account was not read', given: (given) => { recreated(given); delete given.user['onPremisesSecurityIdentifier']; }, missing: ['entra.users'] }],
});
