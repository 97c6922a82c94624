import { exchangeValuesOf } from '../../deduce/exchange-attributes.ts';
import { sameText } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isAtOrBelow } from '../../model/distinguished-name.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

export const schemaNotRefreshed = defineCause({
  id: 'schema-not-refreshed',
  area: 'data',
  layer: 5,
  title: 'AD schema was extended after Connect was installed',
  why: 'Connect learns the attributes of AD when it is installed. Attributes that come later, usually with Exchange, are not in the list of its connector: they can neither be selected nor are they ever imported.',
  checkYourself: ['On the sync server open Synchronization Service, Connectors, the forest, Properties, Select Attributes, and look for the attribute with Show All.', 'Note when the schema was extended (whenCreated of the attribute in the schema partition) and when the connector was made.', 'Look at the object in the connector space of the forest: the attribute is not there.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
  fixAfter: [],
  byHand: 'Export the configuration of the server, run the Entra Connect wizard, choose "Refresh directory schema", then run a full import and a full synchronisation. Count before how many objects will change.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'It changes the configuration of the server for every object and runs in the wizard only.',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.connectors', 'directory.schemaAttributes'],

  judge(_, { subject: { ad }, also }) {
    const values = exchangeValuesOf(ad);
    if (values.length === 0) return ruledOut('it has no attribute that came with a later schema');
    const schema = knownOf(also['directory.schemaAttributes'])?.find(({ forest }) => sameText(forest, ad.forest))?.value;
    const connectors = knownOf(also['syncServers.connectors']);
    if (connectors === undefined) return cannotTell('syncServers.connectors');
    const home = connectors.flatMap(({ server, value }) => value.flatMap((connector) => ((connector.Partitions ?? []).some(({ DN }) => isAtOrBelow(ad.dn, DN ?? '')) ? [{ server, connector }] : [])));
    const [first] = home;
    if (first === undefined) return notApplicable('no connector reads its domain');
    const lists = home.flatMap(({ connector }) => (connector.AttributeInclusionList === undefined ? [] : [connector.AttributeInclusionList]));
    if (lists.length < home.length) return cannotTell('syncServers.connectors');
    const inSchema = (attribute: string): boolean => schema === undefined || schema.some((name) => sameText(name, attribute));
    const lost = values.filter(({ attribute }) => inSchema(attribute) && !lists.some((list) => list.some((name) => sameText(name, attribute))));
    if (lost.length === 0) return ruledOut('the connector knows every Exchange attribute that it has');
    const facts = { names: [...new Set(lost.map(({ attribute }) => attribute))], connector: first.connector.Name ?? '' };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [...lost.map(({ attribute, value }) => inAd(ad, attribute, value)), onServer(first.server, 'AttributeInclusionList', `${facts.names.join(', ')} not in it`)] };
  },

  explain: ({ names, connector }) => `The connector ${connector} does not know ${names.join(', ')}, which ${names.length === 1 ? 'is' : 'are'} in the schema of AD.`,
});
