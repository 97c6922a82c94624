import type { Unread } from './evidence.ts';
import type { SubjectKind } from './subject.ts';
import type { EvidenceItem } from './verdict.ts';

/** What a scan looks for beside the single-object causes of the catalogue. A closed list. */
export const SCAN_CHECKS = ['not-in-entra', 'orphan-in-entra', 'anchor-differs', 'value-differs', 'address-lost', 'duplicate-value', 'would-appear', 'would-collide', 'would-leave'] as const;
export type ScanCheck = (typeof SCAN_CHECKS)[number];

/** Where an object stands. `cannot-tell`: what would decide it was not read; that is never one of the other three. */
export const STANDINGS = ['synced', 'should-be-but-is-not', 'left-out-on-purpose', 'cannot-tell'] as const;
export type Standing = (typeof STANDINGS)[number];

/** `error`: the object does not arrive or loses something; `warning`: it arrives, but something is wrong; `note`: meant so, or a prediction. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type ScanSeverity = (typeof SEVERITIES)[number];

export interface ScanRequest {
  /** DNs of containers of AD; empty: every domain that the sync servers know. Cloud objects without an AD object are reported only where this is empty. */
  readonly below: readonly string[];
  /** Ids of causes, areas of causes and `ScanCheck`s; empty: everything but the predictions, which come with `whatIf`. */
  readonly checks: readonly string[];
  /** `last`: only what has changed since the last whole scan that was kept is read; where that is not possible everything is, and the summary says why. */
  readonly since: 'last' | null;
  /** Whether the next scan shall be able to go on from here: AD is asked where changes begin, for which it is read twice. Without effect where `below` names containers. */
  readonly keep: boolean;
  /** So many objects that the lists do not explain are asked about one by one, as the question about one object does; 0 for none. */
  readonly askAbout: number;
  /** Containers that would be taken into the synchronisation, or out of it; null: no prediction. */
  readonly whatIf: { readonly into: readonly string[]; readonly outOf: readonly string[] } | null;
}

/** An object of AD, with its object in Entra where there is one, or an object that Entra alone has. */
export interface ScannedObject {
  readonly kind: SubjectKind;
  readonly displayName?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly sAMAccountName?: string | undefined;
  readonly dn?: string | undefined;
  readonly entraId?: string | undefined;
  /** It lies in the recycle bin of Entra. */
  readonly deleted?: true | undefined;
}

export interface ScanFinding {
  readonly record: 'finding';
  /** Id of a cause of the catalogue, or a `ScanCheck`. */
  readonly id: string;
  readonly object: ScannedObject;
  readonly side: 'directory' | 'entra';
  readonly standing: Standing;
  readonly severity: ScanSeverity;
  /** One sentence for an administrator. */
  readonly says: string;
  readonly evidence: readonly EvidenceItem[];
  /** The other objects that it is about, e.g. who else holds the value; at most ten. */
  readonly others: readonly ScannedObject[];
  /** Only in a prediction: what kind of account it looks like. */
  readonly marks?: readonly ('service account' | 'administrator')[] | undefined;
}

export interface ScanSummary {
  readonly record: 'summary';
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** `changes`: what was unchanged keeps the findings of the scan before. */
  readonly read: 'everything' | 'changes';
  /** Why everything was read although only changes were asked for. */
  readonly readEverythingBecause?: string | undefined;
  /** `in-part`: a domain or a list was not read to its end. `stopped`: somebody cancelled it, so what it found is a part. */
  readonly ended: 'whole' | 'in-part' | 'stopped';
  readonly objects: { readonly directory: number; readonly entra: number; readonly deletedInEntra: number; readonly pairs: number };
  /** How many objects of AD stand where. */
  readonly standing: Readonly<Record<Standing, number>>;
  /** Findings by cause or check, the most frequent first. */
  readonly findings: readonly { readonly id: string; readonly directory: number; readonly entra: number }[];
  /** What could not be read. What depends on it was not judged: it is not fine, it is unknown. */
  readonly unread: readonly Unread[];
  /** Causes and checks that could not be judged for lack of what was not read, and for how many objects. */
  readonly notJudged: readonly { readonly id: string; readonly missing: readonly string[]; readonly objects: number }[];
}

/** One line of a stored scan. The summary comes last and once; without it a scan is not complete. */
export type ScanRecord = ScanFinding | ScanSummary;

/** How far a scan is; numbers only grow. */
export interface ScanProgress {
  readonly phase: 'reading' | 'comparing' | 'judging' | 'done';
  readonly directory: number;
  readonly entra: number;
  /** Objects that need a closer look, and how many had it. */
  readonly suspects: number;
  readonly judged: number;
  readonly findings: number;
}
