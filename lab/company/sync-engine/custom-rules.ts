import type { Condition, RuleJson } from './default-rules.ts';
import { guidOf } from './default-rules.ts';
import { text, type ImportedObject } from './imported-object.ts';

/** An inbound rule of an administrator for the users of AD: whom it takes in, and the one constant that it writes. */
export interface CustomRule {
  readonly name: string;
  /** Lower numbers win; the default rules begin at 100. */
  readonly precedence: number;
  /** All must hold; only EQUAL and STARTSWITH. */
  readonly scope: readonly (Condition & { readonly ComparisonOperator: 'EQUAL' | 'STARTSWITH' })[];
  readonly sets: { readonly attribute: 'accountEnabled' | 'cloudFiltered' | 'department' | 'displayName'; readonly value: string };
  /** Its flow calls Error() with these words instead of giving a value. */
  readonly throws?: string | undefined;
  /** Name of the default rule that it was cloned from; that one is disabled. */
  readonly replaces?: string | undefined;
  readonly changedAt: Date;
}

/** The rule that decides over this attribute of the object, if one of the administrator's does. */
export const decidingRule = (rules: readonly CustomRule[], object: ImportedObject, attribute: CustomRule['sets']['attribute']): CustomRule | undefined =>
  rules.filter((rule) => rule.sets.attribute === attribute && object.kind === 'user' && rule.scope.every((condition) => holds(object, condition))).toSorted((one, other) => one.precedence - other.precedence)[0];

/** The rules of the administrator that act on an object. */
export const actingRules = (rules: readonly CustomRule[], object: ImportedObject): readonly CustomRule[] => rules.filter((rule) => object.kind === 'user' && rule.scope.every((condition) => holds(object, condition)));

function holds(object: ImportedObject, { Attribute, ComparisonOperator, ComparisonValue }: CustomRule['scope'][number]): boolean {
  const value = text(object, Attribute)?.toLowerCase();
  if (value === undefined) return false;
  return ComparisonOperator === 'EQUAL' ? value === ComparisonValue.toLowerCase() : value.startsWith(ComparisonValue.toLowerCase());
}

/** What Get-ADSyncRule prints for it. */
export const customRuleJson = (rule: CustomRule, connector: string): RuleJson & { readonly LastModificationTime: string; readonly AttributeFlowMappings: readonly unknown[] } => ({
  Identifier: guidOf(rule.name), InternalId: guidOf(`${rule.name} internal`), Name: rule.name, Direction: 'Inbound', Disabled: false, Precedence: rule.precedence,
  LinkType: 'Join', EnablePasswordSync: false, Connector: connector, SourceObjectType: 'user', TargetObjectType: 'person', IsStandardRule: false, ImmutableTag: '',
  ScopeFilter: [{ ScopeConditionList: rule.scope }], JoinFilter: [], LastModificationTime: rule.changedAt.toISOString(),
  AttributeFlowMappings: [{ Destination: rule.sets.attribute, Source: [rule.sets.value], FlowType: rule.throws === undefined ? 'Constant' : 'Expression', Expression: rule.throws === undefined ? '' : `Error("${rule.throws}")` }],
});
