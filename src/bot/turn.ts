import type { TurnIncoming } from '../adapters/teams/turns.ts';
import { createReadingRight, type MayRead } from '../approve/may-read.ts';
import { helpReply } from '../cards/help.ts';
import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import { normaliseText } from '../chat/normalise-text.ts';
import { understand } from '../chat/route.ts';
import type { Request } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import { pressPlan, pressRef } from '../commands/press-button.ts';
import { isOutOfPlace } from '../commands/shared-place.ts';
import type { CommandWorld } from '../commands/world.ts';
import { takeUpAgain, takeUpAll } from '../notify/blocked.ts';
import { REFUSALS, type Refusal } from '../model/approval.ts';
import type { Actor } from '../model/person.ts';
import type { Talk } from '../ports/talk.ts';

type Kind<Is extends TurnIncoming['is']> = Extract<TurnIncoming, { readonly is: Is }>;

/** From an admitted activity to a command, for those whom the policy lets read. What a command may do besides is judged by the command, asked live. */
export function createTurn(world: CommandWorld): (incoming: TurnIncoming, talk: Talk) => Promise<void> {
  const readers = createReadingRight(world);
  return (incoming, talk) => turn({ ...world, readers }, incoming, talk);
}

interface TurnWorld extends CommandWorld {
  readonly readers: ReturnType<typeof createReadingRight>;
}

async function turn(world: TurnWorld, incoming: TurnIncoming, talk: Talk): Promise<void> {
  // Whoever speaks to the bot somewhere shows that it may write there.
  if (incoming.is === 'bot-added') await takeUpAll(world);
  else if (incoming.is !== 'bot-removed') await takeUpAgain(world, incoming.place.conversationId);
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
}

async function said(world: TurnWorld, incoming: Kind<'said'>, talk: Talk): Promise<void> {
  const may = await mayTalk(world, incoming.actor, talk);
  if (may === null) return;
  const text = normaliseText(incoming.text, incoming.mentions, incoming.botId);
  if (may.asGuest && understoodAs(text)?.effect === 'writes') return refuse(world, { actor: incoming.actor, talk }, { refusal: 'not-a-member' });
  await hear(world, { request: requestOf(incoming, 'text'), talk }, text);
}

function understoodAs(text: string): (typeof COMMANDS)[number] | undefined {
  const understood = understand(text, COMMANDS);
  return understood.is === 'command' ? COMMANDS.find(({ word }) => word === understood.word) : undefined;
}

/** Runs what was said; words that fit nothing get the nearest command and one example. */
export async function hear(world: CommandWorld, { request, talk }: { readonly request: Request; readonly talk: Talk }, text: string): Promise<void> {
  const understood = understand(text, COMMANDS);
  const command = understoodAs(text);
  if (understood.is === 'unknown' || command === undefined) {
    const nearest = COMMANDS.filter(({ word }) => understood.is === 'unknown' && word === understood.nearest);
    await talk.post(helpReply({ kind: 'unknown', asked: text, commands: nearest, example: understood.is === 'unknown' ? understood.example : 'help' }));
    return;
  }
  if (command.effect === 'writes' && (await isOutOfPlace(world, { request, talk }, null))) return;
  const wrong = await command.hear(world, request, talk, understood.is === 'command' ? understood.rest : '');
  if (wrong !== null) await talk.tell(noticeReply({ tone: 'warning', headline: 'I need one more word', happened: wrong, effect: 'Nothing was done.', advice: `For example: ${command.example}` }));
}

async function pressed(world: TurnWorld, incoming: Kind<'pressed'>, talk: Talk): Promise<void> {
  const { press, actor, trigger } = incoming;
  if (press.is === 'altered') {
    await audit(world, actor, { rule: 'R15', facts: { refusal: 'card-data-changed', says: press.says } });
    return talk.tell(refusedReply({ refusal: 'card-data-changed' }));
  }
  const may = await mayTalk(world, actor, talk);
  if (may === null) return;
  if (may.asGuest && (press.is === 'plan' || WRITING.includes(press.verb)) && trigger !== 'automatic') return refuse(world, { actor, talk }, { refusal: 'not-a-member' });
  const here = { request: requestOf(incoming, trigger === 'automatic' ? 'refresh' : 'button'), talk };
  return press.is === 'plan' ? pressPlan(world, here, press) : pressRef(world, here, press);
}

/** Buttons of other cards that do more than ask. */
const WRITING: readonly string[] = ['propose', 'watch', 'mute', 'assign', 'scan-stop', 'scan-report', 'scan-fix'];

/** Null for somebody who may not read; then that has been said and written down. */
async function mayTalk(world: TurnWorld, actor: Actor, talk: Talk): Promise<Extract<MayRead, { is: 'may' }> | null> {
  const may = await world.readers(actor.oid);
  if (may.is === 'may') return may;
  await refuse(world, { actor, talk }, may);
  return null;
}

async function refuse(world: CommandWorld, { actor, talk }: { readonly actor: Actor; readonly talk: Talk }, { refusal }: { readonly refusal: Refusal }): Promise<void> {
  await audit(world, actor, { rule: REFUSALS[refusal], facts: { refusal } });
  await talk.tell(refusedReply({ refusal }));
}

const audit = (world: CommandWorld, actor: Actor, { rule, facts }: { readonly rule: string; readonly facts: Readonly<Record<string, unknown>> }): Promise<void> =>
  world.store.audit({ event: 'activity.refused', at: world.clock.now().toISOString(), actor: actor.oid, planId: null, rule, facts });

const requestOf = (incoming: Kind<'said'> | Kind<'pressed'>, by: Request['by']): Request => ({
  actor: { oid: incoming.actor.oid, name: incoming.actor.name },
  tenantId: incoming.tenantId,
  by,
  activityId: incoming.activityId,
  replyToId: incoming.replyToId,
  isShared: incoming.isShared,
  ...(incoming.is === 'said' ? { mentions: incoming.mentions.filter(({ id }) => id !== incoming.botId).map(({ id, name }) => ({ id, name })) } : {}),
});
