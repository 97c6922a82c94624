import assert from 'node:assert/strict';
import { startKillLab, WRITES, type Victim } from '../journeys/killing.ts';
import { seededRandom } from './seeded-random.ts';

const ROUNDS = Number(process.env['SYNCWHY_KILL_ROUNDS'] ?? 3);
const SEED = Number(process.env['SYNCWHY_KILL_SEED'] ?? 1);
const QUESTIONS = ['why tnguyen', 'why jsmith', 'why mlopez', 'why dkim', 'why pnovak', 'why sjones', 'why wchen'] as const;
const LONGEST_DELAY_MS = 3000;
/** A relay that may still be at it is waited for 5 minutes, and then there is a second attempt. */
const PATIENCE_MS = 7 * 60_000;
const ENDS = /✓ Done|✓ Verified|Done, but Entra|✗ Failed|✗ Stopped|⚠ Not known whether|Out of date/;

describe(`kill -9 at any moment, ${ROUNDS} rounds of seed ${SEED}`, function () {
  this.timeout(0);
  const random = seededRandom(SEED);

  for (let round = 1; round <= ROUNDS; round += 1) {
    const victim: Victim = random() < 0.5 ? 'bot' : 'relay';
    const question = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? QUESTIONS[0];
    const delay = Math.floor(random() * LONGEST_DELAY_MS);
    it(`round ${round}: ${victim}, ${delay} ms after the approval of "${question}"`, async () => {
      const given = await startKillLab();
      try {
        const { sees } = await given.approved(question);
        await new Promise((resolve) => setTimeout(resolve, delay));
        await given.kill(victim);
        await given.revive(victim);
        const words = await sees(ENDS, PATIENCE_MS);
        const written = given.count();
        for (const write of WRITES) assert.ok(written[write] <= (write === 'set-scheduler' ? 2 : 1), `${write}: ${JSON.stringify(written)} ${words}`);
        assert.equal(given.lab.company.sync.scheduler().SyncCycleEnabled, true, `the scheduler was left off: ${words}`);
        await given.auditIsWhole();
      } finally {
        await given.close();
      }
    });
  }
});
