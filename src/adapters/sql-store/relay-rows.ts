import { demandedSealsOfText, relayConfirmationsOfText } from '../../boundary/store-rows.ts';
import { type AuditEvent, type EnrolmentInvitation, type Store, type StoredRelay } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Tables } from './tables.ts';

type Seen = Parameters<Store['touchRelay']>[1];

export async function addEnrolmentToken(database: Database, { hash, group, host, expiresAt }: Parameters<Store['addEnrolmentToken']>[0]): Promise<void> {
  await database.insertInto('enrolment_tokens').values({ hash, relay_group: group, host, expires_at: expiresAt, spent_at: null }).execute();
}

export async function enrolmentToken(database: Database, hash: string): Promise<EnrolmentInvitation | null> {
  const row = await database.selectFrom('enrolment_tokens').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row === undefined ? null : { group: row.relay_group, host: row.host, expiresAt: row.expires_at };
}

/** Spends the token and stores the relay together; false when the token cannot be spent. */
export async function enrolRelay(database: Database, tokenHash: string, enrolment: { readonly relay: StoredRelay; readonly at: string; readonly audit: AuditEvent }): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const { numUpdatedRows } = await writing
      .updateTable('enrolment_tokens')
      .set({ spent_at: enrolment.at })
      .where('hash', '=', tokenHash)
      .where('spent_at', 'is', null)
      .where('expires_at', '>', enrolment.at)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await writing.insertInto('relays').values(rowOf(enrolment.relay)).execute();
    await addAudit(writing, enrolment.audit);
    return true;
  });
}

export async function relayById(database: Database, relayId: string): Promise<StoredRelay | null> {
  const row = await database.selectFrom('relays').selectAll().where('relay_id', '=', relayId).executeTakeFirst();
  return row === undefined ? null : relayOf(row);
}

export async function allRelays(database: Database): Promise<readonly StoredRelay[]> {
  return (await database.selectFrom('relays').selectAll().orderBy('relay_id').execute()).map(relayOf);
}

export async function touchRelay(database: Database, relayId: string, seen: Seen): Promise<void> {
  const { at, version, host, policyHash, readOnly, seals } = seen;
  await database
    .updateTable('relays')
    .set({ last_seen: at, version, host, policy_hash: policyHash, read_only: readOnly ? 1 : 0, seals: JSON.stringify(seals) })
    .where('relay_id', '=', relayId)
    .execute();
}

const rowOf = (relay: StoredRelay): Tables['relays'] => ({
  relay_id: relay.relayId,
  relay_group: relay.group,
  host: relay.host,
  public_key: relay.publicKey,
  enrolled_at: relay.enrolledAt,
  revoked_at: relay.revokedAt,
  last_seen: relay.lastSeen,
  version: relay.version,
  policy_hash: relay.policyHash,
  read_only: relay.readOnly ? 1 : 0,
  counter: 0,
  seals: JSON.stringify(relay.seals),
  counter_floor: 0,
  confirmed_at: relay.confirmedAt,
  confirmations: confirmationsText(relay.confirmations),
  key_since: relay.keySince,
  previous_key: relay.previousKey?.publicKey ?? null,
  previous_key_until: relay.previousKey?.until ?? null,
  rotation_wanted: relay.rotationWanted ? 1 : 0,
});

const relayOf = (row: Tables['relays']): StoredRelay => ({
  relayId: row.relay_id,
  group: row.relay_group,
  host: row.host,
  publicKey: row.public_key,
  enrolledAt: row.enrolled_at,
  revokedAt: row.revoked_at,
  lastSeen: row.last_seen,
  version: row.version,
  policyHash: row.policy_hash,
  readOnly: row.read_only === 1,
  seals: demandedSealsOfText(row.seals),
  confirmedAt: row.confirmed_at,
  confirmations: relayConfirmationsOfText(row.confirmations),
  keySince: row.key_since,
  previousKey: row.previous_key === null || row.previous_key_until === null ? null : { publicKey: row.previous_key, until: row.previous_key_until },
  rotationWanted: row.rotation_wanted === 1,
});

/** Always the same text for the same confirmations. */
export const confirmationsText = (confirmations: StoredRelay['confirmations']): string => JSON.stringify(confirmations.map(({ oid, name, upn, personKey, at }) => ({ oid, name, upn, personKey, at })));
