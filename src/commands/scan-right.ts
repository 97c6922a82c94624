import { noticeReply } from '../cards/notice.ts';
import { isMember } from '../model/person.ts';
import type { Reply } from '../model/reply.ts';
import { answerForm } from './answer-form.ts';
import type { Here } from './command.ts';
import type { CommandWorld } from './world.ts';

/** Null for somebody who may see everything, where nobody else reads along who may not; otherwise the refusal. */
export async function scanRefusal({ people, policy, audienceOf }: Pick<CommandWorld, 'people' | 'policy' | 'audienceOf'>, { request, talk: { place } }: Here): Promise<Reply | null> {
  if (place.kind === 'terminal') return null;
  const [who, audience] = await Promise.all([people.whoIs(request.actor.oid), place.kind === 'personal' ? ALONE : audienceOf(place)]);
  if (who.is !== 'person' || !isMember(who.person)) return refused(who.is === 'unknown' ? 'Whether you may see everything cannot be checked now.' : 'A scan names everybody in the organisation, and guests may ask about one account at a time only.', 'Ask an administrator of the organisation.');
  const form = answerForm({ place, isShared: request.isShared === true, audience, policy: policy() });
  if (form === 'in-full') return null;
  return refused(form === 'redacted' ? 'A scan names everybody, and names are not shown in this conversation.' : 'A scan names everybody, and not everybody here may read that.', 'Ask me in a chat with me alone.');
}

const ALONE = { is: 'known', guests: false, foreign: false } as const;

const refused = (happened: string, advice: string): Reply => noticeReply({ tone: 'warning', headline: 'No scan here', happened, effect: 'Nothing was read.', advice });
