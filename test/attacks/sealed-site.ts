import assert from 'node:assert/strict';
import { createTenantTokens } from '../../src/adapters/openid-keys/tenant-tokens.ts';
import { issuerOf, type LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { AdTarget, Plan } from '../../src/model/plan.ts';
import type { RelayJob, SealProof } from '../../src/model/relay-job.ts';
import { sealNonce } from '../../src/protocol/seal-nonce.ts';
import { signJob } from '../../src/protocol/sign-job.ts';
import { SEAL_APP_ID, TENANT_ID } from '../../lab/company/cast.ts';
import { oidOf, type BotInHand } from './bot-in-hand.ts';
import { relayInHand, type newJobKey, type RelayInHand } from './relays-in-hand.ts';
import type { Watched } from './repelled.ts';
import type { SambaSite } from './samba-site.ts';

interface SealedGiven {
  readonly bot: BotInHand;
  readonly samba: SambaSite;
  readonly watched: Watched;
  readonly key: ReturnType<typeof newJobKey>;
  readonly hired: () => Promise<AdTarget & { readonly address: string }>;
  readonly approvedBy: (plan: Plan, ...who: readonly string[]) => Promise<void>;
}

type Claims = Readonly<Record<string, unknown>>;

/** The bot host is in the attacker's hands: jobs are signed as they should be, and say whatever he likes. */
export function describeSealedSite(given: () => SealedGiven): void {
  describe('at a site that asks for seals, a job that is perfectly signed', () => {
    let relay: RelayInHand;
    let plan: Plan;

    before(() => {
      const { bot, samba, key } = given();
      const sealing = {
        operations: { 'ad.change-addresses': 'sign-in' as const }, tenantId: TENANT_ID, appId: SEAL_APP_ID, approvers: { people: [oidOf('ben')], groups: [] },
        openIdConfiguration: `${bot.login.url}/${TENANT_ID}/v2.0/.well-known/openid-configuration`,
      };
      const policy: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses'], writableContainers: [samba.container], objectsPerHour: 100, protectedNames: [], sealing };
      const idTokens = createTenantTokens({ openIdConfiguration: sealing.openIdConfiguration, issuer: issuerOf(sealing), clock: bot.clock });
      relay = relayInHand({ relayId: 'relay-3', folder: bot.folder, baseDn: samba.baseDn, directory: samba.open(), policy, idTokens, clock: bot.clock, botKey: key.publicJwk });
    });
    beforeEach(async () => {
      const { bot, hired, approvedBy } = given();
      plan = await bot.proposed([await hired()]);
      bot.clock.forward(60_000);
      await approvedBy(plan, 'ben');
    });
    after(() => relay.close());

    const seal = async (who: string, role: SealProof['role'], change: Claims = {}): Promise<SealProof> => {
      const { bot } = given();
      const now = Math.floor(bot.clock.now().getTime() / 1000);
      const claims = { ver: '2.0', iss: `${bot.login.url}/${TENANT_ID}/v2.0`, aud: SEAL_APP_ID, tid: TENANT_ID, oid: oidOf(who), sub: who, nonce: sealNonce(plan.hash, role, 'approve'), iat: now, nbf: now, exp: now + 3600, auth_time: now };
      return { role, verdict: 'approve', idToken: await bot.login.signIdToken({ ...claims, ...change }) };
    };
    const handed = async (seals: readonly SealProof[]) => {
      const { bot, key } = given();
      const job: RelayJob = {
        kind: 'step', jobId: crypto.randomUUID(), notAfter: new Date(bot.clock.now().getTime() + 60_000).toISOString(), phase: 'run', plan: plan.content, planHash: plan.hash, step: 1, attempt: 1, fence: await bot.store.nextFence(),
        decisions: await bot.store.decisions(plan.content.planId), seals,
      };
      return relay.take(await signJob(job, relay.relayId, key));
    };
    const ROWS: readonly (readonly [what: string, seals: () => Promise<readonly SealProof[]>])[] = [
      ['without seals', () => Promise.resolve([])],
      ['with the seal of the requester only', async () => [await seal('ana', 'requester')]],
      ['with the seal of the approver only', async () => [await seal('ben', 'approver')]],
      ['with both seals of one person', async () => [await seal('ben', 'requester'), await seal('ben', 'approver')]],
      ['with the seal of an approver whom the site does not know', async () => [await seal('ana', 'requester'), await seal('chloe', 'approver')]],
      ['with seals that were made for another plan', async () => [await seal('ana', 'requester', { nonce: 'A'.repeat(43) }), await seal('ben', 'approver', { nonce: 'A'.repeat(43) })]],
      ['with seals for another application', async () => [await seal('ana', 'requester', { aud: TENANT_ID }), await seal('ben', 'approver', { aud: TENANT_ID })]],
      ['with seals that nobody signed', async () => (await Promise.all([seal('ana', 'requester'), seal('ben', 'approver')])).map((proof) => ({ ...proof, idToken: `${proof.idToken.split('.').slice(0, 2).join('.')}.${'A'.repeat(342)}` }))],
    ];
    for (const [what, seals] of ROWS) {
      it(`${what} changes nothing`, async () => {
        const changes = await given().watched.changes();
        const answer = await handed(await seals());
        assert.deepEqual(await given().watched.changes(), changes, 'a directory was asked for a change');
        assert.ok(answer?.kind === 'refused', JSON.stringify(answer));
        assert.match(answer.says, /seals? of two people/);
      });
    }
    it('with the seals of both is done, so that the others were refused for their seals', async () => {
      const answer = await handed([await seal('ana', 'requester'), await seal('ben', 'approver')]);
      assert.ok(answer?.kind === 'step' && answer.result.is === 'applied', JSON.stringify(answer));
    });
  });
}
