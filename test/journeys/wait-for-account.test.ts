import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { setAttribute } from '../../lab/company/find-person.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { cyclesSince } from '../../src/deduce/cycles-since.ts';
import { createHandWatches, type HandWatches, type WatchEnd } from '../../src/execute/hand-watches.ts';
import { person, startSmallCompany, type SmallCompany } from './small-company.ts';

const MINUTES = 60_000;

describe('waiting for an account', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  let ends: WatchEnd[];
  let ahead: number;
  let watches: HandWatches;
  beforeEach(async () => {
    small = await startSmallCompany();
    ends = [];
    ahead = 0;
    watches = createHandWatches({
      store: small.store, random: systemRandom, clock: { ...systemClock, now: () => new Date(systemClock.now().getTime() + ahead) },
      diagnose: async (asked) => (await small.ask(asked)).diagnosis, tell: (_, end) => Promise.resolve(void ends.push(end)),
      cyclesSince: async (since) => cyclesSince((await small.bot.commands.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler', 'runHistory'] } })).syncServers ?? [], since),
    });
    BREAKAGES.find(({ cause }) => cause === 'filter-admindescription')?.break(small.company);
    await watches.begin({ by: person('ana'), place: { conversationId: '19:journey@thread.tacv2', threadId: '1', kind: 'channel' }, asked: 'jsmith', cause: '', title: 'waits to be in sync', hours: 24 });
    ahead += 2 * MINUTES;
    await watches.lookAtDue();
    assert.deepEqual(ends, []);
  });
  afterEach(() => small.close());

  const afterACycle = async (): Promise<void> => {
    // The runs of the engine are told to the second.
    await systemClock.sleep(1_100);
    small.company.sync.runCycle();
    ahead += 2 * MINUTES;
    await watches.lookAtDue();
  };

  it('ends with the reason after two cycles, not after one', async () => {
    await afterACycle();
    assert.equal(ends.length, 0);
    await afterACycle();
    assert.deepEqual(ends.map((end) => [end.is, end.is === 'not-arrived' ? [end.cycles, end.titles.length] : null]), [['not-arrived', [2, 1]]]);
  });

  it('ends when it is in sync', async () => {
    setAttribute(small.company.ad, 'jsmith', { adminDescription: [] });
    await afterACycle();
    assert.deepEqual(ends.map(({ is }) => is), ['arrived']);
  });
});
