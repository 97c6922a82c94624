import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SealEnd, Sealing } from '../approve/sealing.ts';
import { parseReturned, parseSealFinishRequest, parseSealPlanRequest, parseSealTicket } from '../boundary/seal-messages.ts';
import type { Route, RouteAnswer } from './listen.ts';
import { redirectTo, writeSealPage } from './seal-page.ts';

/** A token and a ticket, nothing more. */
const MAX_BYTES = 20 * 1024;
const NO_LINK: SealEnd = { is: 'refused', says: 'This address is not complete. Open the link from your chat again.' };

/** The pages of a sign-in in the browser, and the two calls of `syncwhy approve`. Whoever has the ticket can only sign in as its person. */
export const sealRoutes = (sealing: Sealing): readonly Route[] => [
  { method: 'GET', path: '/seal/start', serve: (request, response) => start(sealing, request, response) },
  { method: 'GET', path: '/seal/callback', serve: (request, response) => callback(sealing, request, response) },
  { method: 'POST', path: '/seal/plan', maxBytes: MAX_BYTES, answer: ({ body }) => plan(sealing, body) },
  { method: 'POST', path: '/seal/finish', maxBytes: MAX_BYTES, answer: ({ body }) => finish(sealing, body) },
];

async function start(sealing: Sealing, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ticket = parseSealTicket(queryOf(request));
  const started = ticket === null ? NO_LINK : await sealing.start(ticket);
  if (started.is === 'go') redirectTo(response, started.url);
  else writeSealPage(response, started);
}

async function callback(sealing: Sealing, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const returned = parseReturned(queryOf(request));
  writeSealPage(response, returned === null ? NO_LINK : await sealing.finishWithCode(returned.state, returned));
}

async function plan(sealing: Sealing, body: string): Promise<RouteAnswer> {
  const asked = parseSealPlanRequest(body);
  if (asked === null) return { status: 400 };
  const view = await sealing.view(asked.ticket);
  return json(view.is === 'open' ? { ok: true, plan: view.plan.content, planHash: view.plan.hash, title: view.plan.title, role: view.role } : { ok: false, says: view.says });
}

async function finish(sealing: Sealing, body: string): Promise<RouteAnswer> {
  const asked = parseSealFinishRequest(body);
  if (asked === null) return { status: 400 };
  const end = await sealing.finishWithToken(asked.ticket, asked.idToken);
  return json({ ok: end.is === 'sealed', says: end.says });
}

const json = (value: unknown): RouteAnswer => ({ status: 200, body: JSON.stringify(value) });

const queryOf = ({ url }: IncomingMessage): URLSearchParams => new URLSearchParams((url ?? '').split('?')[1] ?? '');
