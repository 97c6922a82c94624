import assert from 'node:assert/strict';
import { syncRestartService } from '../../../src/operations/on-prem/sync-restart-service.ts';
import { NotApplied } from '../../../src/operations/operation.ts';
import { runOperation } from '../../../src/operations/run-operation.ts';
import { SyncServerError, type ServiceState, type SyncServerFault } from '../../../src/ports/sync-server.ts';
import { fastClock } from '../../ports/fast-clock.ts';
import { memorySyncServer } from '../../ports/memory-sync-server.ts';

const SINCE = '2026-11-20T06:00:00.000Z';
const PARAMS = { server: 'SYNC01', before: SINCE, reason: 'test' };

const world = (service: Partial<ServiceState> = {}) => {
  const clock = fastClock();
  const server = memorySyncServer('SYNC01', () => clock.now());
  server.serviceState = { ...server.serviceState, ...service };
  return { clock, server, given: { clock, syncServer: () => server } };
};

describe('sync.restart-service', () => {
  it('restarts the service and shows that another process runs', async () => {
    const { given, server, clock } = world();
    const result = await runOperation({ operation: syncRestartService, world: given, params: PARAMS, clock, writeAhead: () => Promise.resolve() });
    assert.deepEqual([result.is, server.writes], ['applied', ['restartService']]);
  });

  it('starts a service that is stopped', async () => {
    const { given, server, clock } = world({ status: 'Stopped', startedAt: null });
    server.before = (method) => {
      if (method === 'scheduler') throw new SyncServerError('failed', 'the engine does not run');
    };
    const result = await runOperation({ operation: syncRestartService, world: given, params: { ...PARAMS, before: null }, clock, writeAhead: () => Promise.resolve() });
    assert.deepEqual([result.is, server.writes], ['applied', ['restartService']]);
  });

  for (const [what, service, scheduler, params, stands, says] of [
    ['a cycle runs', {}, { SyncCycleInProgress: true }, PARAMS, 'other', /running a cycle/],
    ['nobody says whether a cycle runs', {}, { SyncCycleInProgress: undefined }, PARAMS, 'other', /did not say/],
    ['the database is full', { databaseFull: true }, {}, PARAMS, 'other', /would not start again/],
    ['nobody can tell whether the database is full', { databaseFull: null }, {}, PARAMS, 'other', /nobody can tell/],
    ['it was restarted since the plan was made', { startedAt: '2026-11-21T08:00:00.000Z' }, {}, PARAMS, 'after', /started at 2026-11-21T08:00/],
    ['it was stopped since the plan was made', { status: 'Stopped', startedAt: null }, {}, PARAMS, 'other', /by hand/],
    ['it was started since the plan was made', {}, {}, { ...PARAMS, before: null }, 'after', /and runs/],
    ['it is on its way', { status: 'Start Pending', startedAt: null }, {}, PARAMS, 'other', /Start Pending/],
    ['it is not there', { status: 'NotInstalled', startedAt: null }, {}, { ...PARAMS, before: null }, 'other', /NotInstalled/],
  ] as const) {
    it(`touches nothing when ${what}`, async () => {
      const { given, server } = world(service);
      server.state = { ...server.state, ...scheduler };
      const seen = await syncRestartService.look(given, params, null);
      assert.equal(seen.stands, stands);
      assert.match(seen.says, says);
      await assert.rejects(syncRestartService.apply(given, params), NotApplied);
      assert.deepEqual(server.writes, []);
    });
  }

  for (const [fault, isCertain] of [['busy', true], ['access-denied', true], ['timed-out', false], ['failed', false], ['unreachable', false]] as const satisfies readonly (readonly [SyncServerFault, boolean])[]) {
    it(`is ${isCertain ? 'certain that nothing changed' : 'unsure'} when the command ends with ${fault}`, async () => {
      const { given, server } = world();
      server.before = (method) => {
        if (method === 'restartService') throw new SyncServerError(fault, 'no');
      };
      await assert.rejects(syncRestartService.apply(given, PARAMS), (error) => (error instanceof NotApplied) === isCertain);
    });
  }

  it('waits for a service that comes up slowly before it says how it stands', async () => {
    const { given, server, clock } = world({ status: 'Start Pending', startedAt: null });
    let looks = 0;
    server.before = () => {
      looks += 1;
      if (looks === 4) server.serviceState = { ...server.serviceState, status: 'Running', startedAt: '2026-11-21T09:00:05.000Z' };
    };
    assert.equal((await syncRestartService.look(given, PARAMS, clock.now())).stands, 'after');
  });

  it('says that a service which stays down has to be started by hand', async () => {
    const { given, clock } = world({ status: 'Stopped', startedAt: null });
    const seen = await syncRestartService.look(given, PARAMS, clock.now());
    assert.deepEqual([seen.stands, /start ADSync there by hand/.test(seen.says)], ['other', true]);
  });
});
