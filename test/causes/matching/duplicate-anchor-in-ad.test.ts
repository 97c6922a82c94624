import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { OLD_ANCHOR, type Company } from '../company.ts';

const copied = (given: Company): void => {
  given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR];
  given.other.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR];
};
const settings = (given: Company, attribute: string): void => { given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: attribute }] }; };
const inSecondForest = (given: Company): void => {
  given.entries.splice(given.entries.indexOf(given.other), 1);
  given.other.dn = 'CN=J Smith,OU=Staff,DC=account,DC=example';
  (given.bundle['directory'] as { forests: unknown[] }).forests.push({ name: 'account.example', domains: ['account.example'], entries: [given.other], deleted: [] });
  (given.server['connectors'] as unknown[]).push({ Name: 'account.example', Type: 'AD', Partitions: [{ DN: 'DC=account,DC=example', Selected: true, ConnectorPartitionScope: { ContainerInclusionList: ['DC=account,DC=example'], ContainerExclusionList: [] } }] });
};

describeCause(sealed('duplicate-anchor-in-ad'), {
  confirms: [
    { when: 'two accounts of one domain have the same value', given: copied, remedy: null, says: /Mary Jones/ },
    { when: 'the value is the objectGUID of an account whose own value is empty', given: ({ other }) => { other.attributes['mS-DS-ConsistencyGuid'] = ['TpwcjSo/bkucfSobPE1ebw==']; } },
    { when: 'an account of another forest has it and nothing joins the two', given: (given) => { copied(given); inSecondForest(given); } },
    { when: 'the anchor attribute is not known', given: (given) => { copied(given); delete given.server['globalSettings']; }, evidenceClass: 'C' },
    { when: 'the value is the objectGUID of one of them: the other one has the copy', given: (given) => { given.ad.attributes['mS-DS-ConsistencyGuid'] = ['TpwcjSo/bkucfSobPE1ebw==']; given.other.attributes['mS-DS-ConsistencyGuid'] = ['TpwcjSo/bkucfSobPE1ebw==']; }, remedy: 'clear-copied-anchor', proposes: /CN=Mary Jones.*"after":null/ },
    { when: 'the SID of the cloud account tells whose it is', given: (given) => { copied(given); given.user['onPremisesImmutableId'] = OLD_ANCHOR; }, remedy: 'clear-copied-anchor', proposes: /CN=Mary Jones.*"after":null/ },
    { when: 'the SID of the cloud account is that of neither', given: (given) => { copied(given); Object.assign(given.user, { onPremisesImmutableId: OLD_ANCHOR, onPremisesSecurityIdentifier: 'S-1-5-21-1-1-1-1' }); }, remedy: null },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'a linked mailbox and its owner join on purpose', given: (given) => { copied(given); inSecondForest(given); given.ad.attributes['msExchMasterAccountSid'] = given.other.attributes['objectSid'] ?? []; } },
    { when: 'the metaverse joins the accounts of the two forests', given: (given) => { copied(given); inSecondForest(given); const [person] = given.server['mvObjects'] as { Lineage: unknown[] }[]; person?.Lineage.push({ ConnectorName: 'account.example', ConnectedCsObjectDN: given.other.dn, ConnectedCsObjectId: 'c9' }); } },
    { when: 'the anchor is made of objectGUID', given: (given) => { copied(given); settings(given, 'objectGUID'); } },
    { when: 'the other account is not in scope', given: (given) => { copied(given); given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'two anchors differ in case only', given: (given) => { copied(given); given.other.attributes['mS-DS-ConsistencyGuid'] = ['qF5HMK7n80qvdYsUPIHa9Q==']; } },
  ],
});
