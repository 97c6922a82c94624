import type { Decision, DecisionVerdict } from '../model/approval.ts';
import type { Campaign, CampaignChange } from '../model/campaign.ts';
import type { CloudSnapshot } from '../model/cloud-snapshot.ts';
import type { KeptSyncFeatures } from '../model/evidence.ts';
import type { PersonId, PlanId } from '../model/ids.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Plan, PlanState } from '../model/plan.ts';
import type { DemandedSeals } from '../model/relay-job.ts';
import type { Seal, SealForm, SealRole } from '../model/seal.ts';
import type { StoredWatch, WatchChange } from '../model/stored-watch.ts';
import type { AuditEvent } from './audit-event.ts';
import type { MessageRef, Place } from './channel.ts';
import type { IncidentStore } from './incident-store.ts';
import type { NoticeStore } from './notice-store.ts';
import type { ReceiverStore } from './receiver-store.ts';
import type { ScanStore } from './scan-store.ts';

/** Raised when a compare-and-set found another version than expected. */
export class Conflict extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'Conflict';
  }
}

/** The store cannot be reached or gave up: what was asked for may or may not have been written. The message is fit for an administrator. */
export class StoreUnavailable extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'StoreUnavailable';
  }
}

export type { AuditEvent } from './audit-event.ts';

/** An event as it is read back; a trail of another version may hold other words. */
export type KeptEvent = Omit<AuditEvent, 'event'> & { readonly event: string };

/** One link of the audit chain: `hash` = SHA-256 of the canonical JSON of {seq, previous, event}. */
export interface AuditLink {
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly event: KeptEvent;
}

/**
 * Durable state. Every method that changes something is one transaction, durable before it resolves;
 * any of them may reject with `StoreUnavailable`.
 * Plan, decision, journal and audit commit together: `audit` rides in the same transaction.
 */
export interface Store extends IncidentStore, NoticeStore, ReceiverStore, ScanStore {
  // plans
  /** Inserts a plan; rejects with `Conflict` when an open plan holds one of its targets or has the same code. */
  addPlan(plan: Plan, audit: AuditEvent): Promise<void>;
  planById(planId: PlanId): Promise<Plan | null>;
  /** The open plan with this code, else the newest one that had it. */
  planByCode(code: string): Promise<Plan | null>;
  openPlanOn(targetKey: string): Promise<Plan | null>;
  plansIn(states: readonly PlanState[]): Promise<readonly Plan[]>;
  /** Newest first, at most `limit`. */
  plansOn(targetKey: string, limit: number): Promise<readonly Plan[]>;
  /** Compare-and-set on state and version; rejects with `Conflict` when the plan has moved on. Resolves with the new plan. */
  movePlan(plan: Plan, change: Partial<Pick<Plan, 'state' | 'says' | 'verification'>> & { readonly stateSince: string }, audit: AuditEvent): Promise<Plan>;
  /** Adds a decision and, when given, moves the plan, in one transaction; `Conflict` when the plan's version is not `plan.version` or the person has decided. */
  addDecision(plan: Plan, decision: Decision, change: (Partial<Pick<Plan, 'state' | 'says'>> & { readonly stateSince: string }) | null, audit: AuditEvent): Promise<Plan>;
  decisions(planId: PlanId): Promise<readonly Decision[]>;

  // snapshots of cloud accounts
  /** Keeps what the account of a plan looked like, before the plan itself is added: its content names the hash. A plan has one; the same one again changes nothing, another one rejects with `Conflict`. */
  keepSnapshot(planId: PlanId, snapshot: CloudSnapshot): Promise<void>;
  /** As it was kept; null where the plan has none. */
  snapshotOf(planId: PlanId): Promise<CloudSnapshot | null>;

  // seals: sign-ins for one plan
  /** One seal of each person in each role counts; a later one of the same person replaces it. */
  addSeal(seal: Seal, audit: AuditEvent): Promise<void>;
  seals(planId: PlanId): Promise<readonly Seal[]>;
  putSignIn(signIn: StoredSignIn): Promise<void>;
  signIn(ticketHash: string): Promise<StoredSignIn | null>;
  /** True once for each sign-in that was put there. */
  spendSignIn(ticketHash: string, at: string): Promise<boolean>;

  // journal of runs
  /** In their order; `after` leaves out as many of the first ones. */
  journal(planId: PlanId, after?: number): Promise<readonly JournalEntry[]>;
  /** Appends after exactly `after` entries; `Conflict` when someone else wrote. */
  appendJournal(planId: PlanId, after: number, entry: JournalEntry, audit: AuditEvent | null): Promise<void>;
  /** A number that never falls: each run of a step gets a higher one. */
  nextFence(): Promise<number>;

  // sync servers
  /** Takes a sync server for a running plan; null when it is that plan's now, otherwise the running plan that has it. A plan that runs no more holds nothing. */
  claimServer(server: string, planId: PlanId): Promise<PlanId | null>;
  releaseServers(servers: readonly string[], planId: PlanId): Promise<void>;

  // migrations to a new domain
  /** `Conflict` when another one has this name. */
  addCampaign(campaign: Campaign, audit: AuditEvent): Promise<void>;
  /** All of them, by name. */
  campaigns(): Promise<readonly Campaign[]>;
  campaignByName(name: string): Promise<Campaign | null>;
  /** Compare-and-set on the version; null when somebody else was faster. A wave is begun by whoever gets the campaign back. */
  moveCampaign(campaign: Campaign, change: CampaignChange, audit: AuditEvent): Promise<Campaign | null>;
  /** The name of the stopped campaign of which this plan is a wave; null where nobody has stopped it. */
  stoppedCampaignOf(planId: PlanId): Promise<string | null>;

  // watches without a plan
  /** `Conflict` when an open watch of this conversation has the same name. */
  addWatch(watch: StoredWatch, audit: AuditEvent): Promise<void>;
  /** Open ones, of one conversation or of all. */
  openWatches(conversationId: string | null): Promise<readonly StoredWatch[]>;
  /** Compare-and-set on the version; false when somebody else was faster or it is closed. What is told is told by whoever gets true. */
  moveWatch(watch: StoredWatch, change: WatchChange, audit: AuditEvent | null): Promise<boolean>;

  // audit
  audit(event: AuditEvent): Promise<void>;
  auditTrail(after: number, limit: number): Promise<readonly AuditLink[]>;

  // cards: which message shows a plan, and the single-use secret of its buttons
  /** Remembers the message and the hash of the nonce of one posted revision of a plan's card. */
  addPlanCard(card: PlanCard): Promise<void>;
  planCards(planId: PlanId): Promise<readonly PlanCard[]>;
  /** True the first time this nonce is used by this person for this verb. */
  useNonce(nonceHash: string, by: PersonId, verb: string): Promise<boolean>;

  // opaque references behind the buttons of all other cards
  putRef(ref: string, value: StoredRef): Promise<void>;
  ref(ref: string): Promise<StoredRef | null>;

  // conversations and answers already given
  putConversation(conversation: StoredConversation): Promise<void>;
  conversation(conversationId: string): Promise<StoredConversation | null>;
  /** Claims an activity id; false when it was seen before (then `answerTo` has the answer, if it is ready). */
  claimActivity(key: string, at: string): Promise<boolean>;
  putAnswer(key: string, answer: string): Promise<void>;
  answerTo(key: string): Promise<string | null>;

  // what only a signed-in administrator may read
  /** The newest reading of the tenant-wide synchronization settings; null when there never was one. */
  syncFeatures(): Promise<KeptSyncFeatures | null>;
  /** Replaces the reading; the audit event rides in the same transaction. */
  keepSyncFeatures(kept: KeptSyncFeatures, audit: AuditEvent): Promise<void>;

  // relays
  addEnrolmentToken(token: EnrolmentInvitation & { readonly hash: string }): Promise<void>;
  /** Whom a token was made for; null when there never was one. Whether it can still be spent, only spending tells. */
  enrolmentToken(tokenHash: string): Promise<EnrolmentInvitation | null>;
  /** Spends the token and stores the relay in one transaction; false when the token is unknown, spent or expired. */
  enrolRelay(tokenHash: string, relay: StoredRelay, at: string, audit: AuditEvent): Promise<boolean>;
  relay(relayId: string): Promise<StoredRelay | null>;
  relays(): Promise<readonly StoredRelay[]>;
  /** Replaces the confirmations, and with `confirmedAt` lets the relay work; `Conflict` when it was confirmed, revoked or otherwise moved on since `relay` was read. */
  confirmRelay(relay: StoredRelay, change: Pick<StoredRelay, 'confirmations' | 'confirmedAt'>, audit: AuditEvent): Promise<void>;
  /** For good. False when it was revoked before, or is not known. */
  revokeRelay(relayId: string, at: string, audit: AuditEvent): Promise<boolean>;
  /** The relay shall make a new key; false when it is revoked or not known. */
  wantRotation(relayId: string, audit: AuditEvent): Promise<boolean>;
  /** Puts a new key in the place of `relay.publicKey`, which stays good until `previousUntil`; `Conflict` when the relay has another key by now or is revoked. */
  rotateRelayKey(relay: StoredRelay, change: { readonly publicKey: string; readonly at: string; readonly previousUntil: string }, audit: AuditEvent): Promise<void>;
  /** True once for each counter of an enrolled relay, in whatever order they come; false for one that was used (a replay) or lies far behind the highest. */
  useCounter(relayId: string, counter: number): Promise<boolean>;
  touchRelay(relayId: string, seen: { readonly at: string } & Pick<StoredRelay, 'host' | 'readOnly' | 'seals'> & { readonly version: string; readonly policyHash: string }): Promise<void>;

  close(): Promise<void>;
}

export interface PlanCard {
  readonly planId: PlanId;
  readonly rev: number;
  readonly nonceHash: string;
  readonly place: Place;
  readonly message: MessageRef;
}

/** What a button of any card but that of a plan stands for. */
export interface StoredRef {
  readonly kind: 'propose' | 'ask' | 'recheck' | 'watch' | 'diagnose' | 'mute' | 'assign' | 'scan-stop' | 'scan-report' | 'scan-fix';
  /** Empty where it is about an incident; of a scan its number. */
  readonly about: string;
  readonly incidentId?: string | undefined;
  /** How long to mute. */
  readonly minutes?: number | undefined;
  readonly cause: string | null;
  readonly remedy: string | null;
  readonly conversationId: string;
  readonly createdAt: string;
}

export interface StoredConversation {
  readonly conversationId: string;
  readonly kind: Place['kind'];
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly updatedAt: string;
}

/** For which group and which machine a one-time token was made, and how long it can be spent. */
export interface EnrolmentInvitation {
  readonly group: string;
  readonly host: string;
  readonly expiresAt: string;
}

/** One person who has compared the fingerprint of a relay's key. */
export interface RelayConfirmation {
  readonly oid: PersonId;
  readonly name: string;
  readonly upn: string;
  readonly personKey: string | null;
  readonly at: string;
}

export interface StoredRelay {
  readonly relayId: string;
  readonly group: string;
  readonly host: string;
  /** Public key as JWK text. */
  readonly publicKey: string;
  readonly enrolledAt: string;
  readonly revokedAt: string | null;
  readonly lastSeen: string | null;
  readonly version: string | null;
  readonly policyHash: string | null;
  readonly readOnly: boolean;
  /** What the site asks for, as the relay last said. */
  readonly seals: DemandedSeals;
  /** When two people had confirmed its fingerprint; until then it is given no job. */
  readonly confirmedAt: string | null;
  readonly confirmations: readonly RelayConfirmation[];
  /** When the present key was brought. */
  readonly keySince: string;
  /** The key before, while it is still good. */
  readonly previousKey: { readonly publicKey: string; readonly until: string } | null;
  /** Somebody wants the relay to make a new key. */
  readonly rotationWanted: boolean;
}

/** A sign-in that was offered to one person for one plan; good once, and until it expires. */
export interface StoredSignIn {
  /** SHA-256 of the secret that the person was given privately. */
  readonly ticketHash: string;
  readonly planId: PlanId;
  readonly role: SealRole;
  readonly verdict: DecisionVerdict;
  readonly form: Exclude<SealForm, 'none'>;
  readonly oid: PersonId;
  /** PKCE verifier of a sign-in in the browser; null where the person's own machine holds it. */
  readonly codeVerifier: string | null;
  /** The press that it completes: what was said, and where. */
  readonly comment: string;
  readonly activityId: string | null;
  readonly conversationId: string;
  readonly expiresAt: string;
}
