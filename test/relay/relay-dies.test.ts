import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { fastClock } from '../ports/fast-clock.ts';
import { memoryDirectory } from '../ports/memory-directory.ts';
import { memorySyncServer } from '../ports/memory-sync-server.ts';
import { JOHN, johnEntry, planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';

const POLICY: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses', 'ad.set-anchor', 'ad.move', 'sync.set-scheduler', 'sync.start-delta'], writableContainers: ['DC=corp,DC=contoso,DC=com'], objectsPerHour: 50, protectedNames: [] };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const SALES = 'OU=Sales,DC=corp,DC=contoso,DC=com';

const STEPS: readonly StepDraft[] = [
  REPAIR_PREFIX,
  { operation: 'ad.set-anchor', says: 'anchor', params: { object: JOHN, before: null, after: 'qqqqqru7zEyN3e7u7u7u7g==' } },
  { operation: 'ad.move', says: 'move', params: { object: JOHN, from: STAFF, to: SALES } },
  { operation: 'sync.set-scheduler', says: 'scheduler', params: { server: 'SYNC01', before: false, after: true } },
  { operation: 'sync.start-delta', says: 'delta', params: { server: 'SYNC01', reason: 'test' } },
];

/** The journal has two writes a step; the process dies before or after either is on the disk. */
const DEATHS = [['started', 'before'], ['started', 'after'], ['ended', 'before'], ['ended', 'after']] as const;
type Death = (typeof DEATHS)[number];

class Died extends Error {}

/** From its death on nothing of the old process has any effect. */
function dying(journal: RelayJournal, [write, when]: Death, die: () => void): RelayJournal {
  const dead = (): never => {
    die();
    throw new Died();
  };
  const at = <Args extends readonly unknown[]>(name: Death[0], real: (...args: Args) => void) => (...args: Args): void => {
    if (name === write && when === 'before') dead();
    real(...args);
    if (name === write && when === 'after') dead();
  };
  return { ...journal, started: at('started', journal.started), ended: at('ended', journal.ended) };
}

describe('a relay that dies at a write of its journal', () => {
  for (const step of STEPS) {
    for (const death of DEATHS) {
      it(`${death[1]} "${death[0]}" of ${step.operation}: is started again only when a look shows that nothing was changed`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'syncwhy-relay-dies-'));
        const clock = fastClock('2026-11-21T09:02:00.000Z');
        const containers = [STAFF, SALES].map((dn) => ({ dn, attributes: { objectClass: ['top', 'organizationalUnit'] } }));
        const directory = memoryDirectory([johnEntry(), ...containers]);
        const server = memorySyncServer('SYNC01', () => clock.now());
        if (step.operation === 'sync.set-scheduler') server.state = { ...server.state, SyncCycleEnabled: false };
        let isDead = false;
        const unlessDead = (): void => {
          if (isDead) throw new Died();
        };
        server.before = unlessDead;
        const site = { clock, directories: [{ forest: 'corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', directory }], syncServers: [server] };
        const worldOf = (journal: RelayJournal): JobWorld => ({ site, group: 'default', policy: POLICY, journal, log: QUIET });
        const file = join(folder, 'journal.jsonl');
        const plan = planWith([step]);

        const first = openRelayJournal(file);
        await runJob(worldOf(dying(first, death, () => { isDead = true; })), stepJob(plan)).catch(() => undefined);
        const writtenBefore = directory.writes.length + server.writes.length;
        first.close();
        isDead = false;

        const again = openRelayJournal(file);
        const look = await runJob(worldOf(again), stepJob(plan, { phase: 'look' }));
        assert.ok(look.kind === 'look', JSON.stringify(look));
        assert.equal(look.observation.stands, writtenBefore === 0 ? 'before' : 'after', look.observation.says);
        const sameAttempt = await runJob(worldOf(again), stepJob(plan));
        if (death[0] === 'started' && death[1] === 'before') assert.equal(sameAttempt.kind, 'step', 'never written down, so never begun');
        else assert.equal(sameAttempt.kind === 'step' && sameAttempt.result.is, 'unsure', 'what was written down is never started twice, and nobody says that it was not');
        if (look.observation.stands === 'before' && sameAttempt.kind === 'step' && sameAttempt.result.is === 'unsure') {
          const second = await runJob(worldOf(again), stepJob(plan, { attempt: 2, fence: 99 }));
          assert.ok(second.kind === 'step' && second.result.is === 'applied', JSON.stringify(second));
        }
        again.close();
        assert.equal(directory.writes.length + server.writes.length, 1, 'one write in all');
        rmSync(folder, { recursive: true, force: true });
      });
    }
  }
});
