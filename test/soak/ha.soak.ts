import assert from 'node:assert/strict';
import { killDuring } from '../journeys/killing-pairs.ts';
import { withPostgres } from '../real/with-postgres.ts';

const PLANS = Number(process.env['SYNCWHY_HA_PLANS'] ?? 200);
const SEED = Number(process.env['SYNCWHY_HA_SEED'] ?? 1);

withPostgres('two relays and two bots', (postgres) => {
  it(`lose no plan and do nothing twice while one of the four is killed during each of ${PLANS} plans, seed ${SEED}`, async function () {
    this.timeout(0);
    const { done, ended, skips, killed } = await killDuring(PLANS, { server: await postgres().database(), seed: SEED });
    console.log(`      ${done} of ${ended} done, the others ended truthfully; ${skips} times the clock was put ahead; killed: ${JSON.stringify(killed)}`);
    assert.equal(ended, PLANS);
  });
});
