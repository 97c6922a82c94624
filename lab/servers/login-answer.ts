import type { ServerResponse } from 'node:http';

/** What the pretend sign-in service answers: a document, a page, or another address. */
export type LoginAnswer = { readonly status: number; readonly html: string } | { readonly status: 302; readonly location: string } | { readonly status: number; readonly json: unknown };

export function writeAnswer(response: ServerResponse, answer: LoginAnswer): void {
  if ('location' in answer) response.writeHead(answer.status, { 'location': answer.location, 'cache-control': 'no-store' }).end();
  else if ('html' in answer) response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(answer.html);
  else response.writeHead(answer.status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(answer.json));
}
