import type { PersonId } from './ids.ts';
import type { Place } from './place.ts';
import type { Severity } from './sighting.ts';

/** What a conversation wants to hear of; an empty list leaves nothing out. */
export interface SubscriptionFilter {
  readonly causes: readonly string[];
  readonly areas: readonly string[];
  /** DNs of containers; what is about no object passes. */
  readonly below: readonly string[];
  readonly least: Severity;
}

/** Hours of the day, `HH:MM`, in an IANA time zone; `to` may be earlier than `from`. Days are 1 (Monday) to 7 on which they begin. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly days: readonly number[];
  readonly timeZone: string;
}

/** A digest in place of single posts; what is high is posted at once all the same unless `instead` says otherwise. */
export interface DigestTimes {
  readonly every: 'day' | 'week';
  /** `HH:MM` in the time zone. */
  readonly at: string;
  /** 1 (Monday) to 7; of a weekly one. */
  readonly day: number;
  readonly timeZone: string;
  /** Nothing is posted between digests. */
  readonly instead: boolean;
}

export interface Mute {
  readonly of: { readonly is: 'cause'; readonly cause: string } | { readonly is: 'incident'; readonly incidentId: string; readonly code: string } | { readonly is: 'object'; readonly name: string } | { readonly is: 'everything' };
  /** ISO 8601 UTC; every mute ends. */
  readonly until: string;
  readonly by: string;
}

/** One conversation that is told of errors. Times are ISO 8601 UTC. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Where a new post begins its own thread: `threadId` is empty. */
  readonly place: Place;
  readonly by: { readonly oid: PersonId; readonly name: string };
  readonly since: string;
  readonly filter: SubscriptionFilter;
  readonly quiet: QuietHours | null;
  readonly digest: DigestTimes | null;
  readonly lastDigest: string | null;
  /** Mentioned when something high is opened. */
  readonly onCall: { readonly is: 'person' | 'tag'; readonly id: string; readonly name: string } | null;
  readonly mutes: readonly Mute[];
  /** Teams refuses the bot here since then: it was blocked or removed. */
  readonly blockedSince: string | null;
  readonly version: number;
}
