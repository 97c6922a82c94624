import { noticeReply } from '../cards/notice.ts';
import { utcTime } from '../cards/look.ts';
import { answer } from './answer.ts';
import { defineCommand, type Here } from './command.ts';
import type { CommandWorld } from './world.ts';

type WatchWorld = Pick<CommandWorld, 'watches' | 'ask'>;

export const watching = defineCommand({
  word: 'watching',
  usage: 'watching',
  summary: 'List what is watched in this conversation: accounts, and what is done by hand',
  example: 'watching',
  effect: 'reads',
  inMenu: false,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, request, talk) {
    const open = await world.watches.open(talk.place.conversationId);
    const reply = noticeReply({
      tone: 'accent',
      headline: open.length === 0 ? 'Nothing is watched here' : `Watched here: ${open.length}`,
      happened: open.length === 0 ? 'Type watch and a name to be told when an account is in sync; or ask why, and press "I am doing this by hand: watch" under a cause that only people can mend.' : 'I ask again and say here what becomes of it.',
      advice: open.length === 0 ? undefined : 'To end one, type: unwatch and its name.',
      lines: open.map(({ name, title, by, since, until, says }) => `${name}: ${title}. ${by.name}, since ${utcTime(since)}, until ${utcTime(until)}${says === '' ? '' : `. ${says}`}`),
      json: { watches: open },
    });
    await answer(world, { request, talk }, { working: null, redactable: false, compose: () => Promise.resolve(reply) });
  },
});

export const unwatch = defineCommand({
  word: 'unwatch',
  usage: 'unwatch <name>',
  summary: 'End a watch; its name stands in the list of watching',
  example: 'unwatch jsmith ou-not-selected',
  effect: 'writes',
  inMenu: false,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Which one? The names stand in the list: type watching.' } : { ok: true, args: { name: rest.trim().replace(/\s+/gu, ' ') } }),
  async run(world: CommandWorld, { actor }, talk, { name }) {
    const ended = await world.watches.end(talk.place.conversationId, name, { oid: actor.oid, name: actor.name });
    await talk.tell(
      ended
        ? noticeReply({ tone: 'good', headline: 'Not watched any more', happened: `I do not look at ${name} any more.` })
        : noticeReply({ tone: 'warning', headline: 'No such watch', happened: `Nothing called ${name} is watched in this conversation.`, advice: 'Type watching to see the names.' }),
    );
  },
});

const DEFAULT_HOURS = 72;

/** Somebody mends a cause by hand and wants to be told when it is gone; the question is asked afresh, never taken from the card. */
export async function beginWatch(world: WatchWorld, { request, talk }: Here, { about, cause }: { readonly about: string; readonly cause: string }): Promise<void> {
  const { diagnosis } = await world.ask(about);
  const finding = diagnosis.findings.find((each) => each.cause === cause);
  if (finding === undefined) {
    const isGone = diagnosis.unread.length === 0 && diagnosis.verdict !== 'incomplete';
    return talk.tell(noticeReply({ tone: isGone ? 'good' : 'warning', headline: isGone ? 'Already gone' : 'I cannot see it now', happened: isGone ? 'I looked again, and this cause is not there any more.' : 'I looked again and could not see clearly enough to say whether it is there.', effect: 'Nothing is watched.' }));
  }
  const hours = Math.max(0, ...(finding.remedy?.steps ?? []).map((step) => (step.operation === 'people.do' ? step.params.hours : 0)));
  const { actor } = request;
  const begun = await world.watches.begin({ by: { oid: actor.oid, name: actor.name }, place: talk.place, asked: about, cause, title: finding.title, hours: hours === 0 ? DEFAULT_HOURS : hours });
  if (begun.is === 'begun') {
    await talk.post(noticeReply({ tone: 'accent', headline: `${actor.name} does it by hand`, happened: `${about}: ${finding.title}. I ask again with growing pauses until ${utcTime(begun.watch.until)} and say here what became of it.`, advice: `To end this, type: unwatch ${begun.watch.name}` }));
    return;
  }
  await talk.tell(begun.is === 'already' ? noticeReply({ tone: 'accent', headline: 'Watched already', happened: `${begun.name} is watched in this conversation.` }) : noticeReply({ tone: 'warning', headline: 'Too many watches', happened: 'So many things are watched in this conversation that I take no more.', advice: 'End some with: unwatch and the name. The list: watching.' }));
}
