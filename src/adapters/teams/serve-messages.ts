import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestBody } from '../../boundary/request-body.ts';
import type { TeamsAdapter } from './teams-adapter.ts';

/** Largest body of one activity, in bytes. */
const LARGEST_BODY = 256 * 1024;

/** Serves POST /api/messages on any Node server. A refusal has a status and no body, whatever went wrong. */
export function serveMessages(adapter: TeamsAdapter): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const { authorization } = request.headers;
    // Without a token nothing of the body is read.
    if (authorization === undefined || !authorization.startsWith('Bearer ')) return end(response, 401);
    const text = await requestBody(request, LARGEST_BODY);
    if (text === null) return end(response, 413);
    const body = parseJson(text);
    if (body === undefined) return end(response, 400);
    const answer = await adapter.handle(authorization, body);
    end(response, answer.status, answer.body);
  };
}

function end(response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...headers, 'cache-control': 'no-store', ...(status === 413 ? { connection: 'close' } : {}) });
  response.end(text);
}

function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed ?? undefined;
  } catch {
    return undefined;
  }
}
