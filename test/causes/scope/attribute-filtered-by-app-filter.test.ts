import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

type Json = Record<string, unknown>;
const entraConnector = ({ server }: Company): Json => (server['connectors'] as Json[])[1] ?? {};
const deselect = (given: Company, ...names: readonly string[]): void => {
  const connector = entraConnector(given);
  connector['AttributeInclusionList'] = (connector['AttributeInclusionList'] as string[]).filter((name) => !names.includes(name));
};
const titled = (given: Company): void => {
  given.ad.attributes['title'] = ['Head of Sales'];
  given.user['jobTitle'] = null;
};
const filtering = ({ server }: Company, excluded = ''): void => {
  const { Parameters } = server['globalSettings'] as { Parameters: Json[] };
  server['globalSettings'] = { Parameters: [...Parameters.filter(({ Name }) => Name !== 'Microsoft.OptionalFeature.FilterAAD'), { Name: 'Microsoft.OptionalFeature.FilterAAD', Value: 'True' }, { Name: 'Microsoft.AADFilter.AttributeExclusionList', Value: excluded }] };
};

describeCause(sealed('attribute-filtered-by-app-filter'), {
  confirms: [
    { when: 'an attribute that differs is missing in the list of the Entra connector', given: (given) => { titled(given); deselect(given, 'title'); }, remedy: null, says: /title is "Head of Sales" in AD and empty/ },
    { when: 'filtering is on and excludes the attribute', given: (given) => { titled(given); filtering(given, 'mobile,title'); } },
    { when: 'filtering is on and no list is given', given: (given) => { titled(given); filtering(given); delete entraConnector(given)['AttributeInclusionList']; }, evidenceClass: 'C' },
    { when: 'the cloud still has the old value', given: (given) => { given.ad.attributes['sn'] = ['Smyth']; deselect(given, 'surname'); }, says: /"Smyth" in AD and "Smith" in the cloud/ },
    { when: 'an extension attribute that is not selected is empty in the cloud', given: (given) => { given.ad.attributes['extensionAttribute7'] = ['K7']; given.user['onPremisesExtensionAttributes'] = { extensionAttribute7: null }; } },
  ],
  rulesOut: [
    { when: 'nothing differs', given: () => {} },
    { when: 'the attribute is deselected and does not differ', given: (given) => deselect(given, 'surname') },
    { when: 'the attribute differs and is selected, though filtering is on', given: (given) => { titled(given); filtering(given); } },
    { when: 'the cloud was not asked for the attribute', given: (given) => { titled(given); delete given.user['jobTitle']; deselect(given, 'title'); } },
    { when: 'there is no cloud account', given: (given) => { titled(given); deselect(given, 'title'); withoutCloudAccount(given); } },
  ],
  cannotTell: [
    { when: 'the list of the Entra connector is not given and filtering is off', given: (given) => { titled(given); delete entraConnector(given)['AttributeInclusionList']; }, missing: ['syncServers.connectors'] },
  ],
});
