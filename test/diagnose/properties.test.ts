import fc from 'fast-check';
import { anyEvidence, partialEvidence } from './random-evidence.ts';
import { isDeterministic, needsAreRead, neverThrows, orderDoesNotMatter } from './whatever-the-evidence.ts';

const RUNS = 400;

describe('whatever the evidence', function () {
  this.timeout(120_000);
  it('no answer throws, and a wrong shape is one sentence', () => fc.assert(fc.property(anyEvidence, neverThrows), { numRuns: RUNS }));
  it('nothing is found whose needs were not read', () => fc.assert(fc.property(anyEvidence, needsAreRead), { numRuns: RUNS }));
  it('the same evidence gives the same answer', () => fc.assert(fc.property(anyEvidence, isDeterministic), { numRuns: RUNS }));
  it('the order of what was read does not matter', () => fc.assert(fc.property(partialEvidence, orderDoesNotMatter), { numRuns: RUNS }));
});
