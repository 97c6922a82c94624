import type { Store } from '../../ports/store.ts';
import { addAudit, auditTrail } from './audit-rows.ts';
import { addCampaign, campaignByName, campaigns, moveCampaign, stoppedCampaignOf } from './campaign-rows.ts';
import { addPlanCard, answerTo, claimActivity, conversationById, planCards, putAnswer, putConversation, putRef, refById, useNonce } from './chat-rows.ts';
import { useCounter } from './counter-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { assignIncident, incidentByCode, incidentById, incidentEvents, incidentMembers, incidents, lastPoll, newestIncidentEvents } from './incident-rows.ts';
import { appendJournal, decisionsOn, journalOf, nextFence } from './journal-rows.ts';
import { keepPoll } from './keep-poll.ts';
import { keepSyncFeatures, syncFeatures } from './kept-readings.ts';
import { dropNotices, dueNotices, moveNotice, noteSent, noticesOf, sentSince } from './notice-rows.ts';
import { addDecision, addPlan, movePlan, openPlanOn, planByCode, planById, plansIn, plansOn } from './plan-rows.ts';
import { addReceiver, moveReceiver, receiver } from './receiver-rows.ts';
import { addEnrolmentToken, allRelays, enrolmentToken, enrolRelay, relayById, touchRelay } from './relay-rows.ts';
import { confirmRelay, revokeRelay, rotateRelayKey, wantRotation } from './relay-standing-rows.ts';
import { addFindings, beginScan, endScan, findingsOf, noteScan, scanOf, scans, scanSecret, wantScanEnd } from './scan-rows.ts';
import { addSeal, putSignIn, sealsOn, signInByTicket, spendSignIn } from './seal-rows.ts';
import { keepSnapshot, snapshotOf } from './snapshot-rows.ts';
import { claimServer, releaseServers } from './server-lock-rows.ts';
import { addNotices, addSubscription, dropSubscription, moveSubscription, subscriptionIn, subscriptions } from './subscription-rows.ts';
import type { Database } from './tables.ts';
import { addWatch, moveWatch, openWatches } from './watch-rows.ts';

/** The store on a migrated database, whichever one it is. */
export const createSqlStore = (database: Database, close: () => Promise<void>): Store => ({ ...decisive(database), ...conversational(database), ...relayed(database), ...notifying(database), ...scanning(database), close });

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
  keepSnapshot: (planId, snapshot) => keepSnapshot(database, planId, snapshot),
  snapshotOf: (planId) => snapshotOf(database, planId),
  addSeal: (seal, audit) => addSeal(database, seal, audit),
  seals: (planId) => sealsOn(database, planId),
  putSignIn: (signIn) => putSignIn(database, signIn),
  signIn: (ticketHash) => signInByTicket(database, ticketHash),
  spendSignIn: (ticketHash, at) => spendSignIn(database, ticketHash, at),
  journal: (planId, after) => journalOf(database, planId, after),
  appendJournal: (planId, after, entry, audit) => appendJournal(database, planId, { after, entry, audit }),
  nextFence: () => nextFence(database),
  addCampaign: (campaign, audit) => addCampaign(database, campaign, audit),
  campaigns: () => campaigns(database),
  campaignByName: (name) => campaignByName(database, name),
  moveCampaign: (campaign, change, audit) => moveCampaign(database, campaign, { change, audit }),
  stoppedCampaignOf: (planId) => stoppedCampaignOf(database, planId),
  claimServer: (server, planId) => claimServer(database, server, planId),
  releaseServers: (servers, planId) => releaseServers(database, servers, planId),
  audit: (event) => inTransaction(database, (writing) => addAudit(writing, event)),
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
  addWatch: (watch, audit) => addWatch(database, watch, audit),
  openWatches: (conversationId) => openWatches(database, conversationId),
  moveWatch: (watch, change, audit) => moveWatch(database, watch, { change, audit }),
  syncFeatures: () => syncFeatures(database),
  keepSyncFeatures: (kept, audit) => keepSyncFeatures(database, kept, audit),
}) satisfies Partial<Store>;

const relayed = (database: Database) => ({
  addEnrolmentToken: (token) => addEnrolmentToken(database, token),
  enrolmentToken: (tokenHash) => enrolmentToken(database, tokenHash),
  confirmRelay: (relay, change, audit) => confirmRelay(database, relay, { change, audit }),
  revokeRelay: (relayId, at, audit) => revokeRelay(database, relayId, { at, audit }),
  wantRotation: (relayId, audit) => wantRotation(database, relayId, audit),
  rotateRelayKey: (relay, change, audit) => rotateRelayKey(database, relay, { change, audit }),
  enrolRelay: (tokenHash, relay, at, audit) => enrolRelay(database, tokenHash, { relay, at, audit }),
  relay: (relayId) => relayById(database, relayId),
  relays: () => allRelays(database),
  useCounter: (relayId, counter) => useCounter(database, relayId, counter),
  touchRelay: (relayId, seen) => touchRelay(database, relayId, seen),
}) satisfies Partial<Store>;

const notifying = (database: Database) => ({
  lastPoll: () => lastPoll(database),
  keepPoll: (outcome, audit) => keepPoll(database, outcome, audit),
  incidents: () => incidents(database),
  incident: (incidentId) => incidentById(database, incidentId),
  incidentByCode: (code) => incidentByCode(database, code),
  incidentMembers: (incidentId) => incidentMembers(database, incidentId),
  assignIncident: (incident, assigned, audit) => assignIncident(database, incident, { assigned, audit }),
  incidentEvents: (after, limit) => incidentEvents(database, after, limit),
  newestIncidentEvents: (limit) => newestIncidentEvents(database, limit),
  addSubscription: (subscription, audit) => addSubscription(database, subscription, audit),
  subscriptions: () => subscriptions(database),
  subscriptionIn: (conversationId) => subscriptionIn(database, conversationId),
  moveSubscription: (subscription, change, audit) => moveSubscription(database, subscription, { change, audit }),
  dropSubscription: (subscription, audit) => dropSubscription(database, subscription, audit),
  addNotices: (subscription, change, notices) => addNotices(database, subscription, { change, notices }),
  dueNotices: (now) => dueNotices(database, now),
  notices: (of) => noticesOf(database, of),
  moveNotice: (notice, change) => moveNotice(database, notice, change),
  dropNotices: (noticeIds) => dropNotices(database, noticeIds),
  sentSince: (conversationId, since) => sentSince(database, conversationId, since),
  noteSent: (conversationId, at) => noteSent(database, conversationId, at),
  receiver: (name) => receiver(database, name),
  addReceiver: (standing) => addReceiver(database, standing),
  moveReceiver: (standing, change) => moveReceiver(database, standing, change),
}) satisfies Partial<Store>;

const scanning = (database: Database) => ({
  beginScan: (beginning) => beginScan(database, beginning),
  noteScan: (n, progress, at) => noteScan(database, n, { progress, at }),
  addFindings: (n, findings, mostBytes) => addFindings(database, n, { findings, mostBytes }),
  endScan: (n, end) => endScan(database, n, end),
  wantScanEnd: (n) => wantScanEnd(database, n),
  scan: (n) => scanOf(database, n),
  scans: () => scans(database),
  findingsOf: (n) => findingsOf(database, n),
  scanSecret: (fresh) => scanSecret(database, fresh),
}) satisfies Partial<Store>;
