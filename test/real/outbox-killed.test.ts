import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killOutbox } from '../notify/outbox-killing.ts';
import { seededRandom } from '../soak/seeded-random.ts';

describe('The outboxes of bots that are killed with -9', function () {
  this.timeout(180_000);
  it('lose nothing and double nothing in 5 rounds, over a connector that holds back, fails after the deed and cuts connections', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-outbox-'));
    try {
      const { messages, unsure, kills, moods } = await killOutbox({ file: join(folder, 'store.db'), rounds: 5, chance: seededRandom(7) });
      assert.ok(messages >= 5, `${messages} messages`);
      // What is open stays open: only a kill, or an answer that never came, may leave it so.
      assert.ok(unsure <= 4 * kills + moods['silent-after'] + moods['failed-after'], `${unsure} unsure`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
