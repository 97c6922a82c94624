import type { ProposedUndo } from '../approve/propose-undo.ts';
import type { Difference } from '../approve/undo-drift.ts';
import { noticeReply } from '../cards/notice.ts';
import type { ValuesByName } from '../model/plan.ts';
import type { CardReply } from '../model/reply.ts';

const MOST_SHOWN = 8;

/** Others have changed what a plan left: both lists, and the question whether the rest shall be taken back. */
export function driftedReply({ plan, differences, canKeep }: Extract<ProposedUndo, { is: 'drifted' }>): CardReply {
  const shown = differences.slice(0, MOST_SHOWN).flatMap(lines);
  return noticeReply({
    tone: 'warning',
    headline: `Changed since plan ${plan.code}`,
    happened: differences.length === 1 ? 'What the plan left there is not what stands there now.' : `${differences.length} objects are not as the plan left them.`,
    effect: 'No plan was made and nothing was changed.',
    advice: canKeep
      ? `To take back only what the plan did, and keep what others have changed since, type: undo ${plan.code} keeping because …`
      : 'What the plan did cannot be told apart from what others have done since. Compare both lists and put the values right by hand.',
    lines: differences.length > MOST_SHOWN ? [...shown, `… and ${differences.length - MOST_SHOWN} more`] : shown,
    json: { plan: plan.code, canKeep, differences: differences.map(({ step, planned, now, says, merged }) => ({ step: step.n, target: step.target, planned, now, says, merged })) },
  });
}

/** What an undo does not bring back. */
export const leftOutReply = (code: string, leftOut: readonly string[]): CardReply =>
  noticeReply({ tone: 'warning', headline: `Plan ${code} does not bring everything back`, happened: leftOut.length === 1 ? 'One thing stays as it is.' : `${leftOut.length} things stay as they are.`, advice: 'Decide with this in mind; the rest is for people to put right.', lines: leftOut });

function lines({ step, planned, now, merged, says }: Difference): readonly string[] {
  return [`${step.target}: planned ${valuesOf(planned)}`, `${step.target}: now ${valuesOf(now)}`, ...(merged === null ? [`${step.target}: ${says}`] : [])];
}

function valuesOf(values: ValuesByName): string {
  const named = Object.entries(values).map(([name, list]) => `${name} ${list.length === 0 ? '(empty)' : list.join(', ')}`);
  return named.length === 0 ? '(nothing was found)' : named.join('; ');
}
