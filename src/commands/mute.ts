import { utcTime } from '../cards/look.ts';
import { noticeReply } from '../cards/notice.ts';
import type { Mute, Subscription } from '../model/subscription.ts';
import { goesBy } from '../notify/who-is-told.ts';
import { defineCommand, type Here, type Parsed } from './command.ts';
import { incidentCode } from './incident-code.ts';
import { mayAsk } from './may-ask.ts';
import { mutedWords } from './subscription-reply.ts';
import { noSubscription } from './unsubscribe.ts';
import type { CommandWorld } from './world.ts';

export const mute = defineCommand({
  word: 'mute',
  usage: 'mute <cause, code, user or everything> for <2 days>',
  summary: 'Post nothing here of a cause, an error or a person for a while',
  example: 'mute upn-suffix-not-verified for 2 days',
  effect: 'writes',
  inMenu: false,
  parse: muteWords,
  async run(world: CommandWorld, request, talk, { what, minutes }) {
    const refused = await mayAsk(world, request.actor);
    if (refused !== null) return talk.tell(refused);
    const of = await mutable(world, what);
    if (of === null) return talk.tell(noticeReply({ tone: 'warning', headline: 'I do not know what that is', happened: `${what} is no cause, no code of an error, and no open error names it.`, effect: 'Nothing was muted.', advice: 'Type incidents to see the codes. A cause has dashes, for example upn-suffix-not-verified.' }));
    return muteHere(world, { request, talk }, { of, minutes });
  },
});

export const unmute = defineCommand({
  word: 'unmute',
  usage: 'unmute <cause, code, user or all>',
  summary: 'End a mute of this conversation',
  example: 'unmute upn-suffix-not-verified',
  effect: 'writes',
  inMenu: false,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Which mute shall end? Type subscribe to see them, or say unmute all.' } : { ok: true, args: { what: rest.trim() } }),
  async run(world: CommandWorld, request, talk, { what }) {
    const refused = await mayAsk(world, request.actor);
    if (refused !== null) return talk.tell(refused);
    const isMeant = (each: Mute): boolean => /^(?:all|everything)$/iu.test(what) || mutedWords(each).toLowerCase() === what.toLowerCase();
    const now = world.clock.now().toISOString();
    const moved = await withMutes(world, { request, talk }, (present) => (present.mutes.some((each) => isMeant(each) && each.until > now) ? { event: 'incident.unmuted', mutes: present.mutes.filter((each) => !isMeant(each)), facts: { what } } : null));
    if (moved === 'no-subscription') return talk.tell(noSubscription);
    if (moved === 'unchanged') return talk.tell(noticeReply({ tone: 'warning', headline: 'No such mute', happened: `Nothing called ${what} is muted in this conversation.`, advice: 'Type subscribe to see what is muted.' }));
    await talk.post(noticeReply({ tone: 'good', headline: '✓ Not muted any more', happened: `${what}: what is still open is told with the next look.` }));
  },
});

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };
/** Every mute ends, and within a time that people remember. */
const LONGEST_MINUTES = 90 * 1440;

function muteWords(rest: string): Parsed<{ readonly what: string; readonly minutes: number }> {
  const [, what = '', number = '', unit = ''] = /^(.+?)\s+for\s+(\d{1,4}|an?|one)\s*(minutes?|mins?|m|hours?|h|days?|d|weeks?|w)$/iu.exec(rest.trim()) ?? [];
  if (what === '') return { ok: false, wrong: 'What shall be muted, and for how long? For example: mute upn-suffix-not-verified for 2 days.' };
  const minutes = (/^\d/u.test(number) ? Number(number) : 1) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0);
  return minutes < 1 || minutes > LONGEST_MINUTES ? { ok: false, wrong: 'A mute lasts from one minute to 90 days.' } : { ok: true, args: { what: what.trim(), minutes } };
}

/** What the words mean: everything, a cause, an incident, or somebody that an open error names. */
async function mutable(world: CommandWorld, what: string): Promise<Mute['of'] | null> {
  if (/^(?:all|everything)$/iu.test(what)) return { is: 'everything' };
  if (world.titleOf(what.toLowerCase()) !== undefined) return { is: 'cause', cause: what.toLowerCase() };
  const code = incidentCode(what);
  const incident = code === null ? null : await world.store.incidentByCode(code);
  if (incident !== null) return { is: 'incident', incidentId: incident.incidentId, code: incident.code };
  const members = await world.store.incidentMembers(null);
  return members.some(({ object }) => object !== null && goesBy(object, what)) ? { is: 'object', name: what } : null;
}

/** Mutes something in this conversation; the same again takes the place of what was. */
export async function muteHere(world: CommandWorld, { request, talk }: Here, { of, minutes }: { readonly of: Mute['of']; readonly minutes: number }): Promise<void> {
  const now = world.clock.now();
  const until = new Date(now.getTime() + minutes * 60_000).toISOString();
  const muted: Mute = { of, until, by: request.actor.name };
  const words = mutedWords(muted);
  const kept = (mutes: readonly Mute[]): readonly Mute[] => mutes.filter((each) => each.until > now.toISOString() && mutedWords(each) !== words);
  const moved = await withMutes(world, { request, talk }, ({ mutes }) => ({ event: 'incident.muted', mutes: [...kept(mutes), muted], facts: { of, until } }));
  if (moved === 'no-subscription') return talk.tell(noSubscription);
  if (moved === 'unchanged') return talk.tell(noticeReply({ tone: 'warning', headline: 'Somebody else was faster', happened: 'The subscription was changed at the same moment.', effect: 'Nothing was muted.', advice: 'Try again.' }));
  await talk.post(noticeReply({ tone: 'accent', headline: `Muted here: ${words}`, happened: `${request.actor.name}: nothing new is posted here of it until ${utcTime(until)}. Cards that stand here are still kept true; what is open then is told then.`, advice: `To end it sooner: unmute ${words}` }));
}

interface MuteChange {
  readonly event: 'incident.muted' | 'incident.unmuted';
  readonly mutes: Subscription['mutes'];
  readonly facts: Readonly<Record<string, unknown>>;
}

async function withMutes({ store, clock }: CommandWorld, { request, talk }: Here, change: (present: Subscription) => MuteChange | null): Promise<'moved' | 'unchanged' | 'no-subscription'> {
  const { conversationId } = talk.place;
  for (let tries = 0; tries < 3; tries += 1) {
    const present = await store.subscriptionIn(conversationId);
    if (present === null) return 'no-subscription';
    const wanted = change(present);
    if (wanted === null) return 'unchanged';
    const audit = { event: wanted.event, at: clock.now().toISOString(), actor: request.actor.oid, planId: null, rule: null, facts: { conversationId, ...wanted.facts } };
    if ((await store.moveSubscription(present, { mutes: wanted.mutes }, audit)) !== null) return 'moved';
  }
  return 'unchanged';
}
