import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'node:https';
import { readJsonBody, sendJson } from '../../lab/servers/bot-connector-http.ts';
import type { Json } from '../../lab/servers/bot-connector.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly activity: Json;
}

export interface FakeBot {
  readonly endpoint: string;
  readonly heard: Heard[];
  /** The HTTP answer to the next activities; may do calls of its own first. */
  answer: (activity: Json) => Promise<{ readonly status: number; readonly body?: unknown }> | { readonly status: number; readonly body?: unknown };
  close(): Promise<void>;
}

/** A bot endpoint of a few lines: remembers what it hears and answers what the test says. */
export async function startFakeBot(): Promise<FakeBot> {
  const heard: Heard[] = [];
  const server = createServer((incoming, response) => {
    void readJsonBody(incoming).then(async (activity) => {
      heard.push({ headers: incoming.headers, activity: activity ?? {} });
      const answer = await bot.answer(activity ?? {});
      sendJson(response, answer.status, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bot: FakeBot = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard,
    answer: () => ({ status: 200 }),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return bot;
}

export interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string | null;
}

export interface ConnectorAnswer {
  readonly status: number;
  readonly body: Json;
  readonly headers: IncomingHttpHeaders;
}

/** Calls the connector's REST interface as a bot would. */
export function callConnector(connector: { readonly serviceUrl: string; readonly caPem: string }, call: ConnectorCall): Promise<ConnectorAnswer> {
  const token = call.token === undefined ? 'token-of-the-bot' : call.token;
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(call.path, connector.serviceUrl), { method: call.method, headers, ca: connector.caPem, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(Buffer.concat(parts).toString() || '{}') as Json }));
    });
    outgoing.on('error', reject);
    outgoing.end(call.body === undefined ? undefined : JSON.stringify(call.body));
  });
}
