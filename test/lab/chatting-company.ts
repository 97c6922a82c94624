import { BOT_APP_ID, CAST, TENANT_ID } from '../../lab/company/cast.ts';
import { startChatWindow } from '../../lab/chat-window/chat-window.ts';
import type { ChatWindow, ThingToTry } from '../../lab/chat-window/chat-window.ts';
import { startBotConnector } from '../../lab/servers/bot-connector.ts';
import type { BotConnector, Json } from '../../lab/servers/bot-connector.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startOpenIdServer } from '../../lab/servers/openid-server.ts';
import { callConnector, startFakeBot } from './fake-bot.ts';
import type { ConnectorAnswer, FakeBot } from './fake-bot.ts';
import { cardMessage, FORM_CARD, WHY_CARD } from './sample-cards.ts';

export interface ChattingCompany {
  readonly bot: FakeBot;
  readonly connector: BotConnector;
  readonly page: ChatWindow;
  /** Calls the connector as the bot. */
  call(method: string, path: string, body: Json): Promise<ConnectorAnswer>;
  close(): Promise<void>;
}

const THINGS: readonly ThingToTry[] = [
  { title: 'Why is John missing?', text: "@SyncWhy why won't jsmith sync", who: 'ana', place: 'channel', hint: 'The bot shows who holds his address.' },
  { title: 'Help in private', text: 'help', who: 'ben', place: 'personal' },
  { title: 'Become Ben and approve', hint: 'The person who asked cannot approve.' },
];

/** Connector, chat window and a fake bot that answers a question with a card and a press with whatever suits the verb. */
export async function startChattingCompany(): Promise<ChattingCompany> {
  const certificates = await makeLabCertificates();
  const [openId, bot] = await Promise.all([startOpenIdServer(), startFakeBot()]);
  const connector = await startBotConnector({ certificates, openId, botAppId: BOT_APP_ID, botEndpoint: bot.endpoint, tenantId: TENANT_ID, people: CAST });
  const page = await startChatWindow({ connector, thingsToTry: THINGS });
  const call: ChattingCompany['call'] = (method, path, body) => callConnector({ serviceUrl: connector.serviceUrl, caPem: certificates.caPem }, { method, path, body });
  bot.answer = (activity) => react(activity, call);
  const close = async (): Promise<void> => {
    await Promise.all([page.close(), connector.close(), bot.close(), openId.close()]);
  };
  return { bot, connector, page, call, close };
}

async function react(activity: Json, call: ChattingCompany['call']): Promise<{ status: number; body?: unknown }> {
  const activities = `v3/conversations/${encodeURIComponent(String((activity['conversation'] as Json)['id']))}/activities`;
  if (activity['type'] === 'invoke') return pressed(activity, (body) => call('PUT', `${activities}/${String(activity['replyToId'])}`, body));
  if (activity['type'] !== 'message') return { status: 200 };
  const said = String(activity['text']);
  if (said.includes('slow')) {
    await call('POST', activities, { type: 'typing' });
    return { status: 200 };
  }
  if (said.includes('form')) await call('POST', activities, cardMessage(FORM_CARD));
  else if (said.includes('sync')) await call('POST', activities, cardMessage(WHY_CARD));
  else await call('POST', activities, { type: 'message', text: 'Ask **me** things like `why won\'t jsmith sync`, <at>Ana Ruiz</at>. <img src=x onerror=alert(1)>' });
  return { status: 200 };
}

async function pressed(activity: Json, update: (body: Json) => Promise<ConnectorAnswer>): Promise<{ status: number; body?: unknown }> {
  const verb = ((activity['value'] as Json)['action'] as Json)['verb'];
  const who = String((activity['from'] as Json)['name']);
  if (verb === 'deny') return { status: 200, body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'Stale', message: 'This plan has expired.' } } };
  if (who !== 'Ben Osei') return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'You asked for this change, so a different admin must approve it.' } };
  await update(cardMessage({ ...WHY_CARD, body: [{ type: 'TextBlock', style: 'heading', size: 'large', weight: 'bolder', wrap: true, text: 'Approved by Ben Osei' }], actions: [] }));
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Thank you.' } };
}
