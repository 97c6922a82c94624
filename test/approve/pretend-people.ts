import type { PersonId } from '../../src/model/ids.ts';
import type { Person, WhoIs } from '../../src/model/person.ts';
import type { People, TargetAccount } from '../../src/ports/people.ts';
import { personId } from '../contracts/sample-plan.ts';

export const person = (n: number, change: Partial<Person> = {}): Person => ({
  oid: personId(n), displayName: `Admin ${n}`, upn: `admin${n}@contoso.com`, userType: 'Member', accountEnabled: true, personKey: `E${n}`, addresses: [], onPremisesImmutableId: null, onPremisesDistinguishedName: null, ...change,
});

/** Everybody is an enabled member and in all groups, unless the test says otherwise. */
export interface PretendPeople extends People {
  graphIsDown: boolean;
  readonly removed: Set<PersonId>;
  readonly disabled: Set<PersonId>;
  /** Employee ids that are not `E` and the number. */
  readonly humans: Map<PersonId, string | null>;
  asked: number;
  /** The accounts that plans are about. */
  targets: readonly TargetAccount[];
}

export function pretendPeople(): PretendPeople {
  const people: PretendPeople = {
    graphIsDown: false,
    removed: new Set(),
    disabled: new Set(),
    humans: new Map(),
    asked: 0,
    targets: [],
    whoIs(oid): Promise<WhoIs> {
      people.asked += 1;
      if (people.graphIsDown) return Promise.resolve({ is: 'unknown', says: 'no answer' });
      const n = Number(oid.slice(-12));
      return Promise.resolve({ is: 'person', person: person(n, { accountEnabled: !people.disabled.has(oid), personKey: people.humans.has(oid) ? (people.humans.get(oid) ?? null) : `E${n}` }) });
    },
    groupsOf: (oid, groupIds) => Promise.resolve(people.graphIsDown ? { is: 'unknown', says: 'no answer' } : { is: 'known', groupIds: people.removed.has(oid) ? [] : groupIds }),
    accountsIn: () => Promise.resolve({ is: 'known', accounts: [1, 2, 3].map((n) => ({ oid: personId(n), upn: `admin${n}@contoso.com`, personKey: `E${n}` })) }),
    accountsOf: () => Promise.resolve(people.graphIsDown ? { is: 'unknown', says: 'no answer' } : { is: 'known', accounts: people.targets }),
    membersOf: () => Promise.resolve({ is: 'known', people: [2, 3].map((n) => ({ oid: personId(n), displayName: `Admin ${n}` })) }),
  };
  return people;
}
