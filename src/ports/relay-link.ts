import type { Unreadable } from '../model/evidence.ts';
import type { ListPart, ListRequest } from '../model/list-reading.ts';
import type { ReadRequest, OnPremFragment, RelayAnswer, RelayJob, RelayState } from '../model/relay-job.ts';

/** The bot's side of the relay. Never rejects for an absent relay: that is an answer. */
export interface RelayLink {
  /** One reading; what could not be read is named in `unread` (`relay-offline`, `timed-out`). */
  read(request: ReadRequest): Promise<OnPremFragment>;
  /** Sends a step job and waits for its answer; `no-answer` when none came in time: the step may have started. `no-relay`: it was never handed out. */
  step(job: Extract<RelayJob, { kind: 'step' }>): Promise<RelayAnswer | { readonly kind: 'no-answer'; readonly says: string } | { readonly kind: 'no-relay'; readonly says: string }>;
  /** Those that may be given work: confirmed and not revoked. */
  relays(): Promise<readonly RelayState[]>;
  /** Whatever this relay holds is given up: it never answers again. */
  giveUp(relayId: string): Promise<void>;
}

/** Readings whose answer is long. */
export interface RelayLists {
  /**
   * The parts in their order, while the relay is still reading; nothing is sent much ahead of what has been taken from here. The iteration ends only when
   * every part was there; otherwise it rejects with `ListBroken`, and the list has to be asked for anew. Leaving it early ends the reading on the relay.
   */
  list(request: ListRequest): AsyncIterable<ListPart>;
}

/** What has been handed out of a list is not all of it; the message is a sentence for an administrator. */
export class ListBroken extends Error {
  readonly why: Unreadable;
  constructor(why: Unreadable, says: string) {
    super(says);
    this.name = 'ListBroken';
    this.why = why;
  }
}
