import assert from 'node:assert/strict';
import { withPostgres } from '../real/with-postgres.ts';
import { killDuring } from './killing-pairs.ts';

withPostgres('two relays and two bots', (postgres) => {
  it('lose no plan and do nothing twice while one of the four is killed during each of five plans', async function () {
    this.timeout(240_000);
    const { ended, done } = await killDuring(5, { server: await postgres().database(), seed: 7 });
    assert.equal(ended, 5);
    assert.ok(done >= 3, `only ${done} were done; the others were ended without a change`);
  });
});
