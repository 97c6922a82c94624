import type { PlanState, PlanStep, Undo } from '../model/plan.ts';
import { orDash, showPlain } from './escape.ts';
import { look } from './look.ts';
import type { Colour, Mark } from './look.ts';

/** How far a step is; `says` is its result in a sentence. */
export interface StepMark {
  readonly is: 'running' | 'waiting' | 'applied' | 'failed' | 'drifted' | 'refused' | 'unknown' | 'not-run';
  readonly says?: string | undefined;
}

export interface StepData {
  readonly mark: string;
  readonly color: Colour;
  readonly number: string;
  readonly says: string;
  readonly target: string;
  readonly changes: readonly ChangeData[];
  readonly result: string;
  /** Where a person does it, https only; empty for everything else, and once it is through. */
  readonly link: string;
  readonly undo: string;
}

interface ChangeData {
  readonly attribute: string;
  readonly stays: string;
  readonly lines: readonly { readonly sign: string; readonly word: string; readonly color: Colour; readonly value: string }[];
  readonly linesMore: string;
}

const LONGEST_VALUE = 256;

/** A step with the difference that it makes, attribute by attribute. */
export function stepData(step: PlanStep, mark: StepMark | undefined, state: PlanState): StepData {
  const is = mark?.is ?? (BEFORE_THE_RUN.includes(state) ? 'open' : 'not-run');
  const { look: kind, word } = MARKS[is];
  const says = showPlain(mark?.says, 300);
  return {
    ...look(kind),
    number: String(step.n),
    says: showPlain(step.says, 400),
    target: orDash(showPlain(step.target, 256)),
    changes: changes(step),
    result: [word, says].filter((each) => each !== '').join(': '),
    link: OPEN_MARKS.includes(is) ? linkOf(step) : '',
    undo: undoWord(step.undo),
  };
}

const OPEN_MARKS: readonly string[] = ['open', 'running', 'waiting'];

const linkOf = (step: PlanStep): string => (step.operation === 'people.do' && step.params.link?.startsWith('https://') === true ? step.params.link : '');

const BEFORE_THE_RUN: readonly PlanState[] = ['pending', 'approved', 'running'];

const MARKS: Readonly<Record<StepMark['is'] | 'open', { readonly look: Mark; readonly word: string }>> = {
  'open': { look: 'open', word: '' },
  'not-run': { look: 'open', word: 'Not run' },
  'running': { look: 'running', word: 'Running' },
  'waiting': { look: 'running', word: 'Waiting for a person; I look for it myself, nobody has to report it' },
  'applied': { look: 'fine', word: 'Applied' },
  'failed': { look: 'broken', word: 'Failed' },
  'drifted': { look: 'broken', word: 'Stopped: it is no longer as it was when the plan was made' },
  'refused': { look: 'broken', word: 'Refused by the relay' },
  'unknown': { look: 'doubtful', word: 'Not known whether it took effect' },
};

function changes(step: PlanStep): readonly ChangeData[] {
  const attributes = [...new Set([...Object.keys(step.before), ...Object.keys(step.after)])];
  return attributes.map((attribute) => change(attribute, step.before[attribute] ?? [], step.after[attribute] ?? []));
}

function change(attribute: string, before: readonly string[], after: readonly string[]): ChangeData {
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  const stay = before.length - removed.length;
  const replaced = removed.length === 1 && added.length === 1;
  const emptied = after.length === 0 && before.length > 0;
  return {
    attribute: showPlain(attribute, 100),
    stays: `${emptied ? '  will be empty' : ''}${stay > 0 ? `  ${stay} ${stay === 1 ? 'value stays' : 'values stay'}` : ''}`,
    lines: [
      ...removed.map((value) => ({ sign: '−', word: replaced ? 'before' : 'remove', color: 'Attention' as const, value: orDash(showPlain(value, LONGEST_VALUE)) })),
      ...added.map((value) => ({ sign: '+', word: replaced ? 'after' : 'add', color: 'Good' as const, value: orDash(showPlain(value, LONGEST_VALUE)) })),
    ],
    linesMore: '',
  };
}

function undoWord(undo: Undo): string {
  switch (undo.is) {
    case 'steps':
      return `Undo: ${showPlain(undo.step.says, 300)}`;
    case 'nothing-to-undo':
      return 'Undo: nothing to take back';
    case 'cannot-be-undone':
      return `⚠ Cannot be undone: ${showPlain(undo.because, 300)}`;
  }
}
