import assert from 'node:assert/strict';
import { followPoll, type FollowedPoll, type KeptIncidents } from '../../src/incidents/follow-poll.ts';
import { subjectOf } from '../../src/incidents/group-sightings.ts';
import { WATCHING } from '../../src/incidents/blind-watch.ts';
import { showsTheSame, type Incident } from '../../src/model/incident.ts';
import type { Poll, Sighting } from '../../src/model/sighting.ts';
import { seededRandom } from '../soak/seeded-random.ts';
import { BEGIN, keepFollowed, NOTHING, sighting, someone } from './seen-company.ts';

const SOURCES = ['SYNC01', 'SYNC02', 'Entra ID'] as const;
/** Of an error without words of its own the cause is not known. */
const CAUSES = ['a', 'b', ''] as const;
const MINUTE = 60_000;
/** Before anything that nobody can look at is let go. */
const LONGEST_BLIND = 20 * 24 * 60 * MINUTE;

/** Looks at a company that changes at random, and holds each outcome against what was really said. Throws where they differ. */
export function randomRounds(seed: number, rounds: number): { readonly turns: number; readonly flaps: number; readonly blind: number } {
  const random = seededRandom(seed);
  const truth = createTruth();
  const tally = { turns: 0, flaps: 0, blind: 0 };
  let kept: KeptIncidents = NOTHING;
  let errors: readonly Sighting[] = [];
  let time = BEGIN;
  const readAt = new Map<string, number>(SOURCES.map((source) => [source, BEGIN]));
  for (let round = 0; round < rounds; round += 1) {
    time += stepOf(random);
    errors = changed(errors, random);
    const read = SOURCES.filter((source) => random() < 0.75 || time - (readAt.get(source) ?? 0) > LONGEST_BLIND);
    for (const source of read) readAt.set(source, time);
    // A source that was not read may have said a part all the same.
    const sightings = errors.filter(({ source }) => read.some((each) => each === source) || random() < 0.1);
    const poll: Poll = { at: new Date(time).toISOString(), sightings, read, unread: SOURCES.filter((source) => !read.includes(source)).map((source) => ({ what: source, why: 'timed-out' })) };
    const followed = followPoll(frozen(kept), frozen(poll));
    assertOrderIsNothing(kept, { poll, followed, random });
    const after = keepFollowed(kept, followed);
    truth.look(poll);
    assertTrue(after, followed, truth);
    assertTurns(kept, after, followed);
    tally.turns += followed.events.length;
    tally.flaps += after.incidents.filter(({ flapping }) => flapping).length;
    tally.blind += after.incidents.filter(({ kind }) => kind === 'watching').length;
    kept = after;
  }
  return tally;
}

function stepOf(random: () => number): number {
  const chance = random();
  return (chance < 0.85 ? 5 : chance < 0.95 ? 70 : chance < 0.995 ? 24 * 60 : 8 * 24 * 60) * MINUTE;
}

function changed(errors: readonly Sighting[], random: () => number): readonly Sighting[] {
  const chance = random();
  if (chance < 0.05) return [];
  const some = errors.filter(() => random() > (chance < 0.3 ? 0.5 : 0.1));
  return [...some, ...Array.from({ length: Math.floor(random() * 4) }, () => anything(random))];
}

const pick = <Each>(items: readonly Each[], random: () => number): Each => items[Math.floor(random() * items.length)] ?? assert.fail();

function anything(random: () => number): Sighting {
  const cause = pick(CAUSES, random);
  const object = random() < 0.1 ? null : someone(`P${Math.floor(random() * 12)}`, pick(['Sales', 'Staff'], random));
  return sighting(object, { source: pick(SOURCES, random), cause: cause === '' ? null : cause, title: cause === '' ? pick(['x', 'y'], random) : cause, split: pick(['', '', 's'], random), severity: pick(['low', 'medium', 'high'], random), says: pick(['one', 'two'], random) });
}

/** Who says what, as it was said: written with other means than the thing that is tested. */
function createTruth() {
  const said = new Map<string, { readonly by: Set<string>; seen: number }>();
  return {
    look({ sightings, read }: Poll): void {
      const now = Map.groupBy(sightings, nameOf);
      for (const name of new Set([...said.keys(), ...now.keys()])) {
        const known = said.get(name) ?? { by: new Set(), seen: 0 };
        for (const source of read) known.by.delete(source);
        for (const { source } of now.get(name) ?? []) known.by.add(source);
        if (now.has(name)) known.seen += 1;
        if (known.by.size === 0) said.delete(name);
        else said.set(name, known);
      }
    },
    /** Everything that stands, and in how many looks it was seen since it began. */
    stands: (): ReadonlyMap<string, number> => new Map([...said].map(([name, { seen }]) => [name, seen])),
  };
}

const keyOf = ({ cause, kind, title, split }: Sighting): string => JSON.stringify(cause === null ? [kind, title, split] : [cause, split]);
const nameOf = (each: Sighting): string => `${keyOf(each)}\n${subjectOf(each.object)}`;

function assertTrue(kept: KeptIncidents, { now, events }: FollowedPoll, truth: ReturnType<typeof createTruth>): void {
  const sorted = (incidents: readonly Incident[]) => incidents.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  assert.deepEqual(sorted(kept.incidents), sorted(now));
  for (const which of ['key', 'code', 'incidentId'] as const) assert.equal(new Set(now.map((each) => each[which])).size, now.length, `two of one ${which}`);
  const incidents = new Map(now.map((each) => [each.incidentId, each]));
  const members = kept.members.filter(({ sources }) => !sources.includes(WATCHING));
  const stands = truth.stands();
  assert.deepEqual(members.map(({ incidentId, subject }) => `${incidents.get(incidentId)?.key}\n${subject}`).sort(), [...stands.keys()].sort(), 'members are those that stand');
  for (const { incidentId, subject, polls } of members) {
    const incident = incidents.get(incidentId) ?? assert.fail('a member of nothing');
    assert.equal(polls, Math.min(2, stands.get(`${incident.key}\n${subject}`) ?? 0));
    if (polls === 2) assert.equal(incident.state, 'open', `${subject} was seen twice`);
  }
  const counts = Map.groupBy(kept.members, ({ incidentId }) => incidentId);
  for (const { incidentId, state, count, most, flapping, kind } of now) {
    const its = counts.get(incidentId) ?? [];
    assert.equal(count, state === 'resolved' ? 0 : its.filter(({ object }) => object !== null).length);
    assert.ok(most >= count);
    if (state !== 'resolved' && !flapping) assert.ok(its.length > 0, 'nothing stays open without a member');
    if (state === 'suspected') assert.ok(kind !== 'watching' && its.every(({ polls }) => polls === 1));
  }
  for (const { turn, incident } of events) if (turn === 'resolved') assert.equal(counts.get(incident.incidentId), undefined, 'resolved with members');
}

const NEXT: Readonly<Record<string, readonly string[]>> = { suspected: ['opened', ''], open: ['changed', 'resolved', ''], resolved: ['reopened', ''] };

/** Opened and resolved by turns, the version never falling, and rising only with what is shown. */
function assertTurns(before: KeptIncidents, after: KeptIncidents, { events }: FollowedPoll): void {
  const was = new Map(before.incidents.map((each) => [each.incidentId, each]));
  const turns = new Map(events.map(({ incident, turn }) => [incident.incidentId, turn]));
  assert.equal(turns.size, events.length, 'two turns of one incident at once');
  for (const incident of after.incidents) {
    const known = was.get(incident.incidentId);
    const turn = turns.get(incident.incidentId) ?? '';
    assert.ok((NEXT[known?.state ?? 'suspected'] ?? []).includes(turn), `${turn} of what was ${known?.state}`);
    if (known === undefined) continue;
    assert.equal(incident.state === known.state, turn === '' || turn === 'changed', 'a turn that nobody is told of');
    assert.equal(incident.version, showsTheSame(incident, known) ? known.version : known.version + 1);
    assert.equal(incident.code, known.code);
  }
}

function assertOrderIsNothing(kept: KeptIncidents, { poll, followed, random }: { readonly poll: Poll; readonly followed: FollowedPoll; readonly random: () => number }): void {
  const mixed = <Each>(items: readonly Each[]): readonly Each[] => items.map((item) => ({ item, at: random() })).toSorted((one, other) => one.at - other.at).map(({ item }) => item);
  const again = followPoll({ ...kept, incidents: mixed(kept.incidents), members: mixed(kept.members) }, { ...poll, sightings: mixed(poll.sightings), read: mixed(poll.read), unread: mixed(poll.unread) });
  assert.deepEqual(ordered(again), ordered(followed));
}

function ordered(followed: FollowedPoll): FollowedPoll {
  const by = <Each extends { readonly incidentId: string; readonly subject: string }>(items: readonly Each[]): readonly Each[] => items.toSorted((one, other) => (`${one.incidentId}${one.subject}` < `${other.incidentId}${other.subject}` ? -1 : 1));
  return { ...followed, members: by(followed.members), left: by(followed.left) };
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) for (const each of Object.values(Object.freeze(value))) frozen(each);
  return value;
}
