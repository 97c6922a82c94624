import type { Migration } from '../../sql-store/migration.ts';

const OPEN = "('pending', 'approved', 'running', 'unknown')";

/** Compared octet by octet, as the other database does it. */
const TEXT = 'TEXT COLLATE "C"';
const ROW = 'row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY';

/** Plans, decisions, journals, audit chain, cards, references, conversations, activities and relays. */
export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  statements: [
    `CREATE TABLE plans (
      ${ROW}, plan_id ${TEXT} NOT NULL UNIQUE, code ${TEXT} NOT NULL, hash ${TEXT} NOT NULL, content ${TEXT} NOT NULL,
      state ${TEXT} NOT NULL, version INTEGER NOT NULL, title ${TEXT} NOT NULL, cause ${TEXT} NOT NULL, asked ${TEXT} NOT NULL, reason ${TEXT} NOT NULL,
      risk ${TEXT} NOT NULL, undo_class ${TEXT} NOT NULL, not_seen ${TEXT} NOT NULL, undoes ${TEXT}, state_since ${TEXT} NOT NULL, says ${TEXT} NOT NULL, verification ${TEXT} NOT NULL
    )`,
    `CREATE UNIQUE INDEX one_open_plan_per_code ON plans (code) WHERE state IN ${OPEN}`,
    'CREATE INDEX plans_by_code ON plans (code, row)',
    'CREATE INDEX plans_by_state ON plans (state, row)',
    `CREATE TABLE plan_targets (
      plan_id ${TEXT} NOT NULL REFERENCES plans (plan_id), target_key ${TEXT} NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY (plan_id, target_key)
    )`,
    'CREATE UNIQUE INDEX one_open_plan_per_target ON plan_targets (target_key) WHERE is_open = 1',
    'CREATE INDEX plan_targets_by_key ON plan_targets (target_key)',
    // One function for all that is forbidden; the trigger says the sentence.
    `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$`,
    `CREATE TRIGGER plan_content_never_changes BEFORE UPDATE OF plan_id, code, hash, content ON plans
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the content of a plan never changes')`,
    `CREATE TRIGGER closed_plans_stay_closed BEFORE UPDATE OF state ON plans
      FOR EACH ROW WHEN (OLD.state NOT IN ${OPEN} AND NEW.state <> OLD.state) EXECUTE FUNCTION refuse_change('a closed plan stays closed')`,

    `CREATE TABLE decisions (${ROW}, plan_id ${TEXT} NOT NULL REFERENCES plans (plan_id), decider ${TEXT} NOT NULL, decision ${TEXT} NOT NULL, UNIQUE (plan_id, decider))`,
    `CREATE TABLE journal (plan_id ${TEXT} NOT NULL REFERENCES plans (plan_id), n INTEGER NOT NULL, entry ${TEXT} NOT NULL, PRIMARY KEY (plan_id, n))`,
    `CREATE TABLE counters (name ${TEXT} PRIMARY KEY, value BIGINT NOT NULL)`,
    "INSERT INTO counters (name, value) VALUES ('fence', 0)",

    `CREATE TABLE audit (seq BIGINT PRIMARY KEY, previous ${TEXT} NOT NULL, hash ${TEXT} NOT NULL, event ${TEXT} NOT NULL)`,
    `CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the audit trail is append-only')`,
    // The triggers hold for the owner too; this holds for everybody whom the owner has let in.
    'REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM PUBLIC',

    `CREATE TABLE plan_cards (${ROW}, nonce_hash ${TEXT} NOT NULL UNIQUE, plan_id ${TEXT} NOT NULL, card ${TEXT} NOT NULL)`,
    'CREATE INDEX plan_cards_by_plan ON plan_cards (plan_id)',
    `CREATE TABLE used_nonces (nonce_hash ${TEXT} NOT NULL, used_by ${TEXT} NOT NULL, verb ${TEXT} NOT NULL, PRIMARY KEY (nonce_hash, used_by, verb))`,
    `CREATE TABLE refs (ref ${TEXT} PRIMARY KEY, value ${TEXT} NOT NULL)`,
    `CREATE TABLE conversations (conversation_id ${TEXT} PRIMARY KEY, value ${TEXT} NOT NULL)`,
    `CREATE TABLE activities (key ${TEXT} PRIMARY KEY, claimed_at ${TEXT}, answer ${TEXT})`,

    `CREATE TABLE enrolment_tokens (hash ${TEXT} PRIMARY KEY, relay_group ${TEXT} NOT NULL, expires_at ${TEXT} NOT NULL, spent_at ${TEXT})`,
    `CREATE TABLE relays (
      relay_id ${TEXT} PRIMARY KEY, relay_group ${TEXT} NOT NULL, host ${TEXT} NOT NULL, public_key ${TEXT} NOT NULL, enrolled_at ${TEXT} NOT NULL, revoked_at ${TEXT},
      last_seen ${TEXT}, version ${TEXT}, policy_hash ${TEXT}, read_only INTEGER NOT NULL, counter BIGINT NOT NULL
    )`,
  ],
};
