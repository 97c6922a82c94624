import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, type Company } from '../company.ts';

const quarantined = ({ user }: Company, value = 'smtp:john.smith@contoso.com'): void => {
  user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com'];
  user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: 'ProxyAddresses', value }];
};
const inExchange = (given: Company, recipient: Record<string, unknown>): void => {
  quarantined(given);
  (given.entra['exchangeRecipients'] as unknown[]).push({ EmailAddresses: ['smtp:John.Smith@contoso.com'], ExternalDirectoryObjectId: '', ...recipient });
};
const unread = ({ entra }: Company): void => {
  delete entra['exchangeRecipients'];
};

describeCause(sealed('duplicate-held-by-exchange-object'), {
  confirms: [
    { when: 'a mail-enabled public folder has the address', given: (given) => inExchange(given, { Name: 'PublicFolder_8d1c9c4e', RecipientTypeDetails: 'PublicFolder' }), evidenceClass: 'A', says: /the PublicFolder PublicFolder_8d1c9c4e/, remedy: null, statedAt: '2026-11-20T10:00:00Z' },
    { when: 'an inactive mailbox has it', given: (given) => inExchange(given, { Name: 'John Smith (left)', RecipientTypeDetails: 'UserMailbox', IsInactiveMailbox: true, ExternalDirectoryObjectId: '99999999-aaaa-4aaa-8aaa-000000000009' }), evidenceClass: 'A', says: /inactive mailbox/ },
    { when: 'a mail user that Graph does not show has it', given: (given) => inExchange(given, { Name: 'Partner', RecipientTypeDetails: 'MailUser' }), evidenceClass: 'A' },
    { when: 'a soft-deleted mailbox without an account has it', given: (given) => inExchange(given, { Name: 'Gone', RecipientTypeDetails: 'UserMailbox', WhenSoftDeleted: '2026-11-01T00:00:00Z' }), evidenceClass: 'A' },
    { when: 'it is new, and a public folder waits with its address', given: (given) => { inExchange(given, { RecipientTypeDetails: 'PublicFolder', Name: 'Info' }); given.users.splice(0, 1); }, evidenceClass: 'A' },
    { when: 'Exchange was not read, and nobody that could be read has the address that Entra holds back', given: (given) => { quarantined(given); unread(given); }, evidenceClass: 'C', layer: 5, says: /Exchange could not be looked at/ },
    { when: 'the export is refused because of an address that nobody has', given: (given) => { unread(given); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'smtp:john.smith@contoso.com', 'x') }); }, evidenceClass: 'C', layer: 4 },
    { when: 'the audit log says that an address of it is in use', given: (given) => { quarantined(given); given.user['onPremisesProvisioningErrors'] = []; unread(given); given.entra['directoryAudits'] = [{ activityDateTime: '2026-11-20T11:00:00Z', result: 'failure', resultReason: 'Another object with the same value for property proxyAddresses already exists: smtp:john.smith@contoso.com.', targetResources: [{ id: given.user['id'] }] }]; }, evidenceClass: 'C', layer: 5 },
  ],
  rulesOut: [
    { when: 'it is well and Exchange was not read', given: unread },
    { when: 'it is well', given: () => {} },
    { when: 'a synchronised user has the address', given: (given) => { quarantined(given); unread(given); given.users.push({ id: '4', userPrincipalName: 'x@contoso.com', proxyAddresses: ['smtp:john.smith@contoso.com'], onPremisesSyncEnabled: true, onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==' }); } },
    { when: 'a deleted user has the address', given: (given) => { quarantined(given); unread(given); given.entra['deletedUsers'] = [{ id: '4', userPrincipalName: 'x@contoso.com', proxyAddresses: ['smtp:john.smith@contoso.com'], deletedDateTime: '2026-11-10T00:00:00Z' }]; } },
    { when: 'a group has the address', given: (given) => { quarantined(given); unread(given); given.entra['groups'] = [{ id: '4', displayName: 'Sales', proxyAddresses: ['smtp:john.smith@contoso.com'] }]; } },
    { when: 'another AD object has it', given: (given) => { quarantined(given); unread(given); given.other.attributes['proxyAddresses'] = ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com']; } },
    { when: 'the error names a holder that was read', given: (given) => { unread(given); given.users.push({ id: 'x', userPrincipalName: 'y@contoso.com', onPremisesImmutableId: null }); exportError(given, { ErrorExtraDetails: conflictOf('ProxyAddresses', 'smtp:john.smith@contoso.com', 'x') }); } },
    { when: 'Exchange was read and only knows the holder that Graph shows', given: (given) => inExchange(given, { ExternalDirectoryObjectId: given.user['id'], RecipientTypeDetails: 'UserMailbox' }) },
    { when: 'it is new, and the mailbox with its address belongs to an account that was not read', given: ({ users }) => { users.splice(0, 1); } },
    { when: 'the name is put aside, not an address', given: (given) => { unread(given); Object.assign(given.user, { userPrincipalName: 'jsmith1@contoso.onmicrosoft.com', onPremisesProvisioningErrors: [{ propertyCausingError: 'UserPrincipalName', value: 'jsmith@contoso.com' }] }); } },
    { when: 'the entry is old: the address is in place', given: (given) => { unread(given); given.user['onPremisesProvisioningErrors'] = [{ propertyCausingError: 'ProxyAddresses', value: 'smtp:john.smith@contoso.com' }]; } },
    { when: 'it is out of scope and new', given: (given) => { inExchange(given, { RecipientTypeDetails: 'PublicFolder' }); given.users.splice(0, 1); given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
  ],
  cannotTell: [
    { when: 'neither Exchange nor the deleted groups were read', given: (given) => { quarantined(given); unread(given); delete given.entra['deletedGroups']; }, missing: ['entra.exchangeRecipients', 'entra.deletedGroups'] },
    { when: 'neither Exchange nor the contacts were read', given: (given) => { quarantined(given); unread(given); delete given.entra['contacts']; }, missing: ['entra.exchangeRecipients', 'entra.contacts'] },
  ],
});
