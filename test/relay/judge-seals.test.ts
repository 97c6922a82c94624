import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseLocalPolicy } from '../../src/boundary/local-policy.ts';
import type { PlanContent } from '../../src/model/plan.ts';
import type { SealProof } from '../../src/model/relay-job.ts';
import { DirectoryError } from '../../src/ports/directory.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { sealNonce } from '../../src/protocol/seal-nonce.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import type { LoginServer } from '../../lab/servers/login-server.ts';
import { APPROVER, OTHER_APPROVER, person, planWith, REPAIR_PREFIX, REQUESTER, stepJob, type StepJob } from '../ports/relay-jobs.ts';
import { approverSeal, claimsFor, openSealedRelay, OWN_MACHINE_APP, PLAN, requesterSeal, sealedJob, sealingOf, seconds, startTenant, type Claims, type SealedRelay } from './sealed-jobs.ts';

const HASH = planHash(PLAN);
const TWO = planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } });
const GROUP = 'CN=Approvers,OU=Groups,DC=corp,DC=contoso,DC=com';
const SID = 'S-1-5-21-1-2-3-1104';

/** Breaks one thing of one token; everything else stays perfectly good. */
const BROKEN_CLAIMS: readonly (readonly [string, SealProof['role'], Claims, RegExp])[] = [
  ['issued by another authority', 'approver', { iss: 'https://login.example.com/5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10/v2.0' }, /issued by somebody else \(iss\)/],
  ['of another tenant', 'approver', { tid: '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0' }, /another tenant \(tid\)/],
  ['made for another application', 'approver', { aud: '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01' }, /application that does not count here \(aud\)/],
  ['made for another application by the requester', 'requester', { aud: '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01' }, /person who asked was made for an application/],
  ['for another plan', 'approver', { nonce: sealNonce('f'.repeat(64), 'approver', 'approve') }, /\(nonce\)/],
  ['for the other role', 'approver', { nonce: sealNonce(HASH, 'requester', 'approve') }, /\(nonce\)/],
  ['for a denial', 'approver', { nonce: sealNonce(HASH, 'approver', 'deny') }, /\(nonce\)/],
  ['without a nonce', 'approver', { nonce: undefined }, /\(nonce\)/],
  ['with the role of the approver for the requester', 'requester', { nonce: sealNonce(HASH, 'approver', 'approve') }, /\(nonce\)/],
  ['of the requester as approver', 'approver', { oid: REQUESTER }, /person who asked for the plan, who cannot approve it/],
  ['of somebody else as requester', 'requester', { oid: APPROVER }, /not of the person who asked/],
  ['of a person whom nobody listed', 'approver', { oid: OTHER_APPROVER }, /does not name as an approver/],
  ['without the time of the sign-in', 'approver', { auth_time: undefined }, /does not say when the person signed in \(auth_time\)/],
  ['of the requester without the time of the sign-in', 'requester', { auth_time: undefined }, /does not say when/],
  ['with the time of the sign-in as text', 'approver', { auth_time: String(seconds('09:00:50')) }, /does not say when/],
  ['older than the plan', 'approver', { auth_time: seconds('08:59:59') }, /older than the plan/],
  ['of the second in which the plan was made', 'approver', { auth_time: seconds('09:00:00') }, /older than the plan/],
  ['of the requester, older than the plan', 'requester', { auth_time: seconds('08:59:59') }, /older than the plan/],
  ['of the future', 'approver', { auth_time: seconds('09:07:01'), iat: seconds('09:06:50') }, /only later/],
  ['expired', 'approver', { exp: seconds('08:56:59'), iat: seconds('08:50:00') }, /expired \(exp\)/],
  ['not valid yet', 'approver', { nbf: seconds('09:07:01') }, /not valid yet \(nbf\)/],
  ['issued in the future', 'approver', { iat: seconds('09:07:01') }, /time of issue that cannot be/],
  ['issued after its own end', 'approver', { iat: seconds('09:02:00'), exp: seconds('09:01:30') }, /time of issue that cannot be/],
  ['that came long after the issue of its own token', 'approver', { auth_time: seconds('09:06:01') }, /only later/],
  ['of version 1.0', 'approver', { ver: '1.0' }, /no ID token/],
  ['without an expiry', 'approver', { exp: undefined }, /no ID token/],
  ['with several audiences', 'approver', { aud: ['0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04', 'another'] }, /no ID token/],
];

describe('a sealed job on the relay', () => {
  let login: LoginServer;
  let relay: SealedRelay;
  before(async () => {
    login = await startTenant();
  });
  after(() => login.close());
  beforeEach(() => {
    relay = openSealedRelay(login);
  });
  afterEach(() => relay.close());

  it('runs when requester and approver have signed in for exactly this plan', async () => {
    await relay.runs(await relay.goodJob());
    assert.deepEqual(relay.journal().sealsOf(HASH).map(({ role, oid, verdict, at }) => [role, oid, verdict, at]), [['requester', REQUESTER, 'approve', '2026-11-21T09:02:00.000Z'], ['approver', APPROVER, 'approve', '2026-11-21T09:02:00.000Z']]);
  });

  it('that is perfectly signed but bears no seals is refused', async () => relay.refuses(stepJob(PLAN), /seals of two people: the person who asked has not sealed/));

  for (const [what, role, change, why] of BROKEN_CLAIMS) {
    it(`with a sign-in ${what} is refused and starts nothing`, async () => {
      const [requester, approver] = role === 'requester' ? [await requesterSeal(login, change), await approverSeal(login)] : [await requesterSeal(login), await approverSeal(login, change)];
      await relay.refuses(sealedJob([requester, approver]), why);
    });
  }

  describe('needs everybody:', () => {
    const two = async (): Promise<readonly SealProof[]> => [
      { role: 'requester', verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid: REQUESTER, role: 'requester', at: '09:00:30', plan: TWO })) },
      { role: 'approver', verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid: APPROVER, role: 'approver', at: '09:00:50', plan: TWO })) },
    ];
    const other = async (oid = OTHER_APPROVER, at = '09:00:55'): Promise<SealProof> => ({ role: 'approver', verdict: 'approve', idToken: await login.signIdToken(claimsFor(login, { oid, role: 'approver', at, plan: TWO })) });
    const decisions = (plan: PlanContent): StepJob['decisions'] => [APPROVER, OTHER_APPROVER].map((oid) => ({ ...(stepJob(plan).decisions[0] ?? assert.fail()), decider: { oid, name: 'x', upn: 'x', personKey: null } }));
    const both = (): JobWorld => relay.worldWith(sealingOf(login, { approvers: { people: [APPROVER, OTHER_APPROVER], groups: [] } }));

    it('the requester', async () => relay.refuses(sealedJob([await approverSeal(login)]), /person who asked has not sealed/));
    it('the approver', async () => relay.refuses(sealedJob([await requesterSeal(login)]), /0 of 1 approvers/));
    it('two approvers where the plan asks for two', async () => {
      await relay.refuses(sealedJob(await two(), { plan: TWO, decisions: decisions(TWO) }), /1 of 2 approvers/, both());
      await relay.runs(sealedJob([...(await two()), await other()], { plan: TWO, decisions: decisions(TWO) }), both());
    });
    it('two different people, whatever number of sign-ins', async () => relay.refuses(sealedJob([...(await two()), await other(APPROVER, '09:01:10')], { plan: TWO, decisions: decisions(TWO) }), /1 of 2 approvers/, both()));
    it('two different people, whatever number of applications', async () => {
      const again: SealProof = { role: 'approver', verdict: 'approve', idToken: await login.signIdToken({ ...claimsFor(login, { oid: APPROVER, role: 'approver', at: '09:00:55', plan: TWO }), aud: OWN_MACHINE_APP }) };
      await relay.refuses(sealedJob([...(await two()), again], { plan: TWO, decisions: decisions(TWO) }), /1 of 2 approvers/, both());
      assert.equal(relay.journal().sealsOf(planHash(TWO)).length, 3);
    });
    it('the decision of each who has sealed', async () => {
      const [first] = decisions(TWO);
      const plan = TWO;
      await relay.refuses(sealedJob([...(await two()), await other()], { plan, decisions: [first ?? assert.fail(), { ...(first ?? assert.fail()), decider: { oid: person('77777777-7777-4777-8777-777777777777'), name: 'x', upn: 'x', personKey: null } }] }), /1 of 2 approvers/, both());
    });
    it('nobody who has denied it under seal', async () => {
      const idToken = await login.signIdToken(claimsFor(login, { oid: APPROVER, role: 'approver', at: '09:00:50', verdict: 'deny' }));
      await relay.refuses({ ...(await relay.goodJob()), seals: [...(await relay.goodJob()).seals, { role: 'approver', verdict: 'deny', idToken }] }, /denied this plan under seal/);
    });
    it('seals of this plan and of no other', async () => {
      const plan = planWith([REPAIR_PREFIX], { rev: 2 });
      await relay.refuses(sealedJob((await relay.goodJob()).seals, { plan }), /\(nonce\)/);
    });
  });

  describe('knows who may approve:', () => {
    const grouped = (): JobWorld => relay.worldWith(sealingOf(login, { approvers: { people: [], groups: [GROUP] } }));
    const withSid = async (sid: string | undefined): Promise<StepJob> => sealedJob([await requesterSeal(login), await approverSeal(login, { onprem_sid: sid })]);

    it('a member of an AD group of the site', async () => {
      relay.directory.inGroups.push({ sid: SID, groupDn: GROUP });
      await relay.runs(await withSid(SID), grouped());
    });
    it('not somebody else of AD', async () => {
      relay.directory.inGroups.push({ sid: `${SID}5`, groupDn: GROUP });
      await relay.refuses(await withSid(SID), /no AD group that may approve here/, grouped());
    });
    it('not a cloud account without a name in the policy', async () => relay.refuses(await withSid(undefined), /without an account in AD \(onprem_sid\) nobody can be in its groups/, grouped()));
    it('nobody while AD cannot be asked', async () => {
      relay.directory.before = (method) => {
        if (method === 'isInGroup') throw new DirectoryError('unreachable', 'no connection');
      };
      await relay.refuses(await withSid(SID), /AD could not be asked/, grouped());
    });
  });

  describe('keeps to the stronger forms:', () => {
    const OWN = { operations: { 'ad.change-addresses': 'own-machine' } } as const;
    it('only the application of the own machine counts where the site asks for it', async () => {
      const own = relay.worldWith(sealingOf(login, OWN));
      await relay.refuses(await relay.goodJob(), /\(aud\)/, own);
      await relay.runs(sealedJob([await requesterSeal(login, { aud: OWN_MACHINE_APP }), await approverSeal(login, { aud: OWN_MACHINE_APP })]), own);
    });
    it('… for the approver', async () => relay.refuses(sealedJob([await requesterSeal(login, { aud: OWN_MACHINE_APP }), await approverSeal(login)]), /0 of 1 approvers.*\(aud\)/, relay.worldWith(sealingOf(login, OWN))));
    it('… and for the requester', async () => relay.refuses(sealedJob([await requesterSeal(login), await approverSeal(login, { aud: OWN_MACHINE_APP })]), /person who asked has not sealed.*\(aud\)/, relay.worldWith(sealingOf(login, OWN))));
    it('a sign-in on the own machine counts where one in the browser would do', async () => relay.runs(sealedJob([await requesterSeal(login, { aud: OWN_MACHINE_APP }), await approverSeal(login, { aud: OWN_MACHINE_APP })])));
    it('an admission for the weaker form does not carry the stronger one', async () => {
      await relay.admits(await relay.goodJob(), /^$/);
      await relay.refuses(await relay.goodJob(), /person who asked has not sealed/, relay.worldWith(sealingOf(login, { operations: { 'ad.change-addresses': 'own-machine' } })));
    });
    for (const [what, requester, approver, lacks] of [
      ['by the approver', ['c1'], undefined, /0 of 1 approvers.*authentication context c1 \(acrs\)/],
      ['by the approver in full', ['c1'], ['c11'], /0 of 1 approvers.*context c1/],
      ['by the requester', undefined, ['c1'], /person who asked has not sealed.*context c1/],
    ] as const) {
      it(`the authentication context must have been met ${what}`, async () => relay.refuses(sealedJob([await requesterSeal(login, { acrs: requester }), await approverSeal(login, { acrs: approver })]), lacks, relay.worldWith(sealingOf(login, { authenticationContext: 'c1' }))));
    }
    it('an authentication context that both have met is enough', async () =>
      relay.runs(sealedJob([await requesterSeal(login, { acrs: ['c1'] }), await approverSeal(login, { acrs: ['c2', 'c1'] })]), relay.worldWith(sealingOf(login, { authenticationContext: 'c1' }))));
    it('operations that the site does not name need no seal', async () => relay.runs(stepJob(PLAN), relay.worldWith(sealingOf(login, { operations: { 'ad.move': 'own-machine' } }))));
    it('a relay that cannot read tokens refuses', async () => relay.refuses(await relay.goodJob(), /cannot check seals/, { ...relay.world(), idTokens: undefined }));
    it('the other checks stay', async () => {
      const job = await relay.goodJob();
      await relay.refuses({ ...job, decisions: [] }, /0 of 1 approvals/);
      await relay.refuses(job, /read-only/, { ...relay.world(), policy: { ...relay.world().policy, readOnly: true } });
    });
  });

  it('keeps no token in its journal', async () => {
    await relay.runs(await relay.goodJob());
    assert.doesNotMatch(readFileSync(relay.journalFile, 'utf8'), /eyJ/);
  });

  it('admits nothing for another plan than the hash says', async () => {
    const answer = await runJob(relay.world(), { ...(await relay.goodJob()), phase: 'admit', plan: planWith([REPAIR_PREFIX], { rev: 3 }) });
    assert.ok(answer.kind === 'refused' && answer.says.includes('hash differs'), JSON.stringify(answer));
    assert.deepEqual(relay.journal().sealsOf(HASH), []);
  });
});

describe('the sealing part of a local policy', () => {
  const policy = (change: object): readonly string[] => {
    const sealing = { operations: { 'ad.move': 'sign-in' }, tenantId: '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10', appId: '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04', openIdConfiguration: 'https://login.microsoftonline.com/5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10/v2.0/.well-known/openid-configuration', approvers: { people: [APPROVER] }, ...change };
    const parsed = parseLocalPolicy({ readOnly: false, operations: [], writableContainers: [], objectsPerHour: 1, sealing });
    return parsed.ok ? [] : parsed.complaints;
  };
  it('is fine as it should be', () => assert.deepEqual(policy({}), []));
  for (const [what, change, says] of [
    ['the keys of another tenant', { openIdConfiguration: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration' }, /must be that of this tenant/],
    ['keys over http', { openIdConfiguration: 'http://login.microsoftonline.com/5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10/v2.0/.well-known/openid-configuration' }, /https/],
    ['own-machine without its application', { operations: { 'ad.move': 'own-machine' } }, /ownMachineAppId: is missing/],
    ['one application for both', { ownMachineAppId: '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04' }, /another application/],
    ['nobody who may approve', { approvers: {} }, /names nobody/],
    ['a word that is none', { operations: { 'ad.move': 'none' } }, /operations/],
  ] as const) it(`is refused with ${what}`, () => assert.match(policy(change).join('\n'), says));
});
