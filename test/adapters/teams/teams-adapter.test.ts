import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serveMessages } from '../../../src/adapters/teams/serve-messages.ts';
import { createTeamsAdapter } from '../../../src/adapters/teams/teams-adapter.ts';
import type { TeamsAdapter } from '../../../src/adapters/teams/teams-adapter.ts';
import type { TurnIncoming } from '../../../src/adapters/teams/turns.ts';
import { readCardFolder } from '../../../src/chat/card-folder.ts';
import { customCloud } from '../../../src/chat/clouds.ts';
import { createDraw } from '../../../src/chat/draw.ts';
import { createGate } from '../../../src/chat/gate.ts';
import { StoreUnavailable } from '../../../src/ports/store.ts';
import type { Talk } from '../../../src/ports/talk.ts';
import { startOpenIdServer } from '../../../lab/servers/openid-server.ts';
import type { OpenIdServer } from '../../../lab/servers/openid-server.ts';
import { workingReply } from '../../../src/cards/working.ts';
import { ANA, APP, BOT, memoryStore, message, press, recordingLog, startConnector, TENANT } from './fixtures.ts';
import type { Connector } from './fixtures.ts';

const clock = {
  now: () => new Date(),
  sleep: (milliseconds: number, signal?: AbortSignal) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
  }),
};
const PLAN = { verb: 'approve', planId: '11111111-2222-4333-8444-555555555555', rev: 1, nonce: 'n'.repeat(22) };
const CARD = workingReply({ doing: 'Looking for jsmith', sources: [] });

describe('The Teams adapter over HTTP', () => {
  let openId: OpenIdServer;
  let connector: Connector;
  let server: Server;
  let adapter: TeamsAdapter;
  let turn: (incoming: TurnIncoming, talk: Talk) => Promise<void>;
  let turns: TurnIncoming[];
  let log: ReturnType<typeof recordingLog>;
  let scopes: string[];
  let store: ReturnType<typeof memoryStore>;

  before(async () => { openId = await startOpenIdServer(); });
  after(() => openId.close());
  beforeEach(async () => {
    connector = await startConnector();
    log = recordingLog();
    turns = [];
    scopes = [];
    store = memoryStore();
    turn = () => Promise.resolve();
    const cloud = customCloud({ issuer: openId.issuer, openIdMetadata: openId.metadataUrl, serviceHosts: ['127.0.0.1'], loginAuthority: 'https://localhost', oauthScope: 'https://api.botframework.com', graphEndpoint: 'https://localhost' });
    adapter = createTeamsAdapter({
      refused: (rule, facts) => { log.warn('refused', { rule, ...facts }); return Promise.resolve(); },
      appId: APP, tenantId: TENANT, cloud, clock, log, store, firstWaitMs: 5,
      credentials: { kind: 'token', getToken: (scope) => { scopes.push(scope); return Promise.resolve('bot-token'); } },
      gate: createGate({ appId: APP, tenantId: TENANT, cloud, clock }),
      draw: createDraw(readCardFolder(join(import.meta.dirname, '../../../cards'))),
      turn: (incoming, talk) => { turns.push(incoming); return turn(incoming, talk); },
    });
    const serve = serveMessages(adapter);
    server = createServer((request, response) => void serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await adapter.close();
    await connector.close();
    await new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
  });

  async function send(body: unknown, header?: string): Promise<{ readonly status: number; readonly text: string; readonly json: () => { readonly statusCode?: number; readonly type?: string; readonly value?: unknown } }> {
    const authorization = header ?? `Bearer ${await openId.signBotToken({ audience: APP, serviceUrl: connector.url })}`;
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const text = await answer.text();
    assert.doesNotMatch(text, /node_modules|\bat .+:\d+:\d+|Error:|secret|jwt|jose|zod/iu, 'no text of a failure gets out');
    return { status: answer.status, text, json: () => JSON.parse(text) as { statusCode?: number } };
  }
  const posted = () => connector.calls.filter((call) => call.body.type === 'message');

  describe('with a message', () => {
    it('answers the thread with a card, with the bot\'s own token', async () => {
      turn = async (_incoming, talk) => { await talk.post(CARD); };
      assert.deepEqual(await send(message(connector.url)).then(({ status, text }) => ({ status, text })), { status: 200, text: '' });
      await adapter.close();
      const [said] = turns;
      assert.ok(said?.is === 'said');
      assert.deepEqual({ actor: said.actor.oid, place: said.place }, { actor: ANA, place: { conversationId: '19:ops@thread.tacv2', threadId: '1700', kind: 'channel' } });
      assert.ok(!connector.calls.some((call) => call.body.type === 'typing'), 'the card is sign enough');
      const [call] = posted();
      assert.equal(call?.path, '/teams/v3/conversations/19:ops@thread.tacv2;messageid=1700/activities');
      assert.equal(call?.authorization, 'Bearer bot-token');
      assert.equal(call?.body.text, undefined, 'no text beside a card');
      assert.ok(call?.body.attachments?.[0]?.content.body);
      assert.ok(scopes.every((scope) => scope === 'https://api.botframework.com/.default'));
    });
    it('shows a typing sign when nothing was said for a while', async () => {
      turn = async (_incoming, talk) => { await clock.sleep(600); await talk.post(CARD); };
      await send(message(connector.url));
      await adapter.close();
      assert.deepEqual(connector.calls.map((call) => call.body.type), ['typing', 'message']);
    });
    it('takes a message that begins a thread as its root', async () => {
      await send(message(connector.url, { id: '1800', conversation: { id: '19:ops@thread.tacv2', conversationType: 'channel', tenantId: TENANT } }));
      assert.deepEqual(turns[0]?.place, { conversationId: '19:ops@thread.tacv2', threadId: '1800', kind: 'channel' });
    });
    it('answers HTTP before the work is done and waits for it on close', async () => {
      let finished = false;
      turn = async (_incoming, talk) => { await clock.sleep(150); await talk.post({ text: 'late' }); finished = true; };
      await send(message(connector.url));
      assert.equal(finished, false);
      await adapter.close();
      assert.equal(finished, true);
      assert.equal(posted()[0]?.body.text, 'late');
    });
    it('handles the same activity once', async () => {
      const activity = message(connector.url);
      for (let time = 0; time < 3; time += 1) assert.equal((await send(activity)).status, 200);
      assert.equal(turns.length, 1);
    });
    it('tells one person in the personal chat', async () => {
      turn = (_incoming, talk) => talk.tell({ text: 'for you' });
      await send(message(connector.url));
      await adapter.close();
      const created = connector.calls.find((call) => call.path.endsWith('/v3/conversations'));
      assert.deepEqual(created?.body.members?.map((member) => member.id), ['29:ana']);
      assert.equal(posted()[0]?.path, '/teams/v3/conversations/a:personal/activities');
    });
    it('says in the thread only that there is a private answer, where a personal chat is not allowed', async () => {
      connector.allowsPersonal = false;
      turn = (_incoming, talk) => talk.tell({ text: 'for you' });
      await send(message(connector.url));
      await adapter.close();
      assert.match(posted()[0]?.path ?? '', /messageid=1700/u);
      assert.match(posted()[0]?.body.text ?? '', /^Ana Ruiz: I have an answer for you alone/u);
      assert.doesNotMatch(posted()[0]?.body.text ?? '', /for you$/u, 'what is private stays private');
    });
    it('tells of a failed turn with a reference and keeps the reason in the log', async () => {
      turn = () => Promise.reject(new Error('secret inner text'));
      const activity = message(connector.url, { conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT } });
      assert.equal((await send(activity)).status, 200);
      await adapter.close();
      assert.match(posted()[0]?.body.text ?? '', new RegExp(`reference ${String(activity['id'])}`, 'u'));
      assert.doesNotMatch(posted()[0]?.body.text ?? '', /secret/u);
      assert.ok(log.lines.some((line) => line.startsWith('teams.turn-failed') && line.includes('secret inner text')));
    });
    it('takes a submitted card for a press', async () => {
      await send(message(connector.url, { text: undefined, value: PLAN, replyToId: 'm-9' }));
      const [pressed] = turns;
      assert.ok(pressed?.is === 'pressed' && pressed.press.is === 'plan' && !pressed.invoke);
    });
    it('says nothing to somebody without an Entra id', async () => {
      assert.equal((await send(message(connector.url, { from: { id: '29:x', name: 'Nobody' } }))).status, 200);
      assert.deepEqual(turns, []);
    });
  });

  describe('with a press on a card', () => {
    it('answers with what the turn tells', async () => {
      turn = (_incoming, talk) => talk.tell({ text: 'You asked for this change.' });
      const answer = await send(press(connector.url, PLAN));
      assert.equal(answer.status, 200);
      assert.deepEqual(answer.json(), { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'You asked for this change.' });
      assert.deepEqual(posted(), []);
      const [pressed] = turns;
      assert.ok(pressed?.is === 'pressed' && pressed.press.is === 'plan');
      assert.deepEqual({ verb: pressed.press.verb, rev: pressed.press.rev, reply: pressed.replyToId }, { verb: 'approve', rev: 1, reply: 'm-9' });
    });
    it('answers within two seconds and tells the rest in person', async () => {
      turn = async (_incoming, talk) => { await clock.sleep(2300); await talk.tell({ text: 'late' }); };
      const began = Date.now();
      const answer = await send(press(connector.url, PLAN));
      assert.ok(Date.now() - began < 2100, `${Date.now() - began} ms`);
      assert.match(String(answer.json().value), /Working on it/u);
      await adapter.close();
      assert.equal(posted()[0]?.path, '/teams/v3/conversations/a:personal/activities');
    });
    it('gives the answer of what was done also when the store cannot keep it', async () => {
      store.putAnswer = () => Promise.reject(new StoreUnavailable('The connection to the database was lost.'));
      turn = (_incoming, talk) => talk.tell({ text: 'Your approval counts.' });
      assert.deepEqual((await send(press(connector.url, PLAN))).json().value, 'Your approval counts.');
      assert.ok(log.lines.some((line) => line.startsWith('teams.answer-not-kept')));
    });
    it('gives the same answer again, without a second effect', async () => {
      turn = (_incoming, talk) => talk.tell({ text: 'Counted.' });
      const activity = press(connector.url, PLAN);
      const first = await send(activity);
      const second = await send(activity);
      assert.equal(second.text, first.text);
      assert.equal(turns.length, 1);
    });
    it('answers 200 with a message when the turn fails', async () => {
      turn = () => Promise.reject(new Error('secret'));
      const answer = await send(press(connector.url, PLAN));
      assert.equal(answer.json().statusCode, 200);
      assert.match(String(answer.json().value), /fault on my side/u);
    });
    const ALTERED: readonly (readonly [name: string, value: unknown])[] = [
      ['no value', undefined],
      ['no action', { trigger: 'manual' }],
      ['an empty action', { action: {} }],
      ['an Action.Submit', { action: { type: 'Action.Submit', data: PLAN } }],
      ['no data', { action: { type: 'Action.Execute', verb: 'approve' } }],
      ['text for data', { action: { type: 'Action.Execute', verb: 'approve', data: 'approve' } }],
      ['an added field', { action: { type: 'Action.Execute', verb: 'approve', data: { ...PLAN, steps: [] } } }],
      ['an id that is none', { action: { type: 'Action.Execute', verb: 'approve', data: { ...PLAN, planId: '1 OR 1=1' } } }],
      ['a verb in capitals', { action: { type: 'Action.Execute', verb: 'Approve', data: { ...PLAN, verb: 'Approve' } } }],
      ['two different verbs', { action: { type: 'Action.Execute', verb: 'deny', data: PLAN } }],
      ['a comment of 5,000 characters', { action: { type: 'Action.Execute', verb: 'approve', data: { ...PLAN, approveComment: 'x'.repeat(5000) } } }],
    ];
    for (const [name, value] of ALTERED) {
      it(`hands on as altered what has ${name}`, async () => {
        const answer = await send(press(connector.url, PLAN, { value }));
        assert.equal(answer.status, 200);
        const [pressed] = turns;
        assert.ok(pressed?.is === 'pressed' && pressed.press.is === 'altered', JSON.stringify(pressed));
      });
    }
    it('tells an automatic refresh from a press', async () => {
      await send(press(connector.url, PLAN, { value: { trigger: 'automatic', action: { type: 'Action.Execute', verb: 'approve', data: PLAN } } }));
      assert.ok(turns[0]?.is === 'pressed' && turns[0].trigger === 'automatic');
    });
    it('answers inside HTTP 200 to an invoke without an id, and to one of nobody', async () => {
      assert.equal((await send(press(connector.url, PLAN, { id: undefined }))).json().statusCode, 400);
      assert.equal((await send(press(connector.url, PLAN, { from: { id: '29:x' } }))).json().statusCode, 403);
      assert.deepEqual(turns, []);
    });
    it('answers unknown invokes so that nobody repeats them', async () => {
      const answer = await send(press(connector.url, PLAN, { name: 'composeExtension/query' }));
      assert.deepEqual([answer.status, answer.text], [200, '']);
      assert.deepEqual(turns, []);
    });
  });

  describe('with other activities', () => {
    it('hears of edits, of being added and of being removed', async () => {
      await send(message(connector.url, { type: 'messageUpdate' }));
      await send(message(connector.url, { type: 'conversationUpdate', membersAdded: [{ id: BOT, name: 'SyncWhy' }] }));
      await send(message(connector.url, { type: 'installationUpdate', action: 'add', conversation: { id: '19:ops@thread.tacv2', conversationType: 'channel', tenantId: TENANT } }));
      await send(message(connector.url, { type: 'installationUpdate', action: 'remove' }));
      await send(message(connector.url, { type: 'conversationUpdate', membersAdded: [{ id: '29:ana' }] }));
      await send(message(connector.url, { type: 'messageReaction' }));
      assert.deepEqual(turns.map((each) => each.is), ['edited', 'bot-added', 'bot-removed']);
      assert.equal(turns[1]?.place.threadId, '', 'there is no message to answer');
    });
  });

  describe('with what nobody should send', () => {
    it('refuses without a token, before reading the body', async () => {
      assert.deepEqual(await send('{not json', 'Basic x').then(({ status, text }) => [status, text]), [401, '']);
    });
    it('refuses a forged token and another tenant with an empty body', async () => {
      assert.deepEqual(await send(message(connector.url), 'Bearer aaaa.bbbb.cccc').then(({ status, text }) => [status, text]), [401, '']);
      assert.deepEqual(await send(message(connector.url, { channelData: { tenant: { id: ANA } } })).then(({ status, text }) => [status, text]), [403, '']);
      assert.deepEqual(turns, []);
    });
    it('refuses what is no JSON, no object or no activity', async () => {
      assert.deepEqual(await send('{not json').then(({ status, text }) => [status, text]), [400, '']);
      assert.equal((await send('null')).status, 400);
      assert.equal((await send('[]')).status, 403);
      assert.equal((await send(message(connector.url, { conversation: { tenantId: TENANT } }))).status, 400);
      assert.equal((await send(message(connector.url, { text: 'x'.repeat(20_001) }))).status, 400);
    });
    it('refuses keys that reach for the prototype, and deep nesting', async () => {
      assert.equal((await send(JSON.stringify(message(connector.url)).replace('{', '{"__proto__":{"a":1},'))).status, 400);
      const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
      assert.equal((await send(JSON.stringify(message(connector.url, { value: 'DEEP' })).replace('"DEEP"', deep))).status, 400);
      assert.deepEqual(turns, []);
    });
    it('refuses a body of 300 KB with 413 and nothing else', async () => {
      assert.deepEqual(await send(message(connector.url, { text: 'x'.repeat(300_000) })).then(({ status, text }) => [status, text]), [413, '']);
    });
  });

  describe('sending on its own', () => {
    const PLACE = { conversationId: '19:ops@thread.tacv2', threadId: '1700', kind: 'channel' } as const;
    beforeEach(async () => {
      await send(message(connector.url, { type: 'conversationUpdate', membersAdded: [{ id: BOT }] }));
      connector.calls.length = 0;
    });

    it('posts where it has been, and changes the message in place', async () => {
      const sent = await adapter.channel.post(PLACE, { text: 'one *star*' });
      assert.deepEqual(sent, { conversationId: PLACE.conversationId, activityId: 'm-1' });
      await adapter.channel.amend(sent, CARD);
      assert.equal(connector.calls[0]?.body.text, 'one \\*star\\*');
      assert.deepEqual([connector.calls[1]?.method, connector.calls[1]?.path], ['PUT', '/teams/v3/conversations/19:ops@thread.tacv2/activities/m-1']);
    });
    it('does not post where it has never been', async () => {
      await assert.rejects(adapter.channel.post({ conversationId: '19:else', threadId: '', kind: 'group' }, { text: 'x' }), /has not been/u);
    });
    it('gives null when Teams gives no id, and then cannot change the message', async () => {
      connector.givesIds = false;
      const sent = await adapter.channel.post(PLACE, { text: 'x' });
      assert.equal(sent.activityId, null);
      await assert.rejects(adapter.channel.amend(sent, { text: 'y' }), /no id/u);
    });
    it('repeats a create after 429 only', async () => {
      connector.next.push({ status: 429, retryAfter: '0' }, { status: 429 });
      assert.equal((await adapter.channel.post(PLACE, { text: 'x' })).activityId, 'm-3');
      for (const status of [500, 502, 412, 403]) {
        connector.calls.length = 0;
        connector.next.push({ status });
        await assert.rejects(adapter.channel.post(PLACE, { text: 'x' }));
        assert.equal(connector.calls.length, 1, `status ${status}`);
      }
    });
    it('repeats an update after 412, 429 and 5xx, four times in all', async () => {
      connector.next.push({ status: 412 }, { status: 502 }, { status: 429, retryAfter: '0' });
      await adapter.channel.amend({ conversationId: PLACE.conversationId, activityId: 'm-1' }, { text: 'x' });
      assert.equal(connector.calls.length, 4);
      connector.calls.length = 0;
      connector.next.push(...Array.from({ length: 4 }, () => ({ status: 503 })));
      await assert.rejects(adapter.channel.amend({ conversationId: PLACE.conversationId, activityId: 'm-1' }, { text: 'x' }));
      assert.equal(connector.calls.length, 4);
      connector.next.length = 0;
      connector.next.push({ status: 404 });
      await assert.rejects(adapter.channel.amend({ conversationId: PLACE.conversationId, activityId: 'm-1' }, { text: 'x' }));
      assert.equal(connector.calls.length, 5);
    });
    it('uses the newest service address of a conversation', async () => {
      const moved = await startConnector();
      try {
        const token = `Bearer ${await openId.signBotToken({ audience: APP, serviceUrl: moved.url })}`;
        assert.equal((await send(message(moved.url, { type: 'messageReaction' }), token)).status, 200);
        await adapter.channel.post(PLACE, { text: 'x' });
        assert.deepEqual([moved.calls.length, connector.calls.length], [1, 0]);
      } finally {
        await moved.close();
      }
    });
  });
});
