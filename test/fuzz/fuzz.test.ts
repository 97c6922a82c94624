import { fuzz, takesItsOwn, TARGETS } from './fuzz.ts';

const INPUTS = 600;

describe('spoiled texts', () => {
  for (const target of TARGETS) {
    it(`never make the reader of the ${target.name} crash, hang or take them (${String(INPUTS)} of them)`, function () {
      this.timeout(60_000);
      takesItsOwn(target);
      fuzz(target, { seed: 20_261_121, inputs: INPUTS });
    });
  }
});
