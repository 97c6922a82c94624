import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, notImported, withoutCloudAccount, type Company } from '../company.ts';

const CHILD = 'DC=emea,DC=corp,DC=contoso,DC=com';
const partitions = ({ server }: Company, list: readonly unknown[] | undefined): void => {
  server['connectors'] = [{ Name: 'corp.contoso.com', Type: 'AD', Partitions: list }];
};
const part = (DN: string, Selected: boolean): unknown => ({ DN, Selected, IsDomain: true, ConnectorPartitionScope: { ContainerInclusionList: [DN], ContainerExclusionList: [] } });
const unticked = (given: Company): void => {
  moveTo(given, `OU=Staff,${CHILD}`);
  partitions(given, [part('DC=corp,DC=contoso,DC=com', true), part(CHILD, false)]);
};
const elsewhere = (given: Company): void => {
  moveTo(given, 'OU=Staff,DC=fabrikam,DC=com');
  partitions(given, [part('DC=corp,DC=contoso,DC=com', true)]);
};

describeCause(sealed('domain-not-selected'), {
  confirms: [
    { when: 'its domain is in the list and not ticked', given: unticked, remedy: null, says: /emea\.corp\.contoso\.com/ },
    { when: 'its forest has a connector without a partition for its domain', given: elsewhere, says: /fabrikam\.com/ },
    { when: 'only the partition of the parent domain is selected', given: (given) => { moveTo(given, `OU=Staff,${CHILD}`); partitions(given, [part('DC=corp,DC=contoso,DC=com', true)]); notImported(given); withoutCloudAccount(given); }, says: /emea\.corp\.contoso\.com/ },
    { when: 'the domain cannot be reached, so the wizard unticked it', given: (given) => { unticked(given); given.server['domainReachability'] = [{ FullName: 'emea.corp.contoso.com', IsReachable: false }]; }, says: /cannot reach/ },
    { when: 'a standby server is set so', given: (given) => { unticked(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'its domain is ticked', given: () => {} },
    { when: 'only an OU is not selected', given: (given) => moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com') },
    { when: 'Cloud Sync provisions the domain', given: (given) => { unticked(given); given.entra['synchronizationJobs'] = { s: [{ id: 'j', templateId: 'AD2AADProvisioning', schedule: { state: 'Active' }, schema: { synchronizationRules: [{ sourceDirectoryName: 'Active Directory', containerFilter: { includedContainers: [CHILD] } }] } }] }; } },
    { when: 'the whole forest has no connector', given: (given) => { given.server['connectors'] = [{ Name: 'fabrikam.com', Type: 'AD', Partitions: [part('DC=fabrikam,DC=com', true)] }]; } },
    { when: 'an unreachable domain is still ticked', given: (given) => { given.server['domainReachability'] = [{ FullName: 'corp.contoso.com', IsReachable: false }]; } },
  ],
  cannotTell: [
    { when: 'the partitions of the connector are not given', given: (given) => partitions(given, undefined), missing: ['syncServers.connectors'] },
  ],
});
