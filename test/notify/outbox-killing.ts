import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { Incident } from '../../src/model/incident.ts';
import { tellSubscribers } from '../../src/notify/tell-subscribers.ts';
import type { Store } from '../../src/ports/store.ts';
import { samplePoll } from '../contracts/sample-incident.ts';
import { BOT, TENANT } from '../adapters/teams/fixtures.ts';
import { startMoodyConnector, type MoodyConnector } from './moody-connector.ts';
import { quickClock } from './quick-clock.ts';
import { openIncident, plainSubscription } from './told.ts';

interface Killing {
  readonly file: string;
  readonly rounds: number;
  /** 0 to 1, by a seed. */
  chance(): number;
}

export interface Killed {
  readonly notices: number;
  readonly messages: number;
  readonly unsure: number;
  readonly kills: number;
  readonly moods: MoodyConnector['moods'];
}

const CONVERSATIONS = 4;

/** Bots that are killed with -9 again and again while errors come and go, over one store and a moody Teams; in the end everything must be told, and nothing twice. */
export async function killOutbox({ file, rounds, chance }: Killing): Promise<Killed> {
  const since = Date.now();
  const clock = quickClock(since);
  const connector = await startMoodyConnector(chance);
  const store = await openSqliteStore({ file, clock });
  const children = new Set<ChildProcess>();
  let kills = 0;
  try {
    await furnish(store, connector.url, clock.now().toISOString());
    for (let round = 1; round <= rounds; round += 1) {
      await look(store, { round, at: clock.now().toISOString() });
      const bots = await Promise.all(Array.from({ length: round % 3 === 0 ? 2 : 1 }, () => startBot(file, since, children)));
      await pause(20 + chance() * 500);
      await look(store, { round: round + 0.5, at: clock.now().toISOString() });
      await pause(chance() * 300);
      kills += bots.length;
      await Promise.all(bots.map((bot) => kill(bot, children)));
    }
    await startBot(file, since, children);
    await settled(store);
    return { ...(await inspect(store, connector)), kills, moods: connector.moods };
  } finally {
    await Promise.all([...children].map((child) => kill(child, children)));
    await store.close();
    await connector.close();
  }
}

async function furnish(store: Store, serviceUrl: string, at: string): Promise<void> {
  for (let n = 1; n <= CONVERSATIONS; n += 1) {
    const subscription = plainSubscription({}, n);
    await store.addSubscription(subscription, { event: 'subscription.made', at, actor: null, planId: null, rule: null, facts: {} });
    await store.putConversation({ conversationId: subscription.place.conversationId, kind: 'channel', tenantId: TENANT, serviceUrl, botId: BOT, updatedAt: at });
  }
}

/** Something opens, what is three rounds old grows, and what is six rounds old is resolved. */
async function look(store: Store, { round, at }: { readonly round: number; readonly at: string }): Promise<void> {
  const before = await store.incidents();
  const changed = before.flatMap((incident): readonly Incident[] => {
    const age = round - Number(incident.key);
    if (incident.state === 'open' && age === 3) return [{ ...incident, count: 7, most: 7, version: incident.version + 1 }];
    return incident.state === 'open' && age >= 6 ? [{ ...incident, count: 0, state: 'resolved', resolvedAt: at, version: incident.version + 1 }] : [];
  });
  const n = Math.round(round * 2);
  const fresh = Number.isInteger(round) ? [openIncident(n, { incidentId: `incident-${n}`, code: `I-${10_000 + n}`, key: String(round), openedAt: at, firstSeen: at, lastSeen: at })] : [];
  const incidents = [...changed, ...fresh];
  const now = [...before.filter(({ incidentId }) => !incidents.some((each) => each.incidentId === incidentId)), ...incidents];
  const notices = tellSubscribers({ at, before, now, objectsOf: () => [], subscriptions: await store.subscriptions(), notices: await store.notices({}), newId: () => crypto.randomUUID() });
  assert.ok(await store.keepPoll(samplePoll(((await store.lastPoll())?.n ?? 0) + 1, { incidents, notices }), null));
}

async function startBot(file: string, since: number, children: Set<ChildProcess>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'outbox-until-killed.ts'), file, String(since)], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') } });
  children.add(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => assert.fail('the bot ended by itself'))]);
  return child;
}

async function kill(child: ChildProcess, children: Set<ChildProcess>): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const LONGEST_MS = 120_000;

async function settled(store: Store): Promise<void> {
  for (const until = Date.now() + LONGEST_MS; Date.now() < until; await pause(250)) {
    if ((await store.notices({})).every(({ state }) => state !== 'waiting' && state !== 'sending')) return;
  }
  const left = (await store.notices({})).filter(({ state }) => state === 'waiting' || state === 'sending');
  assert.fail(`${left.length} messages still wait: ${JSON.stringify(left.slice(0, 3))}`);
}

async function inspect(store: Store, { messages }: MoodyConnector): Promise<Pick<Killed, 'notices' | 'messages' | 'unsure'>> {
  const [notices, incidents] = await Promise.all([store.notices({}), store.incidents()]);
  assert.deepEqual(notices.filter(({ state }) => state !== 'shown' && state !== 'unsure'), []);
  for (const { subscriptionId } of await store.subscriptions()) {
    const own = notices.filter((each) => each.subscriptionId === subscriptionId);
    for (const { incidentId, code, state } of incidents) {
      const carriers = own.filter(({ topic }) => (topic.is === 'incident' && topic.incidentId === incidentId) || (topic.is === 'storm' && topic.incidentIds.includes(incidentId)));
      assert.equal(carriers.length, 1, `${code} is in ${carriers.length} messages of ${subscriptionId}`);
      const [carrier] = carriers;
      const standing = carrier?.activityId === null || carrier === undefined ? undefined : messages.get(carrier.activityId);
      if (carrier?.state === 'shown') assert.match(standing?.looks.at(-1) ?? '', state === 'resolved' ? /[Rr]esolved/u : /Open/u, `${code} of ${subscriptionId} shows how it stands`);
    }
  }
  assertOnce(notices.map(({ place, topic }) => `${place.conversationId} ${topic.is === 'storm' ? 'storm' : `${topic.is} ${incidents.find(({ incidentId }) => topic.is !== 'digest' && incidentId === topic.incidentId)?.code ?? ''}`}`), [...messages.values()]);
  const unsure = notices.filter(({ state }) => state === 'unsure').length;
  assert.ok(messages.size <= notices.length && messages.size >= notices.length - unsure, `${messages.size} messages of ${notices.length} wanted, ${unsure} of them unsure`);
  return { notices: notices.length, messages: messages.size, unsure };
}

/** No message stands there that was not wanted, and none twice. */
function assertOnce(wanted: readonly string[], messages: readonly { readonly conversation: string; readonly looks: readonly string[] }[]): void {
  const left = [...wanted];
  for (const { conversation, looks: [first = ''] } of messages) {
    const kind = /kinds of error at once|that came at once are resolved/u.test(first) ? 'storm' : first.includes('First seen') ? 'incident' : 'turn';
    const is = kind === 'storm' ? kind : `${kind} ${/I-\d{5}/u.exec(first)?.[0] ?? ''}`;
    const at = left.indexOf(`${conversation.split(';')[0] ?? ''} ${is}`);
    assert.ok(at >= 0, `${is} stands once too often in ${conversation}: ${first.slice(0, 600)}`);
    left.splice(at, 1);
  }
}
