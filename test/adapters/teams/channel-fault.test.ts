import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { channelFault } from '../../../src/adapters/teams/channel-fault.ts';
import { ConnectorRefusal } from '../../../src/adapters/teams/send-once.ts';
import { connectorErrorCodes } from '../../../src/boundary/connector-error.ts';
import { ChannelFault } from '../../../src/ports/channel.ts';
import { BOT, message } from './fixtures.ts';
import { startAdapter } from './running-adapter.ts';

describe('What Teams answers, in the words of the port', () => {
  for (const [status, codes, is] of [
    [429, [], 'throttled'], [412, [], 'throttled'], [401, [], 'unreachable'], [408, [], 'no-answer'], [500, [], 'no-answer'], [502, ['BotNotInConversationRoster'], 'no-answer'], [504, [], 'no-answer'],
    [400, [], 'refused'], [400, ['BadSyntax'], 'refused'], [413, ['MessageSizeTooBig'], 'too-large'], [403, [], 'gone'], [403, ['BotNotInConversationRoster'], 'gone'], [404, ['ConversationNotFound'], 'gone'],
    [404, [], 'missing'], [404, ['ActivityNotFoundInConversation'], 'missing'], [403, ['MessageWritesBlocked', 'ServiceError'], 'gone'], [410, [], 'missing'],
  ] as const) {
    it(`${status} ${codes.join()} is ${is}`, () => assert.equal(channelFault(new ConnectorRefusal(status, { codes })).fault.is, is));
  }
  it('nothing at all is no answer, unless no connection was ever made', () => {
    assert.equal(channelFault(new ConnectorRefusal(undefined)).fault.is, 'no-answer');
    assert.equal(channelFault(new ConnectorRefusal(undefined, { isUnsent: true })).fault.is, 'unreachable');
  });
  it('a failure before the request, e.g. to get a token, sent nothing, and is not told on', () => {
    const { fault, message: says } = channelFault(new Error('client secret abc is wrong'));
    assert.equal(fault.is, 'unreachable');
    assert.doesNotMatch(says, /secret/u);
  });
  it('the wait that is asked for is handed on', () => assert.deepEqual(channelFault(new ConnectorRefusal(429, { retryAfterMs: 7000 })).fault, { is: 'throttled', retryAfterMs: 7000 }));

  for (const [text, codes] of [
    ['{"error":{"code":"BotNotInConversationRoster","message":"secret"}}', ['BotNotInConversationRoster']],
    ['{"error":{"code":"ServiceError","innerHttpError":{"statusCode":403,"body":{"subCode":"MessageWritesBlocked"}}},"subCode":"MessageWritesBlocked"}', ['MessageWritesBlocked', 'MessageWritesBlocked', 'ServiceError']],
    ['{"error":{"code":7}}', []], ['{"error":"no"}', []], ['[]', []], ['null', []], ['<html>', []], ['', []], ['{"error":{"code":"a b <script>"}}', []],
  ] as const) {
    it(`reads ${text === '' ? 'nothing' : text} as ${codes.join(', ') || 'no reason'}`, () => assert.deepEqual(connectorErrorCodes(text), codes));
  }
});

describe('A message that is sent once', () => {
  const OPS = { conversationId: '19:ops@thread.tacv2', threadId: '', kind: 'channel' } as const;
  const there = async () => {
    const running = await startAdapter();
    const is = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: unknown) => (error instanceof ChannelFault ? error.fault : error));
    return { running, is, meet: (url: string) => running.send(message(url, { type: 'conversationUpdate', membersAdded: [{ id: BOT }] })) };
  };
  it('is not repeated, neither new nor changed', async () => {
    const { running, is, meet } = await there();
    await meet(running.connector.url);
    running.connector.calls.length = 0;
    running.connector.next.push({ status: 429, retryAfter: '3' }, { status: 503 });
    assert.deepEqual(await is(running.adapter.channel.post(OPS, { text: 'x' }, 'once')), { is: 'throttled', retryAfterMs: 3000 });
    assert.deepEqual(await is(running.adapter.channel.amend({ conversationId: OPS.conversationId, activityId: 'm' }, { text: 'x' }, 'once')), { is: 'no-answer' });
    assert.equal(running.connector.calls.length, 2);
    assert.deepEqual(await is(running.adapter.channel.amend({ conversationId: OPS.conversationId, activityId: null }, { text: 'x' }, 'once')), { is: 'missing' });
    await running.close();
  });
  it('where the bot never was goes nowhere', async () => {
    const { running, is } = await there();
    assert.deepEqual(await is(running.adapter.channel.post(OPS, { text: 'x' }, 'once')), { is: 'gone' });
    await running.close();
  });
  it('is known not to have been sent where nobody listens, and not known where the connection is cut', async () => {
    const { running, is, meet } = await there();
    const cutting = createServer((socket) => void socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => cutting.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(cutting.address() as AddressInfo).port}/`;
    await meet(url);
    assert.deepEqual(await is(running.adapter.channel.post(OPS, { text: 'x' }, 'once')), { is: 'no-answer' });
    await new Promise<void>((resolve) => cutting.close(() => resolve()));
    assert.deepEqual(await is(running.adapter.channel.post(OPS, { text: 'x' }, 'once')), { is: 'unreachable' });
    await running.close();
  });
});
