import { isAtOrBelow, rdnsOf } from '../model/distinguished-name.ts';
import type { AdTarget, OperationName, OperationParams, StepDraft } from '../model/plan.ts';
import type { Operation } from '../operations/operation.ts';
import { adChangeAddresses } from '../operations/on-prem/ad-change-addresses.ts';
import { adMove } from '../operations/on-prem/ad-move.ts';
import { adSetAnchor } from '../operations/on-prem/ad-set-anchor.ts';
import { syncRestartService } from '../operations/on-prem/sync-restart-service.ts';
import { syncSetScheduler } from '../operations/on-prem/sync-set-scheduler.ts';
import { syncStartDelta } from '../operations/on-prem/sync-start-delta.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory, GlobalCatalog } from '../ports/directory.ts';
import type { SecurityLog } from '../ports/security-log.ts';
import { SyncServerError, type SyncServer } from '../ports/sync-server.ts';

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

/** Finds the operation of a step and hands it to `use`; null when this relay does not serve the step. There is nothing else that changes anything. */
export function serve<Result>(site: Site, step: StepDraft, use: <Name extends OperationName, World>(served: Served<Name, World>) => Result): Result | null {
  switch (step.operation) {
    case 'ad.change-addresses':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adChangeAddresses, world: { directory }, params: step.params }));
    case 'ad.set-anchor':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adSetAnchor, world: { directory }, params: step.params }));
    case 'ad.move':
      return withDirectory(site, step.params.object, (directory) => use({ operation: adMove, world: { directory }, params: step.params }));
    case 'sync.set-scheduler':
      return use({ operation: syncSetScheduler, world: syncWorld(site), params: step.params });
    case 'sync.start-delta':
      return use({ operation: syncStartDelta, world: syncWorld(site), params: step.params });
    case 'sync.restart-service':
      return use({ operation: syncRestartService, world: syncWorld(site), params: step.params });
    case 'entra.set-anchor':
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

function syncWorld({ syncServers, clock }: Site): { readonly syncServer: (name: string) => SyncServer; readonly clock: Clock } {
  const syncServer = (name: string): SyncServer => {
    const server = syncServers.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (server === undefined) throw new SyncServerError('failed', `this relay serves no sync server called ${name}`);
    return server;
  };
  return { syncServer, clock };
}
