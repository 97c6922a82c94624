import { noticeReply } from '../cards/notice.ts';
import { OPEN_STATES } from '../model/plan.ts';
import { lanesDone, lanesOf } from '../model/lanes.ts';
import { batchTargets } from './batch-targets.ts';
import { because, tooLong } from './because.ts';
import { codeAndWords, noSuchPlan } from './code-and-words.ts';
import { defineCommand } from './command.ts';
import { proposeBatch } from './propose-batch.ts';
import type { CommandWorld } from './world.ts';

export const fixAll = defineCommand({
  word: 'fix all',
  usage: 'fix all <cause> in <OU, list of names with commas or one on each line, or errors> because <reason> [ticket <number>]',
  summary: 'Propose one plan that repairs one cause of many objects; the policy says how many. In the chat only, as everything that asks for a change',
  example: 'fix all proxy-missing-smtp-prefix in errors because of the import ticket INC12345',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const { about, reason, ticket } = because(rest);
    const [, cause = '', where = ''] = /^(\S+)\s+in\s+([\s\S]+)$/iu.exec(about) ?? [];
    const wrong = cause === '' ? 'Which cause, and of whom? For example: fix all proxy-missing-smtp-prefix in errors because of the import.' : tooLong(reason);
    return wrong === null ? { ok: true, args: { cause: cause.toLowerCase(), where: where.trim(), reason, ticket } } : { ok: false, wrong };
  },
  async run(world: CommandWorld, request, talk, { cause, where, reason, ticket }) {
    if (world.titleOf(cause) === undefined) return talk.tell(noPlan(`I know no cause ${cause}.`, 'The card of an answer names the cause; a name has dashes in it, e.g. proxy-missing-smtp-prefix.'));
    const targets = await batchTargets(world, where, cause);
    if (targets.is === 'refused') return talk.tell(noPlan(targets.says));
    return proposeBatch(world, { request, talk }, { names: targets.names, cause, asked: `all ${cause} in ${where.slice(0, 200)}`, reason, ticket, unseen: targets.unseen });
  },
});

export const resume = defineCommand({
  word: 'resume',
  usage: 'resume <code> because <reason> [ticket <number>]',
  summary: 'Propose a new plan for the objects of a plan for many that were not done; it needs its own approval',
  example: 'resume 7F3K-92QD because the relay is back',
  effect: 'writes',
  inMenu: false,
  parse: codeAndWords('Which plan shall go on? For example: resume 7F3K-92QD because the relay is back.'),
  async run(world: CommandWorld, request, talk, { code, words }) {
    const plan = await world.store.planByCode(code);
    if (plan === null) return talk.tell(noSuchPlan(code));
    const { about, reason, ticket } = because(words);
    const said = [about, reason].filter((each) => each !== '').join(' because ');
    const wrong = tooLong(said);
    if (wrong !== null) return talk.tell(noPlan(wrong));
    if (OPEN_STATES.includes(plan.state)) return talk.tell(noPlan(`Plan ${code} is still ${plan.state}. It must have ended first.`));
    if (lanesOf(plan.content).length === 0 || plan.cause === '' || plan.undoes !== null) return talk.tell(noPlan(`Plan ${code} is no plan for many objects that could go on.`, 'Ask for the fix again.'));
    const done = new Set(lanesDone(plan, await world.store.journal(plan.content.planId)).map(({ key }) => key));
    const names = lanesOf(plan.content).flatMap(({ key }) => (done.has(key) ? [] : [key]));
    if (names.length === 0) return talk.tell(noPlan(`Everything that plan ${code} is about was done.`));
    return proposeBatch(world, { request, talk }, { names, cause: plan.cause, asked: plan.asked, reason: said, ticket, unseen: '' });
  },
});

const noPlan = (happened: string, advice?: string) => noticeReply({ tone: 'warning', headline: 'No plan was made', happened, effect: 'Nothing was changed.', advice });
