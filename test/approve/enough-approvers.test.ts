import assert from 'node:assert/strict';
import { approverWarnings } from '../../src/approve/enough-approvers.ts';
import type { ApprovalPolicy } from '../../src/model/approval.ts';
import type { People } from '../../src/ports/people.ts';
import { personId } from '../contracts/sample-plan.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';

type Accounts = Awaited<ReturnType<People['accountsIn']>>;
const group = (...members: readonly (readonly [number, string | null, string?])[]): Accounts => ({ is: 'known', accounts: members.map(([n, personKey, upn = `admin${n}@contoso.com`]) => ({ oid: personId(n), upn, personKey })) });
const people = (groups: Readonly<Record<string, Accounts>>): Pick<People, 'accountsIn'> => ({ accountsIn: (id) => Promise.resolve(groups[id] ?? { is: 'no-such-group' }) });
const one = ruleFor(['a'], 'reversible-one-object');
const policy = (change: Partial<ApprovalPolicy> = {}): ApprovalPolicy => pretendPolicy({ approvers: [one], ...change });

describe('the people behind the approval policy', () => {
  const ROWS: readonly (readonly [string, ApprovalPolicy, Readonly<Record<string, Accounts>>, readonly RegExp[]])[] = [
    ['are enough when one more than needed is there', policy(), { a: group([1, 'E1'], [2, 'E2']) }, []],
    ['are too few when the one approver may be the requester', policy(), { a: group([1, 'E1']) }, [/^Rule 1 of the approval policy \(group a\) has 1 of the 2 eligible people that reversible changes of one object need: 1 to approve and one to ask\./]],
    ['are too few when a group is empty', policy(), { a: group() }, [/has 0 of the 2/]],
    ['are too few for two approvals', policy({ approvers: [ruleFor(['a'], 'far-reaching')] }), { a: group([1, 'E1'], [2, 'E2']) }, [/has 2 of the 3 eligible people that far-reaching changes need: 2 to approve/]],
    ['count once through two accounts', policy(), { a: group([1, 'E1'], [2, 'e1 ']) }, [/has 1 of the 2/]],
    ['count once through two accounts that the policy names', policy({ accounts: [{ person: 'Ann', ids: [personId(1), personId(2)] }] }), { a: group([1, null], [2, 'E2']) }, [/has 1 of the 2/]],
    ['count as one each when nobody knows who they are', policy(), { a: group([1, null], [2, null]) }, []],
    ['do not count through an administrator account of nobody knows whom', policy({ adminAccounts: ['adm-*'] }), { a: group([1, 'E1'], [2, null, 'adm-bo@contoso.com']) }, [/has 1 of the 2/]],
    ['count once in two groups', policy({ approvers: [ruleFor(['a', 'b'], 'reversible-one-object')] }), { a: group([1, 'E1']), b: group([1, 'E1']) }, [/groups a, b\) has 1 of the 2/]],
    ['are enough in two groups together', policy({ approvers: [ruleFor(['a', 'b'], 'reversible-one-object')] }), { a: group([1, 'E1']), b: group([2, 'E2']) }, []],
    ['are enough with those of a rule that covers as much', policy({ approvers: [{ ...one, containers: ['OU=Staff,DC=contoso'] }, ruleFor(['b'], 'reversible-one-object')] }), { a: group([1, 'E1']), b: group([2, 'E2'], [3, 'E3']) }, []],
    ['are too few when another rule covers less', policy({ approvers: [one, { ...ruleFor(['b'], 'reversible-one-object'), operations: ['ad.move'] }] }), { a: group([1, 'E1']), b: group([2, 'E2'], [3, 'E3']) }, [/^Rule 1 /]],
    ['are nobody in a group that is not there', policy({ approvers: [ruleFor(['a', 'x'], 'reversible-one-object')] }), { a: group([1, 'E1'], [2, 'E2']) }, [/^The approval policy names group x, which is not in Microsoft Entra ID; nobody is eligible through it\.$/]],
    ['are nobody in a group that cannot be read', policy(), { a: { is: 'unknown', says: 'no answer' } }, [/^Group a of the approval policy could not be read \(no answer\)/, /has 0 of the 2/]],
    ['are counted for every class of a rule', policy({ approvers: [ruleFor(['a'])] }), { a: group([1, 'E1'], [2, 'E2']) }, [/far-reaching changes need/]],
    ['are named by no group', policy({ approvers: [ruleFor([], 'far-reaching')] }), {}, [/\(which names no group\) has 0 of the 3/]],
    ['are not asked about when there is no rule', policy({ approvers: [] }), {}, []],
  ];
  for (const [what, file, groups, expected] of ROWS) {
    it(what, async () => {
      const warnings = await approverWarnings(people(groups), file);
      assert.equal(warnings.length, expected.length, warnings.join('\n'));
      for (const [at, pattern] of expected.entries()) assert.match(warnings[at] ?? '', pattern);
    });
  }
});
