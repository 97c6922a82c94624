import type { AdEntry, ScopeCondition, SyncRule } from '../model/evidence.ts';
import { valuesOf } from './attributes.ts';
import { ownMember } from '../model/own-member.ts';

/** True, false, or undefined where the answer hangs on an operator or on a letter case that nobody can vouch for. */
export type Answer = boolean | undefined;

/** Whether a rule takes an object: groups are joined by OR, the conditions of one group by AND; without any group it takes everything. */
export function inScopeOf(rule: SyncRule, entry: AdEntry): Answer {
  const groups = rule.ScopeFilter ?? [];
  return groups.length === 0 ? true : any(groups.map((group) => all((group.ScopeConditionList ?? []).map((condition) => meets(condition, entry)))));
}

/** Whether an object meets one condition of a scope filter. */
export function meets(condition: ScopeCondition, entry: AdEntry): Answer {
  const name = condition.Attribute ?? '';
  const wanted = condition.ComparisonValue ?? '';
  const values = /^(dn|distinguishedname)$/i.test(name) ? [entry.dn] : valuesOf(entry, name).filter((value) => value !== '');
  const operator = (condition.ComparisonOperator ?? '').toUpperCase().replaceAll(/[^A-Z]/g, '');
  const negative = ownMember(NEGATIVES, operator);
  return negative === undefined ? positive(operator, values, wanted) : not(positive(negative, values, wanted));
}

const NEGATIVES: Readonly<Partial<Record<string, string>>> = {
  NOTEQUAL: 'EQUAL', NOTCONTAINS: 'CONTAINS', NOTSTARTSWITH: 'STARTSWITH', NOTENDSWITH: 'ENDSWITH', ISNOTNULL: 'ISNULL', ISBITNOTSET: 'ISBITSET', ISNOTBITSET: 'ISBITSET',
};

function positive(operator: string, values: readonly string[], wanted: string): Answer {
  switch (operator) {
    case 'ISNULL':
      return values.length === 0;
    case 'EQUAL':
      return any(values.map((value) => compared(value, wanted, (one, other) => one === other)));
    case 'CONTAINS':
      return any(values.map((value) => compared(value, wanted, (one, other) => one.includes(other))));
    case 'STARTSWITH':
      return any(values.map((value) => compared(value, wanted, (one, other) => one.startsWith(other))));
    case 'ENDSWITH':
      return any(values.map((value) => compared(value, wanted, (one, other) => one.endsWith(other))));
    case 'ISBITSET':
      return any(values.map((value) => bitSet(value, wanted)));
    default:
      return undefined;
  }
}

/** Microsoft does not say whether values are compared with regard to case: where only the case decides, nobody knows. */
function compared(value: string, wanted: string, fits: (one: string, other: string) => boolean): Answer {
  if (fits(value, wanted)) return true;
  if (!fits(value.toLowerCase(), wanted.toLowerCase())) return false;
  return /^(true|false)$/i.test(wanted) ? true : undefined;
}

function bitSet(value: string, wanted: string): Answer {
  if (!/^-?\d+$/.test(value) || !/^(\d+|0x[0-9a-f]+)$/i.test(wanted)) return undefined;
  const bits = BigInt(wanted);
  return (BigInt(value) & bits) === bits;
}

const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);

const any = (answers: readonly Answer[]): Answer => (answers.includes(true) ? true : answers.includes(undefined) ? undefined : false);

const all = (answers: readonly Answer[]): Answer => (answers.includes(false) ? false : answers.includes(undefined) ? undefined : true);
