import assert from 'node:assert/strict';
import type { TurnIncoming } from '../../src/adapters/teams/turns.ts';
import { createTurn } from '../../src/bot/turn.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { ApprovalPolicy } from '../../src/model/approval.ts';
import type { Person } from '../../src/model/person.ts';
import type { Reply } from '../../src/model/reply.ts';
import type { AuditEvent } from '../../src/ports/store.ts';
import type { Talk } from '../../src/ports/talk.ts';
import { minutes, personId, planId, TENANT } from '../contracts/sample-plan.ts';
import { person, pretendPeople } from '../approve/pretend-people.ts';
import { pretendPolicy } from '../approve/pretend-policy.ts';

const place = { conversationId: 'c', threadId: 't', kind: 'personal' } as const;
const common = { activityId: 'a', actor: { oid: personId(2), name: 'Bo', teamsId: 'x' }, place, tenantId: TENANT, serviceUrl: 'https://x', botId: 'b', replyToId: null, isShared: false };
const saying = (text: string): TurnIncoming => ({ ...common, is: 'said', text, mentions: [] });
const pressing = (verb: 'approve' | 'deny', trigger: 'manual' | 'automatic' = 'manual'): TurnIncoming => ({ ...common, is: 'pressed', trigger, invoke: true, press: { is: 'plan', verb, planId: planId(1), rev: 1, nonce: 'n'.repeat(22), comment: '', ticket: '' } });
const pressingRef = (verb: string): TurnIncoming => ({ ...common, is: 'pressed', trigger: 'manual', invoke: true, press: { is: 'ref', verb, ref: 'r-1', reason: '', ticket: '', confirmed: [] } });

const READERS = pretendPolicy({ readers: { groups: ['readers'], guests: false } });
const GUESTS = pretendPolicy({ readers: { groups: ['readers'], guests: true } });

interface Row {
  readonly who: string;
  readonly incoming: TurnIncoming;
  readonly policy?: ApprovalPolicy;
  readonly is?: Partial<Person>;
  readonly inGroups?: boolean;
  readonly graphIsDown?: boolean;
  /** Rule and refusal in the audit; null when it was answered. */
  readonly refused: readonly [string, string] | null;
}

const ROWS: readonly Row[] = [
  { who: 'a reader asking for help', incoming: saying('help'), refused: null },
  { who: 'a reader saying words that mean nothing', incoming: saying('qwertz'), refused: null },
  { who: 'somebody in no group asking', incoming: saying('help'), inGroups: false, refused: ['R9', 'not-a-reader'] },
  { who: 'somebody in no group typing a decision', incoming: saying('approve 7F3K-92QD'), inGroups: false, refused: ['R9', 'not-a-reader'] },
  { who: 'somebody in no group pressing', incoming: pressing('deny'), inGroups: false, refused: ['R9', 'not-a-reader'] },
  { who: 'anybody while Graph is down', incoming: saying('help'), graphIsDown: true, refused: ['R9', 'cannot-check'] },
  { who: 'a disabled account', incoming: saying('help'), is: { accountEnabled: false }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest', incoming: saying('help'), is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest asking where guests may', incoming: saying('help'), policy: GUESTS, is: { userType: 'Guest' }, refused: null },
  { who: 'a guest asking for a change where guests may read', incoming: saying('fix jsmith because I say so'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest typing a decision where guests may read', incoming: saying('deny 7F3K-92QD no'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest pressing a decision where guests may read', incoming: pressing('approve'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest pressing for a change where guests may read', incoming: pressingRef('propose'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest muting an error where guests may read', incoming: pressingRef('mute'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest taking an error where guests may read', incoming: pressingRef('assign'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
  { who: 'a guest beginning a watch where guests may read', incoming: pressingRef('watch'), policy: GUESTS, is: { userType: 'Guest' }, refused: ['R3', 'not-a-member'] },
];

describe('a turn', () => {
  for (const { who, incoming, policy = READERS, is = {}, inGroups = true, graphIsDown = false, refused } of ROWS) {
    it(`of ${who} is ${refused === null ? 'answered' : `refused as ${refused[1]}`}`, async () => {
      const people = pretendPeople();
      people.graphIsDown = graphIsDown;
      if (!inGroups) people.removed.add(personId(2));
      if (!graphIsDown) people.whoIs = () => Promise.resolve({ is: 'person', person: person(2, is) });
      const audited: AuditEvent[] = [];
      const [posted, told]: [Reply[], Reply[]] = [[], []];
      const world = { people, policy: () => policy, clock: { now: () => minutes(0) }, store: { audit: (event: AuditEvent) => Promise.resolve(void audited.push(event)), subscriptionIn: () => Promise.resolve(null) } } as unknown as CommandWorld;
      const ref = { conversationId: 'c', activityId: null };
      const talk: Talk = { place, post: (reply) => Promise.resolve((posted.push(reply), ref)), amend: () => Promise.resolve(), tell: (reply) => Promise.resolve(void told.push(reply)), aside: () => Promise.resolve(null) };
      await createTurn(world)(incoming, talk);
      assert.deepEqual(audited.map(({ event, rule, facts, actor }) => [event, rule, facts['refusal'], actor]), refused === null ? [] : [['activity.refused', ...refused, personId(2)]]);
      assert.deepEqual([posted.length, told.length], refused === null ? [1, 0] : [0, 1], 'a refusal is told to the person alone');
    });
  }
});
