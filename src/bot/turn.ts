import type { TurnIncoming } from '../adapters/teams/turns.ts';
import { helpReply } from '../cards/help.ts';
import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import { normaliseText } from '../chat/normalise-text.ts';
import { understand } from '../chat/route.ts';
import type { Request } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import { pressPlan, pressRef } from '../commands/press-button.ts';
import type { CommandWorld } from '../commands/world.ts';
import type { Refusal } from '../model/approval.ts';
import { isMember, type Actor } from '../model/person.ts';
import type { Talk } from '../ports/talk.ts';

type Kind<Is extends TurnIncoming['is']> = Extract<TurnIncoming, { readonly is: Is }>;

/** From an admitted activity to a command. Whoever acts must be an enabled member of the home tenant, asked live. */
export const createTurn = (world: CommandWorld) => async (incoming: TurnIncoming, talk: Talk): Promise<void> => {
  switch (incoming.is) {
    case 'said':
      return said(world, incoming, talk);
    case 'pressed':
      return pressed(world, incoming, talk);
    case 'edited':
      return talk.tell(noticeReply({ tone: 'accent', headline: 'The edit changes nothing', happened: 'I act on a message as it was first sent.', advice: 'Send a new message instead.' }));
    case 'bot-added':
      await talk.post(helpReply({ kind: 'all', commands: COMMANDS, example: "why won't jsmith sync", hint: 'Changes need a second admin: the person who asks can never approve.' }));
      return;
    case 'bot-removed':
      return;
  }
};

async function said(world: CommandWorld, incoming: Kind<'said'>, talk: Talk): Promise<void> {
  if (!(await mayTalk(world, incoming.actor, talk))) return;
  const text = normaliseText(incoming.text, incoming.mentions, incoming.botId);
  await hear(world, { request: requestOf(incoming, 'text'), talk }, text);
}

/** Runs what was said; words that fit nothing get the nearest command and one example. */
export async function hear(world: CommandWorld, { request, talk }: { readonly request: Request; readonly talk: Talk }, text: string): Promise<void> {
  const understood = understand(text, COMMANDS);
  const command = understood.is === 'command' ? COMMANDS.find(({ word }) => word === understood.word) : undefined;
  if (understood.is === 'unknown' || command === undefined) {
    const nearest = COMMANDS.filter(({ word }) => understood.is === 'unknown' && word === understood.nearest);
    await talk.post(helpReply({ kind: 'unknown', asked: text, commands: nearest, example: understood.is === 'unknown' ? understood.example : 'help' }));
    return;
  }
  const wrong = await command.hear(world, request, talk, understood.is === 'command' ? understood.rest : '');
  if (wrong !== null) await talk.tell(noticeReply({ tone: 'warning', headline: 'I need one more word', happened: wrong, effect: 'Nothing was done.', advice: `For example: ${command.example}` }));
}

async function pressed(world: CommandWorld, incoming: Kind<'pressed'>, talk: Talk): Promise<void> {
  const { press, actor, trigger } = incoming;
  if (press.is === 'altered') {
    await audit(world, actor, { rule: 'R15', facts: { refusal: 'card-data-changed', says: press.says } });
    return talk.tell(refusedReply({ refusal: 'card-data-changed' }));
  }
  if (!(await mayTalk(world, actor, talk))) return;
  const here = { request: requestOf(incoming, trigger === 'automatic' ? 'refresh' : 'button'), talk };
  return press.is === 'plan' ? pressPlan(world, here, press) : pressRef(world, here, press);
}

async function mayTalk(world: CommandWorld, actor: Actor, talk: Talk): Promise<boolean> {
  const who = await world.people.whoIs(actor.oid);
  const refusal: Refusal | null = who.is === 'unknown' ? 'cannot-check' : who.is === 'nobody' || !isMember(who.person) ? 'not-a-member' : null;
  if (refusal === null) return true;
  await audit(world, actor, { rule: refusal === 'cannot-check' ? 'R9' : 'R3', facts: { refusal } });
  await talk.tell(refusedReply({ refusal, detail: who.is === 'unknown' ? who.says : undefined }));
  return false;
}

const audit = (world: CommandWorld, actor: Actor, { rule, facts }: { readonly rule: string; readonly facts: Readonly<Record<string, unknown>> }): Promise<void> =>
  world.store.audit({ event: 'activity.refused', at: world.clock.now().toISOString(), actor: actor.oid, planId: null, rule, facts });

const requestOf = (incoming: Kind<'said'> | Kind<'pressed'>, by: Request['by']): Request => ({
  actor: { oid: incoming.actor.oid, name: incoming.actor.name },
  tenantId: incoming.tenantId,
  by,
  activityId: incoming.activityId,
  replyToId: incoming.replyToId,
});
