import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BotConnector } from '../servers/bot-connector.ts';
import { readJsonBody, sendJson } from '../servers/bot-connector-http.ts';
import { streamUpdates } from './live-updates.ts';
import { comesFromOurPage } from './loopback-guard.ts';
import { answerCall, roomState } from './room-calls.ts';
import { staticFile } from './static-files.ts';
import type { ThingToTry } from './thing-to-try.ts';

export type { ThingToTry } from './thing-to-try.ts';

export interface ChatWindowOptions {
  readonly connector: BotConnector;
  readonly thingsToTry?: readonly ThingToTry[] | undefined;
  /** 0 or nothing takes any free port. */
  readonly port?: number | undefined;
}

export interface ChatWindow {
  readonly url: string;
  close(): Promise<void>;
}

const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/** The Teams-like client in the browser, over plain HTTP on 127.0.0.1. */
export async function startChatWindow(options: ChatWindowOptions): Promise<ChatWindow> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => sendJson(response, 500, { body: { error: 'The chat window failed.' } }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function answer(options: ChatWindowOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  if (!comesFromOurPage(request)) return sendJson(response, 403, { body: { error: 'Only the page on this machine may ask.' } });
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (request.method === 'POST') return answerPost(options.connector, path, { request, response });
  if (request.method !== 'GET') return sendJson(response, 405, { body: { error: 'Only GET and POST.' } });
  if (path === '/api/state') return sendJson(response, 200, { body: roomState(options.connector, options.thingsToTry ?? []) });
  if (path === '/api/events') return streamUpdates(options.connector, request, response);
  return answerFile(path, response);
}

async function answerPost(connector: BotConnector, path: string, exchange: { request: IncomingMessage; response: ServerResponse }): Promise<void> {
  const { request, response } = exchange;
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return sendJson(response, 415, { body: { error: 'Send JSON.' } });
  const body = await readJsonBody(request);
  if (body === null) return sendJson(response, 400, { body: { error: 'The body is no JSON object.' } });
  const done = await answerCall(connector, path, body);
  sendJson(response, done?.status ?? 404, { body: done?.body ?? { error: 'There is no such call.' } });
}

async function answerFile(path: string, response: ServerResponse): Promise<void> {
  const file = await staticFile(path);
  if (file === null) return sendJson(response, 404, { body: { error: 'There is no such page.' } });
  response.writeHead(200, { 'content-type': file.type });
  response.end(file.content);
}
