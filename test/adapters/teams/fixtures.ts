import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../../src/ports/log.ts';
import type { Store, StoredConversation } from '../../../src/ports/store.ts';

export const APP = '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01';
export const TENANT = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
export const ANA = 'a0a0a0a0-0001-4f6e-8d5c-4b3a29180701';
export const BOT = `28:${APP}`;

export interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly type?: string; readonly text?: string; readonly attachments?: readonly { readonly content: { readonly body: unknown; readonly msteams?: { readonly entities?: readonly unknown[] } } }[]; readonly members?: readonly { readonly id: string }[] };
}

export interface Connector {
  readonly url: string;
  readonly calls: ConnectorCall[];
  /** Statuses for the next calls other than typing, in order; 200 afterwards. */
  readonly next: { status: number; retryAfter?: string | undefined }[];
  /** Whether answers name the id of a created message. */
  givesIds: boolean;
  allowsPersonal: boolean;
  /** Pages of the roster; null = it may not be read. */
  roster: readonly (readonly object[])[] | null;
  close(): Promise<void>;
}

/** As much of the Bot Framework REST interface as a bot calls. */
export async function startConnector(): Promise<Connector> {
  const server = createServer((request, response) => void answer(request).then(({ status, body, headers }) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connector: Connector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`, calls: [], next: [], givesIds: true, allowsPersonal: true, roster: null,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
  async function answer(request: IncomingMessage): Promise<{ status: number; body: string; headers: Record<string, string> }> {
    const body = JSON.parse((await read(request)) || '{}') as ConnectorCall['body'];
    connector.calls.push({ method: request.method ?? '', path: decodeURIComponent(request.url ?? ''), authorization: request.headers.authorization, body });
    const fault = body.type === 'typing' ? undefined : connector.next.shift();
    if (fault && fault.status !== 200) return { status: fault.status, body: '{"error":{"code":"Fault","message":"secret connector text"}}', headers: fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter } };
    if (request.url?.includes('/pagedmembers')) return rosterPage(connector.roster, request.url);
    if (request.url?.endsWith('/v3/conversations')) return connector.allowsPersonal ? { status: 201, body: '{"id":"a:personal"}', headers: {} } : { status: 403, body: '{"error":{"code":"BotNotInConversationRoster","message":"no"}}', headers: {} };
    return { status: 200, body: connector.givesIds ? `{"id":"m-${connector.calls.length}"}` : '{}', headers: {} };
  }
  return connector;
}

function rosterPage(roster: Connector['roster'], url: string): { status: number; body: string; headers: Record<string, string> } {
  if (roster === null) return { status: 403, body: '{"error":{"code":"BotNotInConversationRoster","message":"no"}}', headers: {} };
  const at = Number(new URL(url, 'http://x').searchParams.get('continuationToken') ?? '0');
  return { status: 200, body: JSON.stringify({ members: roster[at] ?? [], ...(at + 1 < roster.length ? { continuationToken: String(at + 1) } : {}) }), headers: {} };
}

export async function read(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of stream) chunks.push(String(chunk));
  return chunks.join('');
}

type TeamsStore = Pick<Store, 'conversation' | 'putConversation' | 'claimActivity' | 'putAnswer' | 'answerTo'>;

export function memoryStore(): TeamsStore {
  const conversations = new Map<string, StoredConversation>();
  const claimed = new Set<string>();
  const answers = new Map<string, string>();
  return {
    conversation: async (id) => conversations.get(id) ?? null,
    putConversation: async (each) => void conversations.set(each.conversationId, each),
    claimActivity: async (key) => { const fresh = !claimed.has(key); claimed.add(key); return fresh; },
    putAnswer: async (key, answer) => void answers.set(key, answer),
    answerTo: async (key) => answers.get(key) ?? null,
  };
}

export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (event: string, facts?: object): void => void lines.push(`${event} ${JSON.stringify(facts ?? {})}`);
  return { lines, info: write, warn: write, error: write };
}

let activities = 0;

/** A message in a thread of a channel, as Teams sends it. */
export function message(serviceUrl: string, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  activities += 1;
  return {
    type: 'message', id: `act-${activities}`, channelId: 'msteams', serviceUrl, text: '<at>SyncWhy</at> why jsmith', textFormat: 'plain', timestamp: '2026-11-21T14:02:11.000Z',
    from: { id: '29:ana', name: 'Ana Ruiz', aadObjectId: ANA }, recipient: { id: BOT, name: 'SyncWhy' },
    conversation: { id: '19:ops@thread.tacv2;messageid=1700', conversationType: 'channel', tenantId: TENANT, isGroup: true },
    channelData: { tenant: { id: TENANT }, team: { id: '19:team' }, channel: { id: '19:ops@thread.tacv2' } },
    entities: [{ type: 'mention', text: '<at>SyncWhy</at>', mentioned: { id: BOT, name: 'SyncWhy' } }, { type: 'clientInfo', locale: 'en-GB' }],
    ...change,
  };
}

/** A press on a card's button. */
export const press = (serviceUrl: string, data: { readonly verb: string }, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  message(serviceUrl, { type: 'invoke', name: 'adaptiveCard/action', text: undefined, entities: undefined, replyToId: 'm-9', value: { trigger: 'manual', action: { type: 'Action.Execute', verb: data.verb, data } }, ...change });
