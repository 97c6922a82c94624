import assert from 'node:assert/strict';
import { randomRounds } from './random-company.ts';

describe('incidents of a company that changes at random', function () {
  this.timeout(60_000);
  for (const seed of [1, 2, 3, 4])
    it(`are what was said, over 1,500 looks of seed ${seed}`, () => {
      const { turns, flaps, blind } = randomRounds(seed, 1500);
      assert.ok(turns > 100 && flaps > 0 && blind > 0, `${turns} turns, ${flaps} flapping, ${blind} blind: too little has happened`);
    });
});
