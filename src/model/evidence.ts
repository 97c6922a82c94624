import type { EntraDocument } from './entra-evidence.ts';
import type { SyncServerDocument } from './sync-evidence.ts';

export type * from './entra-evidence.ts';
export type * from './sync-evidence.ts';

/**
 * The evidence about one question: raw source documents, field names as LDAP, Graph and the ADSync cmdlets give them.
 * Absent = not looked at. Present and empty = looked, nothing there. Format `syncwhy-evidence/1`.
 */
export interface EvidenceDocument {
  readonly format: 'syncwhy-evidence/1';
  readonly question?: string | undefined;
  readonly subject?: string | undefined;
  /** ISO 8601 UTC; "now" for every rule. */
  readonly takenAt: string;
  readonly directory?: { readonly forests: readonly ForestDocument[] } | undefined;
  readonly entra?: EntraDocument | undefined;
  readonly syncServers?: readonly SyncServerDocument[] | undefined;
  readonly unread: readonly Unread[];
}

/** Why a source could not be read. A closed list: cards and documentation explain each. */
export const UNREADABLE = ['relay-offline', 'access-denied', 'timed-out', 'throttled', 'not-configured', 'not-asked', 'failed'] as const;
export type Unreadable = (typeof UNREADABLE)[number];

export interface Unread {
  /** Section of the document, e.g. `entra.syncFeatures` or `syncServers.scheduler`. */
  readonly what: string;
  readonly why: Unreadable;
  /** One sentence for an administrator; never a stack trace, never a secret. */
  readonly detail?: string | undefined;
}

/** LDAP attributes: always lists of strings, binary values base64, times and numbers as LDAP gives them. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

export interface AdEntry {
  readonly dn: string;
  readonly attributes: Attributes;
}

/** Who may do what in a container by its own access list, beyond what administrators and the system may everywhere. */
export interface ContainerAccess {
  readonly dn: string;
  /** Whether rights from further up reach it. */
  readonly inherits: boolean;
  readonly grants: readonly { /** sAMAccountName, or the SID where nobody bears it any more. */ readonly trustee: string; readonly may: readonly string[] }[];
}

export interface ForestDocument {
  readonly name: string;
  readonly domains?: readonly string[] | undefined;
  readonly upnSuffixes?: readonly string[] | undefined;
  readonly exchangeSchema?: boolean | undefined;
  readonly schemaAttributes?: readonly string[] | undefined;
  readonly entries?: readonly AdEntry[] | undefined;
  readonly deleted?: readonly AdEntry[] | undefined;
  readonly inheritanceBlocked?: readonly string[] | undefined;
  /** The access lists of the containers on the way up, those that could be read. */
  readonly delegations?: readonly ContainerAccess[] | undefined;
  readonly copies?: readonly (AdEntry & { readonly server: string })[] | undefined;
}
