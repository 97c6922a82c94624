import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { OLD_ANCHOR, OTHER_SID, type Company } from '../company.ts';

const OTHER = 'AAAAAAAAAAAAAAAAAAAAAQ==';
const moved = (given: Company): void => {
  given.ad.attributes['whenCreated'] = ['20261101000000.0Z'];
  Object.assign(given.user, { onPremisesImmutableId: OLD_ANCHOR, onPremisesSecurityIdentifier: OTHER_SID, onPremisesDomainName: 'old.example', onPremisesDistinguishedName: 'CN=J,DC=old,DC=example' });
};
const withHistory = (given: Company): void => { moved(given); given.ad.attributes['sIDHistory'] = [OTHER_SID]; };
const many = (given: Company): void => {
  moved(given);
  given.other.attributes['whenCreated'] = ['20261101000000.0Z'];
  given.users.push({ id: '9', userPrincipalName: 'mjones@contoso.com', createdDateTime: '2025-01-10T09:00:00Z', onPremisesImmutableId: OTHER, onPremisesSyncEnabled: true, onPremisesDomainName: 'old.example' });
};

const unlike = ({ user }: Company): void => { Object.assign(user, { userPrincipalName: 'j.smith@fabrikam.com', mail: null, proxyAddresses: ['SMTP:j.smith@fabrikam.com'], onPremisesSamAccountName: 'j.smith', mailNickname: 'j.smith' }); };

describeCause(sealed('new-domain-new-anchor'), {
  confirms: [
    { when: 'several users of an earlier domain have new AD accounts without their anchors', given: many, says: /1 more/, remedy: 'write-consistency-guid', shows: ['onPremisesImmutableId=QF5HMK7n80qvdYsUPIHa9Q==', 'onPremisesDomainName=old.example', 'whenCreated=20261101000000.0Z', 'mS-DS-ConsistencyGuid=empty'] },
    { when: 'the former SID is in the SID history', given: withHistory, remedy: 'write-consistency-guid', says: /old\.example/, shows: ['onPremisesImmutableId=QF5HMK7n80qvdYsUPIHa9Q==', 'onPremisesDomainName=old.example', 'whenCreated=20261101000000.0Z', 'mS-DS-ConsistencyGuid=empty', 'sIDHistory=S-1-5-21-1111-2222-3333-1000'] },
    { when: 'the cloud account is mapped to the former AD object, and then a human acts', given: (given) => { withHistory(given); given.entra['objectIdentifiers'] = { [String(given.user['id'])]: '30475e40-e7ae-4af3-af75-8b143c81daf5' }; }, remedy: null },
    { when: 'the former SID ties them although no name is equal', given: (given) => { withHistory(given); unlike(given); given.entra['objectIdentifiers'] = {}; given.bundle['subject'] = given.ad.dn; }, says: /^j\.smith@fabrikam\.com was synchronised from old\.example/ },
    { when: 'only the address of the cloud account is equal', given: (given) => { many(given); Object.assign(given.user, { userPrincipalName: 'js@fabrikam.com', onPremisesSamAccountName: 'js' }); } },
    { when: 'the former domain is not given but the former SID ties them', given: (given) => { withHistory(given); given.user['onPremisesDomainName'] = null; }, says: /from an earlier domain/, shows: ['onPremisesImmutableId', 'onPremisesDomainName=unknown', 'whenCreated', 'mS-DS-ConsistencyGuid', 'sIDHistory'] },
    { when: 'the settings were not read', given: (given) => { withHistory(given); delete given.server['globalSettings']; }, remedy: null },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the former account is still synchronised: the values collide whatever the anchors are', given: (given) => { withHistory(given); given.entries.push({ dn: 'CN=J Old,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], objectGUID: [OLD_ANCHOR], sAMAccountName: ['jsmith-old'] } }); } },
    { when: 'one account only is concerned, without a sign of a migration', given: moved },
    { when: 'the anchor was copied along', given: (given) => { withHistory(given); given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; } },
    { when: 'the AD account is older than the cloud account', given: (given) => { withHistory(given); given.ad.attributes['whenCreated'] = ['20240101000000.0Z']; } },
    { when: 'the tenant makes its anchor of text', given: (given) => { withHistory(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'employeeID' }] }; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { withHistory(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
    { when: 'it concerns others, not the one who was asked for', given: (given) => { withHistory(given); given.bundle['subject'] = 'mjones'; } },
    { when: 'neither a name nor a former SID ties them', given: (given) => { many(given); unlike(given); given.bundle['subject'] = given.ad.dn; } },
    { when: 'they come from the domain in which they are', given: (given) => { many(given); for (const user of given.users) user['onPremisesDomainName'] = 'CORP.contoso.com'; } },
    { when: 'their former domain is not given and no former SID ties them', given: (given) => { many(given); for (const user of given.users) user['onPremisesDomainName'] = null; } },
    { when: 'the cloud account is not synchronised', given: (given) => { withHistory(given); given.user['onPremisesSyncEnabled'] = null; } },
    { when: 'the anchor of the cloud account is text', given: (given) => { withHistory(given); given.user['onPremisesImmutableId'] = 'jsmith'; } },
    { when: 'the former account lies in the AD recycle bin', given: (given) => { withHistory(given); given.deleted.push({ dn: 'CN=J,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', attributes: { objectGUID: [OLD_ANCHOR], isDeleted: ['TRUE'] } }); } },
    { when: 'both were made at one moment', given: (given) => { withHistory(given); given.ad.attributes['whenCreated'] = ['20250110090000.0Z']; given.user['createdDateTime'] = '2025-01-10T09:00:00Z'; } },
    { when: 'it is not known when the accounts were made', given: (given) => { withHistory(given); delete given.user['createdDateTime']; } },
    { when: 'the anchors of the others are still in AD, so that it is the only one', given: (given) => { many(given); given.entries.push({ dn: 'CN=M Old,OU=Leavers,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], objectGUID: [OTHER], sAMAccountName: ['m-old'] } }); } },
  ],
  cannotTell: [{ when: 'the AD recycle bin was not read', given: (given) => { withHistory(given); const [forest] = (given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests; delete forest?.['deleted']; }, missing: ['directory.deleted'] }],
});
