import type { Clock } from '../ports/clock.ts';
import { deadlineIn } from './deadline.ts';
import type { GatherStep } from './gather-path.ts';
import type { Fragment } from './merge-evidence.ts';
import type { Question } from './questions.ts';

/** An answer that has come; without a question when patience ran out first. */
export interface Answered {
  readonly round: number;
  readonly question: Question | undefined;
  readonly fragment: Fragment;
}

/** The questions under way. */
export interface ExpectedAnswers {
  /** Asks a question; its answer counts until the deadline that all questions share. */
  expect(question: Question, round: number): void;
  areExpected(): boolean;
  /** The next answer that comes, or the end of patience. */
  next(patience?: Promise<void>): Promise<Answered>;
  /** All answers in the order of their questions, whichever came first. */
  inOrder(): readonly Fragment[];
  steps(): readonly GatherStep[];
}

const NOWHERE = -1;

export function expectedAnswers(clock: Clock, longestMilliseconds: number): ExpectedAnswers {
  const inTime = deadlineIn(longestMilliseconds, clock);
  const began = clock.now().getTime();
  const since = (): number => clock.now().getTime() - began;
  const open = new Map<number, Promise<Answered & { readonly place: number }>>();
  const answers: (Fragment | undefined)[] = [];
  const steps: (GatherStep | undefined)[] = [];
  return {
    expect(question, round) {
      const place = answers.push(undefined) - 1;
      const startedAfter = since();
      open.set(place, inTime(question.ask(), question.sections).then((fragment) => {
        answers[place] = fragment;
        steps[place] = { asked: question.name, from: question.from, round, startedAfter, endedAfter: since() };
        return { round, question, fragment, place };
      }));
    },
    areExpected: () => open.size > 0,
    async next(patience) {
      const lost = patience?.then(() => ({ round: 1, question: undefined, fragment: { unread: [] }, place: NOWHERE }));
      const answer = await Promise.race([...open.values(), ...(lost === undefined ? [] : [lost])]);
      open.delete(answer.place);
      return answer;
    },
    inOrder: () => answers.flatMap((fragment) => fragment ?? []),
    steps: () => steps.flatMap((step) => step ?? []),
  };
}
