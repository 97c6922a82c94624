import type { Plan } from '../model/plan.ts';
import { isOnPrem } from '../model/reach.ts';
import { JOB_LIFETIME_MS } from '../protocol/sign-job.ts';
import { aboutPlan, auditEvent } from './approvals-world.ts';
import type { SealingWorld } from './sealing-world.ts';

/**
 * Lets a relay judge the seals while they are fresh, so that two approvers may be far apart. Best effort: what is not admitted now
 * is judged when the first step runs. A plan without steps for a relay has nobody to judge it but the bot.
 */
export async function admitSeals(world: SealingWorld, plan: Plan): Promise<void> {
  const step = plan.content.steps.find(isOnPrem);
  if (step === undefined) return;
  const { planId } = plan.content;
  const [decisions, seals] = await Promise.all([world.store.decisions(planId), world.store.seals(planId)]);
  const answer = await world.relayLink.step({
    kind: 'step',
    jobId: world.random.uuid(),
    notAfter: new Date(world.clock.now().getTime() + JOB_LIFETIME_MS).toISOString(),
    phase: 'admit',
    plan: plan.content,
    planHash: plan.hash,
    step: step.n,
    attempt: 1,
    fence: 0,
    decisions,
    seals: seals.map(({ role, verdict, idToken }) => ({ role, verdict, idToken })),
  });
  const says = 'says' in answer ? answer.says : 'the relay answered something else';
  await world.store.audit(auditEvent(world, answer.kind === 'admitted' ? 'seal.admitted' : 'seal.not-admitted', { actor: null, planId, facts: { ...aboutPlan(plan), answer: answer.kind, missing: says } }));
}
