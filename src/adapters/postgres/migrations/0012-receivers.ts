import type { Migration } from '../../sql-store/migration.ts';

const TEXT = 'TEXT COLLATE "C"';

/** How far each receiver outside has been told of incidents. */
export const receivers: Migration = {
  number: 12, name: 'receivers',
  statements: [`CREATE TABLE receivers (name ${TEXT} PRIMARY KEY, seq BIGINT NOT NULL, next_at ${TEXT} NOT NULL, failing_since ${TEXT}, failures BIGINT NOT NULL, says ${TEXT} NOT NULL, version BIGINT NOT NULL)`],
};
