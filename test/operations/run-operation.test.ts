import assert from 'node:assert/strict';
import type { Observation } from '../../src/model/journal.ts';
import { Doubtful, NotApplied, type Operation } from '../../src/operations/operation.ts';
import { runOperation } from '../../src/operations/run-operation.ts';
import { DirectoryError } from '../../src/ports/directory.ts';
import { fastClock } from '../ports/fast-clock.ts';

type Seen = Observation['stands'] | 'unreachable';
type End = 'accepted' | 'not-applied' | 'broken' | 'doubtful' | 'bug';

const ERRORS: Readonly<Record<Exclude<End, 'accepted'>, Error>> = {
  'not-applied': new NotApplied('AD said no'),
  broken: new DirectoryError('timed-out', 'no answer in time'),
  doubtful: new Doubtful('written twice'),
  bug: new TypeError('secret of a foreign error'),
};

async function run(first: Seen, end: End, second: Seen) {
  const did: string[] = [];
  const looks = [first, second];
  const operation: Operation<'sync.start-delta', string[]> = {
    name: 'sync.start-delta',
    version: 1,
    before: () => ({}),
    after: () => ({}),
    look: async () => {
      did.push('look');
      const stands = looks.shift() ?? assert.fail('a third look');
      if (stands === 'unreachable') throw new DirectoryError('unreachable', 'no connection');
      return { stands, found: { value: [stands] }, says: `it stands ${stands}` };
    },
    apply: async () => {
      did.push('apply');
      if (end !== 'accepted') throw ERRORS[end];
    },
  };
  const result = await runOperation({ operation, world: did, params: { server: 's', reason: 'r' }, clock: fastClock(), writeAhead: async () => void did.push('started') });
  return { result, did: did.join(' ') };
}

/** First look, how the write ends, second look, outcome. */
const CASES: readonly (readonly [Seen, End, Seen, string])[] = [
  ['before', 'accepted', 'after', 'applied'],
  ['before', 'accepted', 'before', 'unsure'],
  ['before', 'accepted', 'other', 'unsure'],
  ['before', 'accepted', 'unreachable', 'unsure'],
  ['before', 'not-applied', 'before', 'failed'],
  ['before', 'not-applied', 'other', 'drifted'],
  ['before', 'not-applied', 'after', 'drifted'],
  ['before', 'not-applied', 'unreachable', 'failed'],
  ['before', 'broken', 'after', 'applied'],
  ['before', 'broken', 'before', 'unsure'],
  ['before', 'broken', 'other', 'unsure'],
  ['before', 'broken', 'unreachable', 'unsure'],
  ['before', 'doubtful', 'after', 'unsure'],
  ['before', 'doubtful', 'other', 'unsure'],
  ['before', 'bug', 'before', 'unsure'],
  ['before', 'bug', 'after', 'applied'],
];

describe('running an operation', () => {
  for (const [first, end, second, outcome] of CASES) {
    it(`that finds ${first}, ends ${end} and then finds ${second} is ${outcome}`, async () => {
      const { result, did } = await run(first, end, second);
      assert.equal(result.is, outcome);
      assert.equal(did, 'look started apply look');
    });
  }

  for (const [first, outcome] of [['after', 'drifted'], ['other', 'drifted'], ['unreachable', 'failed']] as const) {
    it(`that finds ${first} first starts nothing and is ${outcome}`, async () => {
      const { result, did } = await run(first, 'accepted', 'after');
      assert.equal(result.is, outcome);
      assert.equal(did, 'look');
    });
  }

  it('starts nothing when "started" cannot be made durable', async () => {
    let applied = 0;
    const operation: Operation<'sync.start-delta', null> = {
      name: 'sync.start-delta', version: 1, before: () => ({}), after: () => ({}),
      look: async () => ({ stands: 'before', found: {}, says: '' }),
      apply: async () => void (applied += 1),
    };
    await assert.rejects(runOperation({ operation, world: null, params: { server: 's', reason: 'r' }, clock: fastClock(), writeAhead: () => Promise.reject(new Error('disk full')) }), /disk full/);
    assert.equal(applied, 0);
  });

  it('shows nobody the text of a foreign error', async () => {
    const { result } = await run('before', 'bug', 'before');
    assert.ok(!JSON.stringify(result).includes('secret'));
  });
});
