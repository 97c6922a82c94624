import type { PersonId } from './ids.ts';

/** Something that a person does by hand, without a plan, or an account that somebody waits for: the question is asked again until it is settled. Times are ISO 8601 UTC. */
export interface StoredWatch {
  readonly watchId: string;
  /** For people, e.g. `jane.doe`; unique among the open ones of a conversation. */
  readonly name: string;
  readonly by: { readonly oid: PersonId; readonly name: string };
  readonly place: { readonly conversationId: string; readonly threadId: string; readonly kind: 'channel' | 'group' | 'personal' | 'terminal' };
  /** The question, as it was asked, and the cause that shall go, with its title; a cause that is empty stands for: until it is in sync. */
  readonly asked: string;
  readonly cause: string;
  readonly title: string;
  readonly since: string;
  readonly until: string;
  /** When the question is asked next. */
  readonly nextLook: string;
  /** What the last look said; empty before the first one. */
  readonly says: string;
  readonly version: number;
}

/** Another look is due later, or it is over. */
export type WatchChange = { readonly nextLook: string; readonly says: string } | { readonly closed: true; readonly says: string };
