import { setTimeout as sleep } from 'node:timers/promises';
import { NotReady } from '../ports/not-ready.ts';

/** One line of `relay check`; `note` is worth knowing and no fault. */
export interface CheckLine {
  readonly is: 'ok' | 'note' | 'mend';
  readonly what: string;
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string | undefined;
  /** More lines, indented below. */
  readonly more?: readonly string[] | undefined;
}

export const ok = (what: string, says: string): CheckLine => ({ is: 'ok', what, says });
export const note = (what: string, says: string): CheckLine => ({ is: 'note', what, says });
export const mend = (what: string, says: string, how: string): CheckLine => ({ is: 'mend', what, says, mend: how });

/** The line as it is printed. */
export const lineText = ({ is, what, says, mend: how, more = [] }: CheckLine): string => [`${is.padEnd(5)} ${what}: ${says}${how === undefined ? '' : `; ${how}`}`, ...more.map((each) => `        ${each}`)].join('\n');

/** A check that does not end in time is a line too, and so is one that failed in a way that it does not know itself. */
export async function inTime(what: string, check: () => Promise<readonly CheckLine[]>, limitMs: number): Promise<readonly CheckLine[]> {
  const done = new AbortController();
  const seconds = Math.round(limitMs / 1000);
  const late = sleep(limitMs, undefined, { signal: done.signal }).then(() => [mend(what, `did not end within ${String(seconds)} seconds`, 'look whether something on the way holds the connection without an answer, and check again')]);
  late.catch(() => undefined);
  const asked = check().catch((error: unknown) => [error instanceof NotReady ? mend(what, error.message, 'correct the configuration') : mend(what, 'could not be checked for a reason that was not foreseen', 'check again, and send us this line if it stays')]);
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
  }
}
