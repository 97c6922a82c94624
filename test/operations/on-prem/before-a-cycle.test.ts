import assert from 'node:assert/strict';
import type { AdEntry } from '../../../src/model/evidence.ts';
import { adChangeAddresses } from '../../../src/operations/on-prem/ad-change-addresses.ts';
import { syncStartDelta, syncStartFull } from '../../../src/operations/on-prem/sync-cycles.ts';
import type { CycleWorld } from '../../../src/operations/on-prem/sync-server-doubt.ts';
import { NotApplied } from '../../../src/operations/operation.ts';
import { DirectoryError, type Directory } from '../../../src/ports/directory.ts';
import { fastClock } from '../../ports/fast-clock.ts';
import { memoryDirectory, type MemoryDirectory } from '../../ports/memory-directory.ts';
import { CONNECTORS, memorySyncServer } from '../../ports/memory-sync-server.ts';
import { JOHN, johnEntry } from '../../ports/relay-jobs.ts';

const DELTA = { server: 'SYNC01', reason: 'test' };
const NEW = ['SMTP:jsmith@contoso.com'];
const old = (): AdEntry => johnEntry({ proxyAddresses: ['jsmith@contoso.com'] });
const READS = (PreferredDCs: readonly string[]) => [
  { Name: CONNECTORS[0], Type: 'AD', Partitions: [{ DN: 'DC=corp,DC=contoso,DC=com', PreferredDCs, ConnectorPartitionScope: null }] }, { Name: CONNECTORS[1], Type: 'Extensible2' },
];

interface Stage {
  readonly server: ReturnType<typeof memorySyncServer>;
  readonly here: MemoryDirectory;
  readonly world: CycleWorld;
}

const CHANGED = { object: JOHN, before: ['jsmith@contoso.com'], remove: ['jsmith@contoso.com'], add: NEW };
const lookAt = (directory: Directory) => adChangeAddresses.look({ directory }, CHANGED, null);

function stage(more: Partial<CycleWorld> = {}): Stage {
  const clock = fastClock();
  const server = memorySyncServer('SYNC01', () => clock.now());
  const here = memoryDirectory([johnEntry({ proxyAddresses: NEW })]);
  return { server, here, world: { clock, syncServer: () => server, follows: true, written: [{ object: JOHN, directory: here, lookAt }], ...more } };
}

const saying = (error: unknown): string => (error instanceof NotApplied ? error.message : assert.fail(String(error)));

describe('a cycle that follows a change in AD', () => {
  it('starts when the domain controller that is read has the change', async () => {
    const { server, here, world } = stage();
    server.said.connectors = READS(['dc2']);
    here.others.set('dc2', memoryDirectory([johnEntry({ proxyAddresses: NEW })]));
    assert.equal(await syncStartDelta.apply(world, DELTA), undefined);
    assert.deepEqual(server.writes, ['startDelta']);
  });

  it('has the object brought there first', async () => {
    const { server, here, world } = stage();
    server.said.connectors = READS(['dc2']);
    const there = memoryDirectory([old()]);
    here.others.set('dc2', there);
    const asked: unknown[] = [];
    const brings: Directory = { ...here, replicate: (what) => {
      assert.deepEqual(server.writes, []);
      asked.push(what);
      there.entries.splice(0, 1, johnEntry({ proxyAddresses: NEW }));
      return Promise.resolve('done');
    } };
    await syncStartDelta.apply({ ...world, written: [{ object: JOHN, directory: brings, lookAt }] }, DELTA);
    assert.deepEqual(asked, [{ guid: JOHN.guid, to: 'dc2' }]);
    assert.deepEqual(server.writes, ['startDelta']);
  });

  it('waits where the server cannot be told to fetch it', async () => {
    const { server, here, world } = stage();
    server.said.connectors = READS(['dc2']);
    const there = memoryDirectory([old()]);
    here.others.set('dc2', there);
    let looks = 0;
    there.before = () => {
      if ((looks += 1) === 5) there.entries.splice(0, 1, johnEntry({ proxyAddresses: NEW }));
    };
    here.before = (method) => {
      if (method === 'replicate') throw new DirectoryError('access-denied', 'no right');
    };
    await syncStartDelta.apply(world, DELTA);
    assert.ok(looks >= 5);
  });

  it('is not spent when the change does not come', async () => {
    const { server, here, world } = stage();
    server.said.connectors = READS(['dc2']);
    here.others.set('dc2', memoryDirectory([old()]));
    const began = world.clock.now().getTime();
    const says = await syncStartDelta.apply(world, DELTA).then(() => assert.fail('it started'), saying);
    assert.match(says, /dc2, which the sync server reads, does not show the change of .*John.*: proxyAddresses of .* is as it was/);
    assert.ok(world.clock.now().getTime() - began < 2 * 60_000);
    assert.deepEqual(server.writes, []);
  });

  it('is not spent when the controller that is read cannot be asked any more', async () => {
    const { server, here, world } = stage();
    server.said.connectors = READS(['dc2']);
    const there = memoryDirectory([old()]);
    there.before = () => {
      throw new DirectoryError('unreachable', 'it is away');
    };
    here.others.set('dc2', there);
    assert.match(await syncStartDelta.apply(world, DELTA).then(() => assert.fail('it started'), saying), /could not be read before the cycle: it is away/);
    assert.deepEqual(server.writes, []);
  });

  it('reads from the newest import which controller is read', async () => {
    const { server, here, world } = stage();
    const run = (server_: string, at: string) => ({ ConnectorName: CONNECTORS[0], RunProfileName: 'Delta Import', StartDate: at, RunStepResults: [{ ConnectorConnectionInformationXml: `<x><server>${server_}</server></x>` }] });
    server.said.runHistory = [run('dc1.corp.contoso.com:389', '2026-11-20T09:00:00Z'), run('dc2.corp.contoso.com:389', '2026-11-20T10:00:00Z')];
    here.others.set('dc2.corp.contoso.com:389', memoryDirectory([johnEntry({ proxyAddresses: NEW })]));
    assert.equal(await syncStartDelta.apply(world, DELTA), undefined);
  });

  for (const [what, connectors, says] of [
    ['nothing tells which controller is read', READS([]), /Nothing tells which domain controller is read for .*could not be checked/],
    ['the relay does not know it', READS(['dc9']), /dc9, which is read, is not among the domain controllers that this relay knows/],
  ] as const) {
    it(`starts and says so when ${what}`, async () => {
      const { server, world } = stage();
      server.said.connectors = connectors;
      const accepted = await syncStartDelta.apply(world, DELTA);
      assert.match(accepted?.says ?? '', says);
      assert.deepEqual(server.writes, ['startDelta']);
    });
  }

  it('starts and says so when the change is nowhere to be seen, for the step before may have failed', async () => {
    const { server, here, world } = stage();
    server.said.connectors = READS(['dc2']);
    here.others.set('dc2', memoryDirectory([old()]));
    here.entries.splice(0, 1, old());
    const accepted = await syncStartDelta.apply(world, DELTA);
    assert.match(accepted?.says ?? '', /^Neither dc2, which is read, nor the domain controller that this relay asks shows the change of CN=John/);
    assert.deepEqual(here.writes, []);
    assert.deepEqual(server.writes, ['startDelta']);
  });

  it('asks nothing of AD where nothing was written there', async () => {
    const { here, world } = stage();
    here.before = () => assert.fail('AD was asked');
    assert.equal(await syncStartDelta.apply({ ...world, written: [] }, DELTA), undefined);
  });
});

describe('a cycle while deletions wait', () => {
  const waiting = (deletes: number | undefined, threshold: object | undefined): CycleWorld & { readonly writes: readonly string[] } => {
    const { server, world } = stage({ written: [] });
    server.said.statistics = deletes === undefined ? undefined : [{ ConnectorName: CONNECTORS[0], ExportDeletes: 4000 }, { ConnectorName: CONNECTORS[1], ExportDeletes: deletes, TotalConnectors: 1000 }];
    server.said.exportDeletionThreshold = threshold;
    return { ...world, writes: server.writes };
  };
  const COUNT = { DeletionPrevention: 'EnabledForCount', ThresholdCount: 500, ThresholdPercentage: 0 };
  const PART = { DeletionPrevention: 'EnabledForPercentage', ThresholdCount: 0, ThresholdPercentage: 10 };

  for (const [deletes, threshold] of [[500, COUNT], [400, COUNT], [4000, COUNT], [80, PART], [1000, PART]] as const) {
    it(`does not start with ${deletes} of ${JSON.stringify(threshold)}`, async () => {
      const world = waiting(deletes, threshold);
      assert.match(await syncStartDelta.apply(world, DELTA).then(() => assert.fail('it started'), saying), new RegExp(`^${deletes} deletions wait for export on SYNC01, and at `));
      assert.deepEqual(world.writes, []);
    });
  }
  for (const [deletes, threshold, says] of [
    [399, COUNT, null], [79, PART, null], [0, undefined, null], [9000, { DeletionPrevention: 'Disabled' }, null],
    [3, undefined, /how many it lets through at once could not be told/], [3, { DeletionPrevention: 'SomethingNew' }, /could not be told/], [undefined, COUNT, /How many deletions wait on SYNC01 could not be told/],
  ] as const) {
    it(`starts with ${deletes ?? 'an unknown number'} of ${JSON.stringify(threshold) ?? 'an unknown threshold'}${says === null ? '' : ', and says what is not known'}`, async () => {
      const world = waiting(deletes, threshold);
      const accepted = await syncStartDelta.apply(world, DELTA);
      if (says === null) assert.equal(accepted, undefined);
      else assert.match(accepted?.says ?? '', says);
      assert.deepEqual(world.writes, ['startDelta']);
    });
  }
});

describe('a cycle on its own', () => {
  it('is refused while another one runs', async () => {
    const { server, world } = stage({ follows: false, written: [] });
    server.state = { ...server.state, SyncCycleInProgress: true };
    for (const cycle of [syncStartDelta, syncStartFull]) {
      const seen = await cycle.look(world, DELTA, null);
      assert.deepEqual([seen.stands, seen.says], ['other', 'SYNC01 is running a cycle already; look at its outcome first']);
      await assert.rejects(cycle.apply(world, DELTA), NotApplied);
    }
    assert.deepEqual(server.writes, []);
  });

  it('can be a full one, for which the step itself waits no longer than for a delta cycle', async () => {
    const { server, world } = stage({ follows: false, written: [] });
    const at = world.clock.now();
    await syncStartFull.apply(world, DELTA);
    assert.deepEqual(server.writes, ['startFull']);
    assert.equal((await syncStartFull.look(world, DELTA, at)).stands, 'after');
    server.onStart = () => undefined;
    server.runs.length = 0;
    const began = world.clock.now().getTime();
    await assert.rejects(syncStartFull.apply(world, DELTA), /has not ended well within 10 minutes/);
    assert.ok(world.clock.now().getTime() - began < 12 * 60_000);
  });
});
