import { incidentReply, objectName } from '../cards/incident.ts';
import { countWords, incidentLine, lineText } from '../cards/incident-words.ts';
import { utcTime } from '../cards/look.ts';
import { noticeReply } from '../cards/notice.ts';
import type { Incident } from '../model/incident.ts';
import type { CardReply } from '../model/reply.ts';
import type { StoredRef } from '../ports/store.ts';
import type { Talk } from '../ports/talk.ts';
import { answer, type Asking } from './answer.ts';
import { noSuchIncident } from './assign.ts';
import { defineCommand } from './command.ts';
import { incidentCode } from './incident-code.ts';
import type { CommandWorld } from './world.ts';

export const incidents = defineCommand({
  word: 'incidents',
  usage: 'incidents [code]',
  summary: 'List the errors that are watched now, or show one of them',
  example: 'incidents I-7K2Q',
  effect: 'reads',
  inMenu: false,
  parse(rest) {
    const code = rest.trim() === '' ? null : incidentCode(rest);
    return rest.trim() !== '' && code === null ? { ok: false, wrong: 'Which one? A code looks like I-7K2Q; the list without a code shows them all.' } : { ok: true, args: { code } };
  },
  async run(world: CommandWorld, request, talk, { code }) {
    const compose = (asking: Asking): Promise<CardReply> => (code === null ? list(world, asking) : one(world, asking, code));
    await answer(world, { request, talk }, { working: null, redactable: true, compose });
  },
});

const GRAVITY = { low: 0, medium: 1, high: 2 } as const;
const LATELY_MS = 24 * 3_600_000;

/** What the last look found. Where nobody has looked, or could not everywhere, that is said and never taken for well. */
async function list({ store, clock }: CommandWorld, { note }: Asking): Promise<CardReply> {
  const at = clock.now().toISOString();
  const [all, poll] = await Promise.all([store.incidents(), store.lastPoll()]);
  const open = all.filter(({ state }) => state === 'open').toSorted((one, other) => GRAVITY[other.severity] - GRAVITY[one.severity] || other.count - one.count || one.code.localeCompare(other.code));
  const since = new Date(clock.now().getTime() - LATELY_MS).toISOString();
  const over = all.filter(({ state, resolvedAt }) => state === 'resolved' && (resolvedAt ?? '') > since);
  const unread = poll?.unread ?? [];
  const looked = poll === null ? 'Nobody has looked yet: whether there are errors cannot be said. Type errors to look now.' : `Last look ${utcTime(poll.at)}.${unread.length === 0 ? '' : ` Not seen: ${unread.map(({ what }) => what).join(', ')}; there may be more.`}`;
  const isWell = open.length === 0 && poll !== null && unread.length === 0;
  return noticeReply({
    tone: isWell ? 'good' : open.length === 0 ? 'warning' : 'attention',
    headline: open.length > 0 ? `✗ ${open.length} open` : isWell ? '✓ Nothing is open' : '⚠ Nothing is open in what could be seen',
    happened: `${looked} ${over.length} resolved in the last day.`,
    lines: [...open, ...over].map((incident) => `${lineText(incidentLine(incident, { isNamed: note === '' }))}${incident.assigned === null || note !== '' ? '' : ` Assigned to ${incident.assigned.name}.`}`),
    advice: [open.length === 0 ? '' : 'One with its buttons: incidents and its code. To take care of one: assign and its code.', note === '' ? '' : 'Names are not shown in this conversation.'].filter((each) => each !== '').join(' ') || undefined,
    json: { format: 'syncwhy-incidents/1', at, unread: unread.map(({ what, why }) => ({ what, why })), incidents: note === '' ? [...open, ...over] : [...open, ...over].map(({ code, title, state, count, severity }) => ({ code, title, state, count, severity })) },
  });
}

async function one(world: CommandWorld, { talk, note }: Asking, code: string): Promise<CardReply> {
  const incident = await world.store.incidentByCode(code);
  if (incident === null) return noSuchIncident(code);
  const isNamed = note === '';
  const [first] = incident.sample;
  const fixAbout = incident.count === 1 && isNamed && first !== undefined ? objectName(first) : `${incident.title} (${countWords(incident)})`;
  return incidentReply({ incident, isNamed, fixAbout, refs: await refsFor(world, talk, incident) });
}

/** The buttons of a card that was asked for. Muting is of the conversation that is told, so only the card that was told has it. */
async function refsFor({ store, random, clock }: CommandWorld, { place }: Talk, { incidentId, sample, cause }: Incident) {
  const keep = async (kind: StoredRef['kind']): Promise<string> => {
    const ref = random.nonce();
    await store.putRef(ref, { kind, about: '', cause: null, remedy: null, incidentId, conversationId: place.conversationId, createdAt: clock.now().toISOString() });
    return ref;
  };
  if (place.kind === 'terminal') return { diagnose: '', fix: '', hour: '', day: '', week: '', assign: '' };
  const isAskable = sample.length > 0;
  return { diagnose: isAskable ? await keep('diagnose') : '', fix: isAskable && cause !== null ? await keep('propose') : '', hour: '', day: '', week: '', assign: await keep('assign') };
}
