import type { Reply } from '../model/reply.ts';
import type { MessageRef, Place } from './channel.ts';

/** One exchange with one person, in a thread, a chat or a terminal. */
export interface Talk {
  readonly place: Place;
  /** Says something everybody in the thread sees. */
  post(reply: Reply): Promise<MessageRef>;
  /** Changes a message in place; falls back to a new message where Teams gave no id. */
  amend(message: MessageRef, reply: Reply): Promise<void>;
  /** Says something only to the person who acts, where the place allows it. */
  tell(reply: Reply): Promise<void>;
  /** A talk with the same person where nobody else reads along; null where Teams does not allow one. */
  aside(): Promise<Talk | null>;
}
