import type { Decision } from './approval.ts';
import type { ObjectChanges } from './attribute-change.ts';
import type { AdEntry, ForestDocument, SyncServerDocument, Unread } from './evidence.ts';
import type { ObjectGuid } from './ids.ts';
import type { Observation, StepResult } from './journal.ts';
import type { ListEnd, ListRequest } from './list-reading.ts';
import type { OperationName, PlanContent } from './plan.ts';
import type { Seal, SealForm } from './seal.ts';
import type { SecurityLogAnswer } from './security-event.ts';

/** The closed menu of on-prem readings, with parameters. Each answer is a part of the evidence document. */
export interface OnPremReadingParams {
  /** Everything AD says about a name: matching entries, their containers, recycle bin, suffixes, other holders of their values. */
  readonly 'ad.subject': { readonly name: string };
  /**
   * Which AD objects, live or deleted, carry these anchors (base64) as objectGUID or mS-DS-ConsistencyGuid, which hold these addresses,
   * which of these DNs exist, and which of these members (DNs) these groups (DNs) have directly: each group comes with `member` narrowed to them.
   */
  readonly 'ad.holders': {
    readonly anchors: readonly string[];
    readonly addresses: readonly string[];
    readonly dns?: readonly string[] | undefined;
    readonly memberships?: { readonly groups: readonly string[]; readonly members: readonly string[] } | undefined;
  };
  /** When each attribute of this object was last written, and on which domain controller; never by whom. */
  readonly 'ad.changes': { readonly guid: ObjectGuid };
  /** Who changed this object, from the Security logs of the domain controllers; `sid` where the object has one. The local policy of the relay must allow it. */
  readonly 'ad.security-events': { readonly guid: ObjectGuid; readonly sid?: string | undefined };
  /**
   * The sync servers, what their engine says about these objects (or `only` some sections of it), and the entries of the containers that their
   * connectors include or exclude. `errors: 'all'` brings the errors of all objects in the newest runs, not only of these.
   */
  readonly 'sync.servers': { readonly dns: readonly string[]; readonly anchors: readonly string[]; readonly only?: readonly ServerSection[] | undefined; readonly errors?: 'all' | undefined };
}
/** A section of what a sync server can tell. */
export type ServerSection = Exclude<keyof SyncServerDocument, 'name'>;

export type OnPremReadingName = keyof OnPremReadingParams;

export interface OnPremFragment {
  readonly forests?: readonly ForestDocument[] | undefined;
  readonly syncServers?: readonly SyncServerDocument[] | undefined;
  /** Answer to `ad.changes`; empty when no forest knows the object, absent when none could be asked. */
  readonly changes?: readonly ObjectChanges[] | undefined;
  /** Answer to `ad.security-events`, one for each domain controller; absent when none was asked. */
  readonly securityLogs?: readonly SecurityLogAnswer[] | undefined;
  readonly unread: readonly Unread[];
}

export type ReadRequest = {
  readonly [Name in OnPremReadingName]: { readonly reading: Name; readonly version: 1; readonly params: OnPremReadingParams[Name] };
}[OnPremReadingName];

/** A reading whose answer is long: it travels in parts, and the answer of the job only closes them. */
export interface ListJob {
  readonly kind: 'list';
  readonly jobId: string;
  readonly notAfter: string;
  readonly request: ListRequest;
}

/** What the bot asks a relay to do. There is no fourth kind. Times are ISO 8601 UTC. */
export type RelayJob =
  | { readonly kind: 'read'; readonly jobId: string; readonly notAfter: string; readonly request: ReadRequest }
  | ListJob
  | {
      readonly kind: 'step';
      readonly jobId: string;
      readonly notAfter: string;
      /** `admit` only judges the seals that there are and writes them down; `run` starts the step once; `look` only reads where the world stands. */
      readonly phase: 'admit' | 'run' | 'look';
      readonly plan: PlanContent;
      readonly planHash: string;
      readonly step: number;
      readonly attempt: number;
      readonly fence: number;
      /** With a look: when the step began, for a relay whose own journal does not know it because another one was given the step. */
      readonly since?: string | undefined;
      readonly decisions: readonly Decision[];
      /** Proofs of the people themselves, where the site asks for them; empty otherwise. */
      readonly seals: readonly SealProof[];
    };

/** A seal as it travels: the token tells the rest. */
export type SealProof = Pick<Seal, 'role' | 'verdict' | 'idToken'>;

export type RelayAnswer =
  | { readonly kind: 'read'; readonly jobId: string; readonly fragment: OnPremFragment }
  /** Comes when every part has been taken, or no more will be sent. */
  | { readonly kind: 'list'; readonly jobId: string; readonly end: ListEnd }
  | { readonly kind: 'step'; readonly jobId: string; readonly result: StepResult }
  | { readonly kind: 'look'; readonly jobId: string; readonly observation: Observation }
  /** The seals were judged and written down; `says` names what is still missing, empty when nothing is. */
  | { readonly kind: 'admitted'; readonly jobId: string; readonly says: string }
  /** The relay could not or would not do the job; for a step nothing was started. */
  | { readonly kind: 'refused'; readonly jobId: string; readonly says: string };

/** State of one relay as the bot last heard it. */
export interface RelayState {
  readonly relayId: string;
  readonly host: string;
  readonly version: string;
  readonly policyHash: string;
  readonly readOnly: boolean;
  readonly seals: DemandedSeals;
  readonly lastSeen: string;
}

/** What a relay can reach: DNs of domains, and names of sync servers. */
export interface Served {
  readonly domains: readonly string[];
  readonly syncServers: readonly string[];
}

/** The seals that a site asks for, by operation; an operation that is not named needs none. */
export type DemandedSeals = Readonly<Partial<Record<OperationName, Exclude<SealForm, 'none'>>>>;

export type { AdEntry };
