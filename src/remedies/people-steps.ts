import type { StepDraft } from '../model/plan.ts';
import type { Subject } from '../model/subject.ts';
import type { Watch } from '../model/watch.ts';
import type { Risk, UndoClass } from '../model/diagnosis.ts';
import { defineRemedy, type Remedy } from './remedy.ts';

/** Something for a person to do. */
export interface Task {
  /** What to do, where and with which values: a sentence or two. */
  readonly says: string;
  /** Opens the place; left out where there is none, as for a tool on a server. */
  readonly link?: string | undefined;
  /** What shows that it was done; left out: that the cause is gone. */
  readonly watch?: Watch | undefined;
  /** How long it is watched for; left out: three days. */
  readonly hours?: number | undefined;
}

const THREE_DAYS = 72;

/** One step that a person does and the bot watches. */
export const personDoes = ({ says, link, watch, hours }: Task & { readonly watch: Watch }, about: string): StepDraft => ({
  operation: 'people.do', params: { task: says, about, link: link ?? null, watch, hours: hours ?? THREE_DAYS }, says,
});

/** A repair that only people can do: exact steps in their order, each watched. */
interface ByPeople<Facts> {
  readonly id: string;
  /** The cause whose disappearance shows that it worked. */
  readonly cause: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoClass;
  /** Null where these steps do not fit the case. */
  tasks(facts: Facts, subject: Subject): readonly Task[] | null;
}

/** The last step is done when the cause is gone, whatever else it is watched by; people are told all of them, numbered. */
export const byPeople = <Facts>({ id, cause, title, risk, undo, tasks }: ByPeople<Facts>): Remedy<Facts> =>
  defineRemedy<Facts>({
    id, title, risk, undo, byPeople: true,
    notTogetherWith: [],
    says: (facts, subject) => numbered(tasks(facts, subject) ?? []),
    steps(facts, subject) {
      const all = tasks(facts, subject);
      const gone: Watch = { for: 'cause-gone', asked: subject.asked, cause };
      return all?.map((task, at) => personDoes({ ...task, watch: at === all.length - 1 ? gone : (task.watch ?? gone) }, aboutOf(subject))) ?? null;
    },
  });

/** The object in question as people know it. */
export const aboutOf = ({ ad, cloud, asked }: Subject): string => ad?.dn ?? cloud?.displayName ?? asked;

const numbered = (tasks: readonly Task[]): string => (tasks.length === 1 ? (tasks[0]?.says ?? '') : tasks.map(({ says }, at) => `${at + 1}. ${says}`).join(' '));
