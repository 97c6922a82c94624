import assert from 'node:assert/strict';
import type { Incident } from '../../src/model/incident.ts';
import type { Month } from './simulated-month.ts';

/** Everything that has to hold of a month, whatever happened in it; returns figures for people. */
export async function assertMonth({ store, teams, polls }: Month): Promise<Readonly<Record<string, number>>> {
  assertOpenIsWhatLasted(polls);
  const incidents = await store.incidents();
  const events = await store.incidentEvents(0, 100_000);
  const notices = await store.notices({});
  assert.deepEqual(incidents.filter(({ state }) => state === 'open'), [], 'everything is over');
  const posted = teams.messages.filter(({ looks }) => cardOf(looks[0]) !== null);
  // Told once: each incident has one card of its own or stands in one storm, and nothing stands twice in the conversation.
  const carriers = new Map<string, number>();
  for (const { looks } of posted) for (const code of codesOf(looks[0])) carriers.set(code, (carriers.get(code) ?? 0) + 1);
  const opened = new Map(events.filter(({ turn }) => turn === 'opened').map(({ incident }) => [incident.code, incident]));
  assert.deepEqual([...carriers].filter(([, count]) => count > 1), [], 'told twice');
  const unsure = notices.filter(({ state, activityId }) => state === 'unsure' || activityId === null).length;
  const untold = [...opened.keys()].filter((code) => !carriers.has(code));
  assert.ok(untold.length <= unsure, `never told: ${untold.join(', ')}`);
  // And every resolution: what a card shows at last.
  const stale = posted.filter(({ id, looks }) => notices.some(({ activityId }) => activityId === id) && !isOver(looks.at(-1), incidents));
  assert.deepEqual(stale.map(({ looks }) => codesOf(looks.at(-1))), [], 'still shown as open');
  assertLimits(teams);
  return { polls: polls.length, opened: opened.size, resolved: events.filter(({ turn }) => turn === 'resolved').length, reopened: events.filter(({ turn }) => turn === 'reopened').length, posts: teams.messages.length, inTheStorm: postsInTheStorm(teams), requests: teams.requests.length, unsure };
}

/** An oracle of its own: an error that two looks in a row at its source have seen is open; it stays so until a look at its source does not see it. */
function assertOpenIsWhatLasted(polls: Month['polls']): void {
  const seen = new Map<string, { cause: string; source: string; times: number }>();
  let open = new Set<string>();
  for (const { poll, at, open: kept, flapping } of polls) {
    const now = new Map(poll.sightings.map(({ cause, source, object }) => [JSON.stringify([cause, source, object?.dn]), { cause: cause ?? '', source }]));
    for (const [key, each] of seen) if (poll.read.includes(each.source) && !now.has(key)) seen.delete(key);
    for (const [key, each] of now) seen.set(key, { ...each, times: Math.min(2, (seen.get(key)?.times ?? 0) + 1) });
    const before = open;
    open = new Set([...seen.values()].filter(({ cause, times }) => times === 2 || before.has(cause)).map(({ cause }) => cause));
    const restless = causesOf(flapping);
    const steady = (causes: ReadonlySet<string>): readonly string[] => [...causes].filter((cause) => !restless.has(cause)).toSorted();
    assert.deepEqual(steady(causesOf(kept)), steady(open), `at minute ${String(at)}`);
  }
}

const causesOf = (keys: readonly string[]): ReadonlySet<string> => new Set(keys.flatMap((key) => /(?:cause|storm)-\d+|flapping/.exec(key)?.[0] ?? []));

type Look = Month['teams']['messages'][number]['looks'][number] | undefined;

const cardOf = (look: Look): 'incident' | 'storm' | null => (look?.card === 'incident' || look?.card === 'storm' ? look.card : null);

const codesOf = (look: Look): readonly string[] => [...new Set((JSON.stringify(look?.json ?? {}).match(/"code":"I-[0-9A-Z]+"/g) ?? []).map((each) => each.slice(8, -1)))];

/** What its incidents were when it was last drawn; a forgotten one can be drawn no more. */
function isOver(look: Look, incidents: readonly Incident[]): boolean {
  return codesOf(look).every((code) => !incidents.some((each) => each.code === code && each.state === 'open') && !new RegExp(`"code":"${code}"[^{}]*"state":"open"`).test(JSON.stringify(look?.json)));
}

/** In the two hours after the message that told of the storm, itself included. */
function postsInTheStorm({ messages }: Month['teams']): number {
  const begun = messages.find(({ looks }) => cardOf(looks[0]) === 'storm' && codesOf(looks.at(-1)).length > 30)?.at;
  return begun === undefined ? 99 : messages.filter(({ at }) => at >= begun - 30 * 60_000 && at < begun + 2 * 3_600_000).length;
}

/** Of Teams for one conversation, and one new message in 30 s beyond a small burst. */
function assertLimits({ requests }: Month['teams']): void {
  const posts = requests.filter(({ how }) => how === 'post').map(({ at }) => at).toSorted((one, other) => one - other);
  const all = requests.map(({ at }) => at).toSorted((one, other) => one - other);
  for (const [times, most, within] of [[all, 7, 1_000], [all, 60, 30_000], [all, 1_800, 3_600_000], [posts, 8, 60_000], [posts, 125, 3_600_000]] as const) {
    times.forEach((at, n) => {
      const earlier = times[n - most];
      assert.ok(earlier === undefined || at - earlier >= within, `${String(most + 1)} in ${String(within)} ms`);
    });
  }
}
