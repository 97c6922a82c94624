import type { EntraDocument, Unread } from '../model/evidence.ts';
import type { TenantAccounts } from './tenant-accounts.ts';

export type { TenantAccounts, TenantReads, TenantWrites } from './tenant-accounts.ts';

/** What to look for in Entra ID; every list may be empty. */
export interface TenantQuery {
  /** Object ids. */
  readonly ids: readonly string[];
  /** Anchors (onPremisesImmutableId). */
  readonly anchors: readonly string[];
  /** Sign-in names. */
  readonly upns: readonly string[];
  /** Addresses without prefix; looked for in proxyAddresses (both spellings of the prefix) and mail of users, groups and contacts, and among the deleted. */
  readonly addresses: readonly string[];
  /** Words a human typed: looked for as UPN, UPN prefix, mail, display name, mailNickname; of devices the display name. */
  readonly names: readonly string[];
  /** `deviceId` of devices: the objectGUID of the AD computer in its text form. */
  readonly deviceIds?: readonly string[] | undefined;
}

/** Objects of which everything is wanted that hangs on their id. The lists are the candidates; what is costly is asked of the subject only. */
export interface TenantDetailQuery {
  /** Live accounts: roles, eligibility, role-assignable groups, source of authority, object identifier, last sign-in. */
  readonly users: readonly string[];
  /** Accounts in the recycle bin: roles and eligibility count there too. */
  readonly deletedUsers: readonly string[];
  /** A group whose source of authority and members are wanted: the subject, if it is one. */
  readonly group?: string | undefined;
  /** A contact whose source of authority is wanted: the subject, if it is one. */
  readonly contact?: string | undefined;
  /** The object whose audit entries are wanted. Reports are the tightest budget of Graph, so it is one. */
  readonly audited?: string | undefined;
}

/** A part of the evidence, and what of it could not be read. */
export interface TenantAnswer {
  readonly entra: EntraDocument;
  readonly unread: readonly Unread[];
}

/** `readAt` is earlier than now when the facts come from memory; ISO 8601 UTC. */
export interface TenantFacts extends TenantAnswer {
  readonly readAt: string;
}

/**
 * Entra ID through Graph. The readings `look`, `detail`, `tenantFacts`, `syncSignIns` and `provisioningErrors` never reject: what could not be read is named in `unread`
 * with the permission or the status. Everything else rejects with `TenantError`.
 */
export interface Tenant extends TenantAccounts {
  /** Users, groups, contacts, devices and deleted ones that answer the query. */
  look(query: TenantQuery): Promise<TenantAnswer>;
  /** What hangs on the ids of objects that are known already. */
  detail(about: TenantDetailQuery): Promise<TenantAnswer>;
  /** Organization, domains, subscribed SKUs, role definitions, the sync applications, the jobs of Cloud Sync and the sync features that an administrator has read. */
  tenantFacts(): Promise<TenantFacts>;
  /** The latest sign-ins of the accounts of the sync servers (`Sync_…`), and what Conditional Access said of them. */
  syncSignIns(): Promise<TenantAnswer>;
  /**
   * The synchronised users, groups and contacts that Entra or one of its services has set a value aside for or refuses, with few of their properties.
   * A section that is absent was not read; one that is there and named in `unread` too was read in part.
   */
  provisioningErrors(): Promise<TenantAnswer>;
}

export type TenantFault = 'unreachable' | 'timed-out' | 'throttled' | 'access-denied' | 'not-found' | 'refused' | 'failed';

export class TenantError extends Error {
  readonly fault: TenantFault;
  readonly status: number | undefined;
  constructor(fault: TenantFault, says: string, status?: number) {
    super(says);
    this.name = 'TenantError';
    this.fault = fault;
    this.status = status;
  }
}
