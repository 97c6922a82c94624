import type { PersonId } from '../model/ids.ts';
import type { Person, WhoIs } from '../model/person.ts';

/** People and their groups, always asked live. */
export interface People {
  /** The person in the home tenant as Graph knows them now. */
  whoIs(oid: PersonId): Promise<WhoIs>;
  /** Which of these groups the person is in, transitively; `unknown` when Graph could not be asked. */
  groupsOf(oid: PersonId, groupIds: readonly string[]): Promise<{ readonly is: 'known'; readonly groupIds: readonly string[] } | { readonly is: 'unknown'; readonly says: string }>;
  /** Enabled members of one group of the policy, transitively, at most 200; asked to count people, not to let anybody in. */
  accountsIn(groupId: string): Promise<{ readonly is: 'known'; readonly accounts: readonly Pick<Person, 'oid' | 'upn' | 'personKey'>[] } | { readonly is: 'no-such-group' } | { readonly is: 'unknown'; readonly says: string }>;
  /** Names of enabled members of these groups, at most 20, for "who may approve"; `unknown` when a group cannot be read. */
  membersOf(groupIds: readonly string[]): Promise<{ readonly is: 'known'; readonly people: readonly (Pick<Person, 'oid' | 'displayName'> & Partial<Pick<Person, 'upn' | 'personKey'>>)[] } | { readonly is: 'unknown'; readonly says: string }>;
}
