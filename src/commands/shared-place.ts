import { refusedReply } from '../cards/refused.ts';
import { REFUSALS } from '../model/approval.ts';
import type { PlanId } from '../model/ids.ts';
import type { Here } from './command.ts';
import type { CommandWorld } from './world.ts';

/**
 * Whether a request or decision comes from where people of other organisations are; then it is refused, told privately and audited (R4).
 * Teams marks a shared channel in the activity; where it does not, the members tell. Members that cannot be read stop nobody: who acts is checked in any case.
 */
export async function isOutOfPlace(world: Pick<CommandWorld, 'audienceOf' | 'clock'> & { readonly store: Pick<CommandWorld['store'], 'audit'> }, { request, talk }: Here, planId: PlanId | null): Promise<boolean> {
  const { place } = talk;
  if (place.kind === 'personal' || place.kind === 'terminal') return false;
  if (request.isShared !== true) {
    const audience = await world.audienceOf(place);
    if (audience.is === 'unknown' || !audience.foreign) return false;
  }
  const facts = { refusal: 'shared-place', conversationId: place.conversationId };
  await world.store.audit({ event: 'activity.refused', at: world.clock.now().toISOString(), actor: request.actor.oid, planId, rule: REFUSALS['shared-place'], facts });
  await talk.tell(refusedReply({ refusal: 'shared-place' }));
  return true;
}
