import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { sameText } from '../../deduce/attributes.ts';
import { isFilteredByDefaultRules } from '../../deduce/default-scope-rules.ts';
import { forestConnector } from '../../deduce/forest-connector.ts';
import { inboundRulesFor, isCustom, isStandardName } from '../../deduce/inbound-rules.ts';
import { attributeOf, isDisconnector, metaverseOf, textsOf } from '../../deduce/metaverse-person.ts';
import { knownOf } from '../../deduce/reading.ts';
import { inScopeOf } from '../../deduce/scope-filter.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { inEntraSpace, inForestSpace } from '../../deduce/sync-server.ts';
import type { CsAttribute, SyncRule } from '../../model/evidence.ts';
import type { AdObject, Evidence, FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type Verdict } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

interface Filtered {
  readonly dn: string;
  readonly rule: string;
  /** The rule marks the object as not for the cloud; else no rule takes it in. */
  readonly marks: boolean;
}

export const filterCustomRule = defineCause({
  id: 'filter-custom-rule',
  area: 'scope',
  layer: 2,
  title: 'A custom rule sets cloudFiltered (or scopes the object out)',
  why: 'Administrators write rules of their own that mark objects as not for the cloud, or that narrow down which objects are taken in. Such a rule acts silently on every object that fits it.',
  checkYourself: [
    'Search the object in the Metaverse Search of Synchronization Service and look at cloudFiltered: it is True, or it is not there.',
    'Look at the rule that contributed cloudFiltered.',
    'Open the Synchronization Rules Editor, Inbound, and look at the rules that are not standard rules: scoping filter and transformations.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing',
  fixAfter: [],
  byHand: 'Read the rule and find the attribute that decides. Change that attribute of the object if the rule is right; change the rule if it is wrong (export the rules first), then run a full synchronisation and compare the pending exports.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'The rule was written on purpose; whether the object or the rule is wrong only its author knows.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['directory.forests', 'syncServers.csObjects', 'syncServers.mvObjects', 'syncServers.rules', 'syncServers.connectors', ...ARRIVAL],

  judge(_, { subject, also }): Verdict<Filtered> {
    const marked = markOf(subject.ad, also);
    if (marked !== undefined) return byMark(subject.ad, marked, knownOf(also['syncServers.rules']));
    if (hasArrived(subject, also) === true) return ruledOut('it is in Entra');
    const spaces = knownOf(also['syncServers.csObjects']);
    if (spaces === undefined) return cannotTell('syncServers.csObjects');
    if (spaces.some(({ value }) => inEntraSpace(value, anchorsOf(subject.ad, also['syncServers.globalSettings'])).length > 0)) return ruledOut('the engine has worked it through to the export');
    const imported = spaces.flatMap(({ value }) => inForestSpace(value, subject.ad) ?? [])[0];
    if (imported === undefined) return ruledOut('it is not in the connector space, so no rule has seen it');
    if (isDisconnector(imported)) return byScope(subject.ad, also);
    const metaverse = knownOf(also['syncServers.mvObjects'])?.flatMap(({ value }) => value);
    return metaverse === undefined || metaverseOf(subject.ad, imported, metaverse) === undefined ? cannotTell('syncServers.mvObjects') : ruledOut('cloudFiltered is not set');
  },

  explain: ({ dn, rule, marks }) => (marks ? `The rule "${rule}" sets cloudFiltered to True for ${dn}, so it is not exported.` : `The rule "${rule}" does not take ${dn} in, and no other rule does, so the engine leaves it unconnected.`),
});

interface Mark {
  readonly server: string;
  readonly staging: boolean | undefined;
  readonly attribute: CsAttribute;
}

/** cloudFiltered of the metaverse object, where it is True. */
function markOf(ad: AdObject, also: Pick<Evidence, 'syncServers.csObjects' | 'syncServers.mvObjects'>): Mark | undefined {
  const spaces = knownOf(also['syncServers.csObjects']) ?? [];
  return (knownOf(also['syncServers.mvObjects']) ?? []).flatMap(({ server, staging, value }) => {
    const imported = spaces.filter((each) => each.server === server).flatMap((each) => inForestSpace(each.value, ad) ?? [])[0];
    const person = metaverseOf(ad, imported, value);
    const attribute = person === undefined ? undefined : attributeOf(person, 'cloudFiltered');
    return attribute !== undefined && textsOf(attribute).some((text) => text.toLowerCase() === 'true') ? [{ server, staging, attribute }] : [];
  })[0];
}

function byMark(ad: AdObject, { server, staging, attribute }: Mark, rules: readonly FromServer<readonly SyncRule[]>[] | undefined): Verdict<Filtered> {
  const name = attribute.SyncRuleName ?? '';
  const rule = rules?.flatMap(({ value }) => value).find((each) => sameText(each.Name, name));
  const custom = rule === undefined ? name !== '' && !isStandardName(name) : isCustom(rule);
  const byDefault = isFilteredByDefaultRules(ad);
  if (!custom && name !== '' && !byDefault && rules === undefined) return cannotTell('syncServers.rules');
  if (!custom && (name !== '' || byDefault)) return ruledOut('a default rule filters it, which is another cause');
  const facts = { dn: ad.dn, rule: name === '' ? '(not named)' : name, marks: true };
  const statedAt = attribute.LastModificationTime ?? undefined;
  return { is: 'confirmed', facts, evidenceClass: staging === true ? 'D' : 'A', evidence: [onServer(server, 'cloudFiltered', `True, by ${facts.rule}`)], ...(statedAt === undefined ? {} : { statedAt }) };
}

/** The object is a disconnector: a rule of the administrator that could take it in does not, and no other rule takes it in either. */
function byScope(ad: AdObject, also: Pick<Evidence, 'directory.forests' | 'syncServers.rules' | 'syncServers.connectors'>): Verdict<Filtered> {
  const servers = knownOf(also['syncServers.rules']);
  if (servers === undefined) return cannotTell('syncServers.rules');
  const lists = knownOf(also['syncServers.connectors']) ?? [];
  const forests = knownOf(also['directory.forests']) ?? [];
  for (const { server, staging, value } of servers) {
    const connector = forestConnector(ad, forests, lists.find((each) => each.server === server)?.value ?? []);
    const taking = inboundRulesFor(ad, value, connector).filter(({ LinkType }) => sameText(LinkType, 'Provision'));
    const own = taking.find((rule) => isCustom(rule) && (rule.ScopeFilter ?? []).length > 0);
    if (own === undefined) continue;
    const answers = taking.map((rule) => inScopeOf(rule, ad));
    if (answers.includes(true)) continue;
    if (answers.includes(undefined)) return cannotTell('syncServers.rules');
    const facts = { dn: ad.dn, rule: own.Name ?? '(not named)', marks: false };
    return { is: 'confirmed', facts, evidenceClass: staging === true ? 'C' : 'B', evidence: [onServer(server, 'ConnectedMVObjectId', '(none)'), onServer(server, 'ScopeFilter', filterText(own))] };
  }
  return ruledOut('no rule of an administrator keeps it out');
}

const filterText = (rule: SyncRule): string =>
  `${rule.Name ?? ''}: ${(rule.ScopeFilter ?? []).map((group) => (group.ScopeConditionList ?? []).map((each) => [each.Attribute, each.ComparisonOperator, each.ComparisonValue].filter((part) => typeof part === 'string' && part !== '').join(' ')).join(' and ')).join(' or ')}`;
