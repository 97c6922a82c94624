import type { Diagnosis, Finding } from '../model/diagnosis.ts';
import { targetOf } from '../approve/target-of.ts';
import type { Proposed } from '../approve/propose-plan.ts';
import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import type { Talk } from '../ports/talk.ts';
import { defineCommand, type Request } from './command.ts';
import type { CommandWorld } from './world.ts';

export const fix = defineCommand({
  word: 'fix',
  usage: 'fix <user> [because <reason>]',
  summary: 'Propose a plan that repairs the first cause; a second admin decides',
  example: 'fix jsmith because he is on the phone',
  effect: 'writes',
  inMenu: true,
  parse(rest) {
    const [about = '', ...reason] = rest.split(/\s+because\s+/iu);
    return about.trim() === '' ? { ok: false, wrong: 'Whose account shall I repair? For example: fix jsmith because he is on the phone.' } : { ok: true, args: { about: about.trim(), reason: reason.join(' because ').trim() } };
  },
  async run(world: CommandWorld, request, talk, { about, reason }) {
    await propose(world, { request, talk }, { about, cause: null, reason });
  },
});

interface Wish {
  readonly about: string;
  /** The cause whose fix was pressed; null takes the first that can be repaired. */
  readonly cause: string | null;
  readonly reason: string;
}

/** Diagnoses afresh and makes the plan from that, never from an old card. */
export async function propose(world: CommandWorld, { request, talk }: { readonly request: Request; readonly talk: Talk }, wish: Wish): Promise<void> {
  const { diagnosis, subject } = await world.ask(wish.about);
  const finding = offered(diagnosis, wish.cause);
  if (subject === null || finding?.remedy === undefined) {
    await talk.tell(noOffer(diagnosis, wish.cause));
    return;
  }
  const { cause, remedy } = finding;
  const proposed = await world.approvals.propose({
    actor: request.actor, tenantId: request.tenantId, place: talk.place, offer: remedy, about: targetOf(subject), cause, diagnosis,
    asked: wish.about, reason: wish.reason === '' ? `Asked in the chat why ${diagnosis.subject.displayName ?? wish.about} does not sync` : wish.reason,
  });
  await sayProposed(world, talk, proposed);
}

/** Posts the plan, or says privately why there is none. */
export async function sayProposed(world: CommandWorld, talk: Talk, proposed: Proposed): Promise<void> {
  switch (proposed.is) {
    case 'proposed':
      return world.board.post(proposed.plan, talk);
    case 'refused':
      return talk.tell(refusedReply({ refusal: proposed.refusal, detail: proposed.says, code: proposed.plan?.code }));
    case 'nothing':
      return talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened: proposed.says }));
  }
}

/** In repair order: a fix that has to wait for another one is not the first. */
function offered({ findings }: Diagnosis, cause: string | null): Finding | undefined {
  const can = findings.filter(({ remedy }) => remedy?.by === 'bot');
  if (cause !== null) return can.find((finding) => finding.cause === cause);
  return can.find(({ fixAfter }) => !fixAfter.some((before) => can.some((other) => other.cause === before))) ?? can[0];
}

function noOffer(diagnosis: Diagnosis, cause: string | null) {
  const gone = cause !== null && !diagnosis.findings.some((finding) => finding.cause === cause) && diagnosis.unread.length === 0;
  return noticeReply({
    tone: gone ? 'good' : 'warning',
    headline: gone ? 'Already fixed' : 'There is no fix that I can propose',
    happened: gone ? 'I looked again, and this cause is not there any more.' : diagnosis.summary,
    effect: 'No plan was made and nothing was changed.',
    advice: gone ? 'Ask why again to see how the account is now.' : (diagnosis.findings.find(({ remedy }) => remedy?.by === 'human')?.remedy?.says ?? 'Ask why again; the card says what a person can do.'),
  });
}
