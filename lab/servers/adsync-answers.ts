import { CycleInProgress, type PretendSyncServer } from '../company/sync-engine/sync-server.ts';
import type { PretendSecurityLog } from './adsync-security-log.ts';
import { printShapes } from './adsync-shapes.ts';

export type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly why: string };

type Question = Readonly<Record<string, unknown>>;

/** What stands in the way of single sections, by their name: a word of read-server.ps1, e.g. `access-denied`. */
export type Hindrances = ReadonlyMap<string, string>;

export interface Machine {
  readonly sync: PretendSyncServer;
  readonly hindrances: Hindrances;
  readonly securityLog: PretendSecurityLog | undefined;
  /** When the process of the service began. */
  startedAt: Date;
  readonly now: () => Date;
}

const done = (result: unknown): Answer => ({ ok: true, result });

/** What each script of the product prints on this machine, part by part. */
export const SCRIPTS: ReadonlyMap<string, (machine: Machine, question: Question) => Answer | readonly Answer[]> = new Map<string, (machine: Machine, question: Question) => Answer | readonly Answer[]>([
  ['read-scheduler', ({ sync }) => done(sync.scheduler())],
  ['read-runs', ({ sync }, question) => done(sync.recentRuns().slice(0, Number(question['newest'])))],
  ['read-server', (machine, question) => inTwo(readServer(machine, question)).map(done)],
  ['read-service', (machine) => done(readService(machine))],
  ['read-shapes', ({ sync }, question) => printShapes(sync, question['dn']).map(done)],
  ['restart-service', (machine) => restartService(machine)],
  ['set-scheduler', ({ sync }, { enabled, maintenance, retention }) => {
    if (typeof enabled === 'boolean') sync.setCycleEnabled(enabled);
    if (typeof maintenance === 'boolean') sync.machine.isMaintained = maintenance;
    if (typeof retention === 'string') sync.machine.historyRetention = retention;
    return done(sync.scheduler());
  }],
  ['start-cycle', ({ sync }, question) => startCycle(sync, question['full'] === true)],
  ['synchronize-object', ({ sync }, question) => synchronizeObject(sync, String(question['dn']))],
  ['send-password-hash', ({ sync }, question) => {
    if (sync.scheduler().StagingModeEnabled) return { ok: false, why: 'staging' };
    return sync.sendPasswordHash(String(question['dn'])) ? done({ sent: true }) : { ok: false, why: 'object-unknown' };
  }],
  ['read-security-log', ({ securityLog }, question) => (securityLog === undefined ? { ok: false, why: 'failed' } : done(securityLog.print(question)))],
]);

/** What the machine tells without its engine. */
const BESIDE_THE_ENGINE: readonly string[] = ['service', 'version', 'tls', 'healthAgent', 'events'];

/** Section by section, as the script reads them: what is hindered is named, the others come. */
function readServer({ sync, hindrances, startedAt }: Machine, question: Question): Readonly<Record<string, unknown>> {
  const about = { dns: textsOf(question['dns']), anchors: textsOf(question['anchors']) };
  const { name: _, runHistory, service, ...others } = sync.describe(about);
  const said = { ...others, service: { ...service, startedAt: service.status === 'Running' ? startedAt.toISOString() : null } };
  const only = textsOf(question['only']);
  const wanted = Object.entries({ ...said, runHistory: ofTheObjects(runHistory, { about, said, newest: Number(question['newest']), all: question['errors'] === 'all' }) }).filter(([section]) => only.length === 0 || only.includes(section));
  const hindrance = (section: string): string | undefined => hindrances.get(section) ?? (said.service.status === 'Running' || BESIDE_THE_ENGINE.includes(section) ? undefined : 'service-stopped');
  return {
    ...Object.fromEntries(wanted.filter(([section]) => hindrance(section) === undefined)),
    unread: wanted.flatMap(([section]) => hindrance(section) === undefined ? [] : [{ what: section, why: hindrance(section) }]),
  };
}

/** What asks the network comes last. */
function inTwo({ companyFeatures, domainReachability, unread, ...first }: Readonly<Record<string, unknown>>): readonly unknown[] {
  const ofNetwork = (what: unknown): boolean => what === 'companyFeatures' || what === 'domainReachability';
  const notes = Array.isArray(unread) ? unread.map((note: unknown) => (isNote(note) ? note : { what: '' })) : [];
  return [{ ...first, unread: notes.filter(({ what }) => !ofNetwork(what)) }, { companyFeatures, domainReachability, unread: notes.filter(({ what }) => ofNetwork(what)) }];
}

const isNote = (value: unknown): value is { readonly what: unknown } => typeof value === 'object' && value !== null && 'what' in value;

const serviceOf = (sync: PretendSyncServer): Said['service'] => sync.describe({ dns: [], anchors: [] }).service;

const isFull = (sync: PretendSyncServer): boolean => sync.recentRuns()[0]?.Result === 'stopped-database-disk-full';

function readService({ sync, startedAt }: Machine): unknown {
  const service = serviceOf(sync);
  return { ...service, startedAt: service.status === 'Running' ? startedAt.toISOString() : null, databaseFull: isFull(sync) };
}

function restartService(machine: Machine): Answer {
  const { sync } = machine;
  if (serviceOf(sync).status === 'Running' && sync.scheduler().SyncCycleInProgress) return { ok: false, why: 'cycle-in-progress' };
  if (isFull(sync)) return { ok: false, why: 'database-full' };
  sync.setRunning(false);
  sync.setRunning(true);
  // The loop for passwords lives in the process of the service.
  Object.assign(sync.machine.passwords, { hangs: false, since: null });
  machine.startedAt = machine.now();
  return done({ restarted: true });
}

type Said = ReturnType<PretendSyncServer['describe']>;

/** The newest runs of each connector and its last full ones, with the errors of the objects asked about and no others. */
function ofTheObjects(runs: Said['runHistory'], { about, said, newest, all }: { readonly about: { readonly dns: readonly string[] }; readonly said: Pick<Said, 'csObjects'>; readonly newest: number; readonly all: boolean }): unknown {
  const ours = [...about.dns, ...said.csObjects.flatMap(({ ObjectId, DistinguishedName }) => [ObjectId, DistinguishedName])];
  const latest = (run: Said['runHistory'][number], most: number, same: (other: Said['runHistory'][number]) => boolean): boolean => runs.filter((other) => other.ConnectorId === run.ConnectorId && same(other)).indexOf(run) < most;
  const kept = runs.filter((run) => latest(run, newest, () => true) || (run.RunProfileName.startsWith('Full') && latest(run, 1, (other) => other.RunProfileName === run.RunProfileName)));
  return kept.map((run) => ({
    ...run,
    RunStepResults: run.RunStepResults.map((step) => ({ ...step, SyncErrors: { SyncErrorsList: step.SyncErrors.SyncErrorsList.filter(({ CsGuid, ObjectDn }) => all || ours.includes(CsGuid) || ours.includes(ObjectDn)) } })),
  }));
}

function startCycle(sync: PretendSyncServer, full: boolean): Answer {
  const { SyncCycleInProgress: busy, SchedulerSuspended: suspended, StagingModeEnabled: staging } = sync.scheduler();
  if (busy) return { ok: false, why: 'cycle-in-progress' };
  if (suspended) return { ok: false, why: 'scheduler-suspended' };
  if (staging) return { ok: false, why: 'staging' };
  try {
    if (full) sync.startFull();
    else sync.startDelta();
  } catch (problem) {
    if (problem instanceof CycleInProgress) return { ok: false, why: 'cycle-in-progress' };
    throw problem;
  }
  return done({ started: true });
}

function synchronizeObject(sync: PretendSyncServer, dn: string): Answer {
  const { SyncCycleInProgress: busy, SyncCycleEnabled: enabled, StagingModeEnabled: staging } = sync.scheduler();
  if (busy) return { ok: false, why: 'cycle-in-progress' };
  if (enabled) return { ok: false, why: 'scheduler-on' };
  if (staging) return { ok: false, why: 'staging' };
  return sync.machine.isThrottled ? { ok: false, why: 'throttled' } : done(sync.synchronizeObject(dn));
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
