import assert from 'node:assert/strict';
import { inScopeOf, meets } from '../../src/deduce/scope-filter.ts';
import type { AdEntry } from '../../src/model/evidence.ts';

const ENTRY: AdEntry = { dn: 'CN=John Smith,OU=Staff,DC=x', attributes: { department: ['Sales'], userAccountControl: ['514'], proxyAddresses: ['SMTP:a@x', 'smtp:b@x'], isCriticalSystemObject: ['TRUE'], empty: [] } };
const condition = (Attribute: string, ComparisonOperator: string, ComparisonValue = ''): Parameters<typeof meets>[0] => ({ Attribute, ComparisonOperator, ComparisonValue });
const group = (...ScopeConditionList: readonly Parameters<typeof meets>[0][]) => ({ ScopeConditionList });

describe('a scope filter', () => {
  for (const [attribute, operator, value, answer] of [
    ['department', 'EQUAL', 'Sales', true],
    ['DEPARTMENT', 'EQUAL', 'Legal', false],
    ['department', 'EQUAL', 'SALES', undefined],
    ['department', 'NOTEQUAL', 'Sales', false],
    ['department', 'NOTEQUAL', 'Legal', true],
    ['title', 'EQUAL', 'Head', false],
    ['title', 'NOTEQUAL', 'Head', true],
    ['isCriticalSystemObject', 'NOTEQUAL', 'True', false],
    ['department', 'STARTSWITH', 'Sa', true],
    ['department', 'NOTSTARTSWITH', 'Sa', false],
    ['department', 'NOT_STARTS_WITH', 'Le', true],
    ['department', 'ENDSWITH', 'les', true],
    ['proxyAddresses', 'CONTAINS', 'b@x', true],
    ['proxyAddresses', 'NOTCONTAINS', 'b@x', false],
    ['proxyAddresses', 'NOTCONTAINS', 'c@x', true],
    ['title', 'ISNULL', '', true],
    ['empty', 'ISNULL', '', true],
    ['department', 'ISNOTNULL', '', true],
    ['userAccountControl', 'ISBITSET', '2', true],
    ['userAccountControl', 'ISBITNOTSET', '2', false],
    ['userAccountControl', 'ISBITSET', '16', false],
    ['department', 'ISBITSET', '2', undefined],
    ['dn', 'CONTAINS', 'OU=Staff', true],
    ['department', 'ISMEMBEROF', 'CN=G', undefined],
    ['department', 'SOUNDSLIKE', 'Sails', undefined],
  ] as const) {
    it(`answers ${String(answer)} to ${attribute} ${operator} ${value}`, () => assert.equal(meets(condition(attribute, operator, value), ENTRY), answer));
  }

  const yes = condition('department', 'EQUAL', 'Sales');
  const no = condition('department', 'EQUAL', 'Legal');
  const unknown = condition('department', 'ISIN', 'Sales;Legal');

  it('without groups takes everything', () => assert.equal(inScopeOf({ Name: 'r' }, ENTRY), true));
  it('joins the conditions of one group by AND', () => assert.equal(inScopeOf({ ScopeFilter: [group(yes, no)] }, ENTRY), false));
  it('joins groups by OR', () => assert.equal(inScopeOf({ ScopeFilter: [group(no), group(yes)] }, ENTRY), true));
  it('knows the answer when one unknown condition cannot change it', () => {
    assert.equal(inScopeOf({ ScopeFilter: [group(no, unknown)] }, ENTRY), false);
    assert.equal(inScopeOf({ ScopeFilter: [group(unknown), group(yes)] }, ENTRY), true);
  });
  it('does not guess where an unknown condition decides', () => {
    assert.equal(inScopeOf({ ScopeFilter: [group(yes, unknown)] }, ENTRY), undefined);
    assert.equal(inScopeOf({ ScopeFilter: [group(no), group(unknown)] }, ENTRY), undefined);
  });
});
