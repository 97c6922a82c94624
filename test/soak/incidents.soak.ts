import assert from 'node:assert/strict';
import { randomRounds } from '../incidents/random-company.ts';

const ROUNDS = Number(process.env['SYNCWHY_INCIDENT_ROUNDS'] ?? 100_000);
const SEED = Number(process.env['SYNCWHY_INCIDENT_SEED'] ?? 1);
const A_COMPANY = 5000;

describe(`incidents over ${ROUNDS} looks from seed ${SEED}`, function () {
  this.timeout(0);
  for (let company = 0; company * A_COMPANY < ROUNDS; company += 1)
    it(`are what was said in company ${company + 1}`, () => {
      assert.ok(randomRounds(SEED * 1000 + company, Math.min(A_COMPANY, ROUNDS - company * A_COMPANY)).turns > 0);
    });
});
