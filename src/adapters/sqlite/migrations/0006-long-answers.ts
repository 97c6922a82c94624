import type { Migration } from '../../sql-store/migration.ts';

/** A bot that runs alone keeps the parts of long answers in its memory; the number stays in step with that of several bots. */
export const longAnswers: Migration = { number: 6, name: 'long-answers', statements: [] };
