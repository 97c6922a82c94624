import type {
  ContainerAccess,
  AdEntry, CloudContact, CloudDevice, CloudDomain, CloudGroup, CloudUser, ConditionalAccessPolicy, Connector, ConnectorStatistics, CsObject, DirectoryAudit, DomainReachability,
  EntraDocument, ExchangeRecipient, ExportDeletionThreshold, GlobalSettings, MvObject, Organization, PasswordSync, PendingExport, RoleAssignment, RoleDefinition, RunProfileResult,
  Scheduler, ServerEvent, ServicePrincipal, SignIn, SubscribedSku, SyncFeatures, SyncRule, SyncServerDocument, TlsSettings, Unreadable,
} from './evidence.ts';

/** An AD object and the forest it was read from. */
export interface AdObject extends AdEntry {
  readonly forest: string;
}

export interface ForestFacts {
  readonly name: string;
  readonly domains: readonly string[];
}

/** One forest's answer. */
export interface FromForest<Value> {
  readonly forest: string;
  readonly value: Value;
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
  /** Whether any forest has the Exchange attributes. */
  readonly 'directory.exchangeSchema': boolean;
  /** Attribute names that the schema of each forest knows. */
  readonly 'directory.schemaAttributes': readonly FromForest<readonly string[]>[];
  /** DNs whose access list does not inherit. */
  readonly 'directory.inheritanceBlocked': readonly string[];
  /** The access lists of containers, those that could be read. */
  readonly 'directory.delegations': readonly ContainerAccess[];
  /** The same objects as other domain controllers hold them. */
  readonly 'directory.copies': readonly (AdObject & { readonly server: string })[];
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
  readonly 'entra.devices': readonly CloudDevice[];
  readonly 'entra.groupMembers': NonNullable<EntraDocument['groupMembers']>;
  readonly 'entra.directoryAudits': readonly DirectoryAudit[];
  readonly 'entra.signIns': readonly SignIn[];
  readonly 'entra.exchangeRecipients': readonly ExchangeRecipient[];
  readonly 'entra.servicePrincipals': readonly ServicePrincipal[];
  readonly 'entra.conditionalAccessPolicies': readonly ConditionalAccessPolicy[];
  readonly 'entra.synchronizationJobs': NonNullable<EntraDocument['synchronizationJobs']>;
  /** Every server that answered, standby ones too; a section of it that was not read is absent. */
  readonly 'syncServers': readonly SyncServerDocument[];
  readonly 'syncServers.version': readonly FromServer<string>[];
  readonly 'syncServers.service': readonly FromServer<NonNullable<SyncServerDocument['service']>>[];
  readonly 'syncServers.scheduler': readonly FromServer<Scheduler>[];
  readonly 'syncServers.connectors': readonly FromServer<readonly Connector[]>[];
  readonly 'syncServers.globalSettings': readonly FromServer<GlobalSettings>[];
  readonly 'syncServers.runHistory': readonly FromServer<readonly RunProfileResult[]>[];
  readonly 'syncServers.csObjects': readonly FromServer<readonly CsObject[]>[];
  readonly 'syncServers.mvObjects': readonly FromServer<readonly MvObject[]>[];
  readonly 'syncServers.pendingExports': readonly FromServer<readonly PendingExport[]>[];
  readonly 'syncServers.runStatus': readonly FromServer<NonNullable<SyncServerDocument['runStatus']>>[];
  readonly 'syncServers.rules': readonly FromServer<readonly SyncRule[]>[];
  readonly 'syncServers.exportDeletionThreshold': readonly FromServer<ExportDeletionThreshold>[];
  readonly 'syncServers.statistics': readonly FromServer<readonly ConnectorStatistics[]>[];
  readonly 'syncServers.companyFeatures': readonly FromServer<NonNullable<SyncServerDocument['companyFeatures']>>[];
  readonly 'syncServers.passwordSync': readonly FromServer<PasswordSync>[];
  readonly 'syncServers.domainReachability': readonly FromServer<readonly DomainReachability[]>[];
  readonly 'syncServers.tls': readonly FromServer<TlsSettings>[];
  readonly 'syncServers.healthAgent': readonly FromServer<NonNullable<SyncServerDocument['healthAgent']>>[];
  readonly 'syncServers.events': readonly FromServer<readonly ServerEvent[]>[];
}

export type ExhibitName = keyof Exhibits;

/** An attempt to read one exhibit: known, or unknown and why. */
export type Reading<Value> =
  | { readonly state: 'known'; readonly value: Value }
  | { readonly state: 'unknown'; readonly why: Unreadable; readonly detail: string };

export type Evidence = { readonly [Name in ExhibitName]: Reading<Exhibits[Name]> };
