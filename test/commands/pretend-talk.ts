import type { Request } from '../../src/commands/command.ts';
import type { Reply } from '../../src/model/reply.ts';
import type { Place } from '../../src/ports/channel.ts';
import type { Talk } from '../../src/ports/talk.ts';
import { personId, TENANT } from '../contracts/sample-plan.ts';

export const CHANNEL: Place = { conversationId: '19:ops', threadId: '1', kind: 'channel' };

/** What everybody saw, what one person was told, and what stood in the chat with that person. */
export interface PretendTalk {
  readonly talk: Talk;
  readonly posted: string[];
  readonly told: string[];
  readonly aside: string[];
}

export function pretendTalk(place: Place = CHANNEL, { mayTalkAside = true }: { readonly mayTalkAside?: boolean } = {}): PretendTalk {
  const [posted, told, aside]: [string[], string[], string[]] = [[], [], []];
  const into = (list: string[]) => (reply: Reply) => {
    list.push(reply.text);
    return Promise.resolve({ conversationId: 'c', activityId: `m-${list.length}` });
  };
  const alone: Talk = { place: { conversationId: 'a:1', threadId: '', kind: 'personal' }, post: into(aside), amend: async (_message, reply) => void (await into(aside)(reply)), tell: async (reply) => void (await into(aside)(reply)), aside: () => Promise.resolve(alone) };
  const talk: Talk = { place, post: into(posted), amend: async (_message, reply) => void (await into(posted)(reply)), tell: async (reply) => void (await into(told)(reply)), aside: () => Promise.resolve(place.kind === 'personal' ? talk : mayTalkAside ? alone : null) };
  return { talk, posted, told, aside };
}

export const requestBy = (by: Request['by'], change: Partial<Request> = {}): Request => ({ actor: { oid: personId(1), name: 'Ana Ruiz' }, tenantId: TENANT, by, activityId: 'act-1', replyToId: null, ...change });
