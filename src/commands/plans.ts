import { noticeReply } from '../cards/notice.ts';
import { OPEN_STATES, type Plan } from '../model/plan.ts';
import { codeAndWords, noSuchPlan } from './decide.ts';
import { defineCommand } from './command.ts';
import { targetOf } from '../approve/target-of.ts';
import type { CommandWorld } from './world.ts';

export const plan = defineCommand({
  word: 'plan',
  usage: 'plan <code>',
  summary: 'Show a plan and how far it is',
  example: 'plan 7F3K-92QD',
  effect: 'reads',
  inMenu: true,
  parse: codeAndWords('Which plan? For example: plan 7F3K-92QD. Type pending to see the open ones.'),
  async run(world: CommandWorld, _request, talk, { code }) {
    const found = await world.store.planByCode(code);
    return found === null ? talk.tell(noSuchPlan(code)) : world.board.post(found, talk);
  },
});

export const pending = defineCommand({
  word: 'pending',
  usage: 'pending',
  summary: 'List the plans that are open',
  example: 'pending',
  effect: 'reads',
  inMenu: true,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, _request, talk) {
    for (const moved of await world.approvals.tidy()) world.board.repaint(moved.content.planId);
    const open = await world.store.plansIn(OPEN_STATES);
    await talk.post(listReply(open, { headline: open.length === 0 ? 'No open plans' : `${open.length} open ${open.length === 1 ? 'plan' : 'plans'}`, none: 'Nothing waits for anybody.', advice: 'Type plan and a code to see one.' }));
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
  async run(world: CommandWorld, _request, talk, { about }) {
    const { subject, diagnosis } = await world.ask(about);
    const target = subject === null ? null : targetOf(subject);
    if (target === null) return talk.tell(noticeReply({ tone: 'warning', headline: 'No history', happened: diagnosis.summary, advice: 'Name a sign-in name, a mail address or a DN.' }));
    const plans = await world.store.plansOn(target.key, 20);
    await talk.post(listReply(plans, { headline: `Plans for ${target.displayName}`, none: 'No plan was ever made for this account.', advice: 'Type plan and a code to see one.' }));
  },
});

function listReply(plans: readonly Plan[], { headline, none, advice }: { readonly headline: string; readonly none: string; readonly advice: string }) {
  return noticeReply({
    tone: 'accent',
    headline,
    happened: plans.length === 0 ? none : `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, the newest first.`,
    advice: plans.length === 0 ? undefined : advice,
    lines: plans.map(({ code, title, state, content, stateSince }) => `${code} · ${state} since ${stateSince.slice(0, 16).replace('T', ' ')} UTC · ${title} · asked by ${content.requester.upn}`),
    json: plans,
  });
}
