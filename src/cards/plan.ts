import type { Decision } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines, look, macroTime, utcTime } from './look.ts';
import type { PlanData, PlanView } from './plan-data.ts';
import { outlookOf } from './plan-outlook.ts';
import { planHead } from './plan-state.ts';
import { planRows } from './plan-rows.ts';
import { UNDO_WORDS } from './undo-words.ts';

/** One plan in whichever state it is; the same message is updated from the first word to the last. */
export function planReply(view: PlanView): CardReply {
  const { plan } = view;
  const head = planHead(view);
  const pending = plan.state === 'pending';
  const data: PlanData = {
    ...head,
    title: showPlain(plan.title, 200),
    code: showPlain(plan.code, 20),
    undoes: plan.undoes === null ? '' : ` · takes back plan ${showPlain(plan.undoes, 20)}`,
    ...planRows(plan, view.marks, view.fromRow),
    facts: facts(view),
    ...outlookOf(plan.prediction, plan.state),
    approveBy: pending ? macroTime(plan.content.approveBy) : '',
    hasDecisions: view.decisions.length > 0,
    decisions: view.decisions.map(decisionData),
    decisionsMore: '',
    canDecide: pending && view.nonce !== undefined,
    canUndo: !pending && view.canUndo === true && view.nonce !== undefined,
    ...wording(plan),
    planId: plan.content.planId,
    rev: plan.content.rev,
    nonce: view.nonce ?? '',
  };
  return { card: 'plan', data: { ...data }, summary: `Plan ${data.code}: ${head.headline}. ${data.title}`, text: planText(data), json: { ...plan, decisions: view.decisions }, mentions: view.mentions };
}

function wording(plan: Plan): Pick<PlanData, 'approve' | 'approveSays' | 'approveLabel' | 'approveButton' | 'approveNeedsComment' | 'deny' | 'denySays' | 'denyLabel' | 'denyButton' | 'undo' | 'undoSays' | 'undoTitle'> {
  const needsComment = plan.content.riskClass === 'far-reaching';
  const title = showPlain(plan.title, 44);
  const allowed = plan.content.steps.length === 1 ? 'You allow the step above, exactly as shown.' : `You allow all ${plan.content.steps.length} steps of plan ${showPlain(plan.code, 20)}, exactly as planned, also any that the card has no room to show.`;
  return {
    approve: 'Approve …',
    approveSays: plan.seal === 'none' ? allowed : `${allowed} I then tell you alone how to sign in for it; it counts once you have.`,
    approveLabel: needsComment ? 'Why is this right? (needed for far-reaching changes)' : 'Comment (may stay empty)',
    approveButton: `Approve: ${title}`,
    approveNeedsComment: needsComment,
    deny: 'Deny …',
    denySays: 'Nothing will be changed and the plan is closed.',
    denyLabel: 'Why not?',
    denyButton: 'Deny this plan',
    undo: 'Take back …',
    undoSays: 'This makes a plan of its own, which another admin must approve.',
    undoTitle: `Propose the undo of ${showPlain(plan.code, 20)}`,
  };
}

function facts(view: PlanView): PlanData['facts'] {
  const { plan, requesterName, approvers, decisions } = view;
  const { content } = plan;
  const approved = decisions.filter((decision) => decision.verdict === 'approve').length;
  const far = content.riskClass === 'far-reaching' ? ' · far-reaching' : '';
  return [
    { label: 'Objects', value: content.targets.map((target) => showPlain(target.displayName, 80)).slice(0, 6).join(', ') + (content.targets.length > 6 ? `, … and ${content.targets.length - 6} more` : '') },
    { label: 'Risk', value: `${plan.risk}${far} · ${UNDO_WORDS[plan.undoClass]}` },
    { label: 'Asked by', value: `${showPlain(requesterName, 80)} (${showPlain(content.requester.upn, 120)}), ${utcTime(content.createdAt)}` },
    { label: 'Reason', value: showPlain(plan.reason, 500) },
    { label: 'Ticket', value: showPlain(plan.ticket, 60) },
    { label: 'Cures', value: plan.undoes === null ? showPlain(plan.cause, 100) : '' },
    { label: 'Could not be read', value: showPlain(plan.notSeen.join(', '), 300) },
    { label: 'Approvals', value: `${approved} of ${content.quorum.approve}` },
    { label: 'Sealed', value: sealedSays(view) },
    { label: 'May approve', value: plan.state === 'pending' ? eligibleSays(approvers) : '' },
  ].filter((fact) => fact.value !== '');
}

/** Who may decide, in a few names; the groups where the names are not known. */
export function eligibleSays({ names, groups }: PlanView['approvers']): string {
  const who = names.length > 0 ? names.slice(0, 5).join(', ') : groups.join(', ');
  return who === '' ? 'nobody is eligible: the policy names no approver group' : `${showPlain(who, 300)}${names.length > 5 ? ', …' : ''}`;
}

function sealedSays({ plan, sealedBy = [] }: PlanView): string {
  if (plan.seal === 'none') return '';
  const where = plan.seal === 'own-machine' ? ' on their own machine' : '';
  const who = sealedBy.length === 0 ? 'nobody has yet' : `${showPlain(sealedBy.join(', '), 200)} ${sealedBy.length === 1 ? 'has' : 'have'}`;
  return `each person signs in for exactly this plan${where}; ${who}`;
}

function decisionData(decision: Decision): PlanData['decisions'][number] {
  const approves = decision.verdict === 'approve';
  const comment = decision.comment === '' ? '' : `: "${showPlain(decision.comment, 300)}"`;
  return { ...look(approves ? 'fine' : 'broken'), who: showPlain(decision.decider.name, 80), says: ` ${approves ? 'approved' : 'denied'} on ${utcTime(decision.at)}${comment}` };
}

function planText(data: PlanData): string {
  return lines(
    `${data.headline}. ${data.summary}`,
    `Plan ${data.code}: ${data.title}${data.undoes}`,
    data.steps.flatMap((step) => [
      `${step.mark} ${step.number}. ${step.says}`,
      `   ${step.target}`,
      ...step.changes.flatMap((change) => [`   ${change.attribute}${change.stays}`, ...change.lines.map((line) => `     ${line.sign} ${line.value}`), change.linesMore === '' ? '' : `     ${change.linesMore}`]),
      step.result === '' ? '' : `   ${step.result}`,
      step.link === '' ? '' : `   Open: ${step.link}`,
      `   ${step.undo}`,
    ]),
    data.stepsMore,
    outlookText(data),
    data.facts.map((fact) => `${fact.label}: ${fact.value}`),
    data.approveBy === '' ? '' : `Decide before: ${utcTime(data.approveBy)}`,
    data.decisions.map((decision) => `${decision.mark} ${decision.who}${decision.says}`),
    data.next === '' ? '' : `What now: ${data.next}`,
  );
}

const outlookText = ({ hasOutlook, outlook, outlookMore, hasOverwrites, overwrites, overwritesMore }: PlanData): readonly string[] => [
  ...(hasOutlook ? ['After this plan:', ...outlook.map(({ mark, says }) => `   ${mark} ${says}`), ...(outlookMore === '' ? [] : [`   ${outlookMore}`])] : []),
  ...(hasOverwrites ? ['Active Directory overwrites in the cloud:', ...overwrites.map(({ attribute, says }) => `   ${attribute}: ${says}`), ...(overwritesMore === '' ? [] : [`   ${overwritesMore}`])] : []),
];
