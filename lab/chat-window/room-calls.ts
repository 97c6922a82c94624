import { isObject } from '../servers/bot-connector-answers.ts';
import type { BotConnector, Json, Spot } from '../servers/bot-connector.ts';
import type { ThingToTry } from './thing-to-try.ts';

export interface CallAnswer {
  readonly status: number;
  readonly body: object;
}

const LONGEST_LINE = 20_000;
const CALLS: Readonly<Record<string, (connector: BotConnector, body: Json) => Promise<CallAnswer>>> = {
  '/api/say': say,
  '/api/press': press,
  '/api/submit': submit,
  '/api/refresh': refresh,
  '/api/open': open,
};

/** What the page needs to start: who is here and what each of them sees. */
export function roomState(connector: BotConnector, thingsToTry: readonly ThingToTry[]): object {
  return {
    people: connector.people.map(({ key, displayName, role, userType }) => ({ key, displayName, role, userType })),
    bot: connector.bot.name,
    channel: { team: connector.channel.team, name: connector.channel.name },
    thingsToTry,
    messages: Object.fromEntries(connector.people.map((person) => [person.key, connector.seenBy(person.key)])),
  };
}

/** Does what the page asks for in the name of one of the cast; null when there is no such call. */
export async function answerCall(connector: BotConnector, path: string, body: Json): Promise<CallAnswer | null> {
  const call = Object.hasOwn(CALLS, path) ? CALLS[path] : undefined;
  if (call === undefined) return null;
  if (!connector.people.some((person) => person.key === body['who'])) return { status: 400, body: { error: 'Nobody of that name is in this chat.' } };
  return call(connector, body).catch(() => ({ status: 409, body: { error: 'That message or thread is no longer there.' } }));
}

async function say(connector: BotConnector, body: Json): Promise<CallAnswer> {
  const who = text(body, 'who');
  const line = text(body, 'text').trim();
  if (line === '' || line.length > LONGEST_LINE) return { status: 400, body: { error: 'A message has between 1 and 20,000 characters.' } };
  const rootId = typeof body['rootId'] === 'string' ? body['rootId'] : null;
  const spot: Spot = body['place'] === 'personal' ? { place: 'personal', chatOf: who } : { place: 'channel', rootId };
  const said = await connector.say({ who, spot, text: line });
  return { status: 200, body: { messageId: said.messageId } };
}

async function press(connector: BotConnector, body: Json): Promise<CallAnswer> {
  const action = body['action'];
  if (!isObject(action)) return { status: 400, body: { error: 'The action is missing.' } };
  return { status: 200, body: await connector.press({ who: text(body, 'who'), messageId: text(body, 'messageId'), action }) };
}

async function submit(connector: BotConnector, body: Json): Promise<CallAnswer> {
  const sent = await connector.submit({ who: text(body, 'who'), messageId: text(body, 'messageId'), data: body['data'] });
  return { status: 200, body: { status: sent.status } };
}

async function refresh(connector: BotConnector, body: Json): Promise<CallAnswer> {
  return { status: 200, body: await connector.refresh(text(body, 'who'), text(body, 'messageId')) };
}

async function open(connector: BotConnector, body: Json): Promise<CallAnswer> {
  await connector.openChat(text(body, 'who'));
  return { status: 200, body: {} };
}

function text(body: Json, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}
