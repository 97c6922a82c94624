import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import { sealOfferReply } from '../cards/seal-offer.ts';
import type { Plan } from '../model/plan.ts';
import type { SealRole } from '../model/seal.ts';
import type { Here } from './command.ts';
import type { CommandWorld } from './world.ts';

interface Asked {
  readonly plan: Plan;
  readonly role: SealRole;
  readonly comment: string;
}

/** Tells one person alone how to sign in for exactly this plan. Never in the thread: the link is theirs. */
export async function offerSeal({ sealing }: Pick<CommandWorld, 'sealing'>, { request, talk }: Here, asked: Asked): Promise<void> {
  const { plan } = asked;
  if (sealing === null) return talk.tell(refusedReply({ refusal: 'seal-needed', code: plan.code, detail: `Plan ${plan.code} must be sealed, but this bot is not set up for signing in. Nothing was counted.` }));
  const offer = await sealing.offer({ ...asked, actor: request.actor, activityId: request.activityId, conversationId: talk.place.conversationId });
  if (offer.is === 'cannot') return talk.tell(noticeReply({ tone: 'warning', headline: 'You cannot sign in for this plan now', happened: offer.says, effect: 'Nothing was counted.', reference: plan.code }));
  const { says, url, command, expiresAt } = offer;
  const alone = await talk.aside();
  if (alone === null) return talk.tell(noticeReply({ tone: 'warning', headline: 'Open a chat with me first', happened: `Plan ${plan.code} must be sealed, and I may write to nobody but you how.`, effect: 'Nothing was counted.', advice: 'Add the app for yourself, then press again.' }));
  await alone.post(sealOfferReply({ code: plan.code, title: plan.title, role: asked.role, says, url, command, expiresAt }));
  if (alone !== talk) await talk.tell({ text: `Plan ${plan.code} must be sealed: sign in for it as your chat with me says. ${asked.role === 'requester' ? 'Nobody can approve it before.' : 'Your approval counts once you have; nothing was counted yet.'}` });
}
