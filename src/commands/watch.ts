import { noticeReply } from '../cards/notice.ts';
import { utcTime } from '../cards/look.ts';
import { workingReply } from '../cards/working.ts';
import type { CardReply } from '../model/reply.ts';
import { answer, type Asking } from './answer.ts';
import { defineCommand, type Here } from './command.ts';
import type { CommandWorld } from './world.ts';

/** Two cycles are an hour; a server that is being mended needs longer. */
const HOURS = 24;

export const watch = defineCommand({
  word: 'watch',
  usage: 'watch <user>',
  summary: 'Tell you here when an account is in sync, or why it is not after two cycles',
  example: 'watch jsmith',
  effect: 'reads',
  inMenu: false,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Whom? Give a name, for example: watch jsmith.' } : { ok: true, args: { about: rest.trim().replace(/\s+/gu, ' ') } }),
  async run(world: CommandWorld, request, talk, { about }) {
    const working = workingReply({ doing: `Looking at ${about}`, sources: ['Active Directory', 'Sync servers', 'Entra ID'].map((name) => ({ name, is: 'reading' as const })) });
    await answer(world, { request, talk }, { working, redactable: false, compose: (asking) => begun(world, { request, talk }, { about, asking }) });
  },
});

async function begun(world: CommandWorld, { request }: Here, { about, asking }: { readonly about: string; readonly asking: Asking }): Promise<CardReply> {
  const { diagnosis } = await asking.ask(about);
  if (diagnosis.verdict === 'not-found') return noticeReply({ tone: 'warning', headline: `${about} was not found`, happened: diagnosis.summary, effect: 'Nothing is watched.', advice: `See near names: why ${about}` });
  if (diagnosis.verdict === 'ambiguous') return noticeReply({ tone: 'warning', headline: `${about} is more than one`, happened: diagnosis.summary, effect: 'Nothing is watched.', advice: `Choose one: why ${about}` });
  if (diagnosis.verdict === 'synced') return noticeReply({ tone: 'good', headline: `✓ ${about} is in sync already`, happened: diagnosis.summary, effect: 'Nothing is watched.' });
  const { actor } = request;
  const watched = await world.watches.begin({ by: { oid: actor.oid, name: actor.name }, place: asking.talk.place, asked: about, cause: '', title: 'waits to be in sync', hours: HOURS });
  switch (watched.is) {
    case 'begun':
      return noticeReply({ tone: 'accent', headline: `Watching ${about}`, happened: `I say here when it is in sync, or why it is not after two cycles. I look until ${utcTime(watched.watch.until)}.`, effect: `Now: ${diagnosis.summary}`, advice: `To end this, type: unwatch ${watched.watch.name}` });
    case 'already':
      return noticeReply({ tone: 'accent', headline: 'Watched already', happened: `${watched.name} is watched in this conversation.`, effect: `Now: ${diagnosis.summary}` });
    case 'too-many':
      return noticeReply({ tone: 'warning', headline: 'Too many watches', happened: 'So many things are watched in this conversation that I take no more.', advice: 'End some with: unwatch and the name. The list: watching.' });
  }
}
