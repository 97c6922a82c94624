import type { Decision } from './approval.ts';
import type { AdEntry, ForestDocument, SyncServerDocument, Unread } from './evidence.ts';
import type { Observation, StepResult } from './journal.ts';
import type { PlanContent } from './plan.ts';

/** The closed menu of on-prem readings, with parameters. Each answer is a part of the evidence document. */
export interface OnPremReadingParams {
  /** Everything AD says about a name: matching entries, their containers, recycle bin, suffixes, other holders of their values. */
  readonly 'ad.subject': { readonly name: string };
  /**
   * Which AD objects, live or deleted, carry these anchors (base64) as objectGUID or mS-DS-ConsistencyGuid, which hold these addresses,
   * and which of these DNs exist.
   */
  readonly 'ad.holders': { readonly anchors: readonly string[]; readonly addresses: readonly string[]; readonly dns?: readonly string[] | undefined };
  /** The sync servers, what their engine says about these objects, and the entries of the containers that their connectors include or exclude. */
  readonly 'sync.servers': { readonly dns: readonly string[]; readonly anchors: readonly string[] };
}
export type OnPremReadingName = keyof OnPremReadingParams;

export interface OnPremFragment {
  readonly forests?: readonly ForestDocument[] | undefined;
  readonly syncServers?: readonly SyncServerDocument[] | undefined;
  readonly unread: readonly Unread[];
}

export type ReadRequest = {
  readonly [Name in OnPremReadingName]: { readonly reading: Name; readonly version: 1; readonly params: OnPremReadingParams[Name] };
}[OnPremReadingName];

/** What the bot asks a relay to do. There is no third kind. Times are ISO 8601 UTC. */
export type RelayJob =
  | { readonly kind: 'read'; readonly jobId: string; readonly notAfter: string; readonly request: ReadRequest }
  | {
      readonly kind: 'step';
      readonly jobId: string;
      readonly notAfter: string;
      /** `run` starts the step once; `look` only reads where the world stands. */
      readonly phase: 'run' | 'look';
      readonly plan: PlanContent;
      readonly planHash: string;
      readonly step: number;
      readonly attempt: number;
      readonly fence: number;
      readonly decisions: readonly Decision[];
    };

export type RelayAnswer =
  | { readonly kind: 'read'; readonly jobId: string; readonly fragment: OnPremFragment }
  | { readonly kind: 'step'; readonly jobId: string; readonly result: StepResult }
  | { readonly kind: 'look'; readonly jobId: string; readonly observation: Observation }
  /** The relay could not or would not do the job; for a step nothing was started. */
  | { readonly kind: 'refused'; readonly jobId: string; readonly says: string };

/** State of one relay as the bot last heard it. */
export interface RelayState {
  readonly relayId: string;
  readonly host: string;
  readonly version: string;
  readonly policyHash: string;
  readonly readOnly: boolean;
  readonly lastSeen: string;
}

export type { AdEntry };
