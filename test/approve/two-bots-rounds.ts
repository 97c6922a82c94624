import assert from 'node:assert/strict';
import { nonceHash } from '../../src/approve/nonce-hash.ts';
import { createApprovals, type Approvals, type Pressed } from '../../src/approve/press.ts';
import type { Plan, PlanContent } from '../../src/model/plan.ts';
import type { AuditLink, Store } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { auditOf, minutes, objectGuid, personId, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { pretendPeople } from './pretend-people.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';

const POLICY = pretendPolicy({ approvers: [ruleFor(['group-approvers'])] });
const place = { conversationId: '19:ops@thread.tacv2', threadId: '1', kind: 'channel' } as const;

/** The approvals of a bot of its own on this store. */
function approvalsOn(store: Store): Approvals {
  return createApprovals({
    store, people: pretendPeople(), relays: () => Promise.resolve([]), policy: () => POLICY, clock: { now: () => minutes(5) }, tenantId: TENANT, agentGroup: 'default',
    random: { uuid: () => assert.fail('no plan is made here'), nonce: () => 'nonce' },
  });
}

const press = (plan: Plan, by: number): Pressed => ({
  planId: plan.content.planId, verdict: 'approve', actor: { oid: personId(by), name: `Admin ${by}` }, by: 'button', tenantId: TENANT,
  conversationId: place.conversationId, activityId: `activity-${plan.code}-${by}`, replyToId: 'm1', comment: 'seen', card: { rev: 1, nonce: `secret-${plan.content.planId}`, altered: false },
});

async function pending(store: Store, n: number, change: Partial<PlanContent>): Promise<Plan> {
  const plan = samplePlan(n, { targets: [{ key: objectGuid(n), displayName: `Person ${n}` }], ...change });
  await store.addPlan(plan, auditOf('plan.created', plan));
  await store.addPlanCard({ planId: planId(n), rev: 1, nonceHash: nonceHash(`secret-${plan.content.planId}`), place, message: { conversationId: place.conversationId, activityId: 'm1' } });
  return plan;
}

/** Two admins approve a plan that needs two at the same moment, each through another bot. */
export async function quorumRounds([one, two]: readonly [Store, Store], rounds: number): Promise<{ readonly rounds: number; readonly links: number }> {
  const bots = [approvalsOn(one), approvalsOn(two)] as const;
  for (let round = 1; round <= rounds; round += 1) {
    const plan = await pending(one, round, { riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } });
    const answers = await Promise.all(bots.map((bot, n) => bot.press(press(plan, n + 2))));
    assert.deepEqual(answers.map((answer) => (answer.is === 'accepted' ? answer.change : answer.is)).sort(), ['approved', 'still-pending'], `round ${round}`);
    assert.equal((await two.planById(plan.content.planId))?.state, 'approved', `round ${round}`);
    assert.deepEqual((await one.decisions(plan.content.planId)).map(({ decider }) => decider.oid).sort(), [personId(2), personId(3)], `round ${round}`);
  }
  assert.deepEqual(await one.plansIn(['pending']), []);
  const trail = await wholeTrail(one);
  assert.equal(trail.filter(({ event }) => event.event === 'decision.accepted').length, 2 * rounds);
  return { rounds, links: trail.length };
}

/** Many people press the button of one plan at the same moment, half of them through another bot. */
export async function pressRounds([one, two]: readonly [Store, Store], { rounds, presses }: { readonly rounds: number; readonly presses: number }): Promise<{ readonly rounds: number; readonly links: number }> {
  const bots = [approvalsOn(one), approvalsOn(two)] as const;
  for (let round = 1; round <= rounds; round += 1) {
    const plan = await pending(one, round, {});
    const answers = await Promise.all(Array.from({ length: presses }, (_, n) => bots[n % 2 === 0 ? 0 : 1].press(press(plan, n + 2))));
    assert.equal(answers.filter(({ is }) => is === 'accepted').length, 1, `round ${round}`);
    const now = await two.planById(plan.content.planId);
    assert.equal(`${now?.state} ${now?.version}`, 'approved 2', `round ${round}`);
    assert.equal((await one.decisions(plan.content.planId)).length, 1, `round ${round}`);
  }
  const trail = await wholeTrail(one);
  assert.equal(trail.filter(({ event }) => event.event === 'decision.accepted').length, rounds);
  assert.equal(trail.filter(({ event }) => event.event === 'decision.refused' && event.rule === 'R21').length, rounds * (presses - 1));
  return { rounds, links: trail.length };
}

async function wholeTrail(store: Store): Promise<readonly AuditLink[]> {
  const links: AuditLink[] = [];
  for (let page = await store.auditTrail(0, 5_000); page.length > 0; page = await store.auditTrail(page.at(-1)?.seq ?? 0, 5_000)) links.push(...page);
  const chain = verifyChain(links);
  assert.equal(chain.is === 'whole' ? 'whole' : chain.says, 'whole');
  return links;
}
