import type { Watch } from '../model/watch.ts';

/** What a look at the world showed. `says` is a sentence for people, without names of persons that the plan does not show. */
export interface Sighting {
  readonly seen: boolean;
  readonly says: string;
}

/** Whether a person's work can be seen in AD, at the sync server or in Entra ID. Rejects when the world could not be asked: that is never *seen*. */
export interface WatchedWorld {
  look(watch: Watch): Promise<Sighting>;
}

/** The world could not be asked; the message is a sentence for people. */
export class NotSeen extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotSeen';
  }
}
