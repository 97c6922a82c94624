import { conversationOfText, planCardOfText, refOfText } from '../../boundary/store-rows.ts';
import type { PersonId, PlanId } from '../../model/ids.ts';
import type { PlanCard, StoredConversation, StoredRef } from '../../ports/store.ts';
import type { Database } from './tables.ts';

export async function addPlanCard(database: Database, card: PlanCard): Promise<void> {
  const values = { nonce_hash: card.nonceHash, plan_id: card.planId, card: JSON.stringify(card) };
  // The message is known only after it was posted: the same nonce may come a second time with its id.
  await database.insertInto('plan_cards').values(values).onConflict((clash) => clash.column('nonce_hash').doUpdateSet({ card: values.card }).where('plan_cards.plan_id', '=', card.planId)).execute();
}

export async function planCards(database: Database, planId: PlanId): Promise<readonly PlanCard[]> {
  const rows = await database.selectFrom('plan_cards').select('card').where('plan_id', '=', planId).orderBy('row').execute();
  return rows.map(({ card }) => planCardOfText(card));
}

export async function useNonce(database: Database, nonceHash: string, use: { readonly by: PersonId; readonly verb: string }): Promise<boolean> {
  const values = { nonce_hash: nonceHash, used_by: use.by, verb: use.verb };
  const { numInsertedOrUpdatedRows } = await database.insertInto('used_nonces').values(values).onConflict((clash) => clash.doNothing()).executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function putRef(database: Database, ref: string, value: StoredRef): Promise<void> {
  await database.insertInto('refs').values({ ref, value: JSON.stringify(value) }).execute();
}

export async function refById(database: Database, ref: string): Promise<StoredRef | null> {
  const row = await database.selectFrom('refs').select('value').where('ref', '=', ref).executeTakeFirst();
  return row === undefined ? null : refOfText(row.value);
}

export async function putConversation(database: Database, conversation: StoredConversation): Promise<void> {
  const value = JSON.stringify(conversation);
  await database
    .insertInto('conversations')
    .values({ conversation_id: conversation.conversationId, value })
    .onConflict((clash) => clash.column('conversation_id').doUpdateSet({ value }))
    .execute();
}

export async function conversationById(database: Database, conversationId: string): Promise<StoredConversation | null> {
  const row = await database.selectFrom('conversations').select('value').where('conversation_id', '=', conversationId).executeTakeFirst();
  return row === undefined ? null : conversationOfText(row.value);
}

export async function claimActivity(database: Database, key: string, at: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('activities')
    .values({ key, claimed_at: at, answer: null })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function putAnswer(database: Database, key: string, answer: string): Promise<void> {
  await database
    .insertInto('activities')
    .values({ key, claimed_at: null, answer })
    .onConflict((clash) => clash.column('key').doUpdateSet({ answer }))
    .execute();
}

export async function answerTo(database: Database, key: string): Promise<string | null> {
  const row = await database.selectFrom('activities').select('answer').where('key', '=', key).executeTakeFirst();
  return row?.answer ?? null;
}
