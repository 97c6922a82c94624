import { groupsToAsk, neededGroups } from '../approve/approver-groups.ts';
import { couldDecide } from '../approve/could-decide.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { PersonId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { People } from '../ports/people.ts';

export interface Eligible {
  readonly groups: readonly string[];
  /** Empty where the groups cannot be read. */
  readonly people: readonly { readonly oid: PersonId; readonly displayName: string }[];
}

/** Who may decide, for showing and calling; whoever presses is judged anew. Neither requester nor target, nor another account of theirs. */
export async function eligiblePeople({ people, policy }: { readonly people: Pick<People, 'membersOf'>; policy(): ApprovalPolicy }, plan: Plan): Promise<Eligible> {
  const now = policy();
  const groups = groupsToAsk(neededGroups(now, plan.content));
  const members = await people.membersOf(groups);
  return { groups, people: members.is === 'known' ? couldDecide(members.people, plan, now).filter(({ oid }) => !isTarget(plan, oid)) : [] };
}

const isTarget = ({ content: { targets } }: Plan, oid: PersonId): boolean => targets.some(({ key, cloudId }) => key === oid || cloudId === oid);
