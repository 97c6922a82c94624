import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { Poll, Sighting } from '../../src/model/sighting.ts';
import { createOutbox, type Outbox } from '../../src/notify/outbox.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { StoreUnavailable, type Store } from '../../src/ports/store.ts';
import { createWatcher, type Watcher } from '../../src/watch/watcher.ts';
import { leapingClock, pretendTeams, type PretendTeams, type Trouble } from '../notify/pretend-teams.ts';
import { plainSubscription } from '../notify/told.ts';
import { seededRandom } from '../soak/seeded-random.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = '2026-10-01T00:00:00.000Z';
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** One error of one object, as it really is. Minutes since the beginning; `to` is the first one without it. */
export interface RealError {
  readonly cause: string;
  readonly subject: string;
  readonly source: 'SYNC01' | 'Entra ID';
  readonly from: number;
  readonly to: number;
}

interface Company {
  readonly errors: readonly RealError[];
  /** When a source cannot be read. */
  readonly blind: readonly { readonly source: string; readonly from: number; readonly to: number }[];
}

export interface Month {
  readonly store: Store;
  readonly teams: PretendTeams;
  readonly polls: readonly { readonly at: number; readonly poll: Poll; /** Keys of what was open once this look was kept, and of what comes and goes: that stays open until it has been quiet for a while. */ readonly open: readonly string[]; readonly flapping: readonly string[] }[];
  readonly restarts: number;
  readonly deaths: number;
}

export interface MonthOptions {
  readonly seed: number;
  readonly days: number;
  readonly everyMinutes: number;
  /** Teams refuses, is silent or answers into the void, bots are restarted and die while they send. */
  readonly isRough: boolean;
}

/** Errors that come, stay, come and go, and one storm; nothing is left of them for the last two days. */
export function companyOf({ seed, days }: Pick<MonthOptions, 'seed' | 'days'>): Company {
  const random = seededRandom(seed);
  const last = (days - 2) * 24 * 60;
  const upTo = (most: number): number => Math.floor(random() * most);
  const errors: RealError[] = [];
  const add = (cause: string, subject: number, from: number, minutes: number): void => void errors.push({ cause, subject: `CN=P${String(subject)},OU=U${String(subject % 7)},DC=contoso,DC=com`, source: subject % 3 === 0 ? 'Entra ID' : 'SYNC01', from, to: Math.min(from + minutes, last) });
  // Of a few causes, for a minute up to three days.
  for (let n = 0; n < days * 6; n += 1) add(`cause-${String(upTo(25))}`, upTo(300), upTo(last), 1 + Math.floor(3 * 24 * 60 * random() ** 4));
  // Every half hour there and away again, for a day.
  for (let turn = 0; turn < 24; turn += 1) add('flapping', 1, Math.floor(last / 4) + turn * 60, 30);
  // Five thousand at once, of forty causes.
  for (let n = 0; n < 5000; n += 1) add(`storm-${String(n % 40)}`, 1000 + n, Math.floor(last / 2), 6 * 60 + upTo(60));
  const blind = Array.from({ length: days }, () => ({ source: random() < 0.5 ? 'SYNC01' : 'Entra ID', from: upTo(last), to: 0 })).map((each) => ({ ...each, to: each.from + 5 + upTo(180) }));
  return { errors, blind };
}

/** A month with two bots over one store, each with a watcher and an outbox, by one clock that leaps. */
export async function simulateMonth(options: MonthOptions): Promise<Month> {
  const { days, everyMinutes, isRough, seed } = options;
  const company = companyOf(options);
  const random = seededRandom(seed + 1);
  const clock = leapingClock(START);
  const begun = Date.parse(START);
  const store = await openSqliteStore({ file: ':memory:', clock });
  const teams = pretendTeams(clock);
  await store.addSubscription(plainSubscription(), { event: 'subscription.made', at: START, actor: null, planId: null, rule: null, facts: {} });
  const polls: { at: number; poll: Poll; open: readonly string[]; flapping: readonly string[] }[] = [];
  let [ids, restarts, deaths] = [0, 0, 0];

  interface Bot { readonly watcher: Watcher; readonly outbox: Outbox; isDead: boolean }
  const newBot = (): Bot => {
    const bot: Bot = {
      isDead: false,
      outbox: createOutbox({ store: whileAlive(store, () => bot.isDead), channel: dying(teams.channel, () => {
        if (isRough && random() < 0.01) { bot.isDead = true; deaths += 1; }
      }), policy: () => ({ conversations: [] }), clock, log: QUIET }),
      watcher: createWatcher({
        store: { ...store, keepPoll: async (outcome, audit) => {
          const isKept = await store.keepPoll(outcome, audit);
          const now = await store.incidents();
          if (isKept) polls.push({ at: (Date.parse(outcome.poll.at) - begun) / MINUTE, poll: last, open: now.filter(({ state }) => state === 'open').map(({ key }) => key), flapping: now.filter(({ flapping }) => flapping).map(({ key }) => key) });
          return isKept;
        } },
        poll: () => Promise.resolve(last = look(company, clock.now(), begun)), clock, log: QUIET, wake: () => undefined, everyMilliseconds: everyMinutes * MINUTE,
        random: { uuid: () => `id-${String(ids += 1)}`, nonce: () => 'n' },
      }),
    };
    return bot;
  };
  let last: Poll = { at: START, sightings: [], read: [], unread: [] };
  const bots = [newBot(), newBot()];
  for (let minute = 0; minute < days * 24 * 60; minute += everyMinutes) {
    clock.to(new Date(begun + minute * MINUTE).toISOString());
    await Promise.all(bots.map(({ watcher }) => watcher.lookIfDue()));
    for (let round = 0; round < 8 && (await store.dueNotices(clock.now().toISOString())).length > 0; round += 1) {
      if (isRough) teams.troubles.splice(0, teams.troubles.length, ...Array.from({ length: 6 }, () => troubleBy(random)));
      await Promise.all(bots.map(({ outbox }) => outbox.pass().catch(() => undefined)));
      bots.forEach((bot, at) => {
        if (bot.isDead) bots[at] = newBot();
      });
      clock.ahead(20_000);
    }
    if (isRough && random() < 0.01) {
      bots[Math.floor(random() * 2)] = newBot();
      restarts += 1;
    }
  }
  return { store, teams, polls, restarts, deaths };
}

function look({ errors, blind }: Company, now: Date, begun: number): Poll {
  const minute = (now.getTime() - begun) / MINUTE;
  const unread = blind.filter(({ from, to }) => from <= minute && minute < to);
  const read = ['SYNC01', 'Entra ID', 'SyncWhy'].filter((source) => !unread.some((each) => each.source === source));
  const sightings = errors.filter(({ source, from, to }) => from <= minute && minute < to && read.includes(source)).map(({ cause, subject, source }): Sighting => ({
    source, cause, area: 'data', kind: 'export', severity: 'medium', title: `Cause ${cause}`, says: 'So it is.', split: '', object: { dn: subject }, since: null,
  }));
  return { at: now.toISOString(), sightings, read, unread: [...new Set(unread.map(({ source }) => source))].map((source) => ({ what: source === 'SYNC01' ? 'syncServers.SYNC01.runHistory' : 'entra.users', why: 'timed-out' as const })) };
}

/** Mostly none. */
function troubleBy(random: () => number): Trouble | null {
  const dice = random();
  if (dice < 0.05) return { when: 'before', fault: { is: 'throttled', retryAfterMs: 5_000 } };
  if (dice < 0.08) return { when: 'before', fault: { is: 'unreachable' } };
  return dice < 0.09 ? { when: 'after' } : null;
}

/** The process ends once the request has been sent: nothing that it would have written down is. */
const dying = (channel: Channel, dice: () => void): Channel => ({
  ...channel,
  post: async (place, reply) => {
    const posted = await channel.post(place, reply);
    dice();
    return posted;
  },
});

/** Of a process that has ended nothing reaches the store any more. */
const whileAlive = (store: Store, isDead: () => boolean): Store =>
  new Proxy(store, { get: (target, name) => {
    const member: unknown = Reflect.get(target, name);
    return typeof member !== 'function' ? member : (...given: readonly unknown[]): unknown => (isDead() ? Promise.reject(new StoreUnavailable('the process has ended')) : Reflect.apply(member, target, given));
  } });

export const daysOf = (minutes: number): number => (minutes * MINUTE) / DAY;
