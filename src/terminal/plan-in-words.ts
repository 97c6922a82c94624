import { OPERATIONS } from '../model/operations.ts';
import type { AdTarget, PlanContent, PlanStep, ValuesByName } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';
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
  return [`Step ${step.n}: ${OPERATIONS[step.operation].words} (${step.operation})`, `  on ${objectOf(step)}`, ...names.flatMap((name) => changeInWords(name, step))];
}

function changeInWords(name: string, { before, after }: Pick<PlanStep, 'before' | 'after'>): readonly string[] {
  const shown = (values: ValuesByName): string => (values[name] ?? []).map((value) => JSON.stringify(value)).join(', ') || '(nothing)';
  return [`  ${name}`, `    before: ${shown(before)}`, `    after:  ${shown(after)}`];
}

function objectOf(step: PlanStep): string {
  const reach = reachOf(step);
  switch (reach.is) {
    case 'ad-object':
      return reach.objects.map(inFull).join(' and ');
    case 'forest':
      return reach.forest;
    case 'sync-server':
      return reach.object === null ? reach.server : `${inFull(reach.object)} at ${reach.server}`;
    case 'entra':
      return reach.ids.join(' and ');
    case 'people':
      return reach.about;
  }
}

const inFull = ({ guid, dn }: AdTarget): string => `${dn} (${guid})`;

/** Marks that a terminal would obey or that turn the direction of writing are shown by their number. */
export const printable = (text: string): string => text.replace(/\p{C}|[\u2028\u2029]/gu, (mark) => `<U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`);
