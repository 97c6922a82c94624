import assert from 'node:assert/strict';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { Plan } from '../../src/model/plan.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

const breakage = BREAKAGES.find(({ cause }) => cause === 'delete-not-propagated') ?? assert.fail('no such breakage');

/** The plan once it is known whether Entra shows the cure. */
async function judged({ store }: SmallCompany, { content }: Plan): Promise<Plan> {
  for (;;) {
    const plan = (await store.planById(content.planId)) ?? assert.fail('the plan is gone');
    if (plan.verification.is === 'verified' || plan.verification.is === 'not-verified') return plan;
    await systemClock.sleep(20);
  }
}

describe('the removal of a cloud account that was left behind', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  for (const asked of ['jsmith', 'john.smith@contoso.com', 'John Smith']) {
    it(`is verified by what is in the recycle bin, when "${asked}" was asked about`, async () => {
      breakage.break(small.company);
      const plan = (await small.propose(asked, breakage.cause)) ?? assert.fail('nothing was offered');
      assert.deepEqual(plan.content.steps.map(({ operation }) => operation), ['entra.delete-user']);
      assert.equal((await small.approveAndRun(plan)).state, 'done');
      const { verification } = await judged(small, plan);
      assert.equal(verification.is, 'verified', JSON.stringify(verification));
      assert.equal(small.company.tenant.deletedUsers.size, 1);
      const { diagnosis } = await small.ask(asked);
      assert.deepEqual(diagnosis.findings.map(({ cause }) => cause), ['object-not-found-in-ad']);
      assert.match(diagnosis.findings[0]?.says ?? '', /is in the recycle bin of Entra since .*nothing brings it back by itself/);
    });
  }
});
