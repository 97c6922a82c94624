import type { Plan } from '../model/plan.ts';
import { judgeSeal } from '../protocol/judge-seal.ts';
import { admitSeals } from './admit-seals.ts';
import { aboutPlan, auditEvent } from './approvals-world.ts';
import type { PressAnswer } from './pressed.ts';
import { refuseSeal } from './refuse-seal.ts';
import type { SealEnd } from './sealing.ts';
import type { OpenSignIn, SealingWorld } from './sealing-world.ts';

/**
 * Takes the token of a sign-in. The bot judges it so that a person hears at once what is wrong; what counts is the judgement of the relay.
 * An approver's seal completes the press that asked for it, with every rule judged again.
 */
export async function finishSeal(world: SealingWorld, open: OpenSignIn, idToken: string): Promise<SealEnd> {
  const { signIn, plan } = open;
  const wrong = await whatIsWrong(world, open, idToken);
  if (wrong !== null) return refuseSeal(world, open, wrong);
  const { planId, oid, role, verdict, form } = signIn;
  const at = world.clock.now().toISOString();
  if (!(await world.store.spendSignIn(signIn.ticketHash, at))) return refuseSeal(world, open, { why: 'used-before', says: 'This sign-in was used already; it counts once.' });
  await world.store.addSeal({ planId, role, verdict, oid, idToken, at }, auditEvent(world, 'seal.given', { actor: oid, planId, facts: { ...aboutPlan(plan), role, verdict, form } }));
  const answer = role === 'approver' ? await completePress(world, open) : null;
  if (answer === null || answer.is === 'accepted') world.inBackground('admit', admitSeals(world, plan));
  world.sealed(planId, answer);
  if (answer !== null && answer.is !== 'accepted') return { is: 'refused', says: answer.says };
  return { is: 'sealed', says: answer?.says ?? `Sealed. Plan ${plan.code} can now be approved by somebody else.`, plan, role, by: oid };
}

interface Wrong {
  readonly why: string;
  readonly says: string;
}

async function whatIsWrong(world: SealingWorld, { signIn, plan }: OpenSignIn, idToken: string): Promise<Wrong | null> {
  const { settings, clock } = world;
  const reading = await world.idTokens.read(idToken);
  if (reading.is !== 'signed') return { why: reading.is, says: `The sign-in ${reading.says}. Nothing was sealed.` };
  const appIds = [signIn.form === 'own-machine' ? settings.ownMachineAppId : settings.appId].filter((id) => id !== undefined);
  const { tenantId, issuer, authenticationContext } = settings;
  const fault = judgeSeal(reading.claims, { tenantId, issuer, appIds, authenticationContext, plan: plan.content, planHash: plan.hash, role: signIn.role, verdict: signIn.verdict, now: clock.now() });
  if (fault !== null) return { why: fault, says: `The sign-in ${fault}. Nothing was sealed.` };
  if (reading.claims.oid !== signIn.oid) return { why: 'another-person', says: 'You signed in as somebody else than the person who was asked to. Nothing was sealed.' };
  return signIn.role === 'approver' && !(await requesterHasSealed(world, plan)) ? { why: 'request-not-sealed', says: `The person who asked for plan ${plan.code} has not signed in for it yet, so it cannot be approved.` } : null;
}

async function requesterHasSealed({ store }: SealingWorld, { content }: Plan): Promise<boolean> {
  return (await store.seals(content.planId)).some(({ role, oid }) => role === 'requester' && oid === content.requester.oid);
}

const completePress = ({ approvals }: SealingWorld, { signIn, plan }: OpenSignIn): Promise<PressAnswer> =>
  approvals.press({
    planId: signIn.planId, verdict: signIn.verdict, actor: { oid: signIn.oid, name: '' }, by: 'button', isSealed: true, tenantId: plan.content.tenantId,
    conversationId: signIn.conversationId, activityId: signIn.activityId, replyToId: null, comment: signIn.comment, card: null,
  });
