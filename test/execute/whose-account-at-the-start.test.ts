import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { Plan } from '../../src/model/plan.ts';
import { person, pretendPeople, type PretendPeople } from '../approve/pretend-people.ts';
import { minutes, objectGuid, personId, samplePlan } from '../contracts/sample-plan.ts';
import { approved, POLICY, pretendWorld } from './pretend-world.ts';

const ADMINS = { ...POLICY, adminAccounts: ['adm-*'] };
const TARGET = { key: objectGuid(7), dn: 'CN=adm-admin2,OU=Admins,DC=contoso,DC=com', displayName: 'adm-admin2' };
const about = (personKey: string | null) => [{ person: person(7, { upn: 'adm-admin2@contoso.com', personKey, onPremisesImmutableId: anchorOfGuid(objectGuid(7)) }), managerId: null }];

interface Story {
  readonly prepare: (people: PretendPeople) => void;
  readonly deciders?: readonly number[];
  readonly quorum?: number;
  readonly target?: Plan['content']['targets'][number];
}

/** How a plan that was approved stands once its run was begun. */
async function runOf({ prepare, deciders = [2], quorum = 1, target = TARGET }: Story): Promise<Plan> {
  const store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
  try {
    const people = pretendPeople();
    prepare(people);
    const world = pretendWorld(store, { people, policy: () => ADMINS });
    const plan = await approved(store, samplePlan(1, { targets: [target], quorum: { approve: quorum, deny: 1 } }), deciders);
    return (await createExecutor(world).run(plan.content.planId)) ?? assert.fail();
  } finally {
    await store.close();
  }
}

describe('an approver and the accounts of the plan, when its run begins', () => {
  it('are strangers where the target is only named alike and both are known to be two people', async () => {
    const end = await runOf({ prepare: (people) => (people.targets = about('E7')) });
    assert.equal(end.state, 'done', end.says);
  });

  for (const [what, personKey] of [['has got the employee id of the approver since', 'E2'], ['is nobody knows whose, and named after the approver', null]] as const) {
    it(`stop the run where the target ${what}`, async () => {
      const end = await runOf({ prepare: (people) => (people.targets = about(personKey)) });
      assert.deepEqual([end.state, /Admin 2 may no longer approve this/.test(end.says)], ['stale', true], end.says);
    });
  }

  it('are asked about until the time to start is over, where Entra ID does not tell', async () => {
    const end = await runOf({ prepare: (people) => (people.accountsOf = () => Promise.resolve({ is: 'unknown', says: 'no answer' })) });
    assert.equal(end.state, 'expired', end.says);
    assert.match(end.says, /could not check with Microsoft Entra ID/);
  });

  it('count once where two approvers are one person by their names, and of one nobody knows who it is any more', async () => {
    const end = await runOf({
      deciders: [2, 3], quorum: 2, target: { key: objectGuid(8), displayName: 'x' },
      prepare: (people) => {
        const { whoIs } = people;
        people.whoIs = async (oid) => {
          if (oid === personId(2)) return { is: 'person', person: person(2, { personKey: null }) };
          return oid === personId(3) ? { is: 'person', person: person(3, { upn: 'adm-admin2@contoso.com' }) } : whoIs(oid);
        };
      },
    });
    assert.deepEqual([end.state, /are accounts of one person/.test(end.says)], ['stale', true], end.says);
  });
});
