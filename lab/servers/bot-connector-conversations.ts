import { isObject } from './bot-connector-answers.ts';
import type { Json } from './bot-connector-contract.ts';
import { TEAM } from './bot-connector-identity.ts';
import { refusal } from './bot-connector-call.ts';
import type { RestAnswer, RestCall } from './bot-connector-call.ts';
import { postAsBot } from './bot-connector-writes.ts';

/** POST /v3/conversations: a new post in the channel, or a personal chat with one member. */
export function createConversation(call: RestCall): RestAnswer {
  const channelId = at(call.body, 'channelData', 'channel', 'id');
  return typeof channelId === 'string' ? newPost(call, channelId) : newChat(call);
}

function newPost(call: RestCall, channelId: string): RestAnswer {
  if (channelId !== TEAM.channelId) return refusal(404, 'ConversationNotFound', 'Channel not found.');
  const activity = call.body['activity'];
  if (!isObject(activity)) return refusal(400, 'BadSyntax', 'Incorrect conversation creation parameters');
  const posted = postAsBot(call.desk, { place: 'channel', rootId: null }, activity);
  if (!posted.ok) return posted.refused;
  const id = call.desk.identity.conversationId({ place: 'channel', rootId: posted.message.id });
  return { status: 201, body: { id, ...(posted.id === null ? {} : { activityId: posted.id }) } };
}

function newChat(call: RestCall): RestAnswer {
  const members = call.body['members'];
  const wanted = Array.isArray(members) && members.length === 1 && isObject(members[0]) ? members[0]['id'] : undefined;
  const tenant = call.body['tenantId'] ?? at(call.body, 'channelData', 'tenant', 'id');
  if (typeof wanted !== 'string' || typeof tenant !== 'string') return refusal(400, 'BadSyntax', 'Incorrect conversation creation parameters');
  const member = call.desk.identity.memberByAnyId(wanted);
  if (member === undefined || member.tenantId !== tenant) return refusal(403, 'BotNotInConversationRoster', 'The bot is not installed for this user.');
  const spot = { place: 'personal', chatOf: member.key } as const;
  const id = call.desk.identity.conversationId(spot);
  const activity = call.body['activity'];
  if (!isObject(activity)) return { status: 201, body: { id } };
  const posted = postAsBot(call.desk, spot, activity);
  return posted.ok ? { status: 201, body: { id, ...(posted.id === null ? {} : { activityId: posted.id }) } } : posted.refused;
}

function at(json: Json, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
}
