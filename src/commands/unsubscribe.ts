import { noticeReply } from '../cards/notice.ts';
import { defineCommand } from './command.ts';
import { mayAsk } from './may-ask.ts';
import type { CommandWorld } from './world.ts';

export const unsubscribe = defineCommand({
  word: 'unsubscribe',
  usage: 'unsubscribe',
  summary: 'Tell this conversation of sync errors no more',
  example: 'unsubscribe',
  effect: 'writes',
  inMenu: false,
  parse: (rest) => (rest.trim() === '' ? { ok: true, args: {} } : { ok: false, wrong: 'Unsubscribe ends everything that this conversation is told. To hear less, type subscribe with what you want, or mute.' }),
  async run(world: CommandWorld, request, talk) {
    const refused = await mayAsk(world, request.actor);
    if (refused !== null) return talk.tell(refused);
    const { conversationId } = talk.place;
    const audit = { event: 'subscription.ended', at: world.clock.now().toISOString(), actor: request.actor.oid, planId: null, rule: null, facts: { conversationId } } as const;
    for (let tries = 0; tries < 3; tries += 1) {
      const present = await world.store.subscriptionIn(conversationId);
      if (present === null) return talk.tell(noSubscription);
      if (!(await world.store.dropSubscription(present, audit))) continue;
      await talk.post(noticeReply({ tone: 'good', headline: '✓ Unsubscribed', happened: 'This conversation is told of sync errors no more.', effect: 'The cards that stand here are not changed any more.', advice: 'To have it told again, type: subscribe' }));
      return;
    }
    return talk.tell(noticeReply({ tone: 'warning', headline: 'Somebody else was faster', happened: 'The subscription was changed at the same moment.', effect: 'Nothing was done.', advice: 'Try again.' }));
  },
});

export const noSubscription = noticeReply({ tone: 'warning', headline: 'Nothing is told here', happened: 'This conversation has no subscription.', effect: 'Nothing was done.', advice: 'To have it told of sync errors, type: subscribe' });
