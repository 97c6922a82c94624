import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import sinon from 'sinon';
import { createBotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { LONGEST_VALUE, MOST_OCTETS, tooLarge } from '../../src/approve/plan-size.ts';
import { createApprovals, type Approvals } from '../../src/approve/press.ts';
import type { Proposed } from '../../src/approve/propose-plan.ts';
import { parseRelayJob } from '../../src/boundary/relay-messages.ts';
import type { PlanTarget, StepDraft } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { canonicalJson } from '../../src/protocol/canonical-json.ts';
import { linkKeyOf, newPrivateKeyPem } from '../../src/protocol/keys.ts';
import { minutes, objectGuid, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { enrolledRelay } from '../ports/enrolled-relay.ts';
import { relayStore } from '../ports/relay-store.ts';
import { planWith, stepJob } from '../ports/relay-jobs.ts';
import { serveRoutes } from '../ports/serve-routes.ts';
import { withPostgres } from '../real/with-postgres.ts';
import { place, POLICY, proposal } from './approvals-in-hand.ts';
import { pretendPeople } from './pretend-people.ts';

const clock = { now: () => minutes(5), sleep: () => Promise.resolve() };
/** The largest that Entra ID takes is 100 KB; this is an ordinary one of 15 KB. */
const photo = (octets: number): string => randomBytes(octets).toString('base64');

/** Takes a photo away from each of so many objects: it is in the step, in its former state and in the way back. */
const photos = (objects: number, octets: number): { readonly steps: readonly StepDraft[]; readonly targets: readonly PlanTarget[] } => {
  const all = Array.from({ length: objects }, (_, at) => ({ guid: objectGuid(at + 1), dn: `CN=Person ${at + 1},OU=Staff,DC=corp,DC=contoso,DC=com` }));
  return {
    steps: all.map((object) => ({ operation: 'ad.change-values', params: { object, attribute: 'thumbnailPhoto', before: [photo(octets)], after: [] }, says: `Take the photo of ${object.dn} away`, ...(objects === 1 ? {} : { lane: object.guid }) })),
    targets: all.map(({ guid, dn }) => ({ key: guid, dn, displayName: dn })),
  };
};

async function propose(approvals: Approvals, objects: number, octets: number): Promise<Proposed> {
  const { steps, targets: [about = null, ...also] } = photos(objects, octets);
  return approvals.propose(proposal(1, { place, offer: { title: 'Take photos away', risk: 'low', undo: 'full', steps }, about, also }));
}

const approvalsOn = (store: Store): Approvals => {
  let drawn = 100;
  return createApprovals({ store, people: pretendPeople(), relays: () => Promise.resolve([]), policy: () => POLICY, clock, tenantId: TENANT, agentGroup: 'default', random: { uuid: () => planId((drawn += 1)), nonce: () => 'nonce' } });
};

function describeStore(where: string, open: () => Promise<Store>): void {
  describe(`the size of a plan ${where}`, () => {
    let store: Store;
    let approvals: Approvals;
    beforeEach(async () => {
      store = await open();
      approvals = approvalsOn(store);
    });
    afterEach(() => store.close());

    it('is refused in plain words when 200 photos come to more than can be sent, and the number that fits does fit', async () => {
      const refused = await propose(approvals, 200, 15_000);
      assert.ok(refused.is === 'refused', refused.is);
      assert.equal(refused.refusal, 'plan-too-large');
      const [, size = '', fit = ''] = /^This plan would come to ([\d.]+) MB, and a plan can hold 2\.0 MB, so I made none\. The first (\d+) of its 200 objects fit: ask for \d+ or fewer at once\.$/.exec(refused.says) ?? [];
      assert.ok(Number(size) > 11, refused.says);
      assert.equal((await store.auditTrail(0, 10)).map(({ event }) => `${event.event} ${event.rule ?? ''}`).join(), 'plan.refused R24');
      const again = await propose(approvals, Number(fit), 15_000);
      assert.ok(again.is === 'proposed', JSON.stringify(again));
      const kept = await store.planById(again.plan.content.planId);
      assert.deepEqual(kept?.content, again.plan.content);
      const octets = Buffer.byteLength(canonicalJson(again.plan.content));
      assert.ok(octets <= MOST_OCTETS && octets > MOST_OCTETS * 0.9, `${octets} octets: hardly more would have fitted`);
    });

    it('is refused for one object too, with the advice that a person has to do it', async () => {
      const refused = await propose(approvals, 1, 110_000);
      assert.match(refused.is === 'refused' ? refused.says : '', /longer than 140,000 characters/);
      assert.match(refused.is === 'refused' ? refused.says : '', /A person has to make this change\.$/);
    });

    it('is fine for 200 objects with ordinary values', async () => assert.equal((await propose(approvals, 200, 1_000)).is, 'proposed'));
  });
}

describeStore('in SQLite', () => openSqliteStore({ file: ':memory:', clock }));

withPostgres('a large plan', (postgres) => {
  describeStore('in PostgreSQL', async () => (await openPostgres({ server: await postgres().database(), clock })).store);
});

describe('a plan as large as there may be', () => {
  it('reaches the relay with every step, several in one answer', async () => {
    const store = await openSqliteStore({ file: ':memory:', clock });
    const proposed = await propose(approvalsOn(store), 30, 15_000);
    await store.close();
    assert.ok(proposed.is === 'proposed');
    const { content } = proposed.plan;
    assert.ok(Buffer.byteLength(canonicalJson(content)) > MOST_OCTETS * 0.85);
    const [relayKey, jobKey] = [newPrivateKeyPem(), newPrivateKeyPem()].map((pem) => linkKeyOf(pem) ?? assert.fail());
    assert.ok(relayKey !== undefined && jobKey !== undefined);
    const relays = relayStore();
    relays.rows.set('relay-1', enrolledRelay({ publicKey: relayKey.publicJwk, lastSeen: new Date().toISOString() }));
    const log = { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
    const link = createRelayLink({ store: relays, jobKey, clock: systemClock, random: systemRandom, log, group: 'default', patience: { pickUp: 3_000, pickUpFromNobody: 3_000, step: 3_000 } });
    const server = await serveRoutes(link.routes);
    let counter = 0;
    const bot = createBotLink({ url: server.url, relayId: 'relay-1', privateKey: relayKey.privateKey, nextCounter: () => (counter += 1), clock: systemClock });
    const jobs = Array.from({ length: 12 }, (_, at) => stepJob(content, { jobId: `job-${at}`, step: at + 1, notAfter: new Date(Date.now() + 60_000).toISOString() }));
    const sent = jobs.map((job) => link.step(job));
    const leased = await bot.lease({ kind: 'step', free: 16 });
    assert.equal(leased.jobs.length, 12);
    for (const { job } of leased.jobs) assert.equal(parseRelayJob(job)?.kind, 'step');
    await server.close();
    await Promise.all(sent);
  });
});

describe('the longest value', () => {
  const withValue = (length: number) => {
    const [step] = photos(1, 3).steps;
    assert.ok(step?.operation === 'ad.change-values');
    return planWith([{ ...step, params: { ...step.params, before: ['A'.repeat(length)] } }]);
  };
  it('that a plan may hold is the longest that the relay takes', () => {
    for (const [length, fits] of [[LONGEST_VALUE, true], [LONGEST_VALUE + 1, false]] as const) {
      const content = withValue(length);
      assert.equal(tooLarge({ content, prediction: null, undoes: null }) === null, fits);
      assert.equal(parseRelayJob(JSON.parse(JSON.stringify(stepJob(content)))) !== null, fits);
    }
  });
});

describe('the largest undo', () => {
  it('is a little larger than the plan, for what has run must not stay for its size', () => {
    const plan = samplePlan(1);
    const content = { ...plan.content, reason: 'x'.repeat(MOST_OCTETS) };
    assert.match(tooLarge({ content, prediction: null, undoes: null }) ?? '', /^The values that this change holds/);
    assert.equal(tooLarge({ content, prediction: null, undoes: 'AAAA-BBBB' }), null);
  });
});
