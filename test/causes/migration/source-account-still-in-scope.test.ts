import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

/** mjones becomes the disabled account of the same person in the old forest. */
const both = (given: Company): void => {
  given.entries.splice(given.entries.indexOf(given.other), 1);
  given.other.dn = 'CN=J Smith,OU=Staff,DC=old,DC=example';
  Object.assign(given.other.attributes, { mail: ['jsmith@contoso.com'], proxyAddresses: ['SMTP:jsmith@contoso.com'], userAccountControl: ['514'] });
  (given.bundle['directory'] as { forests: unknown[] }).forests.push({ name: 'old.example', domains: ['old.example'], entries: [given.other], deleted: [] });
  (given.server['connectors'] as unknown[]).push({ Name: 'old.example', Type: 'AD', Partitions: [{ DN: 'DC=old,DC=example', Selected: true, ConnectorPartitionScope: { ContainerInclusionList: ['OU=Staff,DC=old,DC=example'], ContainerExclusionList: [] } }] });
};

describeCause(sealed('source-account-still-in-scope'), {
  confirms: [
    { when: 'the disabled account of the old forest is in scope too', given: both, remedy: null, says: /disabled account CN=J Smith/ },
    { when: 'the account asked about is the disabled one', given: (given) => { both(given); given.ad.attributes['userAccountControl'] = ['514']; given.other.attributes['userAccountControl'] = ['512']; given.bundle['subject'] = given.ad.dn; }, says: /disabled account CN=John Smith/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the old account is out of scope', given: (given) => { both(given); given.other.dn = 'CN=J Smith,OU=Gone,DC=old,DC=example'; } },
    { when: 'both accounts are in use', given: (given) => { both(given); given.other.attributes['userAccountControl'] = ['512']; } },
    { when: 'the disabled account is a linked mailbox of the other', given: (given) => { both(given); given.other.attributes['msExchMasterAccountSid'] = given.ad.attributes['objectSid'] ?? []; } },
    { when: 'the two are joined in the metaverse', given: (given) => { both(given); const [person] = given.server['mvObjects'] as { Lineage: unknown[] }[]; person?.Lineage.push({ ConnectorName: 'old.example', ConnectedCsObjectDN: given.other.dn, ConnectedCsObjectId: 'c9' }); } },
    { when: 'they share no value', given: (given) => { both(given); Object.assign(given.other.attributes, { mail: ['x@contoso.com'], proxyAddresses: ['SMTP:x@contoso.com'] }); } },
  ],
  cannotTell: [{ when: 'the containers of the connectors were not read', given: (given) => { both(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] }],
});
