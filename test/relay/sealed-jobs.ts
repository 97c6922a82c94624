import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { createTenantTokens } from '../../src/adapters/openid-keys/tenant-tokens.ts';
import { issuerOf, type LocalPolicy, type SealingPolicy } from '../../src/boundary/local-policy.ts';
import type { PersonId } from '../../src/model/ids.ts';
import type { PlanContent } from '../../src/model/plan.ts';
import type { SealProof } from '../../src/model/relay-job.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { IdTokens } from '../../src/ports/id-tokens.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { sealNonce } from '../../src/protocol/seal-nonce.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLoginServer, type LoginServer } from '../../lab/servers/login-server.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';
import { fastClock, type FastClock } from '../ports/fast-clock.ts';
import { memoryDirectory, type MemoryDirectory } from '../ports/memory-directory.ts';
import { APPROVER, johnEntry, planWith, REPAIR_PREFIX, REQUESTER, stepJob, type StepJob } from '../ports/relay-jobs.ts';

export const TENANT = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
export const SEAL_APP = '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04';
export const OWN_MACHINE_APP = '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05';
export const PLAN = planWith([REPAIR_PREFIX]);

/** The OpenID provider of the tenant, over real HTTPS on loopback. */
export async function startTenant(): Promise<LoginServer> {
  const certificates = await makeLabCertificates();
  trustLabCa(certificates.caPem);
  return startLoginServer({ certificates, clients: [] });
}

export const sealingOf = (login: LoginServer, change: Partial<SealingPolicy> = {}): SealingPolicy => ({
  operations: { 'ad.change-addresses': 'sign-in' }, tenantId: TENANT, appId: SEAL_APP, ownMachineAppId: OWN_MACHINE_APP,
  openIdConfiguration: `${login.url}/${TENANT}/v2.0/.well-known/openid-configuration`, approvers: { people: [APPROVER], groups: [] }, ...change,
});

export const policyOf = (sealing: SealingPolicy): LocalPolicy => ({
  readOnly: false, operations: ['ad.change-addresses'], writableContainers: ['OU=Staff,DC=corp,DC=contoso,DC=com'], objectsPerHour: 5, protectedNames: [], sealing,
});

export const tokensOf = (sealing: SealingPolicy, clock: Pick<Clock, 'now'>): IdTokens => createTenantTokens({ openIdConfiguration: sealing.openIdConfiguration, issuer: issuerOf(sealing), clock });

export type Claims = Readonly<Record<string, unknown>>;
export const seconds = (time: string): number => Math.floor(Date.parse(`2026-11-21T${time}Z`) / 1000);

/** The claims of somebody who has signed in at this time of day for exactly this plan. */
export function claimsFor(login: LoginServer, who: { readonly oid: PersonId; readonly role: SealProof['role']; readonly at: string; readonly plan?: PlanContent; readonly verdict?: SealProof['verdict'] }): Claims {
  const { oid, role, at, plan = PLAN, verdict = 'approve' } = who;
  const when = seconds(at);
  return { ver: '2.0', iss: `${login.url}/${TENANT}/v2.0`, aud: SEAL_APP, tid: TENANT, oid, sub: 'x', nonce: sealNonce(planHash(plan), role, verdict), iat: when, nbf: when, exp: when + 3600, auth_time: when, preferred_username: 'somebody' };
}

/** A job with these tokens as its seals. */
export const sealedJob = (seals: readonly SealProof[], change: Partial<StepJob> = {}): StepJob => stepJob(change.plan ?? PLAN, { seals, ...change });

export const requesterSeal = async (login: LoginServer, change: Claims = {}): Promise<SealProof> => ({ role: 'requester', verdict: 'approve', idToken: await login.signIdToken({ ...claimsFor(login, { oid: REQUESTER, role: 'requester', at: '09:00:30' }), ...change }) });
export const approverSeal = async (login: LoginServer, change: Claims = {}): Promise<SealProof> => ({ role: 'approver', verdict: 'approve', idToken: await login.signIdToken({ ...claimsFor(login, { oid: APPROVER, role: 'approver', at: '09:00:50' }), ...change }) });

/** A relay that asks for seals, with a directory in memory and its journal on the disk, at 09:02. */
export interface SealedRelay {
  readonly directory: MemoryDirectory;
  readonly clock: FastClock;
  readonly journalFile: string;
  journal(): RelayJournal;
  world(): JobWorld;
  worldWith(sealing: SealingPolicy): JobWorld;
  /** Both seals are as they should be. */
  goodJob(change?: Partial<StepJob>): Promise<StepJob>;
  /** Ends the journal and opens it again, as a restart does. */
  restart(): void;
  refuses(job: StepJob, why: RegExp, within?: JobWorld): Promise<void>;
  runs(job: StepJob, within?: JobWorld): Promise<void>;
  /** A job that only admits says this of what is missing. */
  admits(job: StepJob, lacks: RegExp, within?: JobWorld): Promise<void>;
  close(): void;
}

export function openSealedRelay(login: LoginServer): SealedRelay {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-seals-'));
  const journalFile = join(folder, 'journal.jsonl');
  let journal = openRelayJournal(journalFile);
  const directory = memoryDirectory([johnEntry()]);
  const clock = fastClock('2026-11-21T09:02:00.000Z');
  const worldWith = (sealing: SealingPolicy): JobWorld => ({
    site: { clock, directories: [{ forest: 'corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', directory }], syncServers: [] },
    group: 'default', policy: policyOf(sealing), journal, idTokens: tokensOf(sealing, clock), log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() },
  });
  const usual = worldWith(sealingOf(login));
  return {
    directory, clock, journalFile, worldWith,
    journal: () => journal,
    world: () => usual,
    goodJob: async (change = {}) => sealedJob([await requesterSeal(login), await approverSeal(login)], change),
    restart: () => {
      journal.close();
      journal = openRelayJournal(journalFile);
    },
    async refuses(job, why, within = usual) {
      const answer = await runJob(within, job);
      assert.ok(answer.kind === 'refused', `not refused: ${JSON.stringify(answer)}`);
      assert.match(answer.says, why);
      assert.deepEqual(directory.writes, []);
      assert.equal(journal.knows(job.plan.planId), false);
    },
    async runs(job, within = usual) {
      const answer = await runJob(within, job);
      assert.ok(answer.kind === 'step' && answer.result.is === 'applied', JSON.stringify(answer));
      assert.deepEqual(directory.writes, ['changeValues']);
    },
    async admits(job, lacks, within = usual) {
      const before = directory.writes.length;
      const answer = await runJob(within, { ...job, phase: 'admit' });
      assert.ok(answer.kind === 'admitted', JSON.stringify(answer));
      assert.match(answer.says, lacks);
      assert.equal(directory.writes.length, before, 'an admission writes nothing');
    },
    close: () => {
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
