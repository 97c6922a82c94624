import type { Plan, PlanState } from '../model/plan.ts';
import { showPlain } from './escape.ts';
import type { PlanData, PlanView } from './plan-data.ts';

type Head = Pick<PlanData, 'tone' | 'headline' | 'summary' | 'next'>;

/** State of a plan in words: what is so, and what happens next or can be done. */
export function planHead(view: PlanView): Head {
  const { plan } = view;
  const says = showPlain(plan.says, 400);
  const words = WORDS[plan.state](view);
  const undo = view.canUndo === true ? ` To take it back, type: undo ${plan.code} because …` : '';
  const saysMore = says !== '' && says.replace(/\.$/u, '') !== words.headline;
  return { ...words, summary: saysMore ? says : words.summary, next: `${words.next}${undo}`.trim() };
}

const AGAIN = 'Ask why again and propose the fix anew.';

const WORDS: Readonly<Record<PlanState, (view: PlanView) => Head>> = {
  'pending': pending,
  'approved': (view) => ({ tone: 'accent', headline: `Approved by ${deciders(view, 'approve')}`, summary: 'The run starts now.', next: `If it has not started in ${view.plan.content.executeWithinMinutes} minutes, nothing will be done.` }),
  'running': running,
  'done': ({ plan }) => done(plan),
  'failed': () => ({ tone: 'attention', headline: '✗ Failed, nothing was changed', summary: 'The first step did not take effect.', next: `Read the result above. ${AGAIN}` }),
  'partly-done': partlyDone,
  'unknown': () => ({ tone: 'attention', headline: '⚠ Not known whether it took effect', summary: 'The answer of the relay was lost. I am reading the directory to find out and repeat nothing.', next: 'Wait for this card to change, or look at the object yourself. Do not repeat the change by hand before.' }),
  'denied': (view) => ({ tone: 'warning', headline: `Denied by ${deciders(view, 'deny')}`, summary: 'Nothing was changed.', next: 'Talk to the person who denied it; a new plan is possible at any time.' }),
  'expired': () => ({ tone: 'warning', headline: 'Expired', summary: 'Nobody decided in time. Nothing was changed.', next: AGAIN }),
  'cancelled': () => ({ tone: 'warning', headline: 'Withdrawn', summary: 'The plan was taken back. Nothing was changed.', next: '' }),
  'superseded': () => ({ tone: 'warning', headline: 'Replaced by a newer plan', summary: 'Nothing was changed by this one.', next: 'Decide on the newer plan.' }),
  'stale': () => ({ tone: 'warning', headline: 'Out of date', summary: 'The directory or the policy has changed since the plan was made, so it was stopped.', next: AGAIN }),
};

/** Of a plan for many, what was carried out is verified all the same. */
function partlyDone(view: PlanView): Head {
  const { code, content, verification } = view.plan;
  const isForMany = content.steps.some(({ lane }) => lane !== undefined);
  if (!isForMany) return { tone: 'attention', headline: `✗ Stopped half-way: ${progress(view)} applied`, summary: 'The steps after the failed one were not run.', next: 'Decide whether to keep what was applied.' };
  const seen = 'says' in verification ? `${showPlain(verification.says, 300)} ` : '';
  return { tone: 'attention', headline: `✗ Done in part: ${progress(view)} steps applied`, summary: 'Some of the objects were not done.', next: `${seen}For the rest, with new approval, type: resume ${code} because …` };
}

/** While people are at it, nobody waits for the bot. */
function running(view: PlanView): Head {
  const waits = Object.values(view.marks ?? {}).some(({ is }) => is === 'waiting') && !Object.values(view.marks ?? {}).some(({ is }) => is === 'running');
  if (!waits) return { tone: 'accent', headline: `Running ${progress(view)}`, summary: 'Each step is compared with the live directory before it is done.', next: '' };
  return { tone: 'warning', headline: `Waiting for a person: step ${progress(view)}`, summary: 'The run goes on by itself as soon as I see that it is done.', next: 'Do what the step says, at the place that it names. I look for it myself.' };
}

function pending(view: PlanView): Head {
  const { plan, decisions, approvers } = view;
  const missing = plan.content.quorum.approve - decisions.filter((decision) => decision.verdict === 'approve').length;
  const nobody = approvers.groups.length === 0 && approvers.names.length === 0;
  return {
    tone: 'warning',
    headline: missing > 1 ? `Waiting for ${missing} more admins` : decisions.length > 0 ? 'Waiting for one more admin' : 'Waiting for a second admin',
    summary: 'Nothing has been changed yet.',
    next: nobody ? 'Nobody may approve this: the owner of the bot must put an approver group into the policy file.' : waysToDecide(view),
  };
}

function waysToDecide({ plan, mayType, isAlone }: PlanView): string {
  const typed = mayType === true && plan.seal === 'none' ? `, or types: approve ${plan.code}` : '';
  if (isAlone === true) return `Only you see this card. Give the code to an eligible admin, who opens it with: plan ${plan.code}`;
  if (plan.seal !== 'none') return 'Another admin approves or denies here; an approval counts once they have signed in for this plan, and whoever asked signs in first.';
  return `Another admin approves or denies here${typed}`;
}

function done(plan: Plan): Head {
  const { verification } = plan;
  switch (verification.is) {
    case 'not-started':
      return { tone: 'good', headline: '✓ Done', summary: 'All steps were applied and read back.', next: '' };
    case 'waiting':
      return { tone: 'good', headline: '✓ Done, waiting for the next sync cycle', summary: 'All steps were applied and read back.', next: `I look again until Entra ID shows it. ${showPlain(verification.says, 200)}` };
    case 'verified':
      return { tone: 'good', headline: `✓ Verified in Entra ID at ${verification.at.slice(11, 16)} UTC`, summary: showPlain(verification.says, 300), next: '' };
    case 'not-verified':
      return { tone: 'warning', headline: '⚠ Done, but Entra ID does not show it yet', summary: showPlain(verification.says, 300), next: 'Ask why again: another cause may stand behind this one.' };
  }
}

function deciders({ decisions }: PlanView, verdict: 'approve' | 'deny'): string {
  const names = decisions.filter((decision) => decision.verdict === verdict).map((decision) => showPlain(decision.decider.name, 60));
  return names.length === 0 ? 'an admin' : names.join(' and ');
}

/** `2 of 3`: while running the step at work, afterwards the number of applied steps. */
function progress({ plan, marks }: PlanView): string {
  const all = Object.values(marks ?? {});
  const applied = all.filter((mark) => mark.is === 'applied').length;
  const at = plan.state === 'running' ? Math.min(applied + 1, plan.content.steps.length) : applied;
  return `${at} of ${plan.content.steps.length}`;
}

