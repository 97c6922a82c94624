import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApprovals } from '../../src/approve/press.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { watchPolicy, type PolicyWatch } from '../../src/bot/policy-watch.ts';
import type { People } from '../../src/ports/people.ts';
import { pretendPeople } from '../approve/pretend-people.ts';
import { auditOf, personId, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const GOOD = `requesterGroups: [${A}]\napprovers:\n  - groups: [${A}]\n`;

describe('the policy in force', () => {
  let folder: string;
  let file: string;
  let logged: string[];
  let now: number;
  let people: Pick<People, 'accountsIn'>;
  let watch: PolicyWatch;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-watch-'));
    file = join(folder, 'approval.yaml');
    [logged, now] = [[], Date.now()];
    writeFileSync(file, GOOD);
    people = { accountsIn: () => Promise.resolve({ is: 'known', accounts: [1, 2].map((n) => ({ oid: personId(n), upn: `a${n}@contoso.com`, personKey: `E${n}` })) }) };
    const log = (event: string, facts: Readonly<Record<string, unknown>> = {}): void => void logged.push(`${event} ${String(facts['says'] ?? '')}`.trim());
    watch = watchPolicy({
      file, people: { accountsIn: (id) => people.accountsIn(id) }, log: { info: log, warn: log, error: log },
      clock: {
        now: () => new Date(now),
        sleep: async (milliseconds) => {
          now += milliseconds;
          await new Promise((resolve) => setImmediate(resolve));
        },
      },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Lets the watch look this many times. */
  const looks = async (times: number): Promise<void> => {
    const stopping = new AbortController();
    const watching = watch.until(stopping.signal);
    for (let n = 0; n < times * 6; n += 1) await new Promise((resolve) => setImmediate(resolve));
    stopping.abort();
    await watching;
  };

  it('is said with what is wrong with its people, once', async () => {
    await looks(3);
    assert.deepEqual(logged.map((line) => line.split(' ')[0]), ['policy.read', 'policy.warning']);
    assert.match(logged[1] ?? '', /Rule 1 .* has 2 of the 3 eligible people that far-reaching changes need/);
    assert.match(watch.warnings().join('\n'), /has 2 of the 3/);
  });

  it('is counted again when the file is another, and when people may have changed', async () => {
    await looks(1);
    people = { accountsIn: () => Promise.resolve({ is: 'unknown', says: 'no answer' }) };
    writeFileSync(file, `${GOOD}quorum: { far-reaching: 1 }\n`);
    now += 5_000;
    assert.deepEqual(watch.warnings(), [], 'of the new policy nothing is known yet');
    await looks(2);
    assert.match(watch.warnings().join('\n'), /could not be read \(no answer\)/);
    people = { accountsIn: () => Promise.resolve({ is: 'known', accounts: [1, 2].map((n) => ({ oid: personId(n), upn: `a${n}@contoso.com`, personKey: `E${n}` })) }) };
    now += 11 * 60_000;
    await looks(2);
    assert.deepEqual(watch.warnings(), []);
  });

  it('says what is wrong with the file itself', () => {
    writeFileSync(file, 'approvers: nobody');
    assert.match(watch.warnings().join('\n'), /wrong at approvers/);
    assert.ok(logged.some((line) => line.startsWith('policy.warning The approval policy is wrong at approvers')));
  });

  it('survives a count that fails', async () => {
    people = { accountsIn: () => Promise.reject(new Error('a bug')) };
    await looks(2);
    assert.ok(logged.includes('background.failed'));
    assert.equal(watch.policy().requesterGroups[0], A);
  });

  it('makes a pending plan stale at the next decision after the file was edited, replaced by a broken one or deleted', async () => {
    const store = await openSqliteStore({ file: ':memory:', clock: { now: () => new Date(now), sleep: () => Promise.resolve() } });
    const approvals = createApprovals({ store, people: pretendPeople(), relays: () => Promise.resolve([]), policy: () => watch.policy(), clock: { now: () => new Date(now) }, tenantId: TENANT, agentGroup: 'default', random: { uuid: () => planId(1), nonce: () => 'n' } });
    const changes: readonly (() => void)[] = [() => writeFileSync(file, `${GOOD}typedApproval: true\n`), () => writeFileSync(file, 'a: ['), () => rmSync(file)];
    for (const [at, change] of changes.entries()) {
      writeFileSync(file, GOOD);
      now += 2_000;
      const createdAt = new Date(now).toISOString();
      const plan = samplePlan(at + 10, { policyVersion: watch.policy().version, createdAt, approveBy: new Date(now + 3_600_000).toISOString() }, { stateSince: createdAt });
      await store.addPlan(plan, auditOf('plan.created', plan));
      change();
      const answer = await approvals.press({ planId: plan.content.planId, verdict: 'approve', actor: { oid: personId(2), name: 'Admin 2' }, by: 'text', tenantId: TENANT, conversationId: 'c', activityId: null, replyToId: null, comment: '', card: null });
      assert.equal(answer.is === 'refused' && answer.refusal, 'policy-changed');
      assert.equal((await store.planById(plan.content.planId))?.state, 'stale');
    }
    await store.close();
  });
});
