import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from './bot-connector-call.ts';
import type { RestAnswer, RestCall, RestDesk } from './bot-connector-call.ts';
import { createConversation } from './bot-connector-conversations.ts';
import { readJsonBody, sendJson } from './bot-connector-http.ts';
import { member, pagedMembers, roster, teamChannels, teamDetails } from './bot-connector-roster.ts';
import { removeMessage, sendActivity, updateMessage } from './bot-connector-writes.ts';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly limit: 'send' | 'create' | 'members' | null;
  readonly answer: (call: RestCall) => RestAnswer;
}

const ID = '([^/]+)';
const ROUTES: readonly Route[] = [
  { method: 'POST', path: route('/v3/conversations'), limit: 'create', answer: createConversation },
  { method: 'POST', path: route(`/v3/conversations/${ID}/activities`), limit: 'send', answer: sendActivity },
  { method: 'POST', path: route(`/v3/conversations/${ID}/activities/${ID}`), limit: 'send', answer: sendActivity },
  { method: 'PUT', path: route(`/v3/conversations/${ID}/activities/${ID}`), limit: 'send', answer: updateMessage },
  { method: 'DELETE', path: route(`/v3/conversations/${ID}/activities/${ID}`), limit: 'send', answer: removeMessage },
  { method: 'GET', path: route(`/v3/conversations/${ID}/members`), limit: 'members', answer: roster },
  { method: 'GET', path: route(`/v3/conversations/${ID}/pagedmembers`), limit: 'members', answer: pagedMembers },
  { method: 'GET', path: route(`/v3/conversations/${ID}/members/${ID}`), limit: 'members', answer: member },
  { method: 'GET', path: route(`/v3/conversations/${ID}/activities/${ID}/members`), limit: 'members', answer: roster },
  { method: 'GET', path: route(`/v3/teams/${ID}`), limit: null, answer: teamDetails },
  { method: 'GET', path: route(`/v3/teams/${ID}/conversations`), limit: null, answer: teamChannels },
];

/** Answers one request of the bot to the connector: token, limits, faults, then the operation itself. */
export async function answerRest(desk: RestDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await answerTo(desk, request);
  sendJson(response, answer.status, answer);
}

async function answerTo(desk: RestDesk, request: IncomingMessage): Promise<RestAnswer> {
  const url = new URL(request.url ?? '/', 'https://connector.invalid');
  const path = url.pathname.replace(/^\/emea/, '').replace(/^\/+/, '/');
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const body = await readJsonBody(request);
  if (token === undefined || !(await desk.verifyBotToken(token))) return refusal(401, 'Unauthorized', 'Authorization has been denied for this request.');
  const found = ROUTES.find((candidate) => candidate.method === request.method && candidate.path.test(path));
  if (found === undefined) return refusal(404, 'NotFound', 'There is no such operation.');
  if (body === null) return refusal(400, 'BadSyntax', 'The body is no JSON object.');
  const ids = (found.path.exec(path) ?? []).slice(1).map(decoded);
  return heldBack(desk, { method: request.method ?? '', limit: found.limit, thread: ids[0] ?? '' }) ?? found.answer({ desk, ids, query: url.searchParams, body });
}

function heldBack(desk: RestDesk, call: { method: string; limit: Route['limit']; thread: string }): RestAnswer | null {
  const wait = call.limit === null ? null : desk.limits.take(call.limit, call.thread);
  if (wait !== null) return throttled(wait);
  if (call.method === 'GET') return desk.faults.membersHidden ? refusal(403, 'BotDisabledByAdmin', 'The bot may not read the roster.') : null;
  if (desk.faults.writesBlocked) {
    return { status: 403, body: { error: { code: 'ServiceError', message: 'The bot is not part of the conversation.', innerHttpError: { statusCode: 403, body: { subCode: 'MessageWritesBlocked' } } }, subCode: 'MessageWritesBlocked' } };
  }
  const fault = desk.faults.failNext;
  if (fault === null || fault.count < 1) return null;
  fault.count -= 1;
  return fault.status === 429 ? throttled(fault.retryAfter ?? 1) : refusal(fault.status, 'ServiceError', 'The service could not do this now.');
}

function throttled(seconds: number): RestAnswer {
  return { ...refusal(429, 'TooManyRequests', 'API calls quota exceeded! maximum admitted per thread.'), headers: { 'retry-after': String(seconds) } };
}

function route(path: string): RegExp {
  return new RegExp(`^${path}/?$`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
