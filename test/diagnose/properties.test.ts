import fc from 'fast-check';
import { anyEvidence, partialEvidence } from './random-evidence.ts';
import { isDeterministic, needsAreRead, neverThrows, orderDoesNotMatter } from './whatever-the-evidence.ts';

/** A fixed sequence, so that a build does not fail by chance; the soak goes further. */
const OPTIONS = { numRuns: 300, seed: 20261121 };

describe('whatever the evidence', function () {
  this.timeout(120_000);
  it('no answer throws, and a wrong shape is one sentence', () => fc.assert(fc.property(anyEvidence, neverThrows), OPTIONS));
  it('nothing is found whose needs were not read', () => fc.assert(fc.property(anyEvidence, needsAreRead), OPTIONS));
  it('the same evidence gives the same answer', () => fc.assert(fc.property(anyEvidence, isDeterministic), OPTIONS));
  it('the order of what was read does not matter', () => fc.assert(fc.property(partialEvidence, orderDoesNotMatter), OPTIONS));
});
