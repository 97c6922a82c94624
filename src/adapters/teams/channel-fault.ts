import { ChannelFault, type ChannelFaultKind } from '../../ports/channel.ts';
import { ConnectorRefusal } from './send-once.ts';

/** In the words of the port. Whatever is no refusal came before a request was sent, e.g. no token was to be had. */
export function channelFault(error: unknown): ChannelFault {
  if (error instanceof ChannelFault) return error;
  if (!(error instanceof ConnectorRefusal)) return new ChannelFault({ is: 'unreachable' }, 'nothing could be sent to the connector');
  return new ChannelFault(kindOf(error), error.message);
}

/** Teams: the bot was blocked, removed, or never was in the conversation. */
const NOT_THERE: readonly string[] = ['BotNotInConversationRoster', 'ConversationNotFound', 'ConversationBlockedByUser', 'MessageWritesBlocked', 'BotDisabledByAdmin', 'ForbiddenOperationException', 'NotEnoughPermissions'];
/** Teams: this message cannot be changed any more. */
const MESSAGE_MISSING: readonly string[] = ['ActivityNotFoundInConversation', 'MessageNotFound', 'MessageDeleted'];

/** Source of the codes: Teams rate limits (412 and 429 come before anything is done; after 5xx messages were seen to stand all the same) and the errors of proactive messages (403, 404). */
function kindOf({ statusCode, retryAfterMs, codes, isUnsent }: ConnectorRefusal): ChannelFaultKind {
  if (statusCode === undefined) return { is: isUnsent ? 'unreachable' : 'no-answer' };
  if (statusCode === 412 || statusCode === 429) return { is: 'throttled', retryAfterMs: retryAfterMs ?? null };
  if (statusCode === 401) return { is: 'unreachable' };
  if (statusCode === 408 || statusCode >= 500) return { is: 'no-answer' };
  if (statusCode === 413) return { is: 'too-large' };
  if (codes.some((code) => MESSAGE_MISSING.includes(code))) return { is: 'missing' };
  if (statusCode === 403 || codes.some((code) => NOT_THERE.includes(code))) return { is: 'gone' };
  return { is: statusCode === 404 || statusCode === 410 ? 'missing' : 'refused' };
}
