import type { AdState } from '../ad-state.ts';
import type { CompanyClock } from '../clock.ts';
import type { TenantState } from '../tenant-state.ts';
import type { ContainerScope } from './container-scope.ts';
import type { EngineObject } from './connector-space.ts';
import type { CloudSide } from './provisioning.ts';
import type { RuleJson } from './default-rules.ts';
import type { EventLog } from './event-log.ts';
import type { RunHistory } from './run-history.ts';
import type { ServerSettings } from './server-settings.ts';
import type { SyncMachine } from './sync-machine.ts';

/** Identifier of the Entra connector on every sync server in the world. */
export const ENTRA_CONNECTOR_ID = 'b891884f-051e-4a83-95af-2544101c9083';

/** What one sync server has in its database. Objects are keyed by objectGUID. */
export interface Engine {
  readonly name: string;
  readonly ad: AdState;
  readonly tenant: TenantState;
  readonly cloud: CloudSide;
  readonly clock: CompanyClock;
  readonly adConnector: string;
  readonly adConnectorId: string;
  readonly entraConnector: string;
  readonly objects: Map<string, EngineObject>;
  readonly entraConnectorId: string;
  /** sAMAccountName by which it reads AD. */
  readonly login: string;
  /** UPN by which it signs in to Entra. */
  readonly syncAccount: string;
  readonly machine: SyncMachine;
  readonly history: RunHistory;
  readonly events: EventLog;
  readonly rules: readonly RuleJson[];
  readonly installedAt: Date;
  /** When somebody last changed the configuration of the AD connector. */
  configuredAt: Date;
  /** The next cycle imports and synchronises everything, as after a change of the scope. */
  fullDue: boolean;
  /** Whether the Windows service runs. */
  isRunning: boolean;
  /** When the server went into staging mode or stopped; its password loop stands still since. */
  quietSince: Date | null;
  /** As many pending deletions, or more, stop the export. */
  deletionThreshold: number;
  scope: ContainerScope;
  settings: ServerSettings;
  staging: boolean;
  /** Tells the tenant that the sync server was here. */
  heartbeat(at: Date): void;
}
