import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in the conversations, by the id that was given. */
export interface MoodyConnector {
  readonly url: string;
  readonly messages: Map<string, { readonly conversation: string; readonly looks: string[] }>;
  /** How often it answered so. */
  readonly moods: Record<'well' | 'throttled' | 'refused-before' | 'silent-after' | 'failed-after', number>;
  close(): Promise<void>;
}

/** A connector over HTTP that is slow, holds back, fails after the deed and cuts connections, as `chance` (0 to 1) has it. */
export async function startMoodyConnector(chance: () => number): Promise<MoodyConnector> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connector: MoodyConnector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, messages: new Map(), moods: { 'well': 0, 'throttled': 0, 'refused-before': 0, 'silent-after': 0, 'failed-after': 0 },
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
  let last = 0;
  const wait = (most: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, chance() * most));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      return;
    }
    const [, , , conversation = '', , activity] = decodeURIComponent(request.url ?? '').split('/');
    const say = (status: number, body: object, headers: Record<string, string> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (request.url?.includes('pagedmembers') === true) return say(200, { members: [{ id: '29:a', name: 'A', tenantId: '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10', userRole: 'user', aadObjectId: 'a0a0a0a0-0001-4f6e-8d5c-4b3a29180701' }] });
    await wait(30);
    const mood = chance();
    if (mood < 0.08) return mark('throttled', () => say(429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '20' }));
    if (mood < 0.11) return mark('refused-before', () => say(412, { error: { code: 'PreconditionFailed' } }));
    const id = request.method === 'PUT' ? (activity ?? '') : `m-${(last += 1)}`;
    const text = Buffer.concat(parts).toString('utf8');
    if (request.method === 'PUT') connector.messages.get(id)?.looks.push(text);
    else connector.messages.set(id, { conversation, looks: [text] });
    await wait(40);
    if (mood < 0.13) return mark('silent-after', () => void request.socket.destroy());
    if (mood < 0.15) return mark('failed-after', () => say(502, { error: { code: 'BadGateway' } }));
    return mark('well', () => say(200, { id }));
  }
  const mark = (mood: keyof MoodyConnector['moods'], then: () => void): void => {
    connector.moods[mood] += 1;
    then();
  };
  return connector;
}
