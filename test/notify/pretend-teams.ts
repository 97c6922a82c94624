import type { Place } from '../../src/model/place.ts';
import type { Reply } from '../../src/model/reply.ts';
import { ChannelFault, type Audience, type Channel, type ChannelFaultKind } from '../../src/ports/channel.ts';
import type { Clock } from '../../src/ports/clock.ts';

interface Standing {
  readonly id: string;
  readonly place: Place;
  readonly at: number;
  /** How it was posted, and each change. */
  readonly looks: Reply[];
}

/** `before`: nothing is done; `after`: it is done, and the answer is lost. */
export type Trouble = { readonly when: 'before'; readonly fault: ChannelFaultKind } | { readonly when: 'after' };

/** Conversations in which messages stand; requests can be made to fail. */
export interface PretendTeams {
  readonly channel: Channel;
  readonly messages: Standing[];
  /** Times of all requests, in ms. */
  readonly requests: { readonly conversationId: string; readonly at: number; readonly how: 'post' | 'amend' }[];
  /** For the next requests, in order. */
  readonly troubles: (Trouble | null)[];
  audience: Audience;
  givesIds: boolean;
}

/** A clock that leaps: who sleeps makes it later. */
export interface LeapingClock extends Clock {
  to(iso: string): void;
  ahead(milliseconds: number): void;
}

export function leapingClock(start: string): LeapingClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    sleep: async (milliseconds) => {
      const until = now + milliseconds;
      await Promise.resolve();
      now = Math.max(now, until);
    },
    to: (iso) => { now = Math.max(now, Date.parse(iso)); },
    ahead: (milliseconds) => { now += milliseconds; },
  };
}

export function pretendTeams(clock: Clock): PretendTeams {
  const request = async (conversationId: string, how: 'post' | 'amend', doIt: () => void): Promise<void> => {
    teams.requests.push({ conversationId, at: clock.now().getTime(), how });
    const trouble = teams.troubles.shift() ?? null;
    await Promise.resolve();
    if (trouble?.when === 'before') throw new ChannelFault(trouble.fault, 'as was wanted');
    doIt();
    if (trouble?.when === 'after') throw new ChannelFault({ is: 'no-answer' }, 'as was wanted');
  };
  const teams: PretendTeams = {
    messages: [], requests: [], troubles: [], audience: { is: 'known', guests: false, foreign: false }, givesIds: true,
    channel: {
      async post(place, reply) {
        const id = `m-${teams.messages.length + 1}`;
        await request(place.conversationId, 'post', () => void teams.messages.push({ id, place, at: clock.now().getTime(), looks: [reply] }));
        return { conversationId: place.conversationId, activityId: teams.givesIds ? id : null };
      },
      async amend({ activityId }, reply) {
        const standing = teams.messages.find(({ id }) => id === activityId);
        await request(standing?.place.conversationId ?? '', 'amend', () => void standing?.looks.push(reply));
      },
      audienceOf: () => Promise.resolve(teams.audience),
    },
  };
  return teams;
}
