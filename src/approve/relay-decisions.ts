import type { AuditEventName } from '../model/audit-events.ts';
import type { PersonId } from '../model/ids.ts';
import type { Person } from '../model/person.ts';
import { Conflict, type RelayConfirmation, type StoredRelay } from '../ports/store.ts';
import { auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { judgeApprover, RELAY_REFUSALS, relayApproverGroups, wrongSecond, wrongWay, type RelayFacts, type RelayPress, type RelayRefusal } from './judge-relay-decision.ts';
import { relayCode } from './relay-code.ts';
import { relayRefusalSays } from './relay-refusal-says.ts';
import { humanBehind } from './same-human.ts';

/** What somebody wants of the relay with this code. */
export interface RelayDecision extends RelayPress {
  readonly code: string;
  readonly activityId: string | null;
  readonly conversationId: string;
}

export type RelayRuling =
  | { readonly is: 'refused'; readonly refusal: RelayRefusal; readonly rule: string; readonly says: string }
  /** `confirmed`: the second of two; `recorded`: the first, somebody else is needed. */
  | { readonly is: 'confirmed' | 'recorded' | 'revoked' | 'rotation-wanted'; readonly relay: StoredRelay; readonly person: Person };

/** Decisions about relays, by people in Teams. */
export interface RelayDecisions {
  /** Lets a relay work when two people have said this of the same fingerprint. */
  confirm(decision: RelayDecision): Promise<RelayRuling>;
  /** Takes a relay its rights for good; one person is enough. */
  revoke(decision: RelayDecision & { readonly reason: string }): Promise<RelayRuling>;
  /** Asks a relay to make a new key. */
  rotate(decision: RelayDecision): Promise<RelayRuling>;
}

type World = Pick<ApprovalsWorld, 'store' | 'people' | 'policy' | 'clock' | 'tenantId'>;

/** How long a first confirmation waits for the second. */
const FIRST_COUNTS_MS = 24 * 60 * 60_000;

export const createRelayDecisions = (world: World): RelayDecisions => ({
  confirm: (decision) => confirm(world, decision, 1),
  revoke: async (decision) => {
    if (decision.reason.trim() === '') return refuse(world, decision, 'reason-needed');
    return withApprover(world, decision, (relays, person, groupId) => revoke(world, decision, { relays, person, groupId }));
  },
  rotate: (decision) =>
    withApprover(world, decision, async ([relay], person, groupId) => {
      if (relay === undefined) return refuse(world, decision, 'no-such-relay');
      const wanted = await world.store.wantRotation(relay.relayId, told(world, decision, { event: 'relay.rotation-wanted', relay, facts: { groupId } }));
      return wanted ? { is: 'rotation-wanted', relay, person } : refuse(world, decision, 'no-such-relay');
    }),
});

const MOST_TRIES = 5;

async function confirm(world: World, decision: RelayDecision, tries: number): Promise<RelayRuling> {
  try {
    return await withApprover(world, decision, (relays, person, groupId) => confirmAs(world, decision, { relays, person, groupId }));
  } catch (error) {
    if (!(error instanceof Conflict) || tries >= MOST_TRIES) throw error;
    return confirm(world, decision, tries + 1);
  }
}

interface As {
  readonly relays: readonly StoredRelay[];
  readonly person: Person;
  readonly groupId: string;
}

async function confirmAs(world: World, decision: RelayDecision, { relays, person, groupId }: As): Promise<RelayRuling> {
  const relay = relays.find(({ confirmedAt }) => confirmedAt === null);
  if (relay === undefined) return refuse(world, decision, relays.length === 0 ? 'no-such-relay' : 'confirmed-already');
  const earlier = await stillCounting(world, relay.confirmations);
  if (earlier === null) return refuse(world, decision, 'cannot-check');
  const wrong = wrongSecond(person, earlier, world.policy());
  if (wrong !== null) return refuse(world, decision, wrong);
  const at = world.clock.now().toISOString();
  const confirmations = [...earlier, { oid: person.oid, name: person.displayName, upn: person.upn, personKey: humanBehind(person, world.policy()), at }];
  const isSecond = confirmations.length >= 2;
  const facts = { groupId, confirmedBy: confirmations.map(({ oid }) => oid) };
  await world.store.confirmRelay(relay, { confirmations, confirmedAt: isSecond ? at : null }, told(world, decision, { event: isSecond ? 'relay.confirmed' : 'relay.confirmation', relay, facts }));
  return { is: isSecond ? 'confirmed' : 'recorded', relay, person };
}

/** Earlier confirmations of people who may still give them, asked live; null when that cannot be told. */
async function stillCounting(world: World, confirmations: readonly RelayConfirmation[]): Promise<readonly RelayConfirmation[] | null> {
  const now = world.clock.now().getTime();
  const counting: RelayConfirmation[] = [];
  for (const each of confirmations) {
    const age = now - Date.parse(each.at);
    if (age < 0 || age > FIRST_COUNTS_MS) continue;
    const judged = judgeApprover({ actor: each }, await factsOf(world, each.oid), world.policy());
    if (judged.is === 'refused' && judged.refusal === 'cannot-check') return null;
    if (judged.is === 'may') counting.push(each);
  }
  return counting;
}

async function revoke(world: World, decision: RelayDecision & { readonly reason: string }, { relays, person, groupId }: As): Promise<RelayRuling> {
  const at = world.clock.now().toISOString();
  const facts = { groupId, reason: decision.reason };
  let revoked: StoredRelay | null = null;
  for (const relay of relays) if (await world.store.revokeRelay(relay.relayId, at, told(world, decision, { event: 'relay.revoked', relay, facts }))) revoked = relay;
  return revoked === null ? refuse(world, decision, 'no-such-relay') : { is: 'revoked', relay: revoked, person };
}

/** Hands on the relays with this code that are not revoked, newest first, when the person may decide about them. */
async function withApprover(world: World, decision: RelayDecision, then: (relays: readonly StoredRelay[], person: Person, groupId: string) => Promise<RelayRuling>): Promise<RelayRuling> {
  const wrong = wrongWay(decision, world.tenantId);
  if (wrong !== null) return refuse(world, decision, wrong);
  const judged = judgeApprover(decision, await factsOf(world, decision.actor.oid), world.policy());
  if (judged.is === 'refused') return refuse(world, decision, judged.refusal);
  const relays = (await world.store.relays()).filter((relay) => relay.revokedAt === null && relayCode(relay) === decision.code);
  if (relays.length === 0) return refuse(world, decision, 'no-such-relay');
  return then(relays.toSorted((one, other) => (one.enrolledAt < other.enrolledAt ? 1 : -1)), judged.person, judged.groupId);
}

async function factsOf({ people, policy }: World, oid: PersonId): Promise<RelayFacts> {
  const groupIds = relayApproverGroups(policy());
  const [who, groups] = await Promise.all([people.whoIs(oid), groupIds.length === 0 ? { is: 'known' as const, groupIds: [] } : people.groupsOf(oid, groupIds)]);
  return { who, groups };
}

interface Telling {
  readonly event: AuditEventName;
  readonly relay: StoredRelay;
  readonly facts: Readonly<Record<string, unknown>>;
}

const told = (world: World, { actor, activityId, conversationId, code }: RelayDecision, { event, relay, facts }: Telling) =>
  auditEvent(world, event, { actor: actor.oid, planId: null, facts: { relayId: relay.relayId, host: relay.host, code, ...facts, policyVersion: world.policy().version, activityId, conversationId } });

async function refuse(world: World, { actor, code, by, activityId, conversationId }: RelayDecision, refusal: RelayRefusal): Promise<RelayRuling> {
  const rule = RELAY_REFUSALS[refusal];
  await world.store.audit(auditEvent(world, 'relay.decision-refused', { actor: actor.oid, planId: null, rule, facts: { refusal, code, by, policyVersion: world.policy().version, activityId, conversationId } }));
  return { is: 'refused', refusal, rule, says: relayRefusalSays(refusal, code) };
}
