import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { notImported, withoutCloudAccount, type Company } from '../company.ts';

type Json = Record<string, unknown>;
const list = (given: Company, name: string): Json[] => given.server[name] as Json[];
const at = (items: Json[], place = 0): Json => items[place] ?? {};
const contractors = (more: Json = {}): Json => ({ Identifier: 'x1', Name: 'Contractors stay out', Direction: 'Inbound', Disabled: false, Precedence: 50, LinkType: 'Join', Connector: 'a1111111-1111-4111-8111-111111111111', SourceObjectType: 'user', TargetObjectType: 'person', IsStandardRule: false, ...more });
const mark = (given: Company, value: unknown, rule: string | null): void => {
  withoutCloudAccount(given);
  (at(list(given, 'mvObjects'))['Attributes'] as Json[]).push({ Name: 'cloudFiltered', Values: [value], SyncRuleName: rule, ConnectorName: 'corp.contoso.com' });
};
const filter = (attribute: string, operator: string, value: string): unknown => [{ ScopeConditionList: [{ Attribute: attribute, ComparisonOperator: operator, ComparisonValue: value }] }];
/** The standard join rule is off; a rule of the administrator takes its place. */
const replaced = (given: Company, scope: unknown): void => {
  withoutCloudAccount(given);
  given.server['mvObjects'] = [];
  given.server['csObjects'] = [{ ...at(list(given, 'csObjects')), ConnectedMVObjectId: '00000000-0000-0000-0000-000000000000', IsConnector: false, Lineage: [] }];
  at(list(given, 'rules'))['Disabled'] = true;
  list(given, 'rules').push(contractors({ Name: 'Sales only', LinkType: 'Provision', ScopeFilter: scope }));
};

describeCause(sealed('filter-custom-rule'), {
  confirms: [
    { when: 'a rule of the administrator has set cloudFiltered', given: (given) => { mark(given, true, 'Contractors stay out'); list(given, 'rules').push(contractors()); }, evidenceClass: 'A', remedy: null, says: /Contractors stay out/, shows: ['cloudFiltered=True, by Contractors stay out'] },
    { when: 'the rules were not read, and the contributing rule bears no name of the product', given: (given) => { mark(given, 'True', 'Contractors stay out'); delete given.server['rules']; }, evidenceClass: 'A' },
    { when: 'no rule takes a disconnector in, and one of them is of the administrator', given: (given) => replaced(given, filter('department', 'EQUAL', 'Sales')), evidenceClass: 'B', says: /Sales only/, shows: ['ConnectedMVObjectId=(none)', 'ScopeFilter=Sales only: department EQUAL Sales'] },
    { when: 'only a standby server says so', given: (given) => { mark(given, true, 'Contractors stay out'); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
    { when: 'a default rule was edited by the administrator', given: (given) => { mark(given, true, 'In from AD - User Common'); at(list(given, 'rules'), 2)['IsStandardRule'] = false; }, evidenceClass: 'A', says: /sets cloudFiltered to True/ },
    { when: 'the rule that set it is not named and no default rule would', given: (given) => mark(given, true, null), evidenceClass: 'A', says: /not named/ },
    { when: 'the engine says when it set it', given: (given) => { mark(given, true, 'Contractors stay out'); Object.assign((at(list(given, 'mvObjects'))['Attributes'] as Json[]).at(-1) ?? {}, { LastModificationTime: '2026-11-20T08:00:00Z' }); }, evidenceClass: 'A', statedAt: '2026-11-20T08:00:00Z' },
    { when: 'the connector space was not read, and the metaverse names the object', given: (given) => { mark(given, true, 'Contractors stay out'); delete given.server['csObjects']; }, evidenceClass: 'A' },
    { when: 'only a standby server leaves it unconnected', given: (given) => { replaced(given, filter('department', 'EQUAL', 'Sales')); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C', says: /does not take/ },
    { when: 'the rule asks for a value of any kind', given: (given) => replaced(given, filter('department', 'ISNOTNULL', '')), says: /Sales only/, shows: ['ConnectedMVObjectId=(none)', 'ScopeFilter=Sales only: department ISNOTNULL'] },
  ],
  rulesOut: [
    { when: 'it is connected and nothing is set', given: () => {} },
    { when: 'cloudFiltered is False', given: (given) => { mark(given, false, 'Contractors stay out'); } },
    { when: 'a default rule has set it', given: (given) => mark(given, true, 'In from AD - User Common') },
    { when: 'a default rule must have set it, and its name is not given', given: (given) => { mark(given, true, null); given.ad.attributes['isCriticalSystemObject'] = ['TRUE']; } },
    { when: 'the rule of the administrator takes it in', given: (given) => { replaced(given, filter('department', 'EQUAL', 'Sales')); given.ad.attributes['department'] = ['Sales']; } },
    { when: 'it was never imported', given: (given) => { withoutCloudAccount(given); notImported(given); } },
    { when: 'the metaverse was not read, and it is in Entra', given: (given) => { delete given.server['mvObjects']; } },
    { when: 'it is a disconnector and in Entra all the same', given: (given) => { replaced(given, filter('department', 'EQUAL', 'Sales')); given.users.push(given.user); } },
    { when: 'it is a disconnector on its way to Entra all the same', given: (given) => { const exported = at(list(given, 'csObjects'), 1); replaced(given, filter('department', 'EQUAL', 'Sales')); list(given, 'csObjects').push(exported); } },
    { when: 'it is connected to a person of the metaverse that nothing marks', given: (given) => { withoutCloudAccount(given); given.server['csObjects'] = [at(list(given, 'csObjects'))]; } },
    { when: 'a default rule leaves it out and no rule is of the administrator', given: (given) => { replaced(given, []); list(given, 'rules').pop(); at(list(given, 'rules'))['Disabled'] = false; given.ad.attributes['isCriticalSystemObject'] = ['TRUE']; } },
  ],
  cannotTell: [
    { when: 'the rule uses an operator that nobody can vouch for', given: (given) => replaced(given, filter('department', 'ISMEMBEROF', 'CN=Sales')), missing: ['syncServers.rules'] },
    { when: 'the rules were not read, and the rule that set it bears a name like those of the product', given: (given) => { mark(given, true, 'In from AD - User DoNotSync'); delete given.server['rules']; }, missing: ['syncServers.rules'] },
    { when: 'the rules were not read', given: (given) => { replaced(given, []); delete given.server['rules']; }, missing: ['syncServers.rules'] },
    { when: 'the connector space was not read', given: (given) => { withoutCloudAccount(given); delete given.server['csObjects']; delete given.server['mvObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'the metaverse was not read', given: (given) => { withoutCloudAccount(given); given.server['csObjects'] = [at(list(given, 'csObjects'))]; delete given.server['mvObjects']; }, missing: ['syncServers.mvObjects'] },
    { when: 'the person to which it is connected is not among those that were read', given: (given) => { withoutCloudAccount(given); given.server['csObjects'] = [at(list(given, 'csObjects'))]; given.server['mvObjects'] = []; }, missing: ['syncServers.mvObjects'] },
  ],
});
