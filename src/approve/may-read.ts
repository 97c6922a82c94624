import type { ApprovalPolicy, Refusal } from '../model/approval.ts';
import { isMember, type WhoIs } from '../model/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { People } from '../ports/people.ts';
import { requestGroups } from './may-request.ts';

/** A guest may read and nothing else. */
export type MayRead = { readonly is: 'may'; readonly asGuest: boolean } | { readonly is: 'refused'; readonly refusal: Refusal };

/** Who may ask and be answered: the policy's readers, and whoever may ask for changes or approve them. Nobody else, and never a disabled account. */
export function mayRead(who: WhoIs, groups: Awaited<ReturnType<People['groupsOf']>>, policy: ApprovalPolicy): MayRead {
  if (who.is === 'unknown') return refused('cannot-check');
  if (who.is === 'nobody' || !who.person.accountEnabled) return refused('not-a-member');
  const asGuest = !isMember(who.person);
  if (asGuest && !policy.readers.guests) return refused('not-a-member');
  if (policy.readers.groups === 'all-members') return { is: 'may', asGuest };
  const allowed = readGroups(policy);
  if (allowed.length === 0) return refused('not-a-reader');
  if (groups.is === 'unknown') return refused('cannot-check');
  return groups.groupIds.some((id) => allowed.includes(id)) ? { is: 'may', asGuest } : refused('not-a-reader');
}

/** Groups that must be asked about; none where every member may read. */
export const readGroups = (policy: ApprovalPolicy): readonly string[] => (policy.readers.groups === 'all-members' ? [] : [...new Set([...policy.readers.groups, ...requestGroups(policy)])]);

const refused = (refusal: Refusal): MayRead => ({ is: 'refused', refusal });

const KEPT_MS = 60_000;
const MOST_KEPT = 5_000;

interface ReadingWorld {
  readonly people: Pick<People, 'whoIs' | 'groupsOf'>;
  policy(): ApprovalPolicy;
  readonly clock: Pick<Clock, 'now'>;
}

/** Asks Graph who may read and keeps a yes for a minute, under the same policy only; a no is asked again each time. */
export function createReadingRight(world: ReadingWorld): (oid: Parameters<People['whoIs']>[0]) => Promise<MayRead> {
  const kept = new Map<string, { readonly until: number; readonly answer: MayRead }>();
  return async (oid) => {
    const policy = world.policy();
    const now = world.clock.now().getTime();
    const key = `${oid} ${policy.version}`;
    const known = kept.get(key);
    // A clock that was set back must not lengthen the minute.
    if (known !== undefined && now < known.until && known.until - now <= KEPT_MS) return known.answer;
    const groupIds = readGroups(policy);
    const [who, groups] = await Promise.all([world.people.whoIs(oid), groupIds.length === 0 ? { is: 'known' as const, groupIds } : world.people.groupsOf(oid, groupIds)]);
    const answer = mayRead(who, groups, policy);
    kept.delete(key);
    if (answer.is === 'may') {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, { until: now + KEPT_MS, answer });
    }
    return answer;
  };
}
