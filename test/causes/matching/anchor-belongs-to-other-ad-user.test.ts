import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { OLD_ANCHOR, type Company } from '../company.ts';

/** The account called jsmith is bound to mjones. */
const rebound = (given: Company): void => {
  Object.assign(given.user, { onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==', onPremisesSecurityIdentifier: 'S-1-5-21-1111-2222-3333-1105', onPremisesDistinguishedName: given.other.dn, onPremisesSamAccountName: 'mjones' });
};
const secondForest = (given: Company, attributes: Record<string, string[]> = {}): void => {
  const [at] = [given.entries.indexOf(given.other)];
  given.entries.splice(at, 1);
  given.other.dn = 'CN=J Smith,OU=Accounts,DC=account,DC=example';
  Object.assign(given.other.attributes, attributes);
  (given.bundle['directory'] as { forests: unknown[] }).forests.push({ name: 'account.example', domains: ['account.example'], entries: [given.other], deleted: [] });
};

describeCause(sealed('anchor-belongs-to-other-ad-user'), {
  confirms: [
    { when: 'the anchor is the objectGUID of another living account', given: rebound, remedy: null, says: /bound to CN=Mary Jones/ },
    { when: 'the anchor is the ConsistencyGuid of another living account', given: (given) => { rebound(given); given.other.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; given.user['onPremisesImmutableId'] = OLD_ANCHOR; } },
    { when: 'the logon name in Entra agrees although the DN is old', given: (given) => { rebound(given); given.user['onPremisesDistinguishedName'] = 'CN=Mary Old,DC=corp,DC=contoso,DC=com'; } },
    { when: 'neither DN nor logon name in Entra agree', given: (given) => { rebound(given); Object.assign(given.user, { onPremisesDistinguishedName: given.ad.dn, onPremisesSamAccountName: 'jsmith' }); }, evidenceClass: 'C' },
    { when: 'the tenant makes its anchor of text', given: (given) => { rebound(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'employeeID' }] }; given.ad.attributes['employeeID'] = ['1']; given.other.attributes['employeeID'] = ['2']; given.user['onPremisesImmutableId'] = '2'; } },
    { when: 'the display name is that of the other: ask whether somebody was renamed', given: (given) => { rebound(given); given.user['displayName'] = 'Mary Jones'; }, evidenceClass: 'D', says: /renamed/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'its own ConsistencyGuid differs from its objectGUID, as after a migration', given: (given) => { given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; given.user['onPremisesImmutableId'] = OLD_ANCHOR; } },
    { when: 'the other account is the rightful owner and the admin means the renamed one', given: (given) => { rebound(given); Object.assign(given.user, { userPrincipalName: 'mjones@contoso.com', mail: 'mjones@contoso.com', proxyAddresses: ['SMTP:mjones@contoso.com'] }); } },
    { when: 'both accounts have the sign-in name of the cloud account', given: (given) => { rebound(given); given.other.attributes['userPrincipalName'] = ['jsmith@contoso.com']; } },
    { when: 'a linked mailbox and its owner are one person', given: (given) => { rebound(given); secondForest(given); given.ad.attributes['msExchMasterAccountSid'] = given.other.attributes['objectSid'] ?? []; } },
    { when: 'the accounts of two forests are joined in the metaverse', given: (given) => { rebound(given); secondForest(given); const [person] = given.server['mvObjects'] as { Lineage: unknown[] }[]; person?.Lineage.push({ ConnectorName: 'account.example', ConnectedCsObjectDN: given.other.dn, ConnectedCsObjectId: 'c9' }); } },
    { when: 'no AD object has the anchor', given: (given) => { rebound(given); given.user['onPremisesImmutableId'] = OLD_ANCHOR; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { rebound(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
  ],
});
