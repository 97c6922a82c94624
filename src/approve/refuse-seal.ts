import { REFUSALS } from '../model/approval.ts';
import { aboutPlan, auditEvent } from './approvals-world.ts';
import type { SealEnd } from './sealing.ts';
import type { OpenSignIn, SealingWorld } from './sealing-world.ts';

/** Writes down why a sign-in seals nothing; the token itself is never among the facts. */
export async function refuseSeal(world: Pick<SealingWorld, 'store' | 'clock'>, { signIn, plan }: OpenSignIn, { why, says }: { readonly why: string; readonly says: string }): Promise<Extract<SealEnd, { is: 'refused' }>> {
  const { planId, oid, role, form } = signIn;
  await world.store.audit(auditEvent(world, 'seal.refused', { actor: oid, planId, rule: REFUSALS['seal-not-valid'], facts: { ...aboutPlan(plan), role, form, why } }));
  return { is: 'refused', says };
}
