import type { CastMember } from '../company/cast.ts';
import { TEAM } from './bot-connector-identity.ts';
import { refusal, spotIn } from './bot-connector-call.ts';
import type { RestAnswer, RestCall } from './bot-connector-call.ts';

export function roster(call: RestCall): RestAnswer {
  const members = membersIn(call);
  return members === null ? notFound() : { status: 200, body: members.map((person) => call.desk.identity.rosterEntry(person)) };
}

/** Pages of `pageSize` (Teams: 50 to 500); the token is the place to go on from. */
export function pagedMembers(call: RestCall): RestAnswer {
  const members = membersIn(call);
  if (members === null) return notFound();
  const size = Math.max(1, Number(call.query.get('pageSize') ?? '200') || 200);
  const from = Number(call.query.get('continuationToken') ?? '0') || 0;
  const page = members.slice(from, from + size).map((person) => call.desk.identity.rosterEntry(person));
  const more = from + size < members.length ? { continuationToken: String(from + size) } : {};
  return { status: 200, body: { members: page, ...more } };
}

export function member(call: RestCall): RestAnswer {
  const person = call.desk.identity.memberByAnyId(call.ids[1] ?? '');
  const known = person !== undefined && membersIn(call)?.includes(person) === true;
  return known ? { status: 200, body: call.desk.identity.rosterEntry(person) } : refusal(404, 'MemberNotFoundInConversation', 'The member was not found in this conversation.');
}

export function teamDetails(call: RestCall): RestAnswer {
  if (call.ids[0] !== TEAM.id) return notFound();
  return { status: 200, body: { id: TEAM.id, name: TEAM.name, aadGroupId: TEAM.aadGroupId, channelCount: 2, memberCount: call.desk.identity.people.length } };
}

export function teamChannels(call: RestCall): RestAnswer {
  if (call.ids[0] !== TEAM.id) return notFound();
  return { status: 200, body: { conversations: [{ id: TEAM.id }, { id: TEAM.channelId, name: TEAM.channelName }] } };
}

function membersIn(call: RestCall): readonly CastMember[] | null {
  const { identity, setting } = call.desk;
  const inChannel = identity.people.filter(({ key }) => setting.members.includes(key));
  if (call.ids[0] === TEAM.id) return inChannel;
  const spot = spotIn(call);
  if (spot === null) return null;
  return spot.place === 'channel' ? inChannel : call.desk.identity.people.filter((person) => person.key === spot.chatOf);
}

function notFound(): RestAnswer {
  return refusal(404, 'ConversationNotFound', 'Conversation not found.');
}
