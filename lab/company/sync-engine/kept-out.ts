import type { KeptOut } from './connector-space.ts';
import { decidingRule } from './custom-rules.ts';
import type { Engine } from './engine.ts';
import { text, type ImportedObject } from './imported-object.ts';

export function keptOutOf(engine: Engine, object: ImportedObject): KeptOut | null {
  const { filterGroup, joinCriteria, customRules } = engine.settings;
  if (filterGroup !== null && !isMember(engine, object, filterGroup)) return { is: 'no-member-of-filter-group' };
  if (object.kind === 'user' && joinCriteria !== 'AlwaysProvision' && text(object, joinCriteria) === null) return { is: 'no-matching-value' };
  if (object.kind === 'user' && text(object, 'msExchRecipientTypeDetails') === '2') return { is: 'waits-for-master' };
  const rule = decidingRule(customRules, object, 'cloudFiltered');
  return rule === undefined ? null : { is: 'custom-rule', rule: rule.name };
}

/** Only direct members count; the group itself passes. */
function isMember({ ad }: Engine, object: ImportedObject, group: string): boolean {
  if (object.dn.toLowerCase() === group.toLowerCase()) return true;
  return ad.byDn(group)?.values('member').some((dn) => dn.toString().toLowerCase() === object.dn.toLowerCase()) ?? false;
}
