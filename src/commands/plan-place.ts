import type { Plan } from '../model/plan.ts';
import type { Place } from '../ports/channel.ts';
import type { Store } from '../ports/store.ts';

/** Where the plan was asked for; null for one that has no conversation. */
export async function placeOf(store: Pick<Store, 'conversation'>, { content: { conversationId, threadId } }: Plan): Promise<Place | null> {
  const known = await store.conversation(conversationId);
  return known === null || known.kind === 'terminal' ? null : { conversationId, threadId, kind: known.kind };
}
