import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { sales } from './subjects.ts';

type Json = Record<string, unknown>;
const SID = 'S-1-5-21-7-7-7-1105';
const FOREIGN = `CN=${SID},CN=ForeignSecurityPrincipals,DC=corp,DC=contoso,DC=com`;
const foreigner = (given: Company, member = FOREIGN): void => {
  sales(given).ad.attributes['member']?.push(member);
};
/** Selects the container of the foreign security principals. */
const selected = (given: Company): void => {
  const [connector] = given.server['connectors'] as { Partitions: { ConnectorPartitionScope: { ContainerInclusionList: string[] } }[] }[];
  connector?.Partitions[0]?.ConnectorPartitionScope.ContainerInclusionList.push('CN=ForeignSecurityPrincipals,DC=corp,DC=contoso,DC=com');
};
/** The forest of the account, read from AD. */
const otherForest = (given: Company): void => {
  const directory = given.bundle['directory'] as { forests: Json[] };
  const [first] = directory.forests;
  directory.forests.push({ ...first, name: 'fabrikam.com', domains: ['fabrikam.com'], entries: [{ dn: 'CN=Fay,OU=People,DC=fabrikam,DC=com', attributes: { objectClass: ['user'], objectSid: [SID], displayName: ['Fay Fabri'], objectGUID: ['VVVVVVVVVVVVVVVVVVVVVQ=='] } }] });
};
const connected = (given: Company): void => {
  (given.server['connectors'] as Json[]).push({ Name: 'fabrikam.com', Type: 'AD', Partitions: [{ DN: 'DC=fabrikam,DC=com', Selected: true, ConnectorPartitionScope: { ContainerInclusionList: ['OU=People,DC=fabrikam,DC=com'], ContainerExclusionList: [] } }] });
};

describeCause(sealed('member-from-other-forest'), {
  confirms: [
    { when: 'the container of the foreign security principals is not selected', given: (given) => { foreigner(given); }, layer: 5, remedy: null, says: /the container ForeignSecurityPrincipals is not synchronised/ },
    { when: 'the forest of the account has no connector', given: (given) => { foreigner(given); selected(given); otherForest(given); }, says: /Fay Fabri comes from the forest fabrikam.com, and its account there/ },
  ],
  rulesOut: [
    { when: 'no member comes from elsewhere', given: (given) => { sales(given); } },
    { when: 'container and account are synchronised', given: (given) => { foreigner(given); selected(given); otherForest(given); connected(given); } },
    { when: 'the member is Authenticated Users', given: (given) => { foreigner(given, 'CN=S-1-5-11,CN=ForeignSecurityPrincipals,DC=corp,DC=contoso,DC=com'); } },
  ],
  cannotTell: [
    { when: 'the selected containers are not known', given: (given) => { foreigner(given); given.bundle['unread'] = [{ what: 'syncServers.connectors', why: 'access-denied' }]; }, missing: ['syncServers.connectors'] },
    { when: 'the account behind the SID was not read', given: (given) => { foreigner(given); selected(given); }, missing: ['directory.entries'] },
  ],
});
