import type { Reply } from '../model/reply.ts';
import type { MessageRef } from '../ports/channel.ts';
import type { Talk } from '../ports/talk.ts';
import { answerForm } from './answer-form.ts';
import type { Here } from './command.ts';
import type { CommandWorld } from './world.ts';

interface Answering {
  /** The first sign of work; the answer takes its place. Null where the answer is there at once. */
  readonly working: Reply | null;
  /** Asks with the given way of asking; null = this answer can only be told to one person. */
  compose(asking: Asking): Promise<Reply | null>;
  /** False for answers whose sources cannot be redacted; where names are to be replaced, these are told privately. */
  readonly redactable: boolean;
}

type AnswerWorld = Pick<CommandWorld, 'ask' | 'askRedacted' | 'audienceOf' | 'policy'>;

export interface Asking {
  readonly ask: CommandWorld['ask'];
  /** Where the answer will stand, and its buttons be pressed. */
  readonly talk: Talk;
  /** Said under the answer; empty when nothing was replaced. */
  readonly note: string;
}

/** The one way in which everything with personal data is said: to everybody, with names replaced, or to the asker alone. */
export async function answer(world: AnswerWorld, here: Here, answering: Answering): Promise<void> {
  const { talk } = here;
  const form = await formHere(world, here);
  if (form === 'in-full') return say(talk, answering, { ask: world.ask, note: '' });
  if (form === 'private' || !answering.redactable) return sayPrivately(world, here, { answering, because: form === 'redacted' ? NO_NAMES : NOT_EVERYBODY });
  return sayRedacted(world, here, answering);
}

/** Where a message with names may stand that cannot be redacted and is more than one reply: here, or in the chat with the asker alone. Null where there is none, which has been said then. */
export async function whereToAnswer(world: Omit<AnswerWorld, 'ask' | 'askRedacted'>, here: Here): Promise<Talk | null> {
  const form = await formHere(world, here);
  return form === 'in-full' ? here.talk : pointAside(here, { because: form === 'redacted' ? NO_NAMES : NOT_EVERYBODY, instead: null });
}

async function formHere(world: Omit<AnswerWorld, 'ask' | 'askRedacted'>, { request, talk }: Here): Promise<ReturnType<typeof answerForm>> {
  const audience = talk.place.kind === 'personal' || talk.place.kind === 'terminal' ? ALONE : await world.audienceOf(talk.place);
  return answerForm({ place: talk.place, isShared: request.isShared === true, audience, policy: world.policy() });
}

const NOT_EVERYBODY = 'not everybody here may read it';
const NO_NAMES = 'names are not shown here';
const ALONE = { is: 'known', guests: false, foreign: false } as const;

async function say(talk: Talk, { working, compose }: Answering, how: Omit<Asking, 'talk'>): Promise<void> {
  const message = working === null ? null : await talk.post(working);
  const reply = await compose({ ...how, talk });
  if (reply === null) throw new Error('there is no answer even for one person');
  await (message === null ? talk.post(reply) : talk.amend(message, reply));
}

async function sayRedacted(world: AnswerWorld, here: Here, answering: Answering): Promise<void> {
  const { talk } = here;
  const message = answering.working === null ? null : await talk.post(answering.working);
  const reply = await answering.compose({ ask: world.askRedacted, talk, note: 'Names and addresses are replaced in this conversation.' });
  if (reply === null) return sayPrivately(world, here, { answering, because: NO_NAMES, instead: message });
  await (message === null ? talk.post(reply) : talk.amend(message, reply));
}

interface Privately {
  readonly answering: Answering;
  readonly because: string;
  /** A message of the thread whose place the line for everybody takes. */
  readonly instead?: MessageRef | null | undefined;
}

/** The answer where the asker reads alone. */
async function sayPrivately(world: AnswerWorld, here: Here, { answering, because, instead = null }: Privately): Promise<void> {
  const alone = await pointAside(here, { because, instead });
  if (alone === null) return;
  await say(alone, answering, { ask: world.ask, note: '' });
  if (here.request.by === 'button') await here.talk.tell({ text: `The answer is in your chat with me, because ${because}.` });
}

/** One line for everybody, without a word of the answer; null where the asker cannot be written to alone, who is told so then. */
async function pointAside({ request, talk }: Here, { because, instead }: { readonly because: string; readonly instead: MessageRef | null }): Promise<Talk | null> {
  const alone = await talk.aside();
  if (alone === null) {
    await talk.tell({ text: 'I have an answer for you alone, but Teams does not let me write to you. Open a chat with me (add the app for yourself) and ask again there.' });
    return null;
  }
  const line = { text: `${request.actor.name}: the answer is in your chat with me, because ${because}.` };
  if (instead !== null) await talk.amend(instead, line);
  else if (request.by === 'text') await talk.post(line);
  return alone;
}
