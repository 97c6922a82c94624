import type { CloudUser, EntraDocument, Unread } from '../model/evidence.ts';

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
  /** Words a human typed: looked for as UPN, UPN prefix, mail, display name, mailNickname. */
  readonly names: readonly string[];
}

/**
 * Entra ID through Graph. `look` and `tenantFacts` never reject: what could not be read is named in `unread` with the permission or the status.
 * Writes reject with `TenantError`.
 */
export interface Tenant {
  /** Users, groups, contacts and deleted ones that answer the query. */
  look(query: TenantQuery): Promise<{ readonly entra: EntraDocument; readonly unread: readonly Unread[] }>;
  /** Organization, domains, subscribed SKUs and, where the permission allows, the sync features. */
  tenantFacts(): Promise<{ readonly entra: EntraDocument; readonly unread: readonly Unread[] }>;
  /** One live user with all properties of a diagnosis; null when there is none. Rejects with `TenantError`. */
  user(id: string): Promise<CloudUser | null>;
  /** PATCH onPremisesImmutableId (null clears it). The caller compares before and reads back after. */
  setAnchor(userId: string, anchor: string | null): Promise<void>;
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
