import type { CloudContact, CloudGroup, CloudUser } from '../model/evidence.ts';

/** What Entra ID is read of as a whole. */
export const CLOUD_LISTS = ['users', 'groups', 'contacts', 'deletedUsers', 'deletedGroups'] as const;
export type CloudList = (typeof CLOUD_LISTS)[number];

/** The objects of a page by its list. */
export type CloudPage =
  | { readonly list: 'users' | 'deletedUsers'; readonly objects: readonly CloudUser[] }
  | { readonly list: 'groups' | 'deletedGroups'; readonly objects: readonly CloudGroup[] }
  | { readonly list: 'contacts'; readonly objects: readonly CloudContact[] };

/** Lists whose changes can be followed. */
export const FOLLOWED_LISTS = ['users', 'groups', 'contacts'] as const satisfies readonly CloudList[];
export type FollowedList = (typeof FOLLOWED_LISTS)[number];

/** What changed: properties that are there have these values now, all others stand as they were. The same object may come again. */
export interface CloudChanges {
  readonly changed: readonly (CloudUser & CloudGroup)[];
  /** Ids of objects that are deleted, softly or for good. */
  readonly removed: readonly string[];
}

/**
 * The whole of Entra ID, page by page, at low priority: whoever waits for an answer goes first. Everything rejects with `TenantError`, and what came until then is a part.
 */
export interface TenantLists {
  /** Every object of a list exactly once, in any order; it is proven against the count of Entra that none is missing. Leaving it early ends the reading. */
  pages(list: CloudList): AsyncIterable<CloudPage>;
  /** Where to ask later what has changed from now on. To be asked before the list is read, so that nothing falls in between. */
  mark(list: FollowedList): Promise<string>;
  /** What has changed since a mark; the last value that is returned is the new mark. Rejects with `MarkExpired` where Entra wants everything to be read anew. */
  changes(list: FollowedList, mark: string): AsyncGenerator<CloudChanges, string>;
}

/** The mark is too old or was given up by Entra (410): the whole list has to be read. */
export class MarkExpired extends Error {
  constructor() {
    super('Microsoft Graph has forgotten where the changes were to go on, so everything has to be read anew');
    this.name = 'MarkExpired';
  }
}
