import assert from 'node:assert/strict';
import { createTenantTokens } from '../../src/adapters/openid-keys/tenant-tokens.ts';
import { createEntraSignIn } from '../../src/adapters/seal-sign-in/entra-sign-in.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createSealing } from '../../src/approve/create-sealing.ts';
import { createApprovals, type PressAnswer } from '../../src/approve/press.ts';
import { neededSeal } from '../../src/approve/seal-plan.ts';
import type { SealEnd, Sealing } from '../../src/approve/sealing.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { DemandedSeals, RelayJob } from '../../src/model/relay-job.ts';
import type { SealForm, SealRole } from '../../src/model/seal.ts';
import type { Store } from '../../src/ports/store.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { sealNonce } from '../../src/protocol/seal-nonce.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLoginServer, type LoginServer } from '../../lab/servers/login-server.ts';
import { addressStep, auditOf, cloudStep, MADE, minutes, personId, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';
import { pretendPeople, type PretendPeople } from './pretend-people.ts';

const SEAL_APP = '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04';
const OWN_APP = '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05';
const POLICY = pretendPolicy({ approvers: [ruleFor(['group-approvers'])] });
const [REQUESTER, APPROVER] = [1, 2] as const;

describe('which seal a plan needs', () => {
  const policyOf = (seal: SealForm) => ({ seal: { 'reversible-one-object': seal, 'far-reaching': 'own-machine' } }) as const;
  const table: readonly (readonly [string, SealForm, readonly DemandedSeals[], SealForm])[] = [
    ['none where nobody asks', 'none', [{}], 'none'],
    ['that of the policy', 'sign-in', [], 'sign-in'],
    ['that of a relay', 'none', [{}, { 'ad.change-addresses': 'sign-in' }], 'sign-in'],
    ['the stronger one of the relay', 'sign-in', [{ 'ad.change-addresses': 'own-machine' }], 'own-machine'],
    ['the stronger one of the policy', 'own-machine', [{ 'ad.change-addresses': 'sign-in' }], 'own-machine'],
    ['not that of an operation which the plan does not have', 'none', [{ 'ad.move': 'own-machine' }], 'none'],
  ];
  for (const [what, seal, relays, needed] of table) it(`is ${what}`, () => assert.equal(neededSeal(policyOf(seal), relays.map((seals) => ({ seals })), [addressStep(1)], 'reversible-one-object'), needed));
});

describe('sealing on the bot', () => {
  let login: LoginServer;
  let store: Store;
  let people: PretendPeople;
  let now = minutes(5);
  let sealing: Sealing;
  let nonces = 0;
  const jobs: RelayJob[] = [];
  const followed: (PressAnswer | null)[] = [];
  const codes = new Map<string, string>();
  let background: Promise<unknown>[] = [];

  before(async () => {
    const certificates = await makeLabCertificates();
    trustLabCa(certificates.caPem);
    login = await startLoginServer({ certificates, clients: [] });
  });
  after(() => login.close());
  beforeEach(async () => {
    [people, now, background] = [pretendPeople(), minutes(5), []];
    for (const list of [jobs, followed]) list.length = 0;
    codes.clear();
    const clock = { now: () => now };
    store = await openSqliteStore({ file: ':memory:', clock: { ...clock, sleep: () => Promise.resolve() } });
    const random = { uuid: () => planId((nonces += 1)), nonce: () => `ticket${String((nonces += 1)).padStart(16, '0')}` };
    const issuer = `${login.url}/${TENANT}/v2.0`;
    sealing = createSealing({
      settings: { tenantId: TENANT, issuer, publicUrl: 'https://bot.contoso.com', appId: SEAL_APP, ownMachineAppId: OWN_APP },
      idTokens: createTenantTokens({ openIdConfiguration: `${issuer}/.well-known/openid-configuration`, issuer, clock }),
      page: { ...createEntraSignIn({ authority: login.url, tenantId: TENANT }), redeem: ({ code }) => Promise.resolve(codes.has(code) ? { is: 'token', idToken: codes.get(code) ?? '' } : { is: 'refused', says: 'The sign-in was not confirmed.' }) },
      strangerRefused: (event) => store.audit(event),
      approvals: createApprovals({ store, people, relays: () => Promise.resolve([]), policy: () => POLICY, clock, tenantId: TENANT, agentGroup: 'default', random }),
      relayLink: { step: (job) => { jobs.push(job); return Promise.resolve({ kind: 'admitted', jobId: job.jobId, says: '' }); } },
      store, people, clock, random,
      sealed: (_planId, answer) => void followed.push(answer),
      inBackground: (_what, work) => void background.push(work),
    });
  });
  afterEach(async () => {
    await Promise.all(background);
    await store.close();
  });

  const pending = async (seal: SealForm = 'sign-in', change: Parameters<typeof samplePlan>[1] = {}): Promise<Plan> => {
    const plan = samplePlan(1, change, { seal });
    await store.addPlan(plan, auditOf('plan.created', plan));
    return plan;
  };
  const token = (plan: Plan, by: number, role: SealRole, claims: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const at = Math.floor(now.getTime() / 1000) - 30;
    return login.signIdToken({ ver: '2.0', iss: `${login.url}/${TENANT}/v2.0`, aud: plan.seal === 'own-machine' ? OWN_APP : SEAL_APP, tid: TENANT, oid: personId(by), nonce: sealNonce(plan.hash, role, 'approve'), iat: at, nbf: at, exp: at + 3600, auth_time: at, ...claims });
  };
  const offered = async (plan: Plan, by: number, role: SealRole): Promise<string> => {
    const offer = await sealing.offer({ plan, role, actor: { oid: personId(by), name: 'x' }, comment: 'looked at it', activityId: `activity-${by}`, conversationId: '19:ops@thread.tacv2' });
    assert.ok(offer.is === 'offered', JSON.stringify(offer));
    return /ticket[= ]([\w-]{22})$/.exec(offer.url ?? offer.command ?? '')?.[1] ?? assert.fail();
  };
  const finish = async (plan: Plan, ticket: string, idToken: string): Promise<SealEnd> => {
    if (plan.seal === 'own-machine') return sealing.finishWithToken(ticket, idToken);
    codes.set(ticket, idToken);
    return sealing.finishWithCode(ticket, { code: ticket });
  };
  const seal = async (plan: Plan, by: number, role: SealRole, claims: Readonly<Record<string, unknown>> = {}): Promise<SealEnd> => finish(plan, await offered(plan, by, role), await token(plan, by, role, claims));
  const says = (end: SealEnd): string => (end.is === 'refused' ? end.says : assert.fail(`sealed: ${end.says}`));
  const events = async (): Promise<readonly string[]> => (await store.auditTrail(0, 1000)).map(({ event }) => `${event.event}${event.rule === null ? '' : ` ${event.rule}`}`);
  const stateOf = async (plan: Plan): Promise<string | undefined> => (await store.planById(plan.content.planId))?.state;

  for (const form of ['sign-in', 'own-machine'] as const) {
    it(`counts the approval of a ${form} plan when both have signed in, and lets a relay judge at once`, async () => {
      const plan = await pending(form);
      assert.equal((await seal(plan, REQUESTER, 'requester')).is, 'sealed');
      assert.equal(await stateOf(plan), 'pending');
      assert.match((await seal(plan, APPROVER, 'approver')).says, /Approved by Admin 2/);
      assert.equal(await stateOf(plan), 'approved');
      await Promise.all(background);
      assert.deepEqual(jobs.map((job) => job.kind === 'step' && [job.phase, job.seals.map(({ role }) => role).toSorted(), job.decisions.length]), [['admit', ['requester'], 0], ['admit', ['approver', 'requester'], 1]]);
      assert.deepEqual(followed.map((answer) => answer?.is ?? null), [null, 'accepted']);
      assert.equal((await store.decisions(plan.content.planId))[0]?.comment, 'looked at it');
      const trail = JSON.stringify(await store.auditTrail(0, 1000));
      assert.doesNotMatch(trail, /eyJ|ticket0/, 'neither a token nor a ticket is in the trail');
      assert.deepEqual((await events()).filter((event) => event.startsWith('seal')).toSorted(), ['seal.admitted', 'seal.admitted', 'seal.given', 'seal.given', 'seal.offered', 'seal.offered']);
    });
  }

  it('does not take an approver before the requester', async () => {
    const plan = await pending();
    assert.match(says(await seal(plan, APPROVER, 'approver')), /has not signed in for it yet/);
    assert.deepEqual([await stateOf(plan), (await store.seals(plan.content.planId)).length], ['pending', 0]);
  });

  it('takes each ticket once, even twice at the same time', async () => {
    const plan = await pending();
    const ticket = await offered(plan, REQUESTER, 'requester');
    const idToken = await token(plan, REQUESTER, 'requester');
    const ends = await Promise.all([finish(plan, ticket, idToken), finish(plan, ticket, idToken)]);
    assert.deepEqual(ends.map(({ is }) => is).toSorted(), ['refused', 'sealed']);
    assert.match(says(await finish(plan, ticket, idToken)), /used already/);
  });

  const BROKEN: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    ['is of somebody else', { oid: personId(3) }, /not of the person who asked/],
    ['is for another plan', { nonce: sealNonce('0'.repeat(64), 'requester', 'approve') }, /another plan, role or verdict/],
    ['is for the other application', { aud: OWN_APP }, /does not count here/],
    ['is of another tenant', { tid: '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0' }, /another tenant/],
    ['does not say when', { auth_time: undefined }, /auth_time/],
    ['is older than the plan', { auth_time: Math.floor(Date.parse(MADE) / 1000) }, /older than the plan/],
  ];
  for (const [what, claims, why] of BROKEN) {
    it(`refuses a sign-in that ${what}, says why and writes it down`, async () => {
      const plan = await pending();
      const ticket = await offered(plan, REQUESTER, 'requester');
      assert.match(says(await finish(plan, ticket, await token(plan, REQUESTER, 'requester', claims))), why);
      assert.deepEqual([(await store.seals(plan.content.planId)).length, (await events()).at(-1), jobs.length], [0, 'seal.refused R22', 0]);
      assert.equal((await finish(plan, ticket, await token(plan, REQUESTER, 'requester'))).is, 'sealed', 'a slip does not spend the ticket');
    });
  }

  it('refuses an approver who signs in as a colleague', async () => {
    const plan = await pending();
    await seal(plan, REQUESTER, 'requester');
    assert.match(says(await finish(plan, await offered(plan, APPROVER, 'approver'), await token(plan, 3, 'approver'))), /as somebody else/);
    assert.equal(await stateOf(plan), 'pending');
  });

  it('judges the press again after the sign-in: who is no approver any more does not count', async () => {
    const plan = await pending();
    await seal(plan, REQUESTER, 'requester');
    const ticket = await offered(plan, APPROVER, 'approver');
    people.removed.add(personId(APPROVER));
    assert.match(says(await finish(plan, ticket, await token(plan, APPROVER, 'approver'))), /not in a group/);
    assert.deepEqual([await stateOf(plan), (await events()).at(-1), followed.at(-1)?.is], ['pending', 'decision.refused R9', 'refused']);
  });

  it('ends with the ticket, the plan and the time for approval', async () => {
    const plan = await pending();
    await seal(plan, REQUESTER, 'requester');
    const early = await offered(plan, APPROVER, 'approver');
    now = minutes(16);
    assert.match(says(await finish(plan, early, await token(plan, APPROVER, 'approver'))), /time for this sign-in is over/);
    now = minutes(59);
    const late = await offered(plan, APPROVER, 'approver');
    now = minutes(61);
    assert.match(says(await finish(plan, late, await token(plan, APPROVER, 'approver'))), /over|no longer open/);
    const offer = await sealing.offer({ plan, role: 'approver', actor: { oid: personId(APPROVER), name: 'x' }, comment: '', activityId: null, conversationId: 'c' });
    assert.ok(offer.is === 'cannot' && /no longer open/.test(offer.says));
  });

  it('offers nobody the sign-in of somebody else, nor one that is not needed or not set up', async () => {
    const plan = await pending();
    const ask = (role: SealRole, by: number, of: Plan = plan) => sealing.offer({ plan: of, role, actor: { oid: personId(by), name: 'x' }, comment: '', activityId: null, conversationId: 'c' });
    for (const offer of [await ask('requester', APPROVER), await ask('approver', REQUESTER)]) assert.ok(offer.is === 'cannot' && /somebody else/.test(offer.says));
    const unsealed = await ask('approver', APPROVER, { ...plan, seal: 'none' });
    assert.ok(unsealed.is === 'cannot' && /needs no sign-in/.test(unsealed.says));
  });

  it('keeps the two forms apart: no ticket of the own machine opens a page, none of the browser shows the plan', async () => {
    const plan = await pending('own-machine');
    const ticket = await offered(plan, REQUESTER, 'requester');
    assert.equal((await sealing.start(ticket)).is, 'refused');
    assert.equal((await sealing.finishWithCode(ticket, { code: 'x' })).is, 'refused');
    const view = await sealing.view(ticket);
    assert.ok(view.is === 'open' && planHash(view.plan.content) === plan.hash && view.role === 'requester');
    assert.equal((await sealing.view('ticket0000000000999999')).is, 'refused');
  });

  it('sends the browser to the page of the tenant with nonce, challenge and a demand to sign in anew', async () => {
    const plan = await pending();
    const started = await sealing.start(await offered(plan, REQUESTER, 'requester'));
    assert.ok(started.is === 'go');
    const { origin, pathname, searchParams: asked } = new URL(started.url);
    assert.deepEqual([origin, pathname], [login.url, `/${TENANT}/oauth2/v2.0/authorize`]);
    assert.deepEqual(['response_type', 'prompt', 'nonce', 'code_challenge_method', 'redirect_uri', 'login_hint', 'scope'].map((name) => asked.get(name)), ['code', 'login', sealNonce(plan.hash, 'requester', 'approve'), 'S256', 'https://bot.contoso.com/seal/callback', 'admin1@contoso.com', 'openid profile']);
    assert.match(asked.get('code_challenge') ?? '', /^[\w-]{43}$/);
    assert.equal(asked.has('client_secret'), false);
  });

  it('says what the sign-in page said, without its words', async () => {
    const plan = await pending();
    assert.match(says(await sealing.finishWithCode(await offered(plan, REQUESTER, 'requester'), { error: 'access_denied <script>' })), /^The sign-in was not completed/);
    assert.match(says(await sealing.finishWithCode(await offered(plan, REQUESTER, 'requester'), { code: 'unknown' })), /not confirmed/);
  });

  it('asks no relay about a plan that has no step for one', async () => {
    const plan = await pending('sign-in', { steps: [cloudStep(1)] });
    await seal(plan, REQUESTER, 'requester');
    await Promise.all(background);
    assert.deepEqual(jobs, []);
  });
});
