import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killOutbox } from '../notify/outbox-killing.ts';
import { seededRandom } from './seeded-random.ts';

const ROUNDS = Number(process.env['SYNCWHY_SOAK_ROUNDS'] ?? '300');

describe(`The outboxes of bots that are killed with -9 in ${ROUNDS} rounds`, function () {
  this.timeout(0);
  it('lose nothing and double nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-outbox-'));
    try {
      const killed = await killOutbox({ file: join(folder, 'store.db'), rounds: ROUNDS, chance: seededRandom(11) });
      console.log(`      ${JSON.stringify(killed)}`);
      assert.ok(killed.unsure <= 4 * killed.kills + killed.moods['silent-after'] + killed.moods['failed-after'], `${killed.unsure} unsure`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
