import type { AdChange, Repair } from '../causes/repair.ts';
import type { Risk, UndoClass } from '../model/diagnosis.ts';
import type { AdTarget, StepDraft } from '../model/plan.ts';
import { BINARY_ATTRIBUTES } from '../model/changeable-attributes.ts';
import { nextCycle } from './next-cycle.ts';
import { defineRemedy, type Remedy } from './remedy.ts';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  /** What an approver should know beside the values; a sentence or two. */
  readonly know: string;
  readonly notTogetherWith: readonly string[];
  /** Left out: in full. */
  readonly undo?: UndoClass | undefined;
}

/** A server on which no change leaves the house, or too much would. */
export const NO_CYCLE: readonly string[] = ['staging-mode', 'no-active-server', 'two-active-servers', 'scheduler-suspended', 'export-deletion-threshold'];

/** Writes values into one AD object, which the evidence shows to be right, and carries them on with a delta cycle. */
export const repairValues = ({ id, title, risk, know, notTogetherWith, undo = 'full' }: Kind): Remedy<{ readonly repair: Repair | null }> =>
  defineRemedy<{ readonly repair: Repair | null }>({
    id, title, risk, undo,
    notTogetherWith: [...notTogetherWith, ...NO_CYCLE],
    says: ({ repair }) => (repair === null ? know : `${repair.changes.map((change) => saysOf(repair.object, change)).join('; ')}; then run a delta cycle. ${know}`.trim()),
    steps({ repair }) {
      const cycle = repair === null ? null : nextCycle(repair.server?.name ?? null, `${id} at ${repair.object.dn}`);
      return repair === null || cycle === null ? null : [...repair.changes.map((change) => changeStep(repair.object, change)), cycle];
    },
  });

/** One change as a step of a plan. */
export function changeStep(object: AdTarget, change: AdChange): StepDraft {
  const says = saysOf(object, change);
  if (change.in === 'addresses') return { operation: 'ad.change-addresses', params: { object, before: change.before, remove: change.remove, add: change.add }, says };
  return { operation: 'ad.change-values', params: { object, attribute: change.attribute, before: change.before, after: change.after }, says };
}

function saysOf({ dn }: AdTarget, change: AdChange): string {
  if (change.in === 'addresses') return `In proxyAddresses of ${dn} ${[...(change.remove.length === 0 ? [] : [`remove ${listed(change.remove)}`]), ...(change.add.length === 0 ? [] : [`add ${listed(change.add)}`])].join(' and ')}`;
  if (BINARY_ATTRIBUTES.includes(change.attribute)) return `In ${change.attribute} of ${dn} keep ${change.after.length} of ${change.before.length} values`;
  return change.after.length === 0 ? `Empty ${change.attribute} of ${dn} (now ${listed(change.before)})` : `Set ${change.attribute} of ${dn} to ${listed(change.after)} (now ${change.before.length === 0 ? 'empty' : listed(change.before)})`;
}

const MOST = 5;
const listed = (values: readonly string[]): string => values.slice(0, MOST).map((value) => `"${value}"`).join(', ') + (values.length > MOST ? ` and ${values.length - MOST} more` : '');
