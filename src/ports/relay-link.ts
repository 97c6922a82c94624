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
