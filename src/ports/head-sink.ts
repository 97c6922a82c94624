import type { PostedHead } from '../model/audit-head.ts';

/** A second place for the head of the audit trail. */
export interface HeadSink {
  /** Names the place for people, and tells it from the others, e.g. `file /mnt/security/heads.jsonl`. */
  readonly where: string;
  /** Rejects with a `NotPosted` when the place did not take it. */
  post(head: PostedHead): Promise<void>;
}

/** The place did not take the head; the message is half a sentence for people. */
export class NotPosted extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotPosted';
  }
}
