import { noticeReply } from '../cards/notice.ts';
import { planReply } from '../cards/plan.ts';
import type { Actor } from '../model/person.ts';
import { OPEN_STATES, type Plan } from '../model/plan.ts';
import { codeAndWords, noSuchPlan } from './code-and-words.ts';
import type { CardReply } from '../model/reply.ts';
import { answer, whereToAnswer, type Asking } from './answer.ts';
import { defineCommand } from './command.ts';
import { offerSeal } from './offer-seal.ts';
import { openLine, pastLine } from './plan-lines.ts';
import { planViewOf } from './plan-view.ts';
import { targetOf } from '../approve/target-of.ts';
import type { CommandWorld } from './world.ts';

export const plan = defineCommand({
  word: 'plan',
  usage: 'plan <code> [number of the first object]',
  summary: 'Show a plan and how far it is; of a plan for many, twenty objects from the given one on',
  example: 'plan 7F3K-92QD',
  effect: 'reads',
  inMenu: true,
  parse: codeAndWords('Which plan? For example: plan 7F3K-92QD. Type pending to see the open ones.'),
  async run(world: CommandWorld, request, talk, { code, words }) {
    const found = await world.store.planByCode(code);
    if (found === null) return talk.tell(noSuchPlan(code));
    const where = await whereToAnswer(world, { request, talk });
    if (where === null) return;
    const from = Number(/^\d{1,4}$/u.exec(words)?.[0] ?? 1);
    if (from > 1) return void (await where.post(planReply({ ...(await planViewOf(world, found)).view, fromRow: from, mayType: false })));
    await world.board.post(found, where);
    if (await requestIsToBeSealed(world, found, request.actor)) await offerSeal(world, { request, talk }, { plan: found, role: 'requester', comment: '' });
  },
});

/** Whoever asked for a sealed plan and has lost the link gets a new one. */
async function requestIsToBeSealed({ store }: CommandWorld, { content, seal, state }: Plan, { oid }: Actor): Promise<boolean> {
  if (seal === 'none' || state !== 'pending' || oid !== content.requester.oid) return false;
  return !(await store.seals(content.planId)).some(({ role }) => role === 'requester');
}

export const pending = defineCommand({
  word: 'pending',
  usage: 'pending',
  summary: 'List the plans that are open',
  example: 'pending',
  effect: 'reads',
  inMenu: true,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, request, talk) {
    const compose = async (): Promise<CardReply> => {
      for (const moved of await world.approvals.tidy()) world.board.repaint(moved.content.planId);
      const open = await world.store.plansIn(OPEN_STATES);
      const lines = await Promise.all(open.map((each) => openLine(world, each)));
      return listReply(open, { headline: open.length === 0 ? 'No open plans' : `${open.length} open ${open.length === 1 ? 'plan' : 'plans'}`, none: 'Nothing waits for anybody.', lines });
    };
    await answer(world, { request, talk }, { working: null, redactable: false, compose });
  },
});

export const history = defineCommand({
  word: 'history',
  usage: 'history <user>',
  summary: 'List what was planned and done for an account',
  example: 'history jsmith',
  effect: 'reads',
  inMenu: true,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Whose history? For example: history jsmith.' } : { ok: true, args: { about: rest.trim() } }),
  async run(world: CommandWorld, request, talk, { about }) {
    const compose = async ({ ask }: Asking): Promise<CardReply> => {
      const { subject, diagnosis } = await ask(about);
      const target = subject === null ? null : targetOf(subject);
      if (target === null) return noticeReply({ tone: 'warning', headline: 'No history', happened: diagnosis.summary, advice: 'Name a sign-in name, a mail address or a DN.' });
      const plans = await world.store.plansOn(target.key, 20);
      const lines = await Promise.all(plans.map((each) => pastLine(world, each)));
      return listReply(plans, { headline: `Plans for ${target.displayName}`, none: 'No plan was ever made for this account.', lines });
    };
    await answer(world, { request, talk }, { working: null, redactable: false, compose });
  },
});

interface List {
  readonly headline: string;
  readonly none: string;
  readonly lines: readonly string[];
}

function listReply(plans: readonly Plan[], { headline, none, lines }: List): CardReply {
  return noticeReply({
    tone: 'accent',
    headline,
    happened: plans.length === 0 ? none : `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, the newest first.`,
    advice: plans.length === 0 ? undefined : 'Type plan and a code to see one.',
    lines,
    json: plans,
  });
}
