import type { Plan } from '../model/plan.ts';
import type { SealForm } from '../model/seal.ts';
import { sha256Hex } from '../protocol/canonical-json.ts';
import { aboutPlan, auditEvent } from './approvals-world.ts';
import type { SealAsk, SealOffer } from './sealing.ts';
import type { SealingWorld } from './sealing-world.ts';
import { addMinutes, timeOfDay } from './time-limits.ts';

/** How long an approver may take to sign in. */
const APPROVER_MINUTES = 10;

/** What the store keeps of a ticket. */
export const ticketHashOf = (ticket: string): string => sha256Hex(`syncwhy-seal-ticket/1\n${ticket}`);

/** Makes a single-use sign-in for one person and one plan. Whether the person may decide is judged by the press, before and after. */
export async function offerSignIn(world: SealingWorld, ask: SealAsk): Promise<SealOffer> {
  const { plan, role, actor } = ask;
  const cannot = whyNot(world, ask);
  if (cannot !== null || plan.seal === 'none') return { is: 'cannot', says: cannot ?? `Plan ${plan.code} needs no sign-in.` };
  const [ticket, now] = [world.random.nonce(), world.clock.now()];
  const latest = Date.parse(plan.content.approveBy);
  const expiresAt = new Date(role === 'requester' ? latest : Math.min(latest, addMinutes(now, APPROVER_MINUTES).getTime())).toISOString();
  const { planId } = plan.content;
  await world.store.putSignIn({
    ticketHash: ticketHashOf(ticket), planId, role, verdict: 'approve', form: plan.seal, oid: actor.oid,
    codeVerifier: plan.seal === 'sign-in' ? `${world.random.nonce()}${world.random.nonce()}` : null,
    comment: ask.comment, activityId: ask.activityId, conversationId: ask.conversationId, expiresAt,
  });
  await world.store.audit(auditEvent(world, 'seal.offered', { actor: actor.oid, planId, facts: { ...aboutPlan(plan), role, form: plan.seal, expiresAt } }));
  return { is: 'offered', ...wayOf(world, plan, ticket), says: offerSays(ask, plan.seal, expiresAt), expiresAt };
}

function whyNot({ settings, clock }: SealingWorld, { plan, role, actor }: SealAsk): string | null {
  if (plan.state !== 'pending' || clock.now().getTime() > Date.parse(plan.content.approveBy)) return `Plan ${plan.code} is no longer open, so there is nothing to sign in for.`;
  if ((role === 'requester') !== (actor.oid === plan.content.requester.oid)) return `This sign-in of plan ${plan.code} is for somebody else.`;
  if (plan.seal === 'own-machine' && settings.ownMachineAppId === undefined) return `Plan ${plan.code} must be signed with syncwhy approve, but this bot has no application for it (sealing.ownMachineAppId).`;
  return null;
}

const wayOf = ({ settings: { publicUrl } }: SealingWorld, { seal, code }: Plan, ticket: string): Pick<Extract<SealOffer, { is: 'offered' }>, 'url' | 'command'> =>
  seal === 'own-machine' ? { command: `syncwhy approve ${code} --bot ${publicUrl} --ticket ${ticket}` } : { url: `${publicUrl}/seal/start?ticket=${ticket}` };

function offerSays({ plan, role }: SealAsk, form: SealForm, expiresAt: string): string {
  const what = role === 'requester' ? `Sign in for plan ${plan.code}: nobody can approve it before you have.` : `Sign in for plan ${plan.code}: your approval counts once you have.`;
  const how = form === 'own-machine' ? 'Run the command on your own machine; it shows you the plan from its hash and asks you to sign in.' : 'The link is for you alone and asks for your password or key again.';
  return `${what} ${how} It works once, until ${timeOfDay(expiresAt)}.`;
}
