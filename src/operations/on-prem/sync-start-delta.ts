import type { RunProfileResult, Scheduler } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { SyncServerError, type SyncServer } from '../../ports/sync-server.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeCommand, commanding, type SyncWorld } from './sync-server-doubt.ts';

type Params = OperationParams['sync.start-delta'];

/** Starts a delta cycle on an active, idle server and waits until it has ended for every connector. */
export const syncStartDelta = defineOperation({
  name: 'sync.start-delta',
  version: 1,
  ...CHANGES['sync.start-delta'],

  async look({ syncServer, clock }: SyncWorld, { server: name }: Params, since: Date | null): Promise<Observation> {
    const server = syncServer(name);
    return since === null ? mayBegin(name, await server.scheduler()) : whenEnded(server, { clock, since });
  },

  async apply({ syncServer, clock }: SyncWorld, { server: name }: Params): Promise<void> {
    const server = await beforeCommand(async () => syncServer(name));
    const connectors = await beforeCommand(() => connectorNames(server));
    const since = await started(server, clock);
    for (;;) {
      const cycle = cycleSince({ name, scheduler: await server.scheduler(), connectors, runs: await server.recentRuns(), since });
      if (cycle.stands === 'after') return;
      if (clock.now().getTime() - since.getTime() > LONGEST_WAIT_MS) throw new SyncServerError('timed-out', `the cycle on ${name} was started but has not ended well within ${LONGEST_WAIT_MS / 60_000} minutes: ${cycle.says}`);
      await clock.sleep(POLL_MS);
    }
  },
});

const LONGEST_WAIT_MS = 10 * 60_000;
const POLL_MS = 1_000;
/** The engine reports start times in whole seconds. */
const TOLERANCE_MS = 2_000;

/** A cycle that runs now is no obstacle: it began before the change that ours shall bring, so ours waits for its end. */
function mayBegin(name: string, { StagingModeEnabled: staging, SyncCycleInProgress: busy, SchedulerSuspended: suspended }: Scheduler): Observation {
  if (staging !== false) return { stands: 'other', found: {}, says: staging === true ? `${name} is in staging mode and exports nothing` : `${name} did not say whether it is in staging mode` };
  if (suspended === true) return { stands: 'other', found: {}, says: `the scheduler of ${name} is suspended, for example by an open wizard` };
  if (typeof busy !== 'boolean') return { stands: 'other', found: {}, says: `${name} did not say whether a cycle is running` };
  return { stands: 'before', found: {}, says: busy ? `${name} is running a cycle; ours follows it` : `${name} is idle` };
}

/** Waits for the end of a running cycle and starts ours; resolves with the moment of the start. */
async function started(server: SyncServer, clock: SyncWorld['clock']): Promise<Date> {
  const until = clock.now().getTime() + LONGEST_WAIT_MS;
  for (;;) {
    const scheduler = await beforeCommand(() => server.scheduler());
    const now = mayBegin(server.name, scheduler);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    const since = clock.now();
    if (scheduler.SyncCycleInProgress === false && (await accepts(server))) return since;
    if (since.getTime() > until) throw new NotApplied(`${server.name} has been running another cycle for ${LONGEST_WAIT_MS / 60_000} minutes`);
    await clock.sleep(POLL_MS);
  }
}

/** False when the scheduler was faster and a cycle of its own has just begun. */
async function accepts(server: SyncServer): Promise<boolean> {
  let isTaken = true;
  const start = server.startDelta().catch((error: unknown) => {
    if (!(error instanceof SyncServerError && error.fault === 'busy')) throw error;
    isTaken = false;
  });
  await commanding(start);
  return isTaken;
}

/** While a cycle runs, nobody can know how it ends: it is waited for, as long as `apply` would have waited. */
async function whenEnded(server: SyncServer, { clock, since }: { readonly clock: SyncWorld['clock']; readonly since: Date }): Promise<Observation> {
  const connectors = await connectorNames(server);
  for (;;) {
    const scheduler = await server.scheduler();
    const cycle = cycleSince({ name: server.name, scheduler, connectors, runs: await server.recentRuns(), since });
    const isOver = cycle.stands !== 'other' || scheduler.SyncCycleInProgress !== true;
    if (isOver || clock.now().getTime() - since.getTime() > LONGEST_WAIT_MS) return cycle;
    await clock.sleep(POLL_MS);
  }
}

interface CycleFacts {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly connectors: readonly string[];
  readonly runs: readonly RunProfileResult[];
  readonly since: Date;
}

/** A cycle ends with the exports. Once every connector has exported it is over, even if the next cycle runs by now. */
function cycleSince({ name, scheduler, connectors, runs, since }: CycleFacts): Observation {
  const ours = runs.filter(({ StartDate }) => startOf(StartDate) >= since.getTime() - TOLERANCE_MS);
  const over = ours.filter(({ IsRunComplete }) => IsRunComplete === true);
  const hasExported = (connector: string): boolean => over.some(({ ConnectorName, RunProfileName }) => ConnectorName === connector && /export/i.test(RunProfileName ?? ''));
  const goesOn = scheduler.SyncCycleInProgress !== false || over.length < ours.length;
  if (goesOn && !connectors.every(hasExported)) return { stands: 'other', found: {}, says: `the cycle on ${name} has not ended yet` };
  if (ours.length === 0) return { stands: 'before', found: {}, says: `no cycle has run on ${name} since ${since.toISOString()}` };
  const bad = over.find(({ Result }) => !ended(Result));
  if (bad !== undefined) return { stands: 'other', found: {}, says: `${bad.RunProfileName ?? 'a run'} of ${bad.ConnectorName ?? 'a connector'} on ${name} ended with ${bad.Result ?? 'no result'}` };
  const missing = connectors.filter((connector) => !over.some(({ ConnectorName }) => ConnectorName === connector));
  if (missing.length > 0) return { stands: 'other', found: {}, says: `the cycle on ${name} has not reached ${missing.join(', ')}` };
  return { stands: 'after', found: {}, says: `a delta cycle ran on ${name} for every connector` };
}

/** `completed-…` ends a run for all but the objects that it names; those have findings of their own. */
const ended = (result: string | null | undefined): boolean => result === 'success' || (result ?? '').startsWith('completed-');

const startOf = (text: string | null | undefined): number => (typeof text === 'string' ? Date.parse(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`) : Number.NaN);

async function connectorNames(server: SyncServer): Promise<readonly string[]> {
  const { connectors } = await server.describe({ dns: [], anchors: [], only: ['connectors'] });
  if (connectors === undefined) throw new SyncServerError('failed', `${server.name} did not name its connectors`);
  return connectors.flatMap(({ Name }) => (typeof Name === 'string' ? [Name] : []));
}
