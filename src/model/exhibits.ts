import type {
  AdEntry, CloudContact, CloudDomain, CloudGroup, CloudUser, Connector, CsObject, EntraDocument, GlobalSettings, MvObject, Organization,
  PendingExport, RoleAssignment, RoleDefinition, RunProfileResult, Scheduler, SubscribedSku, SyncFeatures, SyncServerDocument, Unreadable,
} from './evidence.ts';

/** An AD object and the forest it was read from. */
export interface AdObject extends AdEntry {
  readonly forest: string;
}

export interface ForestFacts {
  readonly name: string;
  readonly domains: readonly string[];
}

/** One sync server's answer. `staging` is undefined when its scheduler was not read. */
export interface FromServer<Value> {
  readonly server: string;
  readonly staging: boolean | undefined;
  readonly value: Value;
}

/**
 * Everything a cause may ask for, by the name of the section of the evidence document.
 * Sync-server exhibits hold the servers that count: the active ones where any is known, else all.
 */
export interface Exhibits {
  readonly 'directory.forests': readonly ForestFacts[];
  readonly 'directory.entries': readonly AdObject[];
  readonly 'directory.deleted': readonly AdObject[];
  readonly 'directory.upnSuffixes': readonly string[];
  readonly 'directory.exchangeSchema': boolean;
  readonly 'entra.organization': Organization;
  readonly 'entra.domains': readonly CloudDomain[];
  readonly 'entra.users': readonly CloudUser[];
  readonly 'entra.groups': readonly CloudGroup[];
  readonly 'entra.contacts': readonly CloudContact[];
  readonly 'entra.deletedUsers': readonly CloudUser[];
  readonly 'entra.deletedGroups': readonly CloudGroup[];
  readonly 'entra.roleAssignments': readonly RoleAssignment[];
  readonly 'entra.roleEligibilitySchedules': readonly RoleAssignment[];
  readonly 'entra.roleDefinitions': readonly RoleDefinition[];
  readonly 'entra.syncFeatures': SyncFeatures;
  readonly 'entra.syncBehavior': NonNullable<EntraDocument['syncBehavior']>;
  readonly 'entra.objectIdentifiers': NonNullable<EntraDocument['objectIdentifiers']>;
  readonly 'entra.subscribedSkus': readonly SubscribedSku[];
  readonly 'syncServers.service': readonly FromServer<NonNullable<SyncServerDocument['service']>>[];
  readonly 'syncServers.scheduler': readonly FromServer<Scheduler>[];
  readonly 'syncServers.connectors': readonly FromServer<readonly Connector[]>[];
  readonly 'syncServers.globalSettings': readonly FromServer<GlobalSettings>[];
  readonly 'syncServers.runHistory': readonly FromServer<readonly RunProfileResult[]>[];
  readonly 'syncServers.csObjects': readonly FromServer<readonly CsObject[]>[];
  readonly 'syncServers.mvObjects': readonly FromServer<readonly MvObject[]>[];
  readonly 'syncServers.pendingExports': readonly FromServer<readonly PendingExport[]>[];
}

export type ExhibitName = keyof Exhibits;

/** An attempt to read one exhibit: known, or unknown and why. */
export type Reading<Value> =
  | { readonly state: 'known'; readonly value: Value }
  | { readonly state: 'unknown'; readonly why: Unreadable; readonly detail: string };

export type Evidence = { readonly [Name in ExhibitName]: Reading<Exhibits[Name]> };
