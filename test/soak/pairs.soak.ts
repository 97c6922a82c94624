import assert from 'node:assert/strict';
import { PAIRS, repairPair } from '../journeys/repair-of-pairs.ts';
import { seededRandom } from './seeded-random.ts';

const MOST = Number(process.env['SYNCWHY_PAIRS'] ?? Infinity);
const SEED = Number(process.env['SYNCWHY_PAIRS_SEED'] ?? 1);
const ONLY = new RegExp(process.env['SYNCWHY_PAIRS_ONLY'] ?? '');

/** Every pair in an order of its own for each seed, so that a part of them is a fair draw. */
function shuffled(): typeof PAIRS {
  const random = seededRandom(SEED);
  const all = PAIRS.filter((pair) => ONLY.test(pair.map(({ cause }) => cause).join(' ')));
  return all.map((pair) => ({ pair, at: random() })).toSorted((one, other) => one.at - other.at).map(({ pair }) => pair);
}

describe(`every two breakages of one person, repaired and taken back, seed ${SEED}`, function () {
  this.timeout(120_000);
  let [fixed, takenBack] = [0, 0];
  for (const pair of shuffled().slice(0, MOST)) {
    it(pair.map(({ cause }) => cause).join(' and '), async function () {
      const repaired = await repairPair(pair);
      if (repaired === null) return this.skip();
      fixed += repaired.fixed.length;
      takenBack += repaired.takenBack.length;
    });
  }

  it('were measured by fixes that were carried out', function () {
    if (ONLY.source !== '(?:)') return this.skip();
    return assert.ok(fixed > 0 && takenBack > 0, `${fixed} fixes, ${takenBack} of them taken back`);
  });
});
