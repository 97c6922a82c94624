import type { EngineObject } from './connector-space.ts';
import { decidingRule } from './custom-rules.ts';
import type { Engine } from './engine.ts';

interface AttributeJson {
  readonly Name: string;
  readonly Values: readonly (string | boolean)[];
  readonly SyncRuleName: string | null;
  readonly ConnectorName: string | null;
}

/** What the Entra connector space holds of an object: the values that go out, without their origin. */
export const cloudAttributes = (object: EngineObject): readonly AttributeJson[] => [
  ...flowed(object).map(({ name, values }) => ({ Name: name, Values: values, SyncRuleName: null, ConnectorName: null })),
  ...(object.link === null ? [] : [{ Name: 'cloudAnchor', Values: [`User_${object.link.cloudId}`], SyncRuleName: null, ConnectorName: null }]),
];

/** What the metaverse holds: every value with the rule and the connector that contributed it. */
export function metaverseAttributes(engine: Engine, object: EngineObject, { cloudRule }: { readonly cloudRule: string }): readonly AttributeJson[] {
  const custom = decidingRule(engine.settings.customRules, object.imported, 'displayName')?.name;
  const fromAd = flowed(object).map(({ name, values, rule }) => ({ Name: name, Values: values, SyncRuleName: name === 'displayName' && custom !== undefined ? custom : rule, ConnectorName: engine.adConnector }));
  const { keptOut } = object;
  const filter = keptOut?.is === 'custom-rule' ? keptOut.rule : ruleOf(object, 'Common');
  const kept = object.wanted === null && keptOut?.is !== 'waits-for-master' ? [{ Name: 'cloudFiltered', Values: [true], SyncRuleName: filter, ConnectorName: engine.adConnector }] : [];
  const fromCloud = object.link === null ? [] : [{ Name: 'cloudSourceAnchor', Values: [object.link.cloudAnchor], SyncRuleName: cloudRule, ConnectorName: engine.entraConnector }];
  return [...fromAd, ...kept, ...fromCloud];
}

interface Flowed {
  readonly name: string;
  readonly values: readonly (string | boolean)[];
  readonly rule: string;
}

const NAMES: Readonly<Record<EngineObject['imported']['kind'], string>> = { user: 'User', group: 'Group', contact: 'Contact' };
const ruleOf = ({ imported }: EngineObject, part: string): string => `In from AD - ${NAMES[imported.kind]} ${part}`;

function flowed(object: EngineObject): readonly Flowed[] {
  const { wanted } = object;
  if (wanted === null) return [];
  const [join, common] = [ruleOf(object, 'Join'), ruleOf(object, 'Common')];
  const exchange = wanted.kind === 'user' ? ruleOf(object, 'Exchange') : common;
  const signIn = wanted.kind === 'user' && wanted.accountEnabled ? ruleOf(object, 'AccountEnabled') : common;
  const ofUser: readonly (readonly [string, string | boolean | null, string])[] = wanted.kind !== 'user' ? [] : [
    ['userPrincipalName', wanted.upn, signIn], ['accountEnabled', wanted.accountEnabled, signIn], ['accountName', wanted.sam, join],
    ['employeeID', wanted.employeeId, common], ['usageLocation', wanted.usageLocation, exchange],
    ...Object.entries(wanted.extensions).map(([name, value]) => [name, value, exchange] as const),
  ];
  const single: readonly (readonly [string, string | boolean | null, string])[] = [
    ['sourceAnchor', wanted.anchor, join], ['displayName', wanted.displayName, common], ['mail', wanted.mail, common], ['mailNickname', wanted.mailNickname, exchange], ...ofUser,
  ];
  return [
    ...single.flatMap(([name, value, rule]) => (value === null ? [] : [{ name, values: [value], rule }])),
    ...(wanted.proxyAddresses.length === 0 ? [] : [{ name: 'proxyAddresses', values: wanted.proxyAddresses, rule: common }]),
  ];
}
