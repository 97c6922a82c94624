import { mayRequest, requestGroups } from '../approve/may-request.ts';
import { refusedReply } from '../cards/refused.ts';
import type { Actor } from '../model/person.ts';
import type { CardReply } from '../model/reply.ts';
import type { CommandWorld } from './world.ts';

/** Null for somebody who may ask for changes, asked live; otherwise the refusal to tell. */
export async function mayAsk({ people, policy }: Pick<CommandWorld, 'people' | 'policy'>, { oid }: Actor): Promise<CardReply | null> {
  const now = policy();
  const groupIds = requestGroups(now);
  const [who, groups] = await Promise.all([people.whoIs(oid), groupIds.length === 0 ? { is: 'known' as const, groupIds } : people.groupsOf(oid, groupIds)]);
  const may = mayRequest({ who, groups, policy: now });
  return may.is === 'may' ? null : refusedReply({ refusal: may.refusal, detail: may.says });
}
