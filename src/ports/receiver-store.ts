/** How far one receiver outside has been told. Times are ISO 8601 UTC. */
export interface ReceiverStanding {
  readonly name: string;
  /** The last event that it has taken. */
  readonly seq: number;
  /** Not before then: a pause after a failure, or another bot is at it. */
  readonly nextAt: string;
  /** Since when nothing was taken; null when the last try went well. */
  readonly failingSince: string | null;
  readonly failures: number;
  /** What the last failure said; empty when there was none. */
  readonly says: string;
  readonly version: number;
}

/** Where the deliveries to receivers outside have got to. Every change is one transaction, durable before it resolves. */
export interface ReceiverStore {
  receiver(name: string): Promise<ReceiverStanding | null>;
  /** Null when it was there before. */
  addReceiver(standing: ReceiverStanding): Promise<ReceiverStanding | null>;
  /** Compare-and-set on the version; null when somebody else was faster. */
  moveReceiver(standing: ReceiverStanding, change: Partial<Omit<ReceiverStanding, 'name' | 'version'>>): Promise<ReceiverStanding | null>;
}
