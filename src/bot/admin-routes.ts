import { timingSafeEqual } from 'node:crypto';
import { EVIDENCE, parseAsk, parseCollect, parseEnrolTokenRequest } from '../boundary/admin-messages.ts';
import { understand } from '../chat/route.ts';
import { COMMANDS } from '../commands/index.ts';
import type { CommandWorld } from '../commands/world.ts';
import { isPersonId } from '../model/ids.ts';
import type { Reply } from '../model/reply.ts';
import type { Talk } from '../ports/talk.ts';
import { redact } from '../redact/redact.ts';
import type { Route, RouteAnswer, RouteRequest } from './listen.ts';
import { keepFeatures } from './keep-features.ts';
import { makeCampaign } from './make-campaign.ts';
import { scanRoutes } from './scan-routes.ts';
import { hear } from './turn.ts';

interface AdminWorld {
  readonly commands: CommandWorld;
  readonly tenantId: string;
  /** Bearer token of this run; only the bot's own account can read its file. */
  readonly token: string;
  /** The group whose relays this bot serves. */
  readonly group: string;
  invite(host: string): Promise<{ readonly token: string; readonly expiresAt: string }>;
}

const MAX_BYTES = 16 * 1024;
/** A list of pairs of 1 MB, with what JSON makes of its quotes and letters. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** The loopback address for terminal commands of the bot's own host. Nothing in AD or Entra is changed through it: a terminal has no second admin. */
export const adminRoutes = (world: AdminWorld): readonly Route[] => [
  { method: 'GET', path: '/healthz', maxBytes: 0, answer: () => Promise.resolve({ status: 200, body: 'ok', contentType: 'text/plain' }) },
  { method: 'GET', path: '/readyz', maxBytes: 0, answer: () => Promise.resolve({ status: 200, body: 'ready', contentType: 'text/plain' }) },
  { method: 'POST', path: '/admin/ask', maxBytes: MAX_BYTES, answer: guarded(world, (body) => ask(world, body)) },
  { method: 'POST', path: '/admin/collect', maxBytes: MAX_BYTES, answer: guarded(world, (body) => collect(world, body)) },
  { method: 'POST', path: '/admin/enrol-token', maxBytes: MAX_BYTES, answer: guarded(world, (body) => enrolToken(world, body)) },
  { method: 'POST', path: '/admin/sync-features', maxBytes: MAX_BYTES, answer: guarded(world, (body) => syncFeatures(world, body)) },
  { method: 'POST', path: '/admin/campaign', maxBytes: MAX_LIST_BYTES, answer: guarded(world, async (body) => ({ status: 200, body: JSON.stringify(await makeCampaign(world.commands, body, NOBODY)) })) },
  ...(world.commands.scans === undefined ? [] : scanRoutes({ desk: world.commands.scans, commands: world.commands, nobody: NOBODY, isAllowed: (authorization) => same(authorization, `Bearer ${world.token}`) })),
];

const guarded =
  ({ token }: AdminWorld, handle: (body: unknown) => Promise<RouteAnswer>) =>
  async ({ headers, body }: RouteRequest): Promise<RouteAnswer> => {
    if (!same(headers['authorization'] ?? '', `Bearer ${token}`)) return { status: 401 };
    try {
      return await handle(JSON.parse(body));
    } catch (error) {
      if (error instanceof SyntaxError) return { status: 400 };
      throw error;
    }
  };

async function ask({ commands, tenantId }: AdminWorld, body: unknown): Promise<RouteAnswer> {
  const asked = parseAsk(body);
  if (asked === null) return says('Ask one question of at most 2,000 characters.');
  const understood = understand(asked.question, COMMANDS);
  const command = understood.is === 'command' ? COMMANDS.find(({ word }) => word === understood.word) : undefined;
  if (command?.effect === 'writes') return says(`"${command.word}" changes something, so it needs two people in the chat; the terminal only reads.`);
  const heard: Reply[] = [];
  await hear(commands, { request: { actor: { oid: NOBODY, name: 'terminal' }, tenantId, by: 'terminal', activityId: null, replyToId: null }, talk: listeningTalk(heard) }, asked.question);
  const last = heard.at(-1);
  if (last === undefined) return says('There is no answer to this.');
  return { status: 200, body: JSON.stringify({ ok: true, text: last.text, ...(last.json === undefined ? {} : { json: last.json }) }) };
}

/** The evidence itself. It is redacted here, so that names do not leave the bot. */
async function collect({ commands }: AdminWorld, body: unknown): Promise<RouteAnswer> {
  const asked = parseCollect(body);
  if (asked === null) return says('Name one object in at most 400 characters.');
  const { document } = await commands.ask(asked.about);
  return { status: 200, body: `${JSON.stringify(asked.redact ? redact(document, commands.random.nonce()) : document, null, 1)}\n`, contentType: EVIDENCE };
}

async function enrolToken(world: AdminWorld, body: unknown): Promise<RouteAnswer> {
  const asked = parseEnrolTokenRequest(body);
  if (asked === null) return says('Name the relay group, and the host that the relay will run on.');
  if (asked.group !== world.group) return says(`This bot serves the relay group ${world.group}, not ${asked.group}.`);
  const { token, expiresAt } = await world.invite(asked.host);
  return { status: 200, body: JSON.stringify({ ok: true, text: token, json: { expiresAt } }) };
}

async function syncFeatures({ commands }: AdminWorld, body: unknown): Promise<RouteAnswer> {
  const text = await keepFeatures(commands, body);
  return text === null ? says('These are not the synchronization settings of a tenant.') : { status: 200, body: JSON.stringify({ ok: true, text }) };
}

const says = (text: string): RouteAnswer => ({ status: 200, body: JSON.stringify({ ok: false, says: text }) });

/** Everything that is said ends up in the list; an amended message is its newest form. */
function listeningTalk(heard: Reply[]): Talk {
  const place = { conversationId: 'terminal', threadId: '', kind: 'terminal' } as const;
  const talk: Talk = {
    place,
    post: (reply) => {
      heard.push(reply);
      return Promise.resolve({ conversationId: 'terminal', activityId: null });
    },
    amend: (_message, reply) => {
      heard.push(reply);
      return Promise.resolve();
    },
    tell: (reply) => {
      heard.push(reply);
      return Promise.resolve();
    },
    aside: () => Promise.resolve(talk),
  };
  return talk;
}

const ZERO = '00000000-0000-0000-0000-000000000000';
/** Nobody's id: whatever the terminal says, no rule can take it for a person. */
const NOBODY = isPersonId(ZERO) ? ZERO : noPersonId();

function noPersonId(): never {
  throw new Error('the empty id is no id');
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
