import type { PersonId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { Actor } from '../model/person.ts';
import { groupsToAsk, neededGroups } from './approver-groups.ts';
import type { ApprovalsWorld } from './approvals-world.ts';
import { couldDecide } from './could-decide.ts';
import type { Press } from './press-facts.ts';
import { isAdminName } from './same-human.ts';

/** Who the person is and which groups count, asked now; never from memory. */
export async function liveFacts(world: ApprovalsWorld, pressed: { readonly actor: Actor }, plan: Plan): Promise<Pick<Press, 'who' | 'groups' | 'eligible' | 'targets'>> {
  const policy = world.policy();
  const groupIds = groupsToAsk(neededGroups(policy, plan.content));
  const { oid } = pressed.actor;
  const [who, groups, members, targets] = await Promise.all([
    world.people.whoIs(oid),
    groupIds.length === 0 ? { is: 'known' as const, groupIds: [] } : world.people.groupsOf(oid, groupIds),
    world.people.membersOf(groupIds),
    targetsOf(world, oid, plan),
  ]);
  const others = members.is === 'known' ? couldDecide(members.people, plan, policy).filter((person) => person.oid !== oid) : null;
  return { who, groups, eligible: others?.map(({ displayName }) => displayName) ?? null, targets };
}

/** What tells whether an object of the plan is another account of who decides. */
export async function targetsOf({ people, policy }: Pick<ApprovalsWorld, 'people' | 'policy'>, oid: PersonId, { content: { targets } }: Plan): Promise<NonNullable<Press['targets']>> {
  const asked = await people.accountsOf([...targets, { key: oid }], ({ upn }) => isAdminName(upn, policy()));
  if (asked.is === 'unknown') return asked;
  const own = asked.accounts.find(({ person }) => person.oid === oid);
  return { is: 'known', accounts: asked.accounts.filter((account) => account !== own), managerId: own?.managerId ?? null };
}
