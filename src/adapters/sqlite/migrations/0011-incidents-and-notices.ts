import type { Migration } from '../../sql-store/migration.ts';

/** What is wrong now and lately, and the one row that says which look was the last: whoever changes it first has had the look. */
const INCIDENTS: readonly string[] = [
  'CREATE TABLE incident_polls (name TEXT PRIMARY KEY, n INTEGER NOT NULL, poll TEXT NOT NULL) STRICT',
  "INSERT INTO incident_polls (name, n, poll) VALUES ('last', 0, '')",
  'CREATE TABLE incidents (incident_id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, assigned TEXT NOT NULL, incident TEXT NOT NULL) STRICT',
  'CREATE TABLE incident_members (incident_id TEXT NOT NULL, subject TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (incident_id, subject)) STRICT, WITHOUT ROWID',
  'CREATE TABLE incident_events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT',
];

/** Who is told of it, and the messages that they shall see. `version` rises with every move, so that two bots never post the same twice. */
const NOTICES: readonly string[] = [
  'CREATE TABLE subscriptions (subscription_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, subscription TEXT NOT NULL) STRICT',
  'CREATE TABLE notices (notice_id TEXT PRIMARY KEY, subscription_id TEXT NOT NULL, conversation_id TEXT NOT NULL, place_in_line INTEGER NOT NULL, state TEXT NOT NULL, not_before TEXT NOT NULL, version INTEGER NOT NULL, notice TEXT NOT NULL) STRICT',
  'CREATE INDEX notices_by_state ON notices (state, not_before)',
  'CREATE INDEX notices_by_subscription ON notices (subscription_id)',
  'CREATE TABLE notice_incidents (incident_id TEXT NOT NULL, notice_id TEXT NOT NULL, is_only INTEGER NOT NULL, PRIMARY KEY (incident_id, notice_id)) STRICT, WITHOUT ROWID',
  'CREATE INDEX notice_incidents_by_notice ON notice_incidents (notice_id)',
  'CREATE TABLE sent_messages (row INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, at TEXT NOT NULL) STRICT',
  'CREATE INDEX sent_messages_by_time ON sent_messages (conversation_id, at)',
];

export const incidentsAndNotices: Migration = { number: 11, name: 'incidents-and-notices', statements: [...INCIDENTS, ...NOTICES] };
