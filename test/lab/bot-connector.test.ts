import assert from 'node:assert/strict';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { BOT_APP_ID, CAST, OTHER_TENANT_ID, TENANT_ID } from '../../lab/company/cast.ts';
import { startBotConnector } from '../../lab/servers/bot-connector.ts';
import type { BotConnector, Json, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startOpenIdServer } from '../../lab/servers/openid-server.ts';
import type { OpenIdServer } from '../../lab/servers/openid-server.ts';
import { callConnector, startFakeBot } from './fake-bot.ts';
import type { ConnectorAnswer, ConnectorCall, FakeBot } from './fake-bot.ts';

const CARD = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'one' }] };
const attached = (card: Json): Json => ({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] });

describe('the bot connector of the lab', () => {
  let certificates: LabCertificates;
  let openId: OpenIdServer;
  let bot: FakeBot;
  let connector: BotConnector;

  const call = (line: ConnectorCall): Promise<ConnectorAnswer> => callConnector({ serviceUrl: connector.serviceUrl, caPem: certificates.caPem }, line);
  const activities = (conversationId: string, activityId = ''): string => `v3/conversations/${encodeURIComponent(conversationId)}/activities${activityId === '' ? '' : `/${activityId}`}`;
  const lastSeenBy = (who: string): ViewedMessage => {
    const message = connector.seenBy(who).at(-1);
    assert.ok(message);
    return message;
  };
  const ask = async (text = '@SyncWhy status'): Promise<{ id: string; conversationId: string }> => {
    const { messageId } = await connector.say({ who: 'ana', spot: { place: 'channel', rootId: null }, text });
    return { id: messageId, conversationId: connector.conversationId({ place: 'channel', rootId: messageId }) };
  };
  const cardInThread = async (card: Json = CARD): Promise<string> => {
    const { conversationId } = await ask();
    const answer = await call({ method: 'POST', path: activities(conversationId), body: attached(card) });
    assert.equal(answer.status, 201);
    return String(answer.body['id']);
  };

  before(async () => {
    certificates = await makeLabCertificates();
    openId = await startOpenIdServer();
  });
  after(() => openId.close());
  beforeEach(async () => {
    bot = await startFakeBot();
    connector = await startBotConnector({
      certificates, openId, botAppId: BOT_APP_ID, botEndpoint: bot.endpoint, tenantId: TENANT_ID, people: CAST, gatewayTimeoutMs: 300,
      verifyBotToken: (token) => Promise.resolve(token === 'token-of-the-bot'),
    });
  });
  afterEach(async () => {
    await connector.close();
    await bot.close();
  });

  describe('when people write', () => {
    it('sends a mention in a channel as Teams does, signed for its service address', async () => {
      const { id, conversationId } = await ask("@syncwhy why won't <jsmith> & co sync");
      const heard = bot.heard.at(-1);
      assert.ok(heard);
      const { activity } = heard;
      assert.equal(activity['text'], "<at>SyncWhy</at>&nbsp;why won't &lt;jsmith&gt; &amp; co sync");
      assert.deepEqual((activity['entities'] as Json[])[0], { type: 'mention', text: '<at>SyncWhy</at>', mentioned: { id: `28:${BOT_APP_ID}`, name: 'SyncWhy' } });
      assert.deepEqual(activity['conversation'], { isGroup: true, conversationType: 'channel', tenantId: TENANT_ID, id: conversationId });
      assert.match(conversationId, new RegExp(`^19:[0-9a-f]{32}@thread\\.tacv2;messageid=${id}$`));
      assert.deepEqual(activity['from'], { id: connector.memberId('ana'), name: 'Ana Ruiz', aadObjectId: CAST[0]?.oid });
      assert.match(connector.memberId('ana'), /^29:1[\w-]{62}$/);
      assert.deepEqual((activity['channelData'] as Json)['tenant'], { id: TENANT_ID });
      assert.deepEqual([activity['type'], activity['channelId'], activity['serviceUrl'], activity['id']], ['message', 'msteams', connector.serviceUrl, id]);
      const token = String(heard.headers.authorization).replace('Bearer ', '');
      const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(openId.jwksUrl)), { issuer: 'https://api.botframework.com', audience: BOT_APP_ID });
      assert.equal(payload['serviceurl'], connector.serviceUrl);
    });

    it('tells the bot first, and once, that it was added to the team', async () => {
      await ask();
      await ask();
      assert.deepEqual(bot.heard.map((heard) => heard.activity['type']), ['conversationUpdate', 'installationUpdate', 'message', 'message']);
      assert.deepEqual(bot.heard[0]?.activity['membersAdded'], [{ id: `28:${BOT_APP_ID}` }]);
    });

    it('keeps a channel message without mention from the bot', async () => {
      const { delivery } = await connector.say({ who: 'ben', spot: { place: 'channel', rootId: null }, text: 'mail me at x@syncwhy.example' });
      assert.equal(delivery, null);
      assert.equal(bot.heard.length, 0);
      assert.equal(lastSeenBy('chloe').text, 'mail me at x@syncwhy.example');
    });

    it('sends every personal message, which nobody else sees', async () => {
      await connector.say({ who: 'ben', spot: { place: 'personal', chatOf: 'ben' }, text: 'help' });
      const activity = bot.heard.at(-1)?.activity ?? {};
      assert.equal(activity['text'], 'help');
      assert.deepEqual(activity['conversation'], { conversationType: 'personal', tenantId: TENANT_ID, id: connector.conversationId({ place: 'personal', chatOf: 'ben' }) });
      assert.match(connector.conversationId({ place: 'personal', chatOf: 'ben' }), /^a:1/);
      assert.equal(connector.seenBy('ana').length, 0);
      await assert.rejects(connector.say({ who: 'ana', spot: { place: 'personal', chatOf: 'ben' }, text: 'hello' }), /not in that chat/);
    });

    it("carries an outsider's own tenant", async () => {
      await connector.say({ who: 'olga', spot: { place: 'channel', rootId: null }, text: '@SyncWhy status' });
      const activity = bot.heard.at(-1)?.activity ?? {};
      assert.deepEqual((activity['channelData'] as Json)['tenant'], { id: OTHER_TENANT_ID });
      assert.equal((activity['conversation'] as Json)['tenantId'], OTHER_TENANT_ID);
    });

    it('delivers the same activity again on request', async () => {
      const { id } = await ask();
      await connector.redeliver(id);
      assert.deepEqual(bot.heard.at(-1)?.activity, bot.heard.at(-2)?.activity);
    });

    it('tells the writer when the bot did not take the message', async () => {
      bot.answer = () => ({ status: 500 });
      await ask();
      assert.equal(lastSeenBy('ana').notice, 'SyncWhy did not take this message (HTTP 500).');
      assert.equal(lastSeenBy('ben').notice, null);
    });
  });

  describe('when the bot writes', () => {
    it('puts a reply into the thread and an update in the same place', async () => {
      const { id, conversationId } = await ask();
      const posted = await call({ method: 'POST', path: activities(conversationId, id), body: { type: 'message', text: '**ok**' } });
      assert.equal(posted.status, 201);
      const reply = lastSeenBy('ben');
      assert.deepEqual([reply.id, reply.rootId, reply.text, reply.author, reply.format], [posted.body['id'], id, '**ok**', 'bot', 'markdown']);
      const updated = await call({ method: 'PUT', path: activities(conversationId, reply.id), body: attached(CARD) });
      assert.deepEqual([updated.status, updated.body], [200, { id: reply.id }]);
      assert.deepEqual([lastSeenBy('ben').id, lastSeenBy('ben').card, lastSeenBy('ben').version], [reply.id, CARD, 1]);
      assert.equal((await call({ method: 'DELETE', path: activities(conversationId, reply.id) })).status, 200);
      assert.equal(lastSeenBy('ben').deleted, true);
      assert.equal((await call({ method: 'PUT', path: activities(conversationId, reply.id), body: attached(CARD) })).status, 404);
    });

    it('starts a new post when a reply names the bare channel', async () => {
      const { id } = await ask();
      await call({ method: 'POST', path: activities(connector.channel.id, id), body: { type: 'message', text: 'lost' } });
      assert.notEqual(lastSeenBy('ana').rootId, id);
    });

    it('creates posts and personal chats', async () => {
      const post = await call({ method: 'POST', path: 'v3/conversations', body: { isGroup: true, channelData: { channel: { id: connector.channel.id } }, activity: { type: 'message', text: 'news' } } });
      assert.equal(post.status, 201);
      assert.equal(post.body['id'], `${connector.channel.id};messageid=${String(post.body['activityId'])}`);
      const chat = await call({ method: 'POST', path: 'v3/conversations', body: { members: [{ id: connector.memberId('ben') }], tenantId: TENANT_ID } });
      assert.deepEqual([chat.status, chat.body['id']], [201, connector.conversationId({ place: 'personal', chatOf: 'ben' })]);
      const foreign = await call({ method: 'POST', path: 'v3/conversations', body: { members: [{ id: connector.memberId('olga') }], tenantId: TENANT_ID } });
      assert.equal(foreign.status, 403);
    });

    it('splits text beside a card into two messages and gives no id', async () => {
      const { conversationId } = await ask();
      const answer = await call({ method: 'POST', path: activities(conversationId), body: { ...attached(CARD), text: 'both' } });
      assert.deepEqual([answer.status, answer.body], [201, {}]);
      assert.deepEqual(connector.seenBy('ana').slice(-2).map((message) => [message.text, message.card]), [['both', null], ['', CARD]]);
    });

    it('shows typing without a message', async () => {
      const { conversationId } = await ask();
      const seen: string[] = [];
      connector.watch((event) => seen.push(event.kind));
      assert.equal((await call({ method: 'POST', path: activities(conversationId), body: { type: 'typing' } })).status, 202);
      assert.deepEqual(seen, ['typing']);
    });

    it('answers rosters, whole, in pages and one by one', async () => {
      const all = await call({ method: 'GET', path: `v3/conversations/${encodeURIComponent(connector.channel.id)}/members` });
      assert.equal((all.body as unknown as Json[]).length, CAST.length);
      const page = await call({ method: 'GET', path: `v3/conversations/${encodeURIComponent(connector.channel.id)}/pagedmembers?pageSize=4` });
      assert.deepEqual([(page.body['members'] as Json[]).length, page.body['continuationToken']], [4, '4']);
      const rest = await call({ method: 'GET', path: `v3/conversations/${encodeURIComponent(connector.channel.id)}/pagedmembers?pageSize=4&continuationToken=4` });
      assert.deepEqual([(rest.body['members'] as Json[]).length, rest.body['continuationToken']], [CAST.length - 4, undefined]);
      const gil = await call({ method: 'GET', path: `v3/conversations/${encodeURIComponent(connector.channel.id)}/members/${encodeURIComponent(connector.memberId('gil'))}` });
      assert.deepEqual([gil.body['userRole'], gil.body['tenantId'], gil.body['aadObjectId']], ['guest', TENANT_ID, CAST[4]?.oid]);
    });
  });

  describe('when people come and go', () => {
    it('keeps who is not in the channel out of its roster, and tells the bot of a change', async () => {
      const keys = async (): Promise<unknown[]> => ((await call({ method: 'GET', path: `v3/conversations/${encodeURIComponent(connector.channel.id)}/pagedmembers` })).body['members'] as Json[]).map((each) => each['name']);
      await connector.changeMembers(['ana', 'gil']);
      assert.deepEqual(await keys(), ['Ana Ruiz', 'Gil Fabri']);
      const told = bot.heard.at(-1)?.activity ?? {};
      assert.deepEqual([told['type'], (told['channelData'] as Json)['eventType'], (told['membersAdded'] as Json[]).length], ['conversationUpdate', 'teamMemberAdded', 2]);
    });
    it('says of a shared channel that it is one, and of another nothing', async () => {
      const { id } = await ask();
      assert.deepEqual((bot.heard.at(-1)?.activity['channelData'] as Json)['channel'], { id: connector.channel.id });
      connector.setting.type = 'shared';
      await connector.say({ who: 'ana', spot: { place: 'channel', rootId: id }, text: '@SyncWhy help' });
      assert.deepEqual((bot.heard.at(-1)?.activity['channelData'] as Json)['channel'], { id: connector.channel.id, type: 'shared' });
    });
    it('hides the roster on request', async () => {
      connector.faults.membersHidden = true;
      assert.equal((await call({ method: 'GET', path: `v3/conversations/${encodeURIComponent(connector.channel.id)}/pagedmembers` })).status, 403);
    });
  });

  describe('when something is in the way', () => {
    for (const token of [null, 'stolen']) {
      it(`refuses a call with ${token === null ? 'no token' : 'a token that is not the bot’s'}`, async () => {
        assert.equal((await call({ method: 'POST', path: activities(connector.channel.id), body: { type: 'message', text: 'x' }, token })).status, 401);
        assert.equal(connector.seenBy('ana').length, 0);
      });
    }

    it('lets seven messages a second through and asks to wait then', async () => {
      const { conversationId } = await ask();
      const answers: ConnectorAnswer[] = [];
      for (let turn = 0; turn < 8; turn += 1) answers.push(await call({ method: 'POST', path: activities(conversationId), body: { type: 'message', text: `line ${turn}` } }));
      assert.deepEqual(answers.map((answer) => answer.status), [201, 201, 201, 201, 201, 201, 201, 429]);
      assert.equal(answers.at(-1)?.headers['retry-after'], '1');
    });

    it('refuses a message above 100 KB of UTF-16', async () => {
      const { conversationId } = await ask();
      const answer = await call({ method: 'POST', path: activities(conversationId), body: { type: 'message', text: 'x'.repeat(52_000) } });
      assert.deepEqual([answer.status, (answer.body['error'] as Json)['code']], [413, 'MessageSizeTooBig']);
    });

    it('refuses writes of a blocked bot', async () => {
      const { conversationId } = await ask();
      connector.faults.writesBlocked = true;
      const answer = await call({ method: 'POST', path: activities(conversationId), body: { type: 'message', text: 'x' } });
      assert.deepEqual([answer.status, answer.body['subCode']], [403, 'MessageWritesBlocked']);
    });

    it('fails the next writes on request, and can keep the id to itself', async () => {
      const { conversationId } = await ask();
      const post = (): Promise<ConnectorAnswer> => call({ method: 'POST', path: activities(conversationId), body: { type: 'message', text: 'x' } });
      connector.faults.failNext = { status: 502, count: 1 };
      assert.equal((await post()).status, 502);
      connector.faults.withholdIds = true;
      const done = await post();
      assert.deepEqual([done.status, done.body], [201, {}]);
    });

    it('knows no other conversation and no thread without a first message', async () => {
      assert.equal((await call({ method: 'POST', path: activities('19:other@thread.tacv2'), body: { type: 'message', text: 'x' } })).status, 404);
      assert.equal((await call({ method: 'POST', path: activities(`${connector.channel.id};messageid=1`), body: { type: 'message', text: 'x' } })).status, 404);
    });
  });

  describe('when somebody presses a button', () => {
    const press = (messageId: string, who = 'ben'): ReturnType<BotConnector['press']> => connector.press({ who, messageId, action: { verb: 'approve', data: { planId: 'p1' } } });

    it('sends an invoke that names the presser, the card and the action', async () => {
      const messageId = await cardInThread();
      await press(messageId);
      const activity = bot.heard.at(-1)?.activity ?? {};
      assert.deepEqual([activity['type'], activity['name'], activity['replyToId']], ['invoke', 'adaptiveCard/action', messageId]);
      assert.deepEqual(activity['value'], { action: { type: 'Action.Execute', verb: 'approve', data: { planId: 'p1' } }, trigger: 'manual' });
      assert.equal((activity['from'] as Json)['aadObjectId'], CAST[1]?.oid);
    });

    it('shows a returned card to the presser until the bot updates the message', async () => {
      const messageId = await cardInThread();
      const mine = { ...CARD, body: [] };
      bot.answer = () => ({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: mine } });
      assert.deepEqual(await press(messageId), { shows: 'card' });
      assert.deepEqual(lastSeenBy('ben').card, mine);
      assert.deepEqual(lastSeenBy('ana').card, CARD);
      const rootId = lastSeenBy('ben').rootId ?? '';
      const common = { ...CARD, body: [{ type: 'TextBlock', text: 'two' }] };
      await call({ method: 'PUT', path: activities(connector.conversationId({ place: 'channel', rootId }), messageId), body: attached(common) });
      assert.deepEqual([lastSeenBy('ben').card, lastSeenBy('ana').card], [common, common]);
    });

    it('shows a returned message to the presser only', async () => {
      const messageId = await cardInThread();
      bot.answer = () => ({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'A different admin must approve.' } });
      await press(messageId);
      assert.deepEqual([lastSeenBy('ben').text, lastSeenBy('ben').onlyYou], ['A different admin must approve.', true]);
      assert.equal(lastSeenBy('ana').id, messageId);
    });

    const failures: readonly (readonly [string, { readonly status: number; readonly body?: unknown }, string])[] = [
      ['an error in the body', { status: 200, body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'Stale', message: 'This plan has expired.' } } }, 'This plan has expired.'],
      ['an HTTP status that is not 200', { status: 403, body: { statusCode: 403 } }, 'Something went wrong. Please try again.'],
      ['a body that is no answer', { status: 200, body: { hello: 'world' } }, 'Something went wrong. Please try again.'],
      ['a type nobody knows', { status: 200, body: { statusCode: 200, type: 'text/plain', value: 'x' } }, 'Something went wrong. Please try again.'],
    ];
    for (const [what, answer, says] of failures) {
      it(`shows a failure bar to the presser for ${what}`, async () => {
        const messageId = await cardInThread();
        bot.answer = () => answer;
        assert.deepEqual(await press(messageId), { shows: 'failure', text: says });
        assert.deepEqual([lastSeenBy('ben').notice, lastSeenBy('ben').card, lastSeenBy('ana').notice], [says, CARD, null]);
      });
    }

    it('gives up on a slow bot', async () => {
      const messageId = await cardInThread();
      bot.answer = () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 500));
      assert.deepEqual(await press(messageId), { shows: 'failure', text: 'Unable to reach app. Please try again.' });
    });

    it('refreshes by itself for the people named on the card, and fails in silence', async () => {
      const refreshing = { ...CARD, refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: {} }, userIds: [connector.memberId('ben')] } };
      const messageId = await cardInThread(refreshing);
      assert.deepEqual([lastSeenBy('ben').refresh, lastSeenBy('ana').refresh], ['automatic', 'manual']);
      await connector.refresh('ben', messageId);
      assert.equal((bot.heard.at(-1)?.activity['value'] as Json)['trigger'], 'automatic');
      bot.answer = () => ({ status: 500 });
      await connector.refresh('ben', messageId);
      assert.equal(lastSeenBy('ben').notice, null);
    });

    it('turns a submit into a message with a value', async () => {
      const messageId = await cardInThread();
      await connector.submit({ who: 'chloe', messageId, data: { answer: 'yes' } });
      const activity = bot.heard.at(-1)?.activity ?? {};
      assert.deepEqual([activity['type'], activity['value'], activity['text'], activity['replyToId']], ['message', { answer: 'yes' }, undefined, messageId]);
    });
  });
});
