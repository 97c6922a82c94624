import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

type Json = Record<string, unknown>;
const OTHER = 'CN=John Smith,OU=Users,DC=fabrikam,DC=com';
const person = ({ server }: Company): Json => (server['mvObjects'] as Json[])[0] ?? {};
const attribute = (given: Company, name: string): Json => (person(given)['Attributes'] as Json[]).find(({ Name }) => Name === name) ?? {};
/** The account of the same person in another forest. */
const secondForest = (given: Company, attributes: Record<string, string[]> = {}): void => {
  (given.server['connectors'] as Json[]).push({ Identifier: 'f1', Name: 'fabrikam.com', Type: 'AD', Partitions: [{ DN: 'DC=fabrikam,DC=com', Selected: true }] });
  (person(given)['Lineage'] as Json[]).push({ ConnectorName: 'fabrikam.com', ConnectedCsObjectDN: OTHER, ConnectedCsObjectId: 'c9' });
  given.entries.push({ dn: OTHER, attributes: { objectClass: ['top', 'person', 'organizationalPerson', 'user'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], sAMAccountName: ['smithj'], userAccountControl: ['512'], ...attributes } });
};
const wins = (given: Company, name: string, value: string, from: Json): void => {
  Object.assign(attribute(given, name), { Values: [value], ...from });
};
const elsewhere = (given: Company, attributes: Record<string, string[]> = {}): void => {
  given.ad.attributes['displayName'] = ['John Smith'];
  secondForest(given, attributes);
  wins(given, 'displayName', 'Smith, John (Fabrikam)', { ConnectorName: 'fabrikam.com', SyncRuleName: 'In from AD - User Common', LastModificationTime: '2026-11-01T10:05:00Z' });
  given.user['displayName'] = 'Smith, John (Fabrikam)';
};
const upnFrom = (given: Company): void => {
  secondForest(given);
  wins(given, 'userPrincipalName', 'smithj@contoso.com', { ConnectorName: 'fabrikam.com' });
  given.user['userPrincipalName'] = 'smithj@contoso.com';
};

describeCause(sealed('precedence-other-source'), {
  confirms: [
    { when: 'the account of another forest wins for a name', given: elsewhere, evidenceClass: 'A', remedy: null, says: /account in fabrikam\.com wins/, shows: ['displayName=John Smith', 'displayName=Smith, John (Fabrikam)', 'displayName=Smith, John (Fabrikam), by fabrikam.com, In from AD - User Common'] },
    { when: 'a rule of the administrator wins for a name', given: (given) => { wins(given, 'displayName', 'SMITH John', { SyncRuleName: 'Last name first' }); given.user['displayName'] = 'SMITH John'; }, evidenceClass: 'A', says: /rule "Last name first" wins/ },
    { when: 'the sign-in name comes from another forest although this account is enabled', given: upnFrom, evidenceClass: 'A', shows: ['userPrincipalName=jsmith@contoso.com', 'userPrincipalName=smithj@contoso.com', 'userPrincipalName=smithj@contoso.com, by fabrikam.com, In from AD - User AccountEnabled'] },
    { when: 'only a standby server says so', given: (given) => { elsewhere(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'nothing differs', given: () => {} },
    { when: 'the value differs, and its own standard rule contributes it', given: (given) => { given.user['displayName'] = 'J. Smith'; wins(given, 'displayName', 'J. Smith', {}); } },
    { when: 'another rule has a higher number and so does not win', given: (given) => { (given.server['rules'] as Json[]).push({ Identifier: 'x', Name: 'Last name first', Direction: 'Inbound', Precedence: 500, IsStandardRule: false, SourceObjectType: 'user' }); given.user['displayName'] = 'J. Smith'; } },
    { when: 'this account is disabled and the sign-in name comes from the enabled one', given: (given) => { upnFrom(given); given.ad.attributes['userAccountControl'] = ['514']; } },
    { when: 'the other account has the mailbox, so address-book attributes come from there', given: (given) => elsewhere(given, { msExchMailboxGuid: ['AAAAAAAAAAAAAAAAAAAAAQ=='] }) },
    { when: 'the cloud shows yet another value, so it is not the winner that is seen', given: (given) => { elsewhere(given); given.user['displayName'] = 'Johnny'; } },
    { when: 'there is no cloud account', given: (given) => { elsewhere(given); withoutCloudAccount(given); } },
  ],
  cannotTell: [
    { when: 'the other account was not read', given: (given) => { elsewhere(given); given.entries.pop(); }, missing: ['directory.entries'] },
  ],
});
