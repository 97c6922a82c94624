import type { ApprovalPolicy } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { Mentioned } from '../model/reply.ts';
import type { Place } from '../ports/channel.ts';
import type { Eligible } from './eligible-people.ts';

const MOST_CALLED = 5;

/** Who is mentioned so that a plan gets its decision, as the policy wants it: a tag, at most five people, or nobody. Nobody else reads a personal chat. */
export function approversToCall({ mention }: Pick<ApprovalPolicy, 'mention'>, { people }: Eligible, place: Place): readonly Mentioned[] {
  if (mention.is === 'nobody' || (place.kind !== 'channel' && place.kind !== 'group')) return [];
  if (mention.is === 'tag') return place.kind === 'channel' ? [mention] : [];
  return people.slice(0, MOST_CALLED).map(({ oid, displayName }) => ({ is: 'person', id: oid, name: displayName }));
}

/** Claims one call of a plan for good: over restarts and over all bots of one store. */
export const onceKey = (what: 'mention' | 'outcome' | 'reminder' | 'shown', { content }: Plan, which: string): string => `${what}:${content.planId}:${which}`;
