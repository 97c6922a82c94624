import { chooseReply } from '../cards/choose-object.ts';
import { whyManyReply } from '../cards/why-many.ts';
import { whyReply } from '../cards/why.ts';
import { workingReply } from '../cards/working.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { SyncServerDocument } from '../model/evidence.ts';
import type { CardReply } from '../model/reply.ts';
import type { StoredRef } from '../ports/store.ts';
import type { Talk } from '../ports/talk.ts';
import { answer, type Asking } from './answer.ts';
import { askedNames, MOST_NAMES } from './asked-names.ts';
import { defineCommand, type Here } from './command.ts';
import type { Asked, CommandWorld } from './world.ts';

export const why = defineCommand({
  word: 'why',
  usage: 'why <user, mail address, DN or id; or up to 20 of them>',
  summary: 'Say why an account does not sync, with the evidence',
  example: "why won't jsmith sync",
  effect: 'reads',
  inMenu: true,
  parse: (rest) => (askedNames(rest).length === 0 ? { ok: false, wrong: 'Whom do you mean? Name a sign-in name, a mail address or a DN.' } : { ok: true, args: { names: askedNames(rest) } }),
  async run(world: CommandWorld, request, talk, { names }) {
    const [only = ''] = names;
    if (names.length === 1) await answerWhy(world, { request, talk }, only);
    else await answerMany(world, { request, talk }, names);
  },
});

const AT_ONCE = 4;

/** A few at a time: the relay and Graph serve others too. */
export async function answerMany(world: CommandWorld, here: Here, names: readonly string[]): Promise<void> {
  const asked = names.slice(0, MOST_NAMES);
  const compose = async ({ ask }: Asking): Promise<CardReply> => {
    const diagnoses: Diagnosis[] = [];
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      diagnoses.push(...(await Promise.all(asked.slice(at, at + AT_ONCE).map(async (name) => (await ask(name)).diagnosis))));
    }
    return whyManyReply(diagnoses, names.length - asked.length);
  };
  await answer(world, here, { working: workingReply({ doing: `Asking about ${asked.length} objects`, sources: READING }), redactable: true, compose });
}

/** Something visible at once, then the answer in its place. */
export async function answerWhy(world: CommandWorld, here: Here, about: string): Promise<void> {
  const working = workingReply({ doing: `Asking Active Directory, Entra ID and the sync server about ${about}`, sources: READING });
  await answer(world, here, { working, redactable: true, compose: async (asking) => whyCard(world, asking, { about, asked: await asking.ask(about) }) });
}

const READING = ['Active Directory', 'Entra ID', 'Sync server'].map((name) => ({ name, is: 'reading' as const }));

interface Answered {
  /** As it was asked; the buttons ask the same, also where names are replaced. */
  readonly about: string;
  readonly asked: Asked;
}

async function whyCard(world: CommandWorld, asking: Asking, { about, asked }: Answered): Promise<CardReply | null> {
  const { diagnosis } = asked;
  if (diagnosis.verdict === 'ambiguous' || (diagnosis.verdict === 'not-found' && diagnosis.candidates.length > 0)) return chooseOrNobody(world, asking, asked);
  const { talk, note } = asking;
  const offers = diagnosis.findings.filter(({ remedy }) => remedy?.by === 'bot');
  const propose = Object.fromEntries(await Promise.all(offers.map(async ({ cause, remedy }) => [cause, await refTo(world, talk, { kind: 'propose', about, cause, remedy: remedy?.id ?? null })] as const)));
  const byHand = diagnosis.findings.filter(({ remedy }) => remedy?.by === 'human').slice(0, MOST_WATCHES);
  const watch = Object.fromEntries(await Promise.all(byHand.map(async ({ cause }) => [cause, await refTo(world, talk, { kind: 'watch', about, cause })] as const)));
  const recheck = await refTo(world, talk, { kind: 'recheck', about });
  return whyReply(diagnosis, { recheck, propose, watch }, { readAt: asked.document.takenAt, sources: sourcesOf(asked), note });
}

/** A watch for each would be a wall of buttons. */
const MOST_WATCHES = 2;

/** Asks back where it is not clear who is meant; the buttons ask why. Null where names are replaced: nobody could choose. */
export async function chooseOrNobody(world: CommandWorld, { talk, note }: Asking, { diagnosis }: Asked): Promise<CardReply | null> {
  if (note !== '') return null;
  const about = diagnosis.subject.asked;
  const candidates = await Promise.all(diagnosis.candidates.map(async (candidate) => ({ candidate, ref: await refTo(world, talk, { kind: 'ask', about: candidate.dn ?? candidate.entraId ?? candidate.userPrincipalName ?? about }) })));
  return { ...chooseReply({ asked: about, because: diagnosis.verdict === 'ambiguous' ? 'several' : 'near', candidates }), json: diagnosis };
}

/** A button carries only an opaque reference; what it stands for stays in the store. */
async function refTo(world: CommandWorld, talk: Talk, what: Pick<StoredRef, 'kind' | 'about'> & Partial<Pick<StoredRef, 'cause' | 'remedy'>>): Promise<string> {
  const ref = world.random.nonce();
  await world.store.putRef(ref, { cause: null, remedy: null, ...what, conversationId: talk.place.conversationId, createdAt: world.clock.now().toISOString() });
  return ref;
}

function sourcesOf({ document }: Asked): readonly string[] {
  return [
    ...(document.directory?.forests.map(({ name }) => name) ?? []),
    ...(document.entra === undefined ? [] : ['Entra ID']),
    ...(document.syncServers?.map(serverSource) ?? []),
  ];
}

function serverSource({ name, runHistory }: SyncServerDocument): string {
  const last = runHistory?.find(({ EndDate }) => typeof EndDate === 'string')?.EndDate;
  return typeof last === 'string' ? `${name} (last run ${last.slice(11, 16)} UTC)` : name;
}
