import type { ObjectGuid, PersonId, PlanId } from './ids.ts';

/** How sure it is that two accounts are one person. */
export type Confidence = 'certain' | 'likely' | 'weak';

/** Whether a pair may be in a wave: by itself, by the word of a person, not before somebody has said so, or not at all. */
export type PairStanding = 'ready' | 'taken' | 'needs-a-word' | 'left';

/** An old account and the new one of the same person. */
export interface CampaignPair {
  /** The old side: the cloud account with its anchor, and the old AD account where it can still be read. */
  readonly old: {
    readonly name: string;
    readonly cloudId: string;
    /** base64 of 16 octets, as the cloud account carries it. */
    readonly anchor: string;
    readonly ad: { readonly guid: ObjectGuid; readonly dn: string; readonly adminDescription: readonly string[] } | null;
  };
  readonly fresh: { readonly name: string; readonly guid: ObjectGuid; readonly dn: string; /** mS-DS-ConsistencyGuid as it was read; null = empty. */ readonly anchor: string | null; readonly adminDescription: readonly string[] };
  readonly confidence: Confidence;
  /** What speaks for it, and what against it. */
  readonly because: readonly string[];
  readonly standing: PairStanding;
}

/** A wave that was begun; the plan is null until it is made. */
export interface CampaignWave {
  readonly n: number;
  readonly at: string;
  readonly planId: PlanId | null;
  readonly code: string | null;
  /** objectGUIDs of the new accounts. */
  readonly keys: readonly ObjectGuid[];
}

/** A migration to a new domain, wave by wave. Times are ISO 8601 UTC. */
export interface Campaign {
  readonly campaignId: string;
  /** For people, e.g. `northwind`; unique. */
  readonly name: string;
  readonly by: { readonly oid: PersonId; readonly name: string };
  readonly since: string;
  readonly from: string;
  readonly to: string;
  readonly waveSize: number;
  /** From the end of a wave to the next one. */
  readonly pauseMinutes: number;
  readonly pairs: readonly CampaignPair[];
  /** Accounts without a partner, with the reason. */
  readonly unpaired: readonly { readonly name: string; readonly because: string }[];
  readonly waves: readonly CampaignWave[];
  /** Who threw the stop switch; null while it goes on. */
  readonly stopped: { readonly by: string; readonly at: string } | null;
  readonly version: number;
}

export type CampaignChange = Partial<Pick<Campaign, 'pairs' | 'waves' | 'stopped'>>;
