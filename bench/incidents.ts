import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { followPoll, type KeptIncidents } from '../src/incidents/follow-poll.ts';
import type { Poll, Sighting } from '../src/model/sighting.ts';
import { keepFollowed, look, minute, NOTHING, sighting, someone } from '../test/incidents/seen-company.ts';
import type { Measured } from './main.ts';

const ERRORS = 50_000;
const RUNS = 7;
const GOAL_MS = 1000;
const GOAL_MB = 200;

/** Fifty thousand errors become incidents: of one cause, of five hundred, and each of its own; at the first look, at the second, and when all of them are gone. */
export async function benchIncidents(): Promise<readonly Measured[]> {
  const measured = [1, 500, ERRORS].flatMap((causes) => LOOKS.map((which) => measure(causes, which)));
  return Promise.resolve([...measured, memory()]);
}

const LOOKS = ['first', 'second', 'last'] as const;

function measure(causes: number, which: (typeof LOOKS)[number]): Measured {
  const errors = errorsOf(causes);
  const first = keepFollowed(NOTHING, followPoll(NOTHING, look(0, errors)));
  const second = keepFollowed(first, followPoll(first, look(5, errors)));
  const [kept, poll]: readonly [KeptIncidents, Poll] = which === 'first' ? [NOTHING, look(0, errors)] : which === 'second' ? [first, look(5, errors)] : [second, look(10, [])];
  assert.equal(followPoll(kept, poll).incidents.length, causes);
  const processor = process.cpuUsage();
  const times = Array.from({ length: RUNS }, () => timeOf(() => followPoll(kept, poll))).sort((one, other) => one - other);
  const { user, system } = process.cpuUsage(processor);
  return { name: `${ERRORS} errors of ${causes} causes, ${which} look`, goalIs: 'milliseconds over', goal: GOAL_MS, baseline: 0, subject: times[Math.floor(RUNS / 2)] ?? NaN, note: `slowest ${times.at(-1)?.toFixed(0)} ms; ${((user + system) / 1000 / RUNS).toFixed(0)} ms of processor each` };
}

function timeOf(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** The most memory that a process of its own ever held, with the errors alone and with five looks at them; MB in the place of milliseconds. */
function memory(): Measured {
  const [baseline, subject] = ['errors', 'looks'].map((what) => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'incidents-memory.ts'), what], { encoding: 'utf8' });
    assert.match(stdout, /^[\d.]+\n$/, stderr);
    return Number(stdout);
  });
  return { name: `memory of ${ERRORS} errors over five looks, MB for ms`, goalIs: 'milliseconds over', goal: GOAL_MB, baseline: baseline ?? NaN, subject: subject ?? NaN, note: 'MB' };
}

export const errorsOf = (causes: number): readonly Sighting[] =>
  Array.from({ length: ERRORS }, (_, n) => sighting({ ...someone(`Person ${n}`, `Unit ${n % 40},OU=People`), anchor: Buffer.from(String(n).padStart(16, '0')).toString('base64') }, { cause: `cause-${n % causes}`, since: minute(-n % 10_000) }));
