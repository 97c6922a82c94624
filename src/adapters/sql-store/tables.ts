import type { Generated, Kysely, Transaction } from 'kysely';

/** Columns as both databases hold them: text, integers and JSON text; a time is ISO 8601 text. */
export interface Tables {
  readonly plans: {
    readonly row: Generated<number>;
    readonly plan_id: string;
    readonly code: string;
    readonly hash: string;
    readonly content: string;
    readonly state: string;
    readonly version: number;
    readonly title: string;
    readonly cause: string;
    readonly asked: string;
    readonly reason: string;
    readonly ticket: string | null;
    readonly seal: string;
    readonly risk: string;
    readonly undo_class: string;
    readonly not_seen: string;
    readonly undoes: string | null;
    readonly state_since: string;
    readonly says: string;
    readonly verification: string;
    readonly prediction: string;
  };
  readonly plan_targets: { readonly plan_id: string; readonly target_key: string; readonly is_open: number };
  readonly decisions: { readonly row: Generated<number>; readonly plan_id: string; readonly decider: string; readonly decision: string };
  readonly journal: { readonly plan_id: string; readonly n: number; readonly entry: string };
  readonly snapshots: { readonly plan_id: string; readonly hash: string; readonly snapshot: string };
  readonly seals: { readonly plan_id: string; readonly role: string; readonly oid: string; readonly seal: string };
  readonly sign_ins: { readonly ticket_hash: string; readonly sign_in: string; readonly spent_at: string | null };
  readonly counters: { readonly name: string; readonly value: number };
  readonly audit: { readonly seq: number; readonly previous: string; readonly hash: string; readonly event: string };
  readonly plan_cards: { readonly row: Generated<number>; readonly nonce_hash: string; readonly plan_id: string; readonly card: string };
  readonly used_nonces: { readonly nonce_hash: string; readonly used_by: string; readonly verb: string };
  readonly refs: { readonly ref: string; readonly value: string };
  readonly conversations: { readonly conversation_id: string; readonly value: string };
  readonly activities: { readonly key: string; readonly claimed_at: string | null; readonly answer: string | null };
  readonly kept_readings: { readonly name: string; readonly value: string };
  readonly watches: { readonly watch_id: string; readonly name: string; readonly conversation_id: string; readonly is_open: number; readonly version: number; readonly watch: string };
  readonly campaigns: { readonly campaign_id: string; readonly name: string; readonly is_stopped: number; readonly version: number; readonly campaign: string };
  readonly receivers: { readonly name: string; readonly seq: number; readonly next_at: string; readonly failing_since: string | null; readonly failures: number; readonly says: string; readonly version: number };
  readonly scans: { readonly n: number; readonly state: string; readonly seen_at: string; readonly stop_wanted: number; readonly kept: number; readonly dropped: number; readonly bytes: number; readonly scan: string };
  readonly scan_pieces: { readonly n: number; readonly place: number; readonly content: string };
  readonly campaign_waves: { readonly plan_id: string; readonly campaign_id: string };
  readonly incident_polls: { readonly name: string; readonly n: number; readonly poll: string };
  readonly incidents: { readonly incident_id: string; readonly code: string; readonly key: string; readonly version: number; readonly assigned: string; readonly incident: string };
  readonly incident_members: { readonly incident_id: string; readonly subject: string; readonly member: string };
  readonly incident_events: { readonly seq: number; readonly event: string };
  readonly subscriptions: { readonly subscription_id: string; readonly conversation_id: string; readonly version: number; readonly subscription: string };
  readonly notices: {
    readonly notice_id: string;
    readonly subscription_id: string;
    readonly conversation_id: string;
    readonly place_in_line: number;
    readonly state: string;
    readonly not_before: string;
    readonly version: number;
    readonly notice: string;
  };
  /** `is_only`: the notice is about this incident and no other. */
  readonly notice_incidents: { readonly incident_id: string; readonly notice_id: string; readonly is_only: number };
  readonly sent_messages: { readonly row: Generated<number>; readonly conversation_id: string; readonly at: string };
  readonly server_locks: { readonly server: string; readonly plan_id: string };
  readonly enrolment_tokens: { readonly hash: string; readonly relay_group: string; readonly host: string; readonly expires_at: string; readonly spent_at: string | null };
  readonly relays: {
    readonly relay_id: string;
    readonly relay_group: string;
    readonly host: string;
    readonly public_key: string;
    readonly enrolled_at: string;
    readonly revoked_at: string | null;
    readonly last_seen: string | null;
    readonly version: string | null;
    readonly policy_hash: string | null;
    readonly read_only: number;
    readonly counter: number;
    readonly seals: string;
    /** Counters up to here were used before each one was written down. */
    readonly counter_floor: number;
    readonly confirmed_at: string | null;
    readonly confirmations: string;
    readonly key_since: string;
    readonly previous_key: string | null;
    readonly previous_key_until: string | null;
    readonly rotation_wanted: number;
  };
  readonly relay_counters: { readonly relay_id: string; readonly counter: number };
}

export type Database = Kysely<Tables>;
export type Writing = Transaction<Tables>;
