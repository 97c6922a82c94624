import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan, StepDraft } from '../../src/model/plan.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob } from '../../src/relay/run-job.ts';
import { personId, samplePlan } from '../contracts/sample-plan.ts';
import { memoryDirectory } from '../ports/memory-directory.ts';
import { memorySyncServer } from '../ports/memory-sync-server.ts';
import { johnEntry, planWith, REPAIR_PREFIX } from '../ports/relay-jobs.ts';
import { assertDied, dyingStore } from './crash.ts';
import { approved, pretendClock, pretendWorld } from './pretend-world.ts';

const OFF: StepDraft = { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: true, after: false }, says: 'Switch the scheduler off' };
const DELTA: StepDraft = { operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'test' }, says: 'Start a delta cycle' };
const ON: StepDraft = { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: false, after: true }, says: 'Switch the scheduler on again', always: true };
const POLICY: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses', 'sync.set-scheduler', 'sync.start-delta'], writableContainers: ['DC=corp,DC=contoso,DC=com'], objectsPerHour: 50, protectedNames: [] };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

class Dead extends Error {}

interface Place {
  readonly link: Pick<RelayLink, 'step'>;
  readonly server: ReturnType<typeof memorySyncServer>;
  readonly directory: ReturnType<typeof memoryDirectory>;
  /** Writes to the relay's journal so far. */
  readonly journalWrites: () => number;
  close(): void;
}

/** A relay with a real journal that dies at its n-th journal write and is back after it was missed once. */
function relayThatDies(dieAt: number, when: 'before' | 'after', clock: ReturnType<typeof pretendClock>, policy: LocalPolicy): Place {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-paused-'));
  const file = join(folder, 'journal.jsonl');
  const directory = memoryDirectory([johnEntry()]);
  const server = memorySyncServer('SYNC01', () => clock.now());
  let writes = 0;
  let isDead = false;
  const alive = (): void => {
    if (isDead) throw new Dead();
  };
  directory.before = alive;
  server.before = alive;
  const write = <Args extends readonly unknown[]>(real: (...args: Args) => void) => (...args: Args): void => {
    alive();
    writes += 1;
    if (writes === dieAt && when === 'before') isDead = true;
    alive();
    real(...args);
    if (writes === dieAt) isDead = true;
    alive();
  };
  const mortal = (journal: RelayJournal): RelayJournal => ({ ...journal, started: write(journal.started), ended: write(journal.ended) });
  let journal = openRelayJournal(file);
  const site = { clock, directories: [{ forest: 'corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', directory }], syncServers: [server] };
  const link: Pick<RelayLink, 'step'> = {
    async step(job) {
      if (isDead) {
        // Somebody starts it again while the bot asks a second time.
        journal.close();
        journal = openRelayJournal(file);
        isDead = false;
        return { kind: 'no-relay', says: 'no relay is there' };
      }
      const answer = await runJob({ site, group: 'default', policy, journal: mortal(journal), log: QUIET }, job);
      return isDead ? { kind: 'no-answer', says: 'no answer in time' } : answer;
    },
  };
  return { link, server, directory, journalWrites: () => writes, close: () => { journal.close(); rmSync(folder, { recursive: true, force: true }); } };
}

interface Story {
  readonly botDiesAt?: number;
  readonly relayDiesAt?: number;
  readonly when?: 'before' | 'after';
  readonly policy?: LocalPolicy;
  /** The approver loses the right once the scheduler is off. */
  readonly losesTheRight?: boolean;
  /** So long nobody starts the bot again. */
  readonly minutesDead?: number;
  /** Somebody has changed the object meanwhile. */
  readonly hasDrifted?: boolean;
  /** The last step is one like any other. */
  readonly isOrdinary?: boolean;
}

async function tell(story: Story): Promise<{ readonly end: Plan; readonly place: Place; readonly botWrites: number; readonly relayWrites: number }> {
  const { when = 'after', policy = POLICY, minutesDead = 0 } = story;
  const clock = pretendClock();
  const store: Store = await openSqliteStore({ file: ':memory:', clock });
  const place = relayThatDies(story.relayDiesAt ?? 0, when, clock, policy);
  if (story.hasDrifted === true) place.directory.entries[0] = johnEntry({ proxyAddresses: ['smtp:other@contoso.com'] });
  const plan = await approved(store, samplePlan(1, { steps: planWith([OFF, REPAIR_PREFIX, DELTA, story.isOrdinary === true ? { ...ON, always: undefined } : ON]).steps }));
  const first = pretendWorld(store, { clock });
  let botWrites = 0;
  try {
    for (const dieAt of [story.botDiesAt ?? 0, 0]) {
      const dying = dyingStore(store, dieAt, when);
      const world = { ...pretendWorld(dying.store, first), relayLink: place.link, onProgress: () => { if (story.losesTheRight === true && place.server.state.SyncCycleEnabled === false) first.people.removed.add(personId(2)); } };
      await createExecutor(world).resumeAll().catch((error: unknown) => assertDied(error));
      botWrites = Math.max(botWrites, dying.count());
      if (dieAt > 0) clock.at = new Date(clock.at.getTime() + minutesDead * 60_000);
    }
    const end = (await store.planById(plan.content.planId)) ?? assert.fail();
    return { end, place, botWrites, relayWrites: place.journalWrites() };
  } finally {
    place.close();
    await store.close();
  }
}

const isOn = ({ place }: { readonly place: Place }): boolean => place.server.state.SyncCycleEnabled === true;
/** Switched off and on at most once each. */
const switches = ({ place }: { readonly place: Place }): number => place.server.writes.filter((write) => write === 'setCycleEnabled').length;

describe('a scheduler that a plan has switched off', function () {
  this.timeout(120_000);

  it('is switched on again at the end', async () => {
    const told = await tell({});
    assert.equal(told.end.state, 'done', told.end.says);
    assert.deepEqual(told.place.server.writes, ['setCycleEnabled', 'startDelta', 'setCycleEnabled']);
    assert.ok(isOn(told));
  });

  const STORIES: readonly (readonly [string, Story, Plan['state']])[] = [
    ['everything goes well', {}, 'done'],
    ['the object has changed meanwhile', { hasDrifted: true }, 'partly-done'],
    ['the site refuses the change', { policy: { ...POLICY, writableContainers: ['OU=Other,DC=corp,DC=contoso,DC=com'] } }, 'partly-done'],
    ['the approver loses the right in between', { losesTheRight: true }, 'partly-done'],
    ['the hourly limit is used up', { policy: { ...POLICY, objectsPerHour: 1 } }, 'partly-done'],
    ['the hours of the site end in between', { minutesDead: 60, policy: { ...POLICY, hours: { timeZone: 'UTC', windows: [{ days: ['sat'], from: '09:00', to: '09:30' }] } } }, 'done'],
  ];
  for (const [title, story, ends] of STORIES) {
    it(`is on again when ${title}`, async () => {
      const told = await tell(story);
      assert.equal(told.end.state, ends, told.end.says);
      assert.ok(isOn(told), told.end.says);
      assert.equal(switches(told), 2);
    });

    it(`is on again whichever write bot, relay or both die at, when ${title}`, async () => {
      const { botWrites, relayWrites } = await tell(story);
      assert.ok(botWrites >= 8 && relayWrites >= 3, `${botWrites} and ${relayWrites}`);
      for (const when of ['before', 'after'] as const) {
        for (let botDiesAt = 0; botDiesAt <= botWrites; botDiesAt += 1) {
          for (let relayDiesAt = 0; relayDiesAt <= relayWrites; relayDiesAt += 1) {
            // Both at once with two of the stories; the others differ in what happens without a death.
            if (botDiesAt > 0 && relayDiesAt > 0 && ends !== 'done' && story.hasDrifted !== true) continue;
            if (botDiesAt > 0 && relayDiesAt > 0 && story.minutesDead !== undefined) continue;
            const told = await tell({ minutesDead: 0, ...story, botDiesAt, relayDiesAt, when });
            const where = `bot ${botDiesAt}, relay ${relayDiesAt}, ${when}: ${told.end.state}: ${told.end.says} ${told.place.server.writes.join()}`;
            assert.ok(['done', 'partly-done', 'failed', 'stale', 'unknown', 'expired'].includes(told.end.state), where);
            assert.ok(isOn(told), where);
            assert.ok(switches(told) <= 2, where);
            assert.ok(told.place.directory.writes.length <= 1, where);
          }
        }
      }
    });
  }

  it('would stay off if the step that switches it on were one like any other', async () => {
    assert.equal(isOn(await tell({ hasDrifted: true, isOrdinary: true })), false);
  });

  it('is on again when the bot is dead for an hour, whichever write it dies at', async () => {
    const { botWrites } = await tell({});
    for (let botDiesAt = 1; botDiesAt <= botWrites; botDiesAt += 1) {
      for (const when of ['before', 'after'] as const) assert.ok(isOn(await tell({ botDiesAt, when, minutesDead: 60 })), `${when} ${botDiesAt}`);
    }
  });
});
