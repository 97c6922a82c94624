import type { AnswerForm, ApprovalPolicy } from '../model/approval.ts';
import type { Audience, Place } from '../ports/channel.ts';

interface Situation {
  readonly place: Place;
  /** Teams says that the channel is shared with other teams or organisations. */
  readonly isShared: boolean;
  readonly audience: Audience;
  readonly policy: Pick<ApprovalPolicy, 'conversations'>;
}

/**
 * How an answer with personal data appears. Guests, people of other organisations and members that cannot be read win over
 * the policy: then the asker alone is told. Who is alone with the bot reads everything.
 */
export function answerForm({ place, isShared, audience, policy }: Situation): AnswerForm {
  if (place.kind === 'personal' || place.kind === 'terminal') return 'in-full';
  if (isShared || audience.is === 'unknown' || audience.guests || audience.foreign) return 'private';
  return policy.conversations.find(({ id }) => id === place.conversationId)?.answers ?? 'in-full';
}
