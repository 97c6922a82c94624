import { noticeReply } from '../cards/notice.ts';
import type { Subscription } from '../model/subscription.ts';
import { Conflict } from '../ports/store.ts';
import { defineCommand, type Here } from './command.ts';
import { mayAsk } from './may-ask.ts';
import { subscriptionReply } from './subscription-reply.ts';
import { EVERYTHING, subscribeWords, type SubscribeWish } from './subscribe-words.ts';
import type { CommandWorld } from './world.ts';

export const subscribe = defineCommand({
  word: 'subscribe',
  usage: 'subscribe [high only|cause …|area …|ou <DN>|quiet …|digest …|on-call …]',
  summary: 'Have new sync errors told here; say which, when, and who is called',
  example: 'subscribe quiet 22:00-06:00 Europe/Berlin',
  effect: 'writes',
  inMenu: false,
  parse: subscribeWords,
  async run(world: CommandWorld, request, talk, wish) {
    const refused = await mayAsk(world, request.actor);
    if (refused !== null) return talk.tell(refused);
    if (talk.place.kind === 'terminal') return talk.tell(noticeReply({ tone: 'warning', headline: 'Not from here', happened: 'A terminal is no conversation that I could write to.', effect: 'Nothing was done.', advice: 'Type subscribe in the channel or chat that shall be told.' }));
    const change = changeOf({ request, talk }, wish, world);
    if (typeof change === 'string') return talk.tell(noticeReply({ tone: 'warning', headline: 'I need one more word', happened: change, effect: 'Nothing was done.', advice: 'Type help subscribe to see how it is said.' }));
    const present = await subscribed(world, { request, talk }, change);
    if (present === null) return talk.tell(busy);
    await talk.post(subscriptionReply(present.subscription, { isNew: present.isNew, now: world.clock.now() }));
  },
});

const busy = noticeReply({ tone: 'warning', headline: 'Somebody else was faster', happened: 'The subscription of this conversation was changed at the same moment.', effect: 'Nothing was done.', advice: 'Type subscribe to see how it is now.' });

type Change = Partial<Pick<Subscription, 'filter' | 'quiet' | 'digest' | 'onCall'>>;

/** What the wish changes; a text when it cannot be met. */
function changeOf({ request }: Here, wish: SubscribeWish, { titleOf }: Pick<CommandWorld, 'titleOf'>): Change | string {
  switch (wish.is) {
    case 'show':
      return {};
    case 'filter': {
      const unknown = wish.filter.causes.find((cause) => titleOf(cause) === undefined);
      return unknown === undefined ? { filter: wish.filter } : `I know no cause ${unknown}. A card names its cause with dashes, for example upn-suffix-not-verified.`;
    }
    case 'quiet':
      return { quiet: wish.quiet };
    case 'digest':
      return { digest: wish.digest };
    case 'on-call': {
      const { who } = wish;
      if (who.is === 'nobody') return { onCall: null };
      if (who.is === 'tag') return { onCall: { is: 'tag', id: who.id, name: who.name } };
      const mentioned = request.mentions?.find(({ name }) => name.toLowerCase() === who.named.replace(/^@/u, '').toLowerCase());
      if (mentioned !== undefined) return { onCall: { is: 'person', id: mentioned.id, name: mentioned.name } };
      const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(who.named);
      return isAddress ? { onCall: { is: 'person', id: who.named, name: who.named } } : `I cannot tell who ${who.named} is. Mention the person with @, or write the sign-in address.`;
    }
  }
}

const TRIES = 3;

/** The subscription as it is afterwards; null when others were faster again and again. */
async function subscribed(world: CommandWorld, { request, talk }: Here, change: Change): Promise<{ readonly subscription: Subscription; readonly isNew: boolean } | null> {
  const { store, clock, random } = world;
  const at = clock.now().toISOString();
  const { conversationId, kind } = talk.place;
  const audit = (event: 'subscription.made' | 'subscription.changed') => ({ event, at, actor: request.actor.oid, planId: null, rule: null, facts: { conversationId, ...change } });
  for (let tries = 0; tries < TRIES; tries += 1) {
    const present = await store.subscriptionIn(conversationId);
    if (present !== null) {
      if (Object.keys(change).length === 0) return { subscription: present, isNew: false };
      const moved = await store.moveSubscription(present, change.digest === undefined ? change : { ...change, lastDigest: at }, audit('subscription.changed'));
      if (moved !== null) return { subscription: moved, isNew: false };
      continue;
    }
    const fresh: Subscription = {
      subscriptionId: random.uuid(), tenantId: request.tenantId, place: { conversationId, threadId: '', kind }, by: { oid: request.actor.oid, name: request.actor.name }, since: at,
      filter: EVERYTHING, quiet: null, digest: null, lastDigest: null, onCall: null, mutes: [], blockedSince: null, version: 1, ...change,
    };
    const isAdded = await store.addSubscription(fresh, audit('subscription.made')).then(() => true, (error: unknown) => { if (error instanceof Conflict) return false; throw error; });
    if (isAdded) return { subscription: fresh, isNew: true };
  }
  return null;
}
