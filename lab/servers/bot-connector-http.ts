import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject } from './bot-connector-answers.ts';
import type { Json } from './bot-connector-contract.ts';

const LARGEST_BODY = 2 * 1024 * 1024;

/** The JSON object in a request's body; null when it is too large, broken or not an object. An empty body is an empty object. */
export async function readJsonBody(request: IncomingMessage): Promise<Json | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) return null;
    parts.push(part);
  }
  try {
    const body: unknown = size === 0 ? {} : JSON.parse(Buffer.concat(parts).toString('utf8'));
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

export function sendJson(response: ServerResponse, status: number, answer: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> | undefined }): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
  response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
}
