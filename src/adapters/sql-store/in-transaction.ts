import { Disturbed } from './disturbed.ts';
import type { Database, Writing } from './tables.ts';

const TRIES = 5;

/** One transaction; done anew when the database itself called it off. */
export const inTransaction = <Result>(database: Database, work: (writing: Writing) => Promise<Result>): Promise<Result> => untilUndisturbed(() => database.transaction().execute(work));

/** For work that is a transaction by itself. */
export async function untilUndisturbed<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Disturbed) || tries >= TRIES) throw error;
    }
  }
}
