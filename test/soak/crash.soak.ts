import assert from 'node:assert/strict';
import { assertHonest, surviveCrash } from '../execute/crash.ts';
import type { Manner } from '../execute/pretend-world.ts';

const MANNERS: readonly Manner[] = ['works', 'no-relay', 'loses the answer', 'loses the job', 'is unsure but works', 'is unsure', 'fails', 'refuses'];

describe('a run whose process dies twice', function () {
  this.timeout(600_000);
  it('ends honestly and never writes twice, for every pair of deaths and every pair of manners', async () => {
    let runs = 0;
    for (const first of MANNERS) {
      for (const second of MANNERS) {
        for (let dieAt = 1; dieAt <= 12; dieAt += 1) {
          for (let dieAgainAt = 0; dieAgainAt <= 8; dieAgainAt += 2) {
            for (const when of ['before', 'after'] as const) {
              assertHonest(await surviveCrash({ manners: [first, second], dieAt, when, dieAgainAt }), `${first}, ${second}: died ${when} write ${dieAt}, then ${dieAgainAt}`);
              runs += 1;
            }
          }
        }
      }
    }
    assert.equal(runs, 7680);
  });
});
