import assert from 'node:assert/strict';
import { fuzz, takesItsOwn, TARGETS } from '../fuzz/fuzz.ts';

const INPUTS = 1_000_000;
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? Infinity);

describe(`${INPUTS.toLocaleString('en')} spoiled texts`, function () {
  this.timeout(0);
  let [all, taken] = [0, 0];
  for (const [at, target] of TARGETS.entries()) {
    it(`never make the reader of the ${target.name} crash, hang or take them`, () => {
      takesItsOwn(target);
      const until = performance.now() + (SECONDS * 1000) / TARGETS.length;
      const figures = fuzz(target, { seed: 1 + at, inputs: Math.ceil(INPUTS / TARGETS.length), until });
      all += figures.inputs;
      taken += figures.taken;
      console.log(`      ${figures.inputs} inputs, ${figures.taken} of them still valid, slowest ${figures.slowestMs.toFixed(1)} ms`);
    });
  }
  after(() => {
    console.log(`      ${all} inputs in all, ${taken} of them still valid`);
    assert.ok(all > 0);
  });
});
