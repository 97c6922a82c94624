import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { outOfScope } from '../cloud-only.ts';
import { exportError, withoutCloudAccount, type Company } from '../company.ts';

const group = { id: '88888888-aaaa-4bbb-8ccc-000000000008', displayName: 'Sales', groupTypes: ['Unified'], mail: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] };
const held = (given: Company): void => {
  withoutCloudAccount(given);
  given.entra['groups'] = [group];
};

describeCause(sealed('object-type-mismatch'), {
  confirms: [
    { when: 'the engine says so', given: (given) => exportError(given, { ErrorName: 'ObjectTypeMismatch' }), evidenceClass: 'A', remedy: null, shows: ['ExportError=ObjectTypeMismatch'] },
    { when: 'a Microsoft 365 group has the address, which AD never shows', given: held, evidenceClass: 'C', says: /The group Sales/, shows: ['proxyAddresses=jsmith@contoso.com'] },
    { when: 'a contact has the address', given: (given) => { withoutCloudAccount(given); given.entra['contacts'] = [{ id: 'c', displayName: 'J', mail: 'jsmith@contoso.com', proxyAddresses: [] }]; }, evidenceClass: 'C', says: /The contact J/ },
    { when: 'the address is held back already: the quarantine is the finding', given: (given) => { given.entra['groups'] = [group]; Object.assign(given.user, { mail: null, proxyAddresses: ['SMTP:john.smith@contoso.com'], onPremisesProvisioningErrors: [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'SMTP:jsmith@contoso.com', occurredDateTime: '2026-11-20T09:00:00Z' }] }); }, evidenceClass: 'D', layer: 5 },
    { when: 'the AD object is a group and a user has the address', given: ({ ad }) => { ad.attributes['objectClass'] = ['top', 'group']; }, evidenceClass: 'C', says: /The user John Smith/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'no object has the address', given: (given) => withoutCloudAccount(given) },
    { when: 'its addresses are its own, and the groups were not read', given: (given) => { delete given.entra['groups']; } },
    { when: 'it is not in scope', given: (given) => { held(given); outOfScope(given); } },
  ],
  cannotTell: [{ when: 'the groups were not read', given: (given) => { withoutCloudAccount(given); delete given.entra['groups']; }, missing: ['entra.groups'] }],
});
