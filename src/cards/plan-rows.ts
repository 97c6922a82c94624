import { lanesOf, type Lane } from '../model/lanes.ts';
import type { Plan } from '../model/plan.ts';
import { showPlain } from './escape.ts';
import { stepData, type StepData, type StepMark } from './plan-steps.ts';

type Marks = Readonly<Record<number, StepMark>> | undefined;

interface Rows {
  readonly steps: readonly StepData[];
  /** What the card has no room to show; empty when nothing. */
  readonly stepsMore: string;
}

/** So many objects of a plan for many stand on its card. */
export const MOST_ROWS = 20;

/** The steps as a card shows them: each alone, or of a plan for many one row for each object, between what is done for all of them. */
export function planRows(plan: Plan, marks: Marks, from = 1): Rows {
  const { steps } = plan.content;
  const lanes = lanesOf(plan.content);
  if (lanes.length === 0) return { steps: steps.map((step) => stepData(step, marks?.[step.n], plan.state)), stepsMore: '' };
  const shown = lanes.slice(from - 1, from - 1 + MOST_ROWS);
  const first = steps.findIndex(({ lane }) => lane !== undefined);
  const common = (at: number): boolean => steps[at]?.lane === undefined;
  const alone = (at: number): StepData => stepData(steps[at] ?? panic(), marks?.[steps[at]?.n ?? 0], plan.state);
  const indexes = steps.map((_, at) => at).filter(common);
  const rest = lanes.length - (from - 1) - shown.length;
  return {
    steps: [...indexes.filter((at) => at < first).map(alone), ...shown.map((lane) => laneRow(lane, marks, plan)), ...indexes.filter((at) => at > first).map(alone)],
    stepsMore: rest > 0 ? `… and ${rest} more objects: type plan ${plan.code} ${from + MOST_ROWS}` : '',
  };
}

/** The worst of its steps speaks for the row; all its changes stand in it. */
function laneRow({ target, steps }: Lane, marks: Marks, plan: Plan): StepData {
  const rows = steps.map((step) => ({ step, row: stepData(step, marks?.[step.n], plan.state) }));
  const worst = rows.toSorted((one, other) => gravity(marks?.[one.step.n]) - gravity(marks?.[other.step.n]))[0] ?? panic();
  const [first, last] = [steps[0]?.n, steps.at(-1)?.n];
  return {
    ...worst.row,
    number: first === last ? `${first}` : `${first}–${last}`,
    says: showPlain(steps.map(({ says }) => says).join(', then: '), 400),
    target: showPlain(target.displayName === target.dn || target.dn === undefined ? target.displayName : `${target.displayName} (${target.dn})`, 256),
    changes: rows.flatMap(({ row }) => row.changes),
    undo: rows.find(({ step }) => step.undo.is === 'cannot-be-undone')?.row.undo ?? (steps.length === 1 ? worst.row.undo : 'Undo: all of it, in reverse order'),
  };
}

const ORDER: readonly (StepMark['is'] | 'open')[] = ['unknown', 'failed', 'drifted', 'refused', 'waiting', 'running', 'open', 'not-run', 'applied'];

const gravity = (mark: StepMark | undefined): number => ORDER.indexOf(mark?.is ?? 'open');

function panic(): never {
  throw new Error('a lane has at least one step');
}
