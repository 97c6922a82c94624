import { visibleDifferences, type Difference } from '../../deduce/attribute-flow.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { isAdConnector } from '../../deduce/forest-connector.ts';
import { globalSetting, isSwitchedOn } from '../../deduce/global-setting.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { Connector, GlobalSettings } from '../../model/evidence.ts';
import type { FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

const FEATURE = 'Microsoft.OptionalFeature.FilterAAD';
const EXCLUDED = 'Microsoft.AADFilter.AttributeExclusionList';

export const attributeFilteredByAppFilter = defineCause({
  id: 'attribute-filtered-by-app-filter',
  area: 'scope',
  layer: 2,
  title: 'Attribute was deselected in the wizard',
  why: 'The optional feature "Entra app and attribute filtering" takes single attributes out of the export. Such an attribute stays in the cloud as it was, whatever is changed in AD.',
  checkYourself: [
    'Open the Entra Connect wizard, View or export current configuration, and look for app and attribute filtering.',
    'Run (Get-ADSyncConnector | Where-Object Type -eq Extensible2).AttributeInclusionList and look for the attribute.',
    'Compare the attribute in AD and in the Entra admin center.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  fixAfter: [],
  byHand: 'Ask why the attribute was taken out; data protection is a usual reason. If it is to be synchronised, export the server configuration, select it in the wizard (Customize synchronization options, Optional features) and run a full synchronisation.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Attributes are selected in the wizard of Entra Connect only, and one may have been left out on purpose.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users', 'syncServers.connectors'],
  mayUse: ['syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const account = accountOf(subject, also);
    if (account === undefined) return ruledOut('there is no cloud account to compare with');
    const differing = visibleDifferences(subject.ad, account);
    if (differing.length === 0) return ruledOut('no attribute that can be compared differs');
    const connectors = knownOf(also['syncServers.connectors']) ?? [];
    const settings = knownOf(also['syncServers.globalSettings']);
    const [hit] = differing.flatMap((difference) => removals(difference, connectors, settings ?? []));
    if (hit === undefined) return connectors.every(({ value }) => listOf(value) !== undefined) ? ruledOut('the attributes that differ are selected') : cannotTell('syncServers.connectors');
    const { difference: { flow, inAd: wanted, inCloud }, server, setting, certain } = hit;
    const facts = { attribute: flow.ad, wanted, inCloud };
    const evidence = [inAd(subject.ad, flow.ad, wanted), inEntra(flow.graph, inCloud === '' ? '(none)' : inCloud, account.id), onServer(server, setting.what, setting.value)];
    return { is: 'confirmed', facts, evidenceClass: certain ? settledBy(connectors) : 'C', evidence };
  },

  explain: ({ attribute, wanted, inCloud }) => `${attribute} is "${wanted}" in AD and ${inCloud === '' ? 'empty' : `"${inCloud}"`} in the cloud: it is not among the attributes that Entra Connect exports.`,
});

interface Removal {
  readonly difference: Difference;
  readonly server: string;
  readonly setting: { readonly what: string; readonly value: string };
  /** The lists name it; else filtering is on and the lists were not given. */
  readonly certain: boolean;
}

/** What keeps an attribute from being exported: the lists of the servers, or filtering switched on with its list not given. */
function removals(difference: Difference, connectors: readonly FromServer<readonly Connector[]>[], settings: readonly FromServer<GlobalSettings>[]): readonly Removal[] {
  const name = difference.flow.connector.toLowerCase();
  return connectors.flatMap(({ server, value }): readonly Removal[] => {
    const list = listOf(value);
    const own = settings.filter((each) => each.server === server);
    const on = isSwitchedOn(own, FEATURE);
    const excluded = on ? (globalSetting(own, EXCLUDED) ?? '').toLowerCase().split(/[,;|\s]+/) : [];
    if (excluded.includes(name)) return [{ difference, server, setting: { what: EXCLUDED, value: name }, certain: true }];
    if (list !== undefined) return list.includes(name) ? [] : [{ difference, server, setting: { what: 'AttributeInclusionList', value: `without ${difference.flow.ad}` }, certain: true }];
    return on ? [{ difference, server, setting: { what: FEATURE, value: 'True' }, certain: false }] : [];
  });
}

/** The attributes that the connector of Entra exports, lower case; undefined when they were not given. */
const listOf = (connectors: readonly Connector[]): readonly string[] | undefined =>
  connectors.find((connector) => !isAdConnector(connector) && connector.AttributeInclusionList !== undefined)?.AttributeInclusionList?.map((name) => name.toLowerCase());
