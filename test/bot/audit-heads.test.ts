import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headSinks } from '../../src/bot/audit-heads.ts';
import type { PostedHead } from '../../src/model/audit-head.ts';
import type { Reply } from '../../src/model/reply.ts';
import type { Channel, Place } from '../../src/ports/channel.ts';
import { NotPosted } from '../../src/ports/head-sink.ts';
import type { StoredConversation } from '../../src/ports/store.ts';
import { chain, headAt, signer } from '../trail/pretend-trail.ts';

const CONVERSATION: StoredConversation = { conversationId: '19:security@thread.tacv2', kind: 'channel', tenantId: 't', serviceUrl: 'https://smba.trafficmanager.net/', botId: 'b', updatedAt: '2026-11-21T09:00:00.000Z' };

describe('second places of a bot', () => {
  const key = signer();
  let head: PostedHead;
  let said: { readonly place: Place; readonly reply: Reply }[] = [];
  let fails = false;
  const channel: Channel = {
    post: async (place, reply) => {
      if (fails) throw new Error('403 from a service');
      said.push({ place, reply });
      return { conversationId: place.conversationId, activityId: 'm1' };
    },
    amend: async () => undefined,
    audienceOf: async () => ({ is: 'unknown' }),
  };
  const store = { conversation: async (id: string) => (id === CONVERSATION.conversationId ? CONVERSATION : null) };
  const conversation = (conversationId: string) => headSinks([{ is: 'conversation', conversationId }], { store, channel })[0] ?? assert.fail();

  beforeEach(async () => {
    [said, fails] = [[], false];
    head = await headAt(chain(3), 3, key);
  });

  it('are named for people and stay apart', () => {
    const sinks = headSinks([{ is: 'file', file: '/mnt/heads.jsonl' }, { is: 'https', url: 'https://siem.contoso.com/heads' }, { is: 'syslog', transport: 'tls', host: 'siem', port: 6514 }, { is: 'conversation', conversationId: '19:x' }], { store, channel });
    assert.deepEqual(sinks.map(({ where }) => where), ['file /mnt/heads.jsonl', 'https://siem.contoso.com/heads', 'syslog tls://siem:6514', 'conversation 19:x']);
  });

  it('may be a conversation, which is told number, hash, key and signature', async () => {
    await conversation(CONVERSATION.conversationId).post(head);
    const [{ place, reply }] = said as [{ place: Place; reply: Reply }];
    assert.deepEqual(place, { conversationId: CONVERSATION.conversationId, threadId: '', kind: 'channel' });
    for (const part of ['Audit trail, 2026-11-03', 'entry 3', head.hash, key.fingerprint, head.signature]) assert.ok(reply.text.includes(part), part);
  });

  it('say why a conversation was not told', async () => {
    await assert.rejects(conversation('19:unknown').post(head), (error) => error instanceof NotPosted && error.message.includes('was never in this conversation'));
    fails = true;
    await assert.rejects(conversation(CONVERSATION.conversationId).post(head), (error) => error instanceof NotPosted && error.message === 'the message could not be sent');
  });

  it('may be a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-place-'));
    await headSinks([{ is: 'file', file: join(folder, 'heads.jsonl') }], { store, channel })[0]?.post(head);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'heads.jsonl'), 'utf8')), head);
    rmSync(folder, { recursive: true, force: true });
  });
});
