import { isObject } from './bot-connector-answers.ts';
import type { ChatMessage, Json, Spot, TextFormat } from './bot-connector-contract.ts';
import { LARGEST_MESSAGE } from './bot-connector-limits.ts';
import { refusal, spotIn } from './bot-connector-call.ts';
import type { RestAnswer, RestCall, RestDesk } from './bot-connector-call.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** POST of an activity. A bare channel id starts a new post, even through the reply address. */
export function sendActivity(call: RestCall): RestAnswer {
  const spot = spotIn(call);
  if (spot === null) return refusal(404, 'ConversationNotFound', 'Conversation not found.');
  if (call.body['type'] === 'typing') {
    call.desk.room.typing(spot);
    return { status: 202, body: {} };
  }
  const posted = postAsBot(call.desk, spot, call.body);
  if (!posted.ok) return posted.refused;
  return { status: 201, body: posted.id === null ? {} : { id: posted.id } };
}

type Posted = { readonly ok: true; readonly id: string | null; readonly message: ChatMessage } | { readonly ok: false; readonly refused: RestAnswer };

/** Puts the bot's message into the room. Text beside a card becomes a message of its own, and then no id comes back. */
export function postAsBot(desk: RestDesk, spot: Spot, activity: Json): Posted {
  const refused = unfit(activity);
  if (refused !== null) return { ok: false, refused };
  const content = contentOf(activity);
  const add = (part: typeof content): ChatMessage => desk.room.add({ spot, author: 'bot', ...part });
  const split = content.card !== null && content.text !== '';
  const message = add(split ? { ...content, card: null } : content);
  if (split) add({ ...content, text: '' });
  return { ok: true, id: split || desk.faults.withholdIds ? null : message.id, message };
}

export function updateMessage(call: RestCall): RestAnswer {
  const message = ownMessage(call);
  if ('status' in message) return message;
  const refused = unfit(call.body);
  if (refused !== null) return refused;
  call.desk.room.amend(message, contentOf(call.body));
  return { status: 200, body: { id: message.id } };
}

export function removeMessage(call: RestCall): RestAnswer {
  const message = ownMessage(call);
  if ('status' in message) return message;
  call.desk.room.remove(message);
  return { status: 200, body: {} };
}

function ownMessage(call: RestCall): ChatMessage | RestAnswer {
  const spot = spotIn(call);
  const message = call.desk.room.find(call.ids[1] ?? '');
  const here = spot !== null && message !== undefined && !message.deleted && message.place === spot.place && message.chatOf === (spot.place === 'personal' ? spot.chatOf : null);
  if (!here) return refusal(404, 'ActivityNotFoundInConversation', 'The activity was not found in this conversation.');
  return message.author === 'bot' ? message : refusal(403, 'BotNotAuthor', 'A bot may change its own messages only.');
}

function unfit(activity: Json): RestAnswer | null {
  if (JSON.stringify(activity).length * 2 > LARGEST_MESSAGE) return refusal(413, 'MessageSizeTooBig', 'Message size too large.');
  if (activity['type'] !== 'message') return refusal(400, 'BadArgument', 'Unknown activity type.');
  const content = contentOf(activity);
  return content.text === '' && content.card === null ? refusal(400, 'BadSyntax', 'Activity resulted into multiple skype activities or had no content.') : null;
}

function contentOf(activity: Json): { text: string; format: TextFormat; mentions: string[]; card: Json | null } {
  const text = typeof activity['text'] === 'string' ? activity['text'] : '';
  const format = activity['textFormat'];
  const attachments = list(activity['attachments']);
  const card = attachments.find((attachment) => attachment['contentType'] === CARD)?.['content'];
  const mentions = list(activity['entities']).filter((entity) => entity['type'] === 'mention').map((entity) => String(entity['text']).replace(/<\/?at>/g, ''));
  return { text, format: format === 'plain' || format === 'xml' ? format : 'markdown', mentions, card: isObject(card) ? card : null };
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
