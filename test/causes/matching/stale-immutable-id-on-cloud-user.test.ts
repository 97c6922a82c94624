import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { OLD_ANCHOR, withoutCloudAccount, type Company } from '../company.ts';

const stale = ({ user }: Company): void => {
  user['onPremisesImmutableId'] = OLD_ANCHOR;
  user['onPremisesSyncEnabled'] = null;
};
const settings = (given: Company, attribute: string): void => {
  given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: attribute }] };
};

describeCause(sealed('stale-immutable-id-on-cloud-user'), {
  confirms: [
    { when: 'the account with its address carries an anchor that no AD object has', given: stale, remedy: 'write-consistency-guid' },
    { when: 'the account was synchronised once', given: (given) => { stale(given); given.user['onPremisesSyncEnabled'] = false; }, remedy: 'write-consistency-guid' },
    { when: 'only the sign-in name is equal', given: (given) => { stale(given); given.user['proxyAddresses'] = []; given.user['mail'] = null; } },
    { when: 'the anchor is made of objectGUID: then the cloud side is changed', given: (given) => { stale(given); settings(given, 'objectGUID'); }, remedy: 'set-cloud-anchor' },
    { when: 'the account has a role, and then a human acts', given: (given) => { stale(given); given.entra['roleAssignments'] = [{ principalId: given.user['id'] }]; }, remedy: null },
    { when: 'a role-assignable group brings a role, and then a human acts', given: (given) => { stale(given); given.entra['groups'] = [{ id: 'g', isAssignableToRole: true }]; given.entra['groupMembers'] = { g: [given.user['id']] }; }, remedy: null },
    { when: 'the mapping was read and is empty', given: (given) => { stale(given); given.entra['objectIdentifiers'] = { [String(given.user['id'])]: null }; }, remedy: 'write-consistency-guid' },
    { when: 'the tenant forbids hard match: then only the address can match', given: (given) => { stale(given); given.entra['syncFeatures'] = { features: { blockCloudObjectTakeoverThroughHardMatchEnabled: true, blockSoftMatchEnabled: false } }; }, remedy: 'clear-cloud-anchor' },
    { when: 'the AD account has made a second cloud account already, and then a human acts', given: (given) => { given.users.push({ id: '9', userPrincipalName: 'jsmith1234@contoso.onmicrosoft.com', onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==', onPremisesSyncEnabled: true }); stale(given); }, remedy: null },
    { when: 'the domains were not read', given: (given) => { stale(given); delete given.entra['domains']; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'the anchor is its own', given: () => {} },
    { when: 'another living AD account has the anchor', given: (given) => { stale(given); given.other.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; } },
    { when: 'a deleted AD account has the anchor', given: (given) => { stale(given); given.deleted.push({ dn: 'CN=old,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', attributes: { objectGUID: [OLD_ANCHOR] } }); } },
    { when: 'it is its own ConsistencyGuid after a migration', given: (given) => { stale(given); given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; } },
    { when: 'a federated domain sets the id without synchronisation', given: (given) => { stale(given); given.entra['domains'] = [{ id: 'contoso.com', isVerified: true, authenticationType: 'Federated' }]; } },
    { when: 'the holder is deleted', given: (given) => { stale(given); withoutCloudAccount(given, {}); } },
    { when: 'the account is synchronised now', given: (given) => { stale(given); given.user['onPremisesSyncEnabled'] = true; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { stale(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
  ],
  cannotTell: [{ when: 'the AD recycle bin was not read', given: (given) => { stale(given); const [forest] = (given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests; delete forest?.['deleted']; }, missing: ['directory.deleted'] }],
});
