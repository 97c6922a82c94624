import type { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { addAudit, auditTrail } from './audit-rows.ts';
import { addPlanCard, answerTo, claimActivity, conversationById, planCards, putAnswer, putConversation, putRef, refById, useNonce } from './chat-rows.ts';
import { keepSyncFeatures, syncFeatures } from './kept-readings.ts';
import { appendJournal, decisionsOn, journalOf, nextFence } from './journal-rows.ts';
import { migrate } from './migrate.ts';
import { addDecision, addPlan, movePlan, openPlanOn, planByCode, planById, plansIn, plansOn } from './plan-rows.ts';
import { allRelays, enrolRelay, raiseCounter, relayById, touchRelay } from './relay-rows.ts';
import { addSeal, putSignIn, sealsOn, signInByTicket, spendSignIn } from './seal-rows.ts';
import { forKysely, openDatabase } from './sqlite-database.ts';
import type { Database, Tables } from './tables.ts';

/**
 * The store of one bot instance in one SQLite file (`:memory:` for a store that is forgotten).
 * Rejects with a sentence when the file was written by a newer version.
 */
export async function openSqliteStore(options: { readonly file: string; readonly clock: Clock }): Promise<Store> {
  const raw = openDatabase(options.file);
  try {
    migrate(raw, options.file, options.clock);
  } catch (error) {
    raw.close();
    throw error;
  }
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(raw) }) });
  return { ...decisive(database), ...conversational(database), ...relayed(database), close: () => close(database, raw) };
}

async function close(database: Database, raw: DatabaseSync): Promise<void> {
  await database.destroy();
  // Kysely leaves a database alone that it was never asked to use.
  if (raw.isOpen) raw.close();
}

const decisive = (database: Database) => ({
  addPlan: (plan, audit) => addPlan(database, plan, audit),
  planById: (planId) => planById(database, planId),
  planByCode: (code) => planByCode(database, code),
  openPlanOn: (targetKey) => openPlanOn(database, targetKey),
  plansIn: (states) => plansIn(database, states),
  plansOn: (targetKey, limit) => plansOn(database, targetKey, limit),
  movePlan: (plan, change, audit) => movePlan(database, plan, { change, audit }),
  addDecision: (plan, decision, change, audit) => addDecision(database, plan, { decision, change, audit }),
  decisions: (planId) => decisionsOn(database, planId),
  addSeal: (seal, audit) => addSeal(database, seal, audit),
  seals: (planId) => sealsOn(database, planId),
  putSignIn: (signIn) => putSignIn(database, signIn),
  signIn: (ticketHash) => signInByTicket(database, ticketHash),
  spendSignIn: (ticketHash, at) => spendSignIn(database, ticketHash, at),
  journal: (planId) => journalOf(database, planId),
  appendJournal: (planId, after, entry, audit) => appendJournal(database, planId, { after, entry, audit }),
  nextFence: () => nextFence(database),
  audit: (event) => database.transaction().execute((writing) => addAudit(writing, event)),
  auditTrail: (after, limit) => auditTrail(database, after, limit),
}) satisfies Partial<Store>;

const conversational = (database: Database) => ({
  addPlanCard: (card) => addPlanCard(database, card),
  planCards: (planId) => planCards(database, planId),
  useNonce: (nonceHash, by, verb) => useNonce(database, nonceHash, { by, verb }),
  putRef: (ref, value) => putRef(database, ref, value),
  ref: (ref) => refById(database, ref),
  putConversation: (conversation) => putConversation(database, conversation),
  conversation: (conversationId) => conversationById(database, conversationId),
  claimActivity: (key, at) => claimActivity(database, key, at),
  putAnswer: (key, answer) => putAnswer(database, key, answer),
  answerTo: (key) => answerTo(database, key),
  syncFeatures: () => syncFeatures(database),
  keepSyncFeatures: (kept, audit) => keepSyncFeatures(database, kept, audit),
}) satisfies Partial<Store>;

const relayed = (database: Database) => ({
  async addEnrolmentToken({ hash, group, expiresAt }) {
    await database.insertInto('enrolment_tokens').values({ hash, relay_group: group, expires_at: expiresAt, spent_at: null }).execute();
  },
  enrolRelay: (tokenHash, relay, at, audit) => enrolRelay(database, tokenHash, { relay, at, audit }),
  relay: (relayId) => relayById(database, relayId),
  relays: () => allRelays(database),
  raiseCounter: (relayId, counter) => raiseCounter(database, relayId, counter),
  touchRelay: (relayId, seen) => touchRelay(database, relayId, seen),
}) satisfies Partial<Store>;
