import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ActivityWriter } from './bot-connector-activities.ts';
import { TeamsClient } from './bot-connector-client.ts';
import type { BotConnector, BotConnectorOptions, ChannelSetting, ConnectorFaults } from './bot-connector-contract.ts';
import { BotDelivery } from './bot-connector-delivery.ts';
import { sendJson } from './bot-connector-http.ts';
import { ChatIdentity, TEAM } from './bot-connector-identity.ts';
import { RateLimits } from './bot-connector-limits.ts';
import { answerRest } from './bot-connector-rest.ts';
import type { RestDesk } from './bot-connector-call.ts';
import { ChatRoom } from './bot-connector-room.ts';

export type * from './bot-connector-contract.ts';

const GATEWAY_TIMEOUT_MS = 15_000;

/** Teams as a bot sees it: the connector's REST interface over HTTPS on loopback, and activities signed and sent to the bot. */
export async function startBotConnector(options: BotConnectorOptions): Promise<BotConnector> {
  const clock = options.clock ?? { now: () => new Date() };
  const identity = new ChatIdentity(options.people, { appId: options.botAppId, name: options.botName ?? 'SyncWhy' });
  const room = new ChatRoom(clock, (who) => identity.memberId(who));
  const faults: ConnectorFaults = { writesBlocked: false, failNext: null, withholdIds: false, membersHidden: false };
  const setting: ChannelSetting = { members: options.members ?? options.people.map(({ key }) => key), type: 'standard' };
  const verifyBotToken = options.verifyBotToken ?? (() => Promise.resolve(true));
  const server = await listen(options, { room, identity, limits: new RateLimits(clock), faults, setting, verifyBotToken });
  const serviceUrl = `${server.url}/emea/`;
  const route = { openId: options.openId, botAppId: options.botAppId, serviceUrl, caPem: options.certificates.caPem, timeoutMs: options.gatewayTimeoutMs ?? GATEWAY_TIMEOUT_MS };
  const delivery = new BotDelivery(route, options.botEndpoint);
  const client = new TeamsClient({ room, identity, delivery, writer: new ActivityWriter({ identity, clock, serviceUrl, setting }) });
  return {
    serviceUrl,
    url: server.url,
    people: options.people,
    bot: identity.bot,
    channel: { id: TEAM.channelId, name: TEAM.channelName, team: TEAM.name, teamId: TEAM.id },
    faults,
    setting,
    deliveries: delivery.sent,
    pointAt: (endpoint) => delivery.pointAt(endpoint),
    install: () => client.install(options.people[0]?.key ?? '', { place: 'channel', rootId: null }),
    changeMembers: async (keys) => {
      setting.members = keys;
      await client.tellOfMembers();
    },
    openChat: (who) => client.install(who, { place: 'personal', chatOf: who }),
    say: (line) => client.say(line),
    press: (press) => client.press({ ...press, trigger: 'manual' }),
    submit: (press) => client.submit(press),
    refresh: (who, messageId) => client.refresh(who, messageId),
    redeliver: (activityId) => delivery.again(activityId),
    deliver: (activity) => delivery.deliver(activity),
    conversationId: (spot) => identity.conversationId(spot),
    memberId: (who) => identity.memberId(who),
    seenBy: (who) => room.seenBy(who),
    viewOf: (message, who) => room.viewOf(message, who),
    watch: (listener) => room.watch(listener),
    close: () => server.close(),
  };
}

async function listen(options: BotConnectorOptions, desk: RestDesk): Promise<{ url: string; close: () => Promise<void> }> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    answerRest(desk, request, response).catch(() => sendJson(response, 500, { body: { error: { code: 'InternalServerError', message: 'The service failed.' } } }));
  };
  const server = createServer({ cert: options.certificates.certPem, key: options.certificates.keyPem }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
