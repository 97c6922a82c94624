import assert from 'node:assert/strict';
import { couldDecide } from '../../src/approve/could-decide.ts';
import { humanBehind, isNobodysAccount, isSameHuman } from '../../src/approve/same-human.ts';
import { personId, samplePlan } from '../contracts/sample-plan.ts';
import { pretendPolicy } from './pretend-policy.ts';

const POLICY = pretendPolicy({ accounts: [{ person: ' Bo Berg ', ids: [personId(2), personId(3)] }] });

describe('the human behind an account', () => {
  const HUMANS: readonly (readonly [string, number, string | null, string | null])[] = [
    ['is told by the employee id', 4, 'E4', 'E4'],
    ['is told by the policy where there is no employee id', 2, null, 'Bo Berg'],
    ['is told by the policy although there is an employee id', 3, 'E3', 'Bo Berg'],
    ['is not known', 4, null, null],
    ['is not known by a blank', 4, '  ', null],
  ];
  for (const [what, n, personKey, human] of HUMANS) it(what, () => assert.equal(humanBehind({ oid: personId(n), personKey }, POLICY), human));

  const PAIRS: readonly (readonly [string | null, string | null, boolean])[] = [['E1', 'E1', true], ['E1', ' e1', true], ['E1', 'E2', false], ['E1', null, false], [null, null, false]];
  for (const [one, other, same] of PAIRS) it(`is ${same ? 'one' : 'not known to be one'} with ${one} and ${other}`, () => assert.equal(isSameHuman(one, other), same));

  const ACCOUNTS: readonly (readonly [string, string, boolean])[] = [
    ['adm-*', 'adm-bo@contoso.com', true],
    ['adm-*', 'ADM-BO@contoso.com', true],
    ['ADM-*', 'adm-bo@contoso.com', true],
    ['adm-*', 'bo.adm-@contoso.com', false],
    ['*-adm', 'bo-adm@contoso.com', true],
    ['*-adm', 'bo-admin@contoso.com', false],
    ['*@admin.contoso.com', 'bo@admin.contoso.com', true],
    ['*@admin.contoso.com', 'bo@contoso.com', false],
    ['*admin*', 'bo.administrator@contoso.com', true],
    ['root', 'root@contoso.com', true],
    ['root', 'rooted@contoso.com', false],
    ['root@contoso.com', 'root@contoso.com', true],
    ['adm.*', 'admxbo@contoso.com', false],
  ];
  for (const [pattern, upn, fits] of ACCOUNTS) {
    it(`must be known for ${upn} where ${pattern} are administrator accounts: ${fits}`, () => {
      assert.equal(isNobodysAccount({ oid: personId(4), personKey: null, upn }, { ...POLICY, adminAccounts: [pattern] }), fits);
      assert.equal(isNobodysAccount({ oid: personId(4), personKey: 'E4', upn }, { ...POLICY, adminAccounts: [pattern] }), false, 'it is known');
    });
  }
});

describe('the people shown as eligible', () => {
  it('are neither the requester, nor the requester under another name, nor nobody knows who', () => {
    const policy = { ...POLICY, accounts: [{ person: 'E1', ids: [personId(6)] }], adminAccounts: ['adm-*'] };
    const members = [
      { oid: personId(1), displayName: 'Ann' },
      { oid: personId(2), displayName: 'Bo', upn: 'bo@contoso.com', personKey: 'E2' },
      { oid: personId(3), displayName: 'ADM Ann', upn: 'adm-ann@contoso.com', personKey: 'e1' },
      { oid: personId(4), displayName: 'ADM who', upn: 'adm-who@contoso.com', personKey: null },
      { oid: personId(5), displayName: 'Cy' },
      { oid: personId(6), displayName: 'Ann too', upn: 'ann.too@contoso.com', personKey: null },
    ];
    assert.deepEqual(couldDecide(members, samplePlan(1), policy).map(({ displayName }) => displayName), ['Bo', 'Cy']);
  });
});
