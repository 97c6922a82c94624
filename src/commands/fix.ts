import type { Diagnosis, Finding } from '../model/diagnosis.ts';
import { targetOf } from '../approve/target-of.ts';
import { foreseeFix } from '../predict/foresee.ts';
import { noticeReply } from '../cards/notice.ts';
import { because, tooLong } from './because.ts';
import { defineCommand, type Here } from './command.ts';
import { sayProposed } from './say-proposed.ts';
import type { CommandWorld } from './world.ts';

export const fix = defineCommand({
  word: 'fix',
  usage: 'fix <user> because <reason> [ticket <number>] [--confirm <item> …]',
  summary: 'Propose a plan that repairs the first cause; a second admin decides',
  example: 'fix jsmith because he starts on Monday ticket INC12345',
  effect: 'writes',
  inMenu: true,
  parse(rest) {
    const said = because(rest);
    const wrong = said.about === '' ? 'Whose account shall I repair, and why? For example: fix jsmith because he starts on Monday.' : tooLong(said.reason);
    return wrong === null ? { ok: true, args: said } : { ok: false, wrong };
  },
  async run(world: CommandWorld, request, talk, { about, reason, ticket, confirmed }) {
    await propose(world, { request, talk }, { about, cause: null, reason, ticket, confirmed });
  },
});

interface Wish {
  readonly about: string;
  /** The cause whose fix was pressed; null takes the first that can be repaired. */
  readonly cause: string | null;
  readonly reason: string;
  /** Empty when none was given. */
  readonly ticket: string;
  /** Items of the checklist that were confirmed. */
  readonly confirmed: readonly string[];
}

/** Diagnoses afresh and makes the plan from that, never from an old card. */
export async function propose(world: CommandWorld, here: Here, wish: Wish): Promise<void> {
  const { request, talk } = here;
  const { diagnosis: asked, document, subject } = await world.ask(wish.about);
  const wanted = offered(asked, wish.cause);
  const diagnosis = wanted === undefined ? asked : foreseeFix(document, asked, wanted.cause);
  const finding = offered(diagnosis, wanted?.cause ?? wish.cause);
  if (finding?.remedy === undefined) {
    await talk.tell(noOffer(diagnosis, wanted?.cause ?? wish.cause));
    return;
  }
  const { cause, remedy } = finding;
  const proposed = await world.approvals.propose({
    actor: request.actor, tenantId: request.tenantId, place: talk.place, offer: remedy, about: subject === null ? null : targetOf(subject), cause, diagnosis, confirmed: wish.confirmed,
    asked: wish.about, reason: wish.reason, ticket: wish.ticket === '' ? null : wish.ticket,
  });
  await sayProposed(world, here, proposed);
}

/** In repair order: a fix that has to wait for another one is not the first. */
function offered({ findings }: Diagnosis, cause: string | null): Finding | undefined {
  const can = findings.filter(({ remedy }) => remedy?.by === 'bot');
  if (cause !== null) return can.find((finding) => finding.cause === cause);
  return can.find(({ fixAfter }) => !fixAfter.some((before) => can.some((other) => other.cause === before))) ?? can[0];
}

function noOffer(diagnosis: Diagnosis, cause: string | null) {
  const gone = cause !== null && !diagnosis.findings.some((finding) => finding.cause === cause) && diagnosis.unread.length === 0;
  // What is not offered because of what it would lead to says so itself.
  const withdrawn = diagnosis.findings.find((finding) => finding.cause === cause && finding.remedy === undefined);
  return noticeReply({
    tone: gone ? 'good' : 'warning',
    headline: gone ? 'Already fixed' : 'There is no fix that I can propose',
    happened: gone ? 'I looked again, and this cause is not there any more.' : (withdrawn?.says ?? diagnosis.summary),
    effect: 'No plan was made and nothing was changed.',
    advice: gone ? 'Ask why again to see how the account is now.' : (diagnosis.findings.find(({ remedy }) => remedy?.by === 'human')?.remedy?.says ?? 'Ask why again; the card says what a person can do.'),
  });
}
