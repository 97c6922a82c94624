import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from '../adapters/sqlite/kill-rounds.ts';

describe('a store that is killed forty times', function () {
  this.timeout(600_000);
  it('loses nothing that it acknowledged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-soak-'));
    try {
      const { acknowledged } = await killRounds({ file: join(folder, 'store.db'), rounds: 40 });
      assert.ok(acknowledged > 100, `only ${acknowledged} plans were acknowledged`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
