import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, moveTo, type Company } from '../company.ts';

const shared = ({ other }: Company, value = 'smtp:jsmith@contoso.com'): void => {
  other.attributes['proxyAddresses'] = ['SMTP:mjones@contoso.com', value];
};

const TAKEN = '99999999-aaaa-4aaa-8aaa-000000000009';
/** mjones has a cloud account of her own. */
const bound = ({ users }: Company): void => { users.push({ id: TAKEN, userPrincipalName: 'mjones@contoso.com', onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==', onPremisesSyncEnabled: true }); };
const held = (given: Company, holder: string): void => exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:elsewhere@contoso.com', holder) });
/** A second forest that is read too, with one object that has his address. */
const elsewhere = ({ bundle, server }: Company, objectClass: readonly string[]): void => {
  (bundle['directory'] as { forests: unknown[] }).forests.push({ name: 'fabrikam.com', domains: ['fabrikam.com'], entries: [{ dn: 'CN=John,OU=All,DC=fabrikam,DC=com', attributes: { objectClass: [...objectClass], sAMAccountName: ['john'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], mail: ['jsmith@contoso.com'], cn: ['John'] } }], deleted: [] });
  (server['connectors'] as unknown[]).push({ Name: 'fabrikam.com', Type: 'AD', Partitions: [{ DN: 'DC=fabrikam,DC=com', Selected: true, ConnectorPartitionScope: { ContainerInclusionList: ['DC=fabrikam,DC=com'], ContainerExclusionList: [] } }] });
};

describeCause(sealed('duplicate-proxy-two-ad-objects'), {
  confirms: [
    { when: 'another object in scope has the primary address as an alias', given: shared, layer: 5, remedy: 'release-duplicate-address', shows: ['proxyAddresses=jsmith@contoso.com'] },
    { when: 'a secondary address is the mail of another object, and then a human decides', given: ({ other }) => { other.attributes['mail'] = ['John.Smith@contoso.com']; }, layer: 5, remedy: null, shows: ['mail=john.smith@contoso.com'] },
    { when: 'it is the forwarding address of another object', given: ({ other }) => { other.attributes['targetAddress'] = ['SMTP:jsmith@contoso.com']; }, layer: 5, remedy: null, shows: ['targetAddress=jsmith@contoso.com'] },
    { when: 'it is the sign-in name of another object', given: ({ other }) => { other.attributes['userPrincipalName'] = ['john.smith@contoso.com']; }, layer: 5, remedy: null, shows: ['userPrincipalName=john.smith@contoso.com'] },
    { when: 'its own sign-in name is an address of another object', given: ({ ad, other }) => { ad.attributes['userPrincipalName'] = ['smith@contoso.com']; other.attributes['proxyAddresses'] = ['smtp:smith@contoso.com']; }, layer: 5 },
    { when: 'both have it as primary, and then a human decides', given: (given) => { shared(given); given.other.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com']; }, layer: 5, remedy: null },
    { when: 'Entra states the conflict', given: (given) => { shared(given); given.user['onPremisesProvisioningErrors'] = [{ propertyCausingError: 'ProxyAddresses', value: 'smtp:jsmith@contoso.com', occurredDateTime: '2026-11-20T10:00:00Z' }]; }, evidenceClass: 'A', layer: 4, shows: ['proxyAddresses=jsmith@contoso.com', 'onPremisesProvisioningErrors=ProxyAddresses: smtp:jsmith@contoso.com'] },
    { when: 'Entra states the conflict and the connectors were not read', given: (given) => { shared(given); given.user['onPremisesProvisioningErrors'] = [{ propertyCausingError: 'ProxyAddresses', value: 'smtp:jsmith@contoso.com' }]; delete given.server['connectors']; }, evidenceClass: 'A', layer: 4 },
    { when: 'the export error names the value', given: (given) => { shared(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', 'x') }); }, evidenceClass: 'A', layer: 4, shows: ['proxyAddresses=jsmith@contoso.com', 'ExportError=AttributeValueMustBeUnique (ProxyAddresses)'] },
    { when: 'the export error is older than a clean export: the error no longer counts', given: (given) => { shared(given); exportError(given, { LatestOccurrence: '2026-11-20T09:00:00Z', ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', 'x') }); }, evidenceClass: 'B', layer: 5 },
    { when: 'the disabled account in the way is named by an error', given: (given) => { shared(given); given.other.attributes['userAccountControl'] = ['514']; exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'SMTP:jsmith@contoso.com', 'x') }); }, evidenceClass: 'A', layer: 4, remedy: 'release-duplicate-address' },
    { when: 'the asked one has it as an alias of the other one', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:mjones@contoso.com']; }, layer: 5, remedy: 'release-duplicate-address', shows: ['proxyAddresses, mail, userPrincipalName=mjones@contoso.com'] },
    { when: 'the error names no value but the cloud account of the other one', given: (given) => { shared(given); bound(given); held(given, TAKEN); }, evidenceClass: 'A', layer: 4 },
    { when: 'the error names the cloud account of one of two others', given: (given) => { shared(given); given.entries.push({ dn: 'CN=Third,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], sAMAccountName: ['third'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], mail: ['jsmith@contoso.com'] } }); bound(given); held(given, TAKEN); }, evidenceClass: 'A', layer: 4, remedy: null },
    { when: 'the error names an account that is nobody of these', given: (given) => { shared(given); bound(given); held(given, '77777777-aaaa-4aaa-8aaa-000000000007'); }, evidenceClass: 'B', layer: 5 },
    { when: 'two others have it as an alias, and then a human decides', given: (given) => { shared(given); given.entries.push({ dn: 'CN=Third,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], sAMAccountName: ['third'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], proxyAddresses: ['smtp:jsmith@contoso.com'] } }); }, layer: 5, remedy: null },
    { when: 'it has no cloud account yet', given: (given) => { shared(given); given.users.splice(0); }, layer: 4 },
    { when: 'it has no sign-in name', given: (given) => { shared(given); delete given.ad.attributes['userPrincipalName']; given.bundle['subject'] = given.ad.dn; } , layer: 5 },
    { when: 'both are disabled, and then a human decides', given: (given) => { shared(given); given.ad.attributes['userAccountControl'] = ['514']; given.other.attributes['userAccountControl'] = ['514']; }, layer: 5, remedy: null },
    { when: 'the alias is the mail of the other one too, and then a human decides', given: (given) => { shared(given); given.other.attributes['mail'] = ['jsmith@contoso.com']; }, layer: 5, remedy: null },
    { when: 'one of two aliases is the mail of the other one too, and then a human decides', given: (given) => { given.other.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com', 'smtp:john.smith@contoso.com']; given.other.attributes['mail'] = ['john.smith@contoso.com']; }, layer: 5, remedy: null },
    { when: 'the other one has a secondary address as well, and then a human decides', given: (given) => { given.other.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com', 'smtp:john.smith@contoso.com']; }, layer: 5, remedy: null },
    { when: 'the mere alias goes and nothing else', given: shared, layer: 5, proposes: /"remove":\["smtp:jsmith@contoso\.com"\],"add":\[\]/ },
    { when: 'a user of another forest has it', given: (given) => elsewhere(given, ['top', 'person', 'user']), layer: 5 },
    { when: 'a contact of the same forest has it', given: (given) => { given.other.attributes['objectClass'] = ['top', 'person', 'contact']; given.other.attributes['mail'] = ['jsmith@contoso.com']; }, layer: 5 },
  ],
  rulesOut: [
    { when: 'it is a conflict copy itself', given: (given) => { shared(given); given.ad.dn = 'CN=John Smith\\0ACNF:8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f,OU=Staff,DC=corp,DC=contoso,DC=com'; } },
    { when: 'both have the same sign-in name, which is an address of this one only: that is another cause', given: ({ other }) => { other.attributes['userPrincipalName'] = ['jsmith@contoso.com']; } },
    { when: 'nobody else has one of its addresses', given: () => {} },
    { when: 'its own mail and proxyAddresses hold the same value', given: ({ ad }) => { ad.attributes['targetAddress'] = ['SMTP:jsmith@contoso.com']; } },
    { when: 'the other object is out of scope', given: (given) => { shared(given); given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'the other object is the linked mailbox of the same person', given: (given) => { shared(given); given.other.attributes['msExchMasterAccountSid'] = ['S-1-5-21-1111-2222-3333-1104']; } },
    { when: 'the other object is a disabled duplicate', given: (given) => { shared(given); given.other.attributes['userAccountControl'] = ['514']; } },
    { when: 'the other object is a conflict copy', given: (given) => { shared(given); given.other.dn = 'CN=Mary Jones\\0ACNF:8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f,OU=Staff,DC=corp,DC=contoso,DC=com'; } },
    { when: 'the other object is a conflict copy with a decoded line feed', given: (given) => { shared(given); given.other.dn = 'CN=Mary Jones\nCNF:8d1c9c4e,OU=Staff,DC=corp,DC=contoso,DC=com'; } },
    { when: 'both join one person in the metaverse on purpose', given: (given) => { shared(given); given.server['mvObjects'] = [{ ObjectId: 'm1', Lineage: [{ ConnectedCsObjectDN: given.ad.dn }, { ConnectedCsObjectDN: given.other.dn }] }]; } },
    { when: 'only the sign-in names are equal, which is another cause', given: ({ ad, other }) => { ad.attributes['userPrincipalName'] = ['same@contoso.com']; other.attributes['userPrincipalName'] = ['same@contoso.com']; } },
    { when: 'it is out of scope itself', given: (given) => { shared(given); moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com'); } },
    { when: 'a contact of another forest stands for the person', given: (given) => elsewhere(given, ['top', 'person', 'contact']) },
    { when: 'both join one person among several of the metaverse', given: (given) => { shared(given); given.server['mvObjects'] = [{ ObjectId: 'm0', Lineage: [{ ConnectedCsObjectDN: 'CN=X' }] }, { ObjectId: 'm1', Lineage: [{ ConnectedCsObjectDN: given.ad.dn }, { ConnectedCsObjectDN: given.other.dn }] }]; } },
    { when: 'the metaverse was not read and nobody else has one of its addresses', given: ({ server }) => { delete server['mvObjects']; } },
    { when: 'what has the address is nothing that is synchronised', given: (given) => { given.other.attributes['mail'] = ['jsmith@contoso.com']; given.other.attributes['objectClass'] = ['top', 'organizationalUnit']; } },
    { when: 'the connectors were not read and the other object is disabled', given: (given) => { shared(given); given.other.attributes['userAccountControl'] = ['514']; delete given.server['connectors']; } },
  ],
  cannotTell: [{ when: 'the connectors were not read, so that nobody knows who is in scope', given: (given) => { shared(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] }],
});
