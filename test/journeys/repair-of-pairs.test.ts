import assert from 'node:assert/strict';
import { seededRandom } from '../soak/seeded-random.ts';
import { PAIRS, repairPair } from './repair-of-pairs.ts';

/** A few pairs in each run, always the same; `npm run soak` takes all of them. */
const SAMPLE = 8;
const SEED = 20261122;
/** Two things that can both be taken back in full, so that no draw goes without. */
const CHOSEN = [['proxy-missing-smtp-prefix', 'upn-suffix-not-verified'], ['mailbox-lost-with-licence', 'proxy-no-primary']] as const;

describe('two breakages of one person', function () {
  this.timeout(60_000);
  const random = seededRandom(SEED);
  const chosen = CHOSEN.flatMap(([one, other]) => PAIRS.filter((pair) => pair[0].cause === one && pair[1].cause === other));
  const drawn = Array.from({ length: SAMPLE }, () => PAIRS[Math.floor(random() * PAIRS.length)] ?? assert.fail('there are no pairs'));
  const outcomes: { readonly fixed: number; readonly takenBack: number }[] = [];

  for (const pair of [...chosen, ...drawn]) {
    it(`are repaired as far as anything is offered, and taken back to what was: ${pair[0].cause} and ${pair[1].cause}`, async function () {
      const repaired = await repairPair(pair);
      // The second mishap has nothing left to happen to.
      if (repaired === null) return this.skip();
      outcomes.push({ fixed: repaired.fixed.length, takenBack: repaired.takenBack.length });
    });
  }

  it('are measured by fixes that were carried out and taken back', () => {
    assert.ok(outcomes.reduce((sum, { fixed }) => sum + fixed, 0) >= 4, JSON.stringify(outcomes));
    assert.ok(outcomes.reduce((sum, { takenBack }) => sum + takenBack, 0) >= 2, JSON.stringify(outcomes));
  });
});
