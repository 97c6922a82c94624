import type { Migration } from '../../sql-store/migration.ts';

const TEXT = 'TEXT COLLATE "C"';

/** Parts of long answers on their way from the bot that a relay brought them to, to the bot that asked. Never more than a few of one answer at a time. */
export const longAnswers: Migration = {
  number: 6,
  name: 'long-answers',
  statements: [
    'ALTER TABLE relay_jobs ADD COLUMN parts_in BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE relay_jobs ADD COLUMN parts_out BIGINT NOT NULL DEFAULT 0',
    `CREATE TABLE relay_job_parts (job_id ${TEXT} NOT NULL REFERENCES relay_jobs (job_id) ON DELETE CASCADE, n BIGINT NOT NULL, part ${TEXT} NOT NULL, PRIMARY KEY (job_id, n))`,
  ],
};
