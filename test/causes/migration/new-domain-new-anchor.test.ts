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

describeCause(sealed('new-domain-new-anchor'), {
  confirms: [
    { when: 'several users of an earlier domain have new AD accounts without their anchors', given: many, says: /1 more/, remedy: 'write-consistency-guid' },
    { when: 'the former SID is in the SID history', given: withHistory, remedy: 'write-consistency-guid', says: /old\.example/ },
    { when: 'the cloud account is mapped to the former AD object, and then a human acts', given: (given) => { withHistory(given); given.entra['objectIdentifiers'] = { [String(given.user['id'])]: '30475e40-e7ae-4af3-af75-8b143c81daf5' }; }, remedy: null },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the former account is still synchronised: the values collide whatever the anchors are', given: (given) => { withHistory(given); given.entries.push({ dn: 'CN=J Old,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], objectGUID: [OLD_ANCHOR], sAMAccountName: ['jsmith-old'] } }); } },
    { when: 'one account only is concerned, without a sign of a migration', given: moved },
    { when: 'the anchor was copied along', given: (given) => { withHistory(given); given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; } },
    { when: 'the AD account is older than the cloud account', given: (given) => { withHistory(given); given.ad.attributes['whenCreated'] = ['20240101000000.0Z']; } },
    { when: 'the tenant makes its anchor of text', given: (given) => { withHistory(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'employeeID' }] }; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { withHistory(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
  ],
  cannotTell: [{ when: 'the AD recycle bin was not read', given: (given) => { withHistory(given); const [forest] = (given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests; delete forest?.['deleted']; }, missing: ['directory.deleted'] }],
});
