import type { SyncRule, SyncServerDocument } from '../model/evidence.ts';
import type { SubjectKind } from '../model/subject.ts';
import { sameText } from './attributes.ts';

export interface DifferingRule {
  readonly server: string;
  readonly name: string;
  readonly how: string;
}

/** Rules for a kind of object that only one of two servers has, that one has disabled, or that differ in scope or flow; nothing where rules were not read. */
export function differingRules(one: SyncServerDocument, other: SyncServerDocument, kind: SubjectKind): readonly DifferingRule[] {
  const [own, others] = [rulesFor(one, kind), rulesFor(other, kind)];
  if (own === undefined || others === undefined) return [];
  const missing = (from: SyncServerDocument, rules: readonly SyncRule[], all: readonly SyncRule[]): readonly DifferingRule[] =>
    rules.filter((rule) => rule.Disabled !== true && !all.some((each) => isSame(each, rule))).map((rule) => ({ server: from.name, name: rule.Name ?? '', how: 'there and enabled; on the other server missing' }));
  const changed = own.flatMap((rule) => {
    const twin = others.find((each) => isSame(each, rule));
    const how = twin === undefined ? null : difference(rule, twin);
    return how === null ? [] : [{ server: one.name, name: rule.Name ?? '', how }];
  });
  return [...missing(one, own, others), ...missing(other, others, own), ...changed];
}

const OBJECT_TYPES: Readonly<Record<SubjectKind, readonly string[]>> = { user: ['user', 'inetorgperson', 'person'], group: ['group'], contact: ['contact', 'person'], device: ['computer', 'device'] };

const rulesFor = (server: SyncServerDocument, kind: SubjectKind): readonly SyncRule[] | undefined =>
  server.rules?.filter((rule) => OBJECT_TYPES[kind].includes(rule.SourceObjectType?.toLowerCase() ?? ''));

/** Identifiers are made anew on every server; the tag of a standard rule and the name are not. */
const isSame = (one: SyncRule, other: SyncRule): boolean =>
  one.Direction?.toLowerCase() === other.Direction?.toLowerCase() && (sameText(one.Name, other.Name) || (sameText(one.ImmutableTag, other.ImmutableTag) && one.ImmutableTag !== ''));

function difference(one: SyncRule, other: SyncRule): string | null {
  if ((one.Disabled === true) !== (other.Disabled === true)) return one.Disabled === true ? 'disabled here only' : 'disabled on the other server only';
  const text = (value: unknown): string => JSON.stringify(value ?? []);
  if (one.ScopeFilter !== undefined && other.ScopeFilter !== undefined && text(one.ScopeFilter) !== text(other.ScopeFilter)) return 'another scope filter';
  const read = one.AttributeFlowMappings !== undefined && other.AttributeFlowMappings !== undefined;
  return read && text(one.AttributeFlowMappings) !== text(other.AttributeFlowMappings) ? 'other attribute flows' : null;
}
