import { visibleDifferences } from '../deduce/attribute-flow.ts';
import { sameText } from '../deduce/attributes.ts';
import { isAdConnector } from '../deduce/forest-connector.ts';
import { globalSetting, isSwitchedOn } from '../deduce/global-setting.ts';
import { inboundRulesFor, isCustom } from '../deduce/inbound-rules.ts';
import { metaverseOf, textsOf } from '../deduce/metaverse-person.ts';
import { inScopeOf } from '../deduce/scope-filter.ts';
import { inForestSpace } from '../deduce/sync-server.ts';
import type { CloudUser, CsAttribute, MvObject, SyncServerDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { Course } from './course.ts';
import { serverNamed } from './edit-document.ts';
import { connectorOf } from './inbound-scope.ts';

interface Change {
  readonly ad: AdObject;
  readonly before: CloudUser;
  readonly after: CloudUser;
}

const EMPTY: CloudUser = { id: '', displayName: null, givenName: null, surname: null, jobTitle: null, department: null, companyName: null, officeLocation: null, country: null, employeeId: null };

/** What of AD does not get as far as the cloud: attributes that are not exported stay as they are, and for others another rule or forest wins. */
export function keptBack(course: Course, { ad, before, after }: Change): CloudUser {
  const [server] = (course.document.syncServers ?? []).flatMap(({ name, scheduler }) => (scheduler?.StagingModeEnabled === true ? [] : [serverNamed(course, name)]));
  if (server === undefined) return after;
  const won = wonElsewhere(server, ad, metaverseOf(ad, inForestSpace(server.csObjects ?? [], ad), server.mvObjects ?? []));
  return visibleDifferences(ad, EMPTY).reduce((user, { flow }) => {
    const winner = won.find(({ Name }) => sameText(Name, flow.metaverse));
    if (isWithheldFromExport(server, flow.connector)) return withPlain(user, flow.graph, flow.read({ ...EMPTY, ...before }) ?? '');
    return winner === undefined ? user : withPlain(user, flow.graph, textsOf(winner)[0] ?? '');
  }, after);
}

const PLAIN = Object.keys(EMPTY).filter((name) => name !== 'id');
const EXTENSIONS = 'onPremisesExtensionAttributes.';

function withPlain(user: CloudUser, graph: string, text: string): CloudUser {
  const value = text === '' ? null : text;
  return graph.startsWith(EXTENSIONS) ? { ...user, onPremisesExtensionAttributes: { ...user.onPremisesExtensionAttributes, [graph.slice(EXTENSIONS.length)]: value } } : PLAIN.includes(graph) ? { ...user, [graph]: value } : user;
}

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom (app and attribute filtering) */
function isWithheldFromExport({ name, connectors = [], globalSettings }: SyncServerDocument, attribute: string): boolean {
  const list = connectors.find((connector) => !isAdConnector(connector) && connector.AttributeInclusionList !== undefined)?.AttributeInclusionList;
  const settings = globalSettings === undefined ? [] : [{ server: name, staging: undefined, value: globalSettings }];
  const excluded = isSwitchedOn(settings, 'Microsoft.OptionalFeature.FilterAAD') ? (globalSetting(settings, 'Microsoft.AADFilter.AttributeExclusionList') ?? '').toLowerCase().split(/[,;|\s]+/) : [];
  return excluded.includes(attribute.toLowerCase()) || (list !== undefined && !list.some((each) => sameText(each, attribute)));
}

/**
 * Attributes of the metaverse that a rule of an administrator or another forest gives, as long as that rule takes the object in. What such a rule gives to everybody
 * counts, not what the metaverse holds from before the rule was changed.
 */
export function wonElsewhere(server: SyncServerDocument, ad: AdObject, person: MvObject | undefined): readonly CsAttribute[] {
  const own = connectorOf(ad, server);
  const rules = inboundRulesFor(ad, server.rules ?? [], own).filter(isCustom);
  const known = (person?.Attributes ?? []).filter(({ SyncRuleName, ConnectorName }) => {
    const rule = rules.find(({ Name }) => sameText(Name, SyncRuleName));
    const otherForest = (server.connectors ?? []).some((each) => isAdConnector(each) && sameText(each.Name, ConnectorName)) && own !== undefined && !sameText(ConnectorName, own.Name);
    return otherForest || (rule !== undefined && inScopeOf(rule, ad) !== false);
  });
  const constants = rules.filter((rule) => (rule.Precedence ?? FIRST_DEFAULT_RULE) < FIRST_DEFAULT_RULE && inScopeOf(rule, ad) === true).toSorted((one, other) => (one.Precedence ?? 0) - (other.Precedence ?? 0))
    .flatMap((rule) => (rule.AttributeFlowMappings ?? []).flatMap(({ Destination, Source, FlowType }): readonly CsAttribute[] => (sameText(FlowType, 'Constant') && Source?.[0] !== undefined ? [{ Name: Destination, SyncRuleName: rule.Name, ConnectorName: own?.Name, Values: [Source[0]] }] : [])));
  const fresh = (held: CsAttribute): CsAttribute => ({ ...held, Values: constants.find((each) => sameText(each.Name, held.Name) && sameText(each.SyncRuleName, held.SyncRuleName))?.Values ?? held.Values });
  return [...known.map(fresh), ...constants.filter(({ Name }) => !known.some((each) => sameText(each.Name, Name)))];
}

const FIRST_DEFAULT_RULE = 100;
