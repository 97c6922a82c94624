import { isAtOrBelow, rdnsOf } from '../model/distinguished-name.ts';
import type { Observation } from '../model/journal.ts';
import type { AdTarget, OperationName, OperationParams, StepDraft } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';
import { stepAfter } from '../operations/changes.ts';
import type { Operation } from '../operations/operation.ts';
import { adChangeAddresses } from '../operations/on-prem/ad-change-addresses.ts';
import { adChangeMember } from '../operations/on-prem/ad-change-member.ts';
import { adChangeUpnSuffixes } from '../operations/on-prem/ad-change-upn-suffixes.ts';
import { adChangeValues } from '../operations/on-prem/ad-change-values.ts';
import { adMove } from '../operations/on-prem/ad-move.ts';
import { adRestoreDeleted } from '../operations/on-prem/ad-restore-deleted.ts';
import { adSetAnchor } from '../operations/on-prem/ad-set-anchor.ts';
import { adSetEnabled } from '../operations/on-prem/ad-set-enabled.ts';
import { syncStartDelta, syncStartFull } from '../operations/on-prem/sync-cycles.ts';
import { syncSendPasswordHash, syncSynchronizeObject } from '../operations/on-prem/sync-one-object.ts';
import { syncRestartService } from '../operations/on-prem/sync-restart-service.ts';
import { syncSetHistoryRetention, syncSetMaintenance, syncSetScheduler } from '../operations/on-prem/sync-scheduler-settings.ts';
import type { CycleWorld, SyncWorld, WrittenObject } from '../operations/on-prem/sync-server-doubt.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory, GlobalCatalog } from '../ports/directory.ts';
import type { SecurityLog } from '../ports/security-log.ts';
import { SyncServerError, type SyncServer } from '../ports/sync-server.ts';
import { canonicalJson } from '../protocol/canonical-json.ts';

/** The site that a relay serves. */
export interface Site {
  readonly directories: readonly { readonly forest: string; readonly baseDn: string; readonly directory: Directory; readonly globalCatalog?: GlobalCatalog | undefined }[];
  readonly syncServers: readonly SyncServer[];
  readonly securityLog?: SecurityLog | undefined;
  readonly clock: Clock;
}

/** An operation with the world and the parameters that belong to it. */
interface Served<Name extends OperationName, World> {
  readonly operation: Operation<Name, World>;
  readonly world: World;
  readonly params: OperationParams[Name];
}

type Use<Result> = <Name extends OperationName, World>(served: Served<Name, World>) => Result;

interface Asked {
  readonly step: StepDraft;
  /** The steps before it in its plan, for what a cycle shall carry on. */
  readonly before?: readonly StepDraft[] | undefined;
}

/** Finds the operation of a step and hands it to `use`; null when this relay does not serve the step. There is nothing else that changes anything. */
export function serve<Result>(site: Site, { step, before = [] }: Asked, use: Use<Result>): Result | null {
  switch (step.operation) {
    case 'ad.change-addresses':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adChangeAddresses, world: { directory }, params: step.params }));
    case 'ad.change-values':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adChangeValues, world: { directory }, params: step.params }));
    case 'ad.set-enabled':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adSetEnabled, world: { directory }, params: step.params }));
    case 'ad.change-member':
      return withDirectory(site, step.params.group, (directory) => use({ operation: adChangeMember, world: { directory }, params: step.params }));
    case 'ad.set-anchor':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adSetAnchor, world: { directory }, params: step.params }));
    case 'ad.move':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adMove, world: { directory }, params: step.params }));
    case 'ad.restore-deleted':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adRestoreDeleted, world: { directory }, params: step.params }));
    case 'ad.change-upn-suffixes':
      return withForest(site, step.params.forest, (directory) => use({ operation: adChangeUpnSuffixes, world: { directory }, params: step.params }));
    default:
      return onSyncServer(site, { step, before }, use);
  }
}

function onSyncServer<Result>(site: Site, { step, before = [] }: Asked, use: Use<Result>): Result | null {
  switch (step.operation) {
    case 'sync.set-scheduler':
      return use({ operation: syncSetScheduler, world: syncWorld(site), params: step.params });
    case 'sync.set-maintenance':
      return use({ operation: syncSetMaintenance, world: syncWorld(site), params: step.params });
    case 'sync.set-history-retention':
      return use({ operation: syncSetHistoryRetention, world: syncWorld(site), params: step.params });
    case 'sync.start-delta':
      return use({ operation: syncStartDelta, world: cycleWorld(site, before), params: step.params });
    case 'sync.start-full':
      return use({ operation: syncStartFull, world: cycleWorld(site, before), params: step.params });
    case 'sync.synchronize-object':
      return use({ operation: syncSynchronizeObject, world: { ...syncWorld(site), directory: directoryOf(site, step.params.object) }, params: step.params });
    case 'sync.send-password-hash':
      return use({ operation: syncSendPasswordHash, world: syncWorld(site), params: step.params });
    case 'sync.restart-service':
      return use({ operation: syncRestartService, world: syncWorld(site), params: step.params });
    default:
      return null;
  }
}

/** The directory whose domain the DN is in; the longest name wins, for a child domain lies below its parent. */
export function directoryOf({ directories }: Site, { dn }: AdTarget): Directory | null {
  const [nearest] = directories.filter(({ baseDn }) => isAtOrBelow(dn, baseDn)).sort((one, other) => rdnsOf(other.baseDn).length - rdnsOf(one.baseDn).length);
  return nearest?.directory ?? null;
}

function withDirectory<Result>(site: Site, object: AdTarget, use: (directory: Directory) => Result): Result | null {
  const directory = directoryOf(site, object);
  return directory === null ? null : use(directory);
}

/** Every domain of a forest has the configuration of the forest; its root domain is asked where it is served. */
function withForest<Result>({ directories }: Site, forest: string, use: (directory: Directory) => Result): Result | null {
  const own = directories.filter((each) => each.forest.toLowerCase() === forest.toLowerCase()).toSorted((one, other) => rdnsOf(one.baseDn).length - rdnsOf(other.baseDn).length);
  return own[0] === undefined ? null : use(own[0].directory);
}

function syncWorld({ syncServers, clock }: Site): SyncWorld {
  const syncServer = (name: string): SyncServer => {
    const server = syncServers.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (server === undefined) throw new SyncServerError('failed', `this relay serves no sync server called ${name}`);
    return server;
  };
  return { syncServer, clock };
}

const cycleWorld = (site: Site, before: readonly StepDraft[]): CycleWorld => ({ ...syncWorld(site), follows: before.length > 0, written: lastOfEach(before).flatMap((step) => writtenBy(site, step)) });

/** Of several steps that write the same of one object only the last one can still be seen. */
const lastOfEach = (steps: readonly StepDraft[]): readonly StepDraft[] => [...new Map(steps.map((step) => [canonicalJson(whatOf(step)), step])).values()];

function whatOf(step: StepDraft): readonly string[] {
  const reach = reachOf(step);
  const objects = reach.is === 'ad-object' ? reach.objects.map(({ guid }) => guid) : [];
  const isPlace = step.operation === 'ad.move' || step.operation === 'ad.restore-deleted';
  return [...objects, ...(isPlace ? ['place'] : Object.keys(stepAfter(step)).toSorted())];
}

/** What a step wrote into AD, where this relay serves the domain. */
function writtenBy(site: Site, step: StepDraft): readonly WrittenObject[] {
  const reach = reachOf(step);
  const directory = reach.is === 'ad-object' ? directoryOf(site, reach.objects[0]) : null;
  if (reach.is !== 'ad-object' || directory === null) return [];
  const lookAt = (there: Directory): Promise<Observation> => {
    const directories = site.directories.map((each) => (each.directory === directory ? { ...each, directory: there } : each));
    return serve<Promise<Observation>>({ ...site, directories }, { step }, ({ operation, world, params }) => operation.look(world, params, null)) ?? Promise.resolve(NOWHERE);
  };
  return [{ object: reach.objects[0], directory, lookAt }];
}

const NOWHERE: Observation = { stands: 'other', found: {}, says: 'this relay does not serve it' };
