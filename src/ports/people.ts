import type { PersonId } from '../model/ids.ts';
import type { Person, WhoIs } from '../model/person.ts';
import type { PlanTarget } from '../model/plan.ts';

/** People and their groups, always asked live. */
/** An account that is the object of a plan; `managerId` is the Entra object id of its manager, null for none. */
export interface TargetAccount {
  readonly person: Person;
  readonly managerId: string | null;
}

export interface People {
  /** The person in the home tenant as Graph knows them now. */
  whoIs(oid: PersonId): Promise<WhoIs>;
  /** Which of these groups the person is in, transitively; `unknown` when Graph could not be asked. */
  groupsOf(oid: PersonId, groupIds: readonly string[]): Promise<{ readonly is: 'known'; readonly groupIds: readonly string[] } | { readonly is: 'unknown'; readonly says: string }>;
  /** The live accounts that these objects are, by Entra object id or by the anchor of the AD object; what is no account, or not there, is left out. With their managers where `withManagers`. */
  accountsOf(objects: readonly Pick<PlanTarget, 'key' | 'cloudId'>[], withManagers: (person: Person) => boolean): Promise<{ readonly is: 'known'; readonly accounts: readonly TargetAccount[] } | { readonly is: 'unknown'; readonly says: string }>;
  /** Enabled members of one group of the policy, transitively, at most 200; asked to count people, not to let anybody in. */
  accountsIn(groupId: string): Promise<{ readonly is: 'known'; readonly accounts: readonly Pick<Person, 'oid' | 'upn' | 'personKey' | 'extensions'>[] } | { readonly is: 'no-such-group' } | { readonly is: 'unknown'; readonly says: string }>;
  /** Names of enabled members of these groups, at most 20, for "who may approve"; `unknown` when a group cannot be read. */
  membersOf(groupIds: readonly string[]): Promise<{ readonly is: 'known'; readonly people: readonly (Pick<Person, 'oid' | 'displayName'> & Partial<Pick<Person, 'upn' | 'personKey' | 'extensions'>>)[] } | { readonly is: 'unknown'; readonly says: string }>;
}
