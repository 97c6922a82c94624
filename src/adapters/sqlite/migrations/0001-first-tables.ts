import type { Migration } from '../../sql-store/migration.ts';

const OPEN = "('pending', 'approved', 'running', 'unknown')";

/** Plans, decisions, journals, audit chain, cards, references, conversations, activities and relays. */
export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  statements: [
    `CREATE TABLE plans (
      row INTEGER PRIMARY KEY, plan_id TEXT NOT NULL UNIQUE, code TEXT NOT NULL, hash TEXT NOT NULL, content TEXT NOT NULL,
      state TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, cause TEXT NOT NULL, asked TEXT NOT NULL, reason TEXT NOT NULL,
      risk TEXT NOT NULL, undo_class TEXT NOT NULL, not_seen TEXT NOT NULL, undoes TEXT, state_since TEXT NOT NULL, says TEXT NOT NULL, verification TEXT NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX one_open_plan_per_code ON plans (code) WHERE state IN ${OPEN}`,
    'CREATE INDEX plans_by_code ON plans (code, row)',
    'CREATE INDEX plans_by_state ON plans (state, row)',
    `CREATE TABLE plan_targets (
      plan_id TEXT NOT NULL REFERENCES plans (plan_id), target_key TEXT NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY (plan_id, target_key)
    ) STRICT`,
    'CREATE UNIQUE INDEX one_open_plan_per_target ON plan_targets (target_key) WHERE is_open = 1',
    'CREATE INDEX plan_targets_by_key ON plan_targets (target_key)',
    `CREATE TRIGGER plan_content_never_changes BEFORE UPDATE OF plan_id, code, hash, content ON plans
      BEGIN SELECT RAISE(ABORT, 'the content of a plan never changes'); END`,
    `CREATE TRIGGER closed_plans_stay_closed BEFORE UPDATE OF state ON plans WHEN OLD.state NOT IN ${OPEN} AND NEW.state <> OLD.state
      BEGIN SELECT RAISE(ABORT, 'a closed plan stays closed'); END`,

    `CREATE TABLE decisions (
      row INTEGER PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plans (plan_id), decider TEXT NOT NULL, decision TEXT NOT NULL, UNIQUE (plan_id, decider)
    ) STRICT`,
    'CREATE TABLE journal (plan_id TEXT NOT NULL REFERENCES plans (plan_id), n INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (plan_id, n)) STRICT',
    'CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT',
    "INSERT INTO counters (name, value) VALUES ('fence', 0)",

    'CREATE TABLE audit (seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, hash TEXT NOT NULL, event TEXT NOT NULL) STRICT',
    "CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    "CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",

    'CREATE TABLE plan_cards (row INTEGER PRIMARY KEY, nonce_hash TEXT NOT NULL UNIQUE, plan_id TEXT NOT NULL, card TEXT NOT NULL) STRICT',
    'CREATE INDEX plan_cards_by_plan ON plan_cards (plan_id)',
    'CREATE TABLE used_nonces (nonce_hash TEXT NOT NULL, used_by TEXT NOT NULL, verb TEXT NOT NULL, PRIMARY KEY (nonce_hash, used_by, verb)) STRICT',
    'CREATE TABLE refs (ref TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
    'CREATE TABLE conversations (conversation_id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
    'CREATE TABLE activities (key TEXT PRIMARY KEY, claimed_at TEXT, answer TEXT) STRICT',

    'CREATE TABLE enrolment_tokens (hash TEXT PRIMARY KEY, relay_group TEXT NOT NULL, expires_at TEXT NOT NULL, spent_at TEXT) STRICT',
    `CREATE TABLE relays (
      relay_id TEXT PRIMARY KEY, relay_group TEXT NOT NULL, host TEXT NOT NULL, public_key TEXT NOT NULL, enrolled_at TEXT NOT NULL, revoked_at TEXT,
      last_seen TEXT, version TEXT, policy_hash TEXT, read_only INTEGER NOT NULL, counter INTEGER NOT NULL
    ) STRICT`,
  ],
};
