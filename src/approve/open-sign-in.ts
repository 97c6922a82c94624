import { REFUSALS } from '../model/approval.ts';
import type { SealForm } from '../model/seal.ts';
import { auditEvent } from './approvals-world.ts';
import { ticketHashOf } from './offer-sign-in.ts';
import { refuseSeal } from './refuse-seal.ts';
import type { SealEnd } from './sealing.ts';
import type { OpenSignIn, SealingWorld } from './sealing-world.ts';

/** The sign-in behind a ticket, if it can still be completed in this form. Tickets are compared by their hash only. */
export async function openSignIn(world: SealingWorld, ticket: string, form: SealForm): Promise<OpenSignIn | Extract<SealEnd, { is: 'refused' }>> {
  const signIn = await world.store.signIn(ticketHashOf(ticket));
  const plan = signIn === null ? null : await world.store.planById(signIn.planId);
  if (signIn === null || plan === null || signIn.form !== form) {
    await world.strangerRefused(auditEvent(world, 'seal.refused', { actor: null, planId: null, rule: REFUSALS['seal-not-valid'], facts: { why: 'unknown-ticket', form } }));
    return { is: 'refused', says: 'This link is not valid any more, or it never was. Press the button of the plan again to get a new one.' };
  }
  const open: OpenSignIn = { is: 'open', signIn, plan };
  const now = world.clock.now().getTime();
  if (now > Date.parse(signIn.expiresAt)) return refuseSeal(world, open, { why: 'expired', says: 'The time for this sign-in is over. Press the button of the plan again to get a new one.' });
  if (plan.state !== 'pending' || now > Date.parse(plan.content.approveBy)) return refuseSeal(world, open, { why: 'plan-not-open', says: `Plan ${plan.code} is no longer open, so nothing was sealed.` });
  return open;
}
