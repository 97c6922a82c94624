import type { Clock } from '../ports/clock.ts';
import type { Fragment } from './merge-evidence.ts';

/** Takes an answer while there is time; afterwards the sections that it would have brought count as not read. */
export type Deadline = (asking: Promise<Fragment>, sections: readonly string[]) => Promise<Fragment>;

/** One deadline for everything that one question asks: a partial answer in time is worth more than a whole one too late. */
export function deadlineIn(milliseconds: number, clock: Clock): Deadline {
  const end = clock.now().getTime() + milliseconds;
  return async (asking, sections) => {
    const answered = new AbortController();
    const late = clock.sleep(Math.max(0, end - clock.now().getTime()), answered.signal).then((): Fragment => tooLate(sections, milliseconds));
    return Promise.race([asking, late]).finally(() => answered.abort());
  };
}

const tooLate = (sections: readonly string[], milliseconds: number): Fragment => ({
  unread: sections.map((what) => ({ what, why: 'timed-out', detail: `No answer within ${Math.round(milliseconds / 1000)} seconds; ask again in a moment` })),
});
