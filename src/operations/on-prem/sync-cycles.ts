import type { RunProfileResult, Scheduler } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { SyncServerError, type SyncServer } from '../../ports/sync-server.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Accepted } from '../operation.ts';
import { bringToReadController } from './bring-to-read-controller.ts';
import { cyclePatience, spokenSpan, stillRunning, type CycleKind } from './cycle-patience.ts';
import { refuseManyDeletions } from './pending-deletions.ts';
import { beforeCommand, commanding, timeOf, TOLERANCE_MS, type CycleWorld } from './sync-server-doubt.ts';

/** Starts a delta cycle on an active, idle server and waits until it has ended for every connector, but for no more than some minutes. */
export const syncStartDelta = defineOperation({
  name: 'sync.start-delta',
  version: 1,
  ...CHANGES['sync.start-delta'],
  look: (world: CycleWorld, params, since) => look(world, params, { since, kind: 'delta' }),
  apply: (world: CycleWorld, params) => apply(world, params, 'delta'),
});

/** The same with everything imported and synchronised anew, which takes hours in a large company: those are waited for by looking. */
export const syncStartFull = defineOperation({
  name: 'sync.start-full',
  version: 1,
  ...CHANGES['sync.start-full'],
  look: (world: CycleWorld, params, since) => look(world, params, { since, kind: 'full' }),
  apply: (world: CycleWorld, params) => apply(world, params, 'full'),
});

const START: Readonly<Record<CycleKind, (server: SyncServer) => Promise<void>>> = { delta: (server) => server.startDelta(), full: (server) => server.startFull() };
/** A cycle that runs already is waited for no longer than a delta cycle should take. */
const LONGEST_OTHER_MS = 10 * 60_000;
/** So long the step itself waits for its cycle. A relay does one step at a time: whoever waited for hours would keep it from every look, and from switching the scheduler on again. */
const LONGEST_STEP_MS = 10 * 60_000;
const POLL_MS = 1_000;
const SLOW_POLL_MS = 15_000;
/** After so long a look at a running cycle tells that it goes on, so that whoever waits for hours hears of it. */
const LONGEST_LOOK_MS = 60_000;

type Params = OperationParams['sync.start-delta' | 'sync.start-full'];

async function look(world: CycleWorld, { server: name }: Params, { since, kind }: { readonly since: Date | null; readonly kind: CycleKind }): Promise<Observation> {
  const server = world.syncServer(name);
  return since === null ? mayBegin(world, name, await server.scheduler()) : whenEnded(world, server, { since, kind });
}

async function apply(world: CycleWorld, { server: name }: Params, kind: CycleKind): Promise<Accepted> {
  const server = await beforeCommand(async () => world.syncServer(name));
  const { connectors } = await beforeCommand(() => aboutCycles(server, 'delta'));
  const unsure = [await beforeCommand(() => refuseManyDeletions(server)), await beforeCommand(() => bringToReadController(world, server))].filter((says) => says !== null);
  const since = await started(world, server, kind);
  for (;;) {
    const [scheduler, runs] = [await server.scheduler(), await server.recentRuns()];
    const cycle = cycleSince({ name, scheduler, connectors, runs, since });
    if (cycle.stands === 'after') return unsure.length === 0 ? undefined : { says: unsure.join(' ') };
    if (world.clock.now().getTime() - since.getTime() > LONGEST_STEP_MS) throw new SyncServerError('timed-out', `the cycle on ${name} was started but has not ended well within ${spokenSpan(LONGEST_STEP_MS)}: ${cycle.says}`);
    await world.clock.sleep(pauseAfter(world.clock.now().getTime() - since.getTime()));
  }
}

const pauseAfter = (waitedMs: number): number => (waitedMs < LONGEST_OTHER_MS ? POLL_MS : SLOW_POLL_MS);

/**
 * A cycle that runs now is no obstacle where this one follows other steps: that one began before the change that ours shall bring, so ours waits for its end.
 * A plan that begins with a cycle has nothing that the running one would not carry.
 */
function mayBegin({ follows }: CycleWorld, name: string, { StagingModeEnabled: staging, SyncCycleInProgress: busy, SchedulerSuspended: suspended }: Scheduler): Observation {
  if (staging !== false) return { stands: 'other', found: {}, says: staging === true ? `${name} is in staging mode and exports nothing` : `${name} did not say whether it is in staging mode` };
  if (suspended === true) return { stands: 'other', found: {}, says: `the scheduler of ${name} is suspended, for example by an open wizard` };
  if (typeof busy !== 'boolean') return { stands: 'other', found: {}, says: `${name} did not say whether a cycle is running` };
  if (busy && !follows) return { stands: 'other', found: {}, says: `${name} is running a cycle already; look at its outcome first` };
  return { stands: 'before', found: {}, says: busy ? `${name} is running a cycle; ours follows it` : `${name} is idle` };
}

/** Waits for the end of a running cycle and starts ours; resolves with the moment of the start. */
async function started(world: CycleWorld, server: SyncServer, kind: CycleKind): Promise<Date> {
  const { clock } = world;
  const until = clock.now().getTime() + LONGEST_OTHER_MS;
  for (;;) {
    const scheduler = await beforeCommand(() => server.scheduler());
    const now = mayBegin(world, server.name, scheduler);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    const since = clock.now();
    if (scheduler.SyncCycleInProgress === false && (await accepts(server, kind))) return since;
    if (since.getTime() > until) throw new NotApplied(`${server.name} has been running another cycle for ${LONGEST_OTHER_MS / 60_000} minutes`);
    await clock.sleep(POLL_MS);
  }
}

/** False when the scheduler was faster and a cycle of its own has just begun. */
async function accepts(server: SyncServer, kind: CycleKind): Promise<boolean> {
  let isTaken = true;
  const start = START[kind](server).catch((error: unknown) => {
    if (!(error instanceof SyncServerError && error.fault === 'busy')) throw error;
    isTaken = false;
  });
  await commanding(start);
  return isTaken;
}

/** While a cycle runs, nobody can know how it ends: it goes on, until it has taken much longer than the one before. */
async function whenEnded({ clock }: CycleWorld, server: SyncServer, { since, kind }: { readonly since: Date; readonly kind: CycleKind }): Promise<Observation> {
  const { connectors, history } = await aboutCycles(server, kind);
  for (const began = clock.now().getTime(); ; await clock.sleep(pauseAfter(clock.now().getTime() - since.getTime()))) {
    const [scheduler, runs] = [await server.scheduler(), await server.recentRuns()];
    const cycle = cycleSince({ name: server.name, scheduler, connectors, runs, since });
    const now = clock.now();
    const patience = cyclePatience(kind, [...history, ...runs], since);
    if (cycle.stands !== 'other' || scheduler.SyncCycleInProgress !== true) return cycle;
    if (now.getTime() - since.getTime() > patience.longestMs) return { ...cycle, says: `${cycle.says} within ${spokenSpan(patience.longestMs)}` };
    if (now.getTime() - began >= LONGEST_LOOK_MS) return { ...cycle, underWay: true, says: stillRunning({ kind, server: server.name, since, now, patience }) };
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
  const ours = runs.filter(({ StartDate }) => timeOf(StartDate) >= since.getTime() - TOLERANCE_MS);
  const over = ours.filter(({ IsRunComplete }) => IsRunComplete === true);
  const hasExported = (connector: string): boolean => over.some(({ ConnectorName, RunProfileName }) => ConnectorName === connector && /export/i.test(RunProfileName ?? ''));
  const goesOn = scheduler.SyncCycleInProgress !== false || over.length < ours.length;
  if (goesOn && !connectors.every(hasExported)) return { stands: 'other', found: {}, says: `the cycle on ${name} has not ended yet` };
  if (ours.length === 0) return { stands: 'before', found: {}, says: `no cycle has run on ${name} since ${since.toISOString()}` };
  const bad = over.find(({ Result }) => !ended(Result));
  if (bad !== undefined) return { stands: 'other', found: {}, says: `${bad.RunProfileName ?? 'a run'} of ${bad.ConnectorName ?? 'a connector'} on ${name} ended with ${bad.Result ?? 'no result'}` };
  const missing = connectors.filter((connector) => !over.some(({ ConnectorName }) => ConnectorName === connector));
  if (missing.length > 0) return { stands: 'other', found: {}, says: `the cycle on ${name} has not reached ${missing.join(', ')}` };
  return { stands: 'after', found: {}, says: `a cycle ran on ${name} for every connector` };
}

/** `completed-…` ends a run for all but the objects that it names; those have findings of their own. */
const ended = (result: string | null | undefined): boolean => result === 'success' || (result ?? '').startsWith('completed-');

interface AboutCycles {
  readonly connectors: readonly string[];
  /** The last full cycle is too far back for the newest runs; the whole history of the server has it. */
  readonly history: readonly RunProfileResult[];
}

async function aboutCycles(server: SyncServer, kind: CycleKind): Promise<AboutCycles> {
  const { connectors, runHistory = [] } = await server.describe({ dns: [], anchors: [], only: kind === 'full' ? ['connectors', 'runHistory'] : ['connectors'] });
  if (connectors === undefined) throw new SyncServerError('failed', `${server.name} did not name its connectors`);
  return { connectors: connectors.flatMap(({ Name }) => (typeof Name === 'string' ? [Name] : [])), history: runHistory };
}
