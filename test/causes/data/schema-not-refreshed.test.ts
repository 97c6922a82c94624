import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const forestOf = ({ bundle }: Company): { schemaAttributes?: string[] } => (bundle['directory'] as { forests: { schemaAttributes?: string[] }[] }).forests[0] ?? {};
const connectorOf = ({ server }: Company): { AttributeInclusionList?: string[]; Partitions: { DN: string }[] } => (server['connectors'] as { AttributeInclusionList?: string[]; Partitions: { DN: string }[] }[])[0] ?? { Partitions: [] };
/** In the schema and on the object, but not in the list of the connector. */
const late = (given: Company): void => {
  given.ad.attributes['extensionAttribute7'] = ['Paris'];
  forestOf(given).schemaAttributes?.push('extensionAttribute7');
};

describeCause(sealed('schema-not-refreshed'), {
  confirms: [
    { when: 'an attribute of the schema is not in the list of the connector', given: late, remedy: null, says: /corp\.contoso\.com does not know extensionAttribute7/ },
    { when: 'the schema was not read, but the object has the attribute', given: (given) => { late(given); delete forestOf(given).schemaAttributes; } },
  ],
  rulesOut: [
    { when: 'the object has no such attribute', given: () => {} },
    { when: 'the connector knows it, in whatever letters', given: (given) => { late(given); connectorOf(given).AttributeInclusionList?.push('EXTENSIONATTRIBUTE7'); } },
    { when: 'an attribute that Connect never reads is missing in the list', given: ({ ad }) => { ad.attributes['msExchHomeServerName'] = ['/o=Contoso']; ad.attributes['altSecurityIdentities'] = ['X509:<I>x']; } },
    { when: 'no connector reads its domain', given: (given) => { late(given); connectorOf(given).Partitions = []; } },
    { when: 'the attribute is not in the schema', given: (given) => { late(given); forestOf(given).schemaAttributes?.pop(); } },
  ],
  cannotTell: [
    { when: 'the list of the connector was not given', given: (given) => { late(given); delete connectorOf(given).AttributeInclusionList; }, missing: ['syncServers.connectors'] },
    { when: 'the connectors were not read', given: (given) => { late(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] },
  ],
});
