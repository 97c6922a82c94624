import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { Decision } from '../../src/model/approval.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { KeptEvent, Store } from '../../src/ports/store.ts';
import { BOT_APP_ID, CAST } from '../../lab/company/cast.ts';
import type { Lab } from '../../lab/start-lab.ts';
import { ActivityWriter } from '../../lab/servers/bot-connector-activities.ts';
import type { Activity, ChatMessage, Delivery, Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import { ChatIdentity } from '../../lab/servers/bot-connector-identity.ts';

type Data = Readonly<Record<string, unknown>>;

/** A press whose every part can be forged. */
export interface ForgedPress {
  readonly who: string;
  /** The message that the press claims to come from. */
  readonly message: Pick<ViewedMessage, 'id' | 'rootId'>;
  /** Where it claims to have been pressed; otherwise in the thread of the message. */
  readonly chatOf?: string;
  readonly data: Data;
  readonly verb?: string;
  readonly trigger?: 'manual' | 'automatic';
  /** Laid over the whole activity. */
  readonly change?: Data;
}

/** Somebody who can send whatever Teams could be made to send, and who can read the bot's store. */
export interface Attacker {
  press(forged: ForgedPress): Promise<Delivery>;
  pressed(forged: ForgedPress): Activity;
  said(who: string, spot: Spot, text: string): Activity;
  /** Without the token that the connector would add; resolves with status and body. */
  post(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: string }>;
  /** What was written to the audit trail while the work was done. */
  audited(work: () => Promise<unknown>): Promise<readonly KeptEvent[]>;
  /** Everything in the audit trail, once nothing is on its way to it. */
  trail(): Promise<readonly KeptEvent[]>;
  plan(code: string): Promise<{ readonly plan: Plan; readonly decisions: readonly Decision[] }>;
  /** The values that people can change in AD, of every object. */
  directory(): string;
}

export function attacker(lab: Lab): Attacker {
  const { connector } = lab;
  const identity = new ChatIdentity(CAST, { appId: BOT_APP_ID, name: connector.bot.name });
  const writer = new ActivityWriter({ identity, clock: { now: () => new Date() }, serviceUrl: connector.serviceUrl });
  const pressed = ({ who, message, chatOf, data, verb, trigger = 'manual', change = {} }: ForgedPress): Activity => {
    const at = { id: message.id, rootId: chatOf === undefined ? message.rootId : null, chatOf: chatOf ?? null, place: chatOf === undefined ? 'channel' : 'personal' } as unknown as ChatMessage;
    return { ...writer.invoke(who, at, { action: { verb: verb ?? data['verb'], data }, trigger }), ...change };
  };
  return {
    pressed,
    press: (forged) => connector.deliver(pressed(forged)),
    said: (who, spot, text) => {
      const at = { id: `f:${crypto.randomUUID()}`, author: who, rootId: spot.place === 'channel' ? spot.rootId : null, chatOf: spot.place === 'channel' ? null : spot.chatOf, place: spot.place } as unknown as ChatMessage;
      return writer.message(at, spot.place === 'channel' ? `@SyncWhy ${text}` : text);
    },
    post: (path, body, headers = {}) => rawPost(new URL(path, lab.files.messagesUrl), body, headers),
    async audited(work) {
      const last = await settled(lab);
      await work();
      return withStore(lab, async (store) => (await trail(store)).slice(last).map(({ event }) => event));
    },
    async trail() {
      await settled(lab);
      return withStore(lab, async (store) => (await trail(store)).map(({ event }) => event));
    },
    plan: (code) => withStore(lab, async (store) => {
      const plan = await store.planByCode(code);
      if (plan === null) throw new Error(`there is no plan ${code}`);
      return { plan, decisions: await store.decisions(plan.content.planId) };
    }),
    directory: () => JSON.stringify(lab.company.ad.all().map((record) => [record.dn, ...['proxyAddresses', 'mS-DS-ConsistencyGuid', 'userPrincipalName', 'mail'].map((name) => record.values(name).map(String))])),
  };
}

const trail = (store: Store) => store.auditTrail(0, 100_000);

/** The length of the trail once nothing of an earlier turn is on its way to it: the bot answers before it writes a refusal down. */
async function settled(lab: Lab): Promise<number> {
  const length = (): Promise<number> => withStore(lab, async (store) => (await trail(store)).length);
  for (let before = await length(); ;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await length();
    if (now === before) return now;
    before = now;
  }
}

/** A second connection to the file of the running bot. */
async function withStore<Value>(lab: Lab, work: (store: Store) => Promise<Value>): Promise<Value> {
  const store = await openSqliteStore({ file: join(lab.folder, 'syncwhy.db'), clock: systemClock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** A body of `chunked:` and a number is sent in pieces without its length. */
function rawPost(url: URL, body: string, headers: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const [, octets] = /^chunked:(\d+)$/.exec(body) ?? [];
    const sending = request(url, { method: 'POST', rejectUnauthorized: false, agent: false, headers: { 'content-type': 'application/json', ...headers } });
    sending.on('error', reject);
    sending.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    if (octets === undefined) sending.end(body);
    else for (let left = Number(octets); left > 0; left -= 65_536) sending.write('x'.repeat(65_536));
  });
}

/** What a file of the lab says, without the line end. */
export const secretIn = (lab: Lab, name: string): string => readFileSync(join(lab.folder, name), 'utf8').trim();
