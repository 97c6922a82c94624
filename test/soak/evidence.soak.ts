import fc from 'fast-check';
import { anyEvidence, partialEvidence } from '../diagnose/random-evidence.ts';
import { isDeterministic, needsAreRead, neverThrows, orderDoesNotMatter } from '../diagnose/whatever-the-evidence.ts';

/** Runs of each of the four properties; one seed makes one sequence. */
const RUNS = Number(process.env['SYNCWHY_EVIDENCE_RUNS'] ?? 30_000);
const SEED = Number(process.env['SYNCWHY_EVIDENCE_SEED'] ?? 1);

describe(`random and mutated evidence, ${4 * RUNS} documents of seed ${SEED}`, function () {
  this.timeout(0);
  const options = { numRuns: RUNS, seed: SEED };
  it('never makes an answer throw', () => fc.assert(fc.property(anyEvidence, neverThrows), options));
  it('is never judged by what was not read', () => fc.assert(fc.property(anyEvidence, needsAreRead), options));
  it('gives the same answer twice', () => fc.assert(fc.property(anyEvidence, isDeterministic), options));
  it('may be read in any order', () => fc.assert(fc.property(partialEvidence, orderDoesNotMatter), options));
});
