import type { OperationName, PlanContent, PlanStep, ValuesByName } from '../model/plan.ts';
import { stepAfter, stepBefore } from '../operations/changes.ts';
import { canonicalJson } from '../protocol/canonical-json.ts';

/** Whether every step does what the plan shows of it. */
export const showsWhatItDoes = ({ steps }: PlanContent): boolean => steps.every((step) => canonicalJson([step.before, step.after]) === canonicalJson([stepBefore(step), stepAfter(step)]));

/**
 * A plan as lines for the terminal, from nothing but what its hash covers, and of that only what is executed: the sentences that
 * the bot wrote beside it are left out.
 */
export const planInWords = (plan: PlanContent): readonly string[] => [
  `Asked for by ${plan.requester.upn} (${plan.requester.oid})`,
  `Made ${plan.createdAt}, to be approved by ${plan.approveBy}, to be run within ${plan.executeWithinMinutes} minutes after the last approval`,
  `Needs ${plan.quorum.approve} ${plan.quorum.approve === 1 ? 'approval' : 'approvals'} besides the request; ${plan.riskClass === 'far-reaching' ? 'a far-reaching change' : 'a reversible change of one object'}`,
  ...plan.steps.flatMap(stepInWords),
].map(printable);

function stepInWords(step: PlanStep): readonly string[] {
  const names = [...new Set([...Object.keys(step.before), ...Object.keys(step.after)])];
  return [`Step ${step.n}: ${WORDS[step.operation]} (${step.operation})`, `  on ${objectOf(step)}`, ...names.flatMap((name) => changeInWords(name, step))];
}

function changeInWords(name: string, { before, after }: Pick<PlanStep, 'before' | 'after'>): readonly string[] {
  const shown = (values: ValuesByName): string => (values[name] ?? []).map((value) => JSON.stringify(value)).join(', ') || '(nothing)';
  return [`  ${name}`, `    before: ${shown(before)}`, `    after:  ${shown(after)}`];
}

const WORDS: Readonly<Record<OperationName, string>> = {
  'ad.change-addresses': 'change the addresses of an AD object',
  'ad.set-anchor': 'set the source anchor of an AD object',
  'ad.move': 'move an AD object',
  'sync.set-scheduler': 'switch the scheduler of a sync server',
  'sync.start-delta': 'start a delta cycle',
  'sync.restart-service': 'restart the service of a sync server',
  'entra.set-anchor': 'set the immutable id of a cloud user',
};

function objectOf({ params }: PlanStep): string {
  if ('object' in params) return `${params.object.dn} (${params.object.guid})`;
  return 'server' in params ? params.server : params.userId;
}

/** Marks that a terminal would obey or that turn the direction of writing are shown by their number. */
export const printable = (text: string): string => text.replace(/\p{C}|[\u2028\u2029]/gu, (mark) => `<U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`);
