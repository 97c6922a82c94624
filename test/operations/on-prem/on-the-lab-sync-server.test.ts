import assert from 'node:assert/strict';
import { BASE_DN, AD_DOMAIN } from '../../../lab/company/cast.ts';
import { createContoso, type Contoso } from '../../../lab/company/contoso.ts';
import { adPerson, cloudPerson, setAttribute } from '../../../lab/company/find-person.ts';
import { startAdSyncServer, type AdSyncServer } from '../../../lab/servers/adsync-server.ts';
import { makeLabCertificates, type LabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { startLdapServer, type LdapServer } from '../../../lab/servers/ldap-server.ts';
import { createLdapDirectory } from '../../../src/adapters/ldap/ldap-directory.ts';
import { createPowerShellSyncServer, type PowerShellSyncServer } from '../../../src/adapters/sync-powershell/powershell-sync-server.ts';
import { isObjectGuid } from '../../../src/model/ids.ts';
import type { StepResult } from '../../../src/model/journal.ts';
import type { AdTarget, StepDraft } from '../../../src/model/plan.ts';
import { runOperation } from '../../../src/operations/run-operation.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { serve, type Site } from '../../../src/relay/menu.ts';
import { wallClock } from '../../adapters/ldap/lab-world.ts';

const says = 'a step of a test';
const WRITER = { bindDn: `CN=svc-syncwhy,${BASE_DN}`, bindPassword: 'relay-secret' };

describe('the operations on the lab’s sync server', () => {
  let certificates: LabCertificates;
  let company: Contoso;
  let running: AdSyncServer;
  let ldap: LdapServer;
  let server: PowerShellSyncServer;
  let directory: Directory;
  let site: Site;

  before(async () => {
    certificates = await makeLabCertificates();
  });
  beforeEach(async () => {
    company = createContoso({ clock: wallClock });
    running = await startAdSyncServer({ sync: company.sync });
    ldap = await startLdapServer({ state: company.ad, certificates, ...WRITER });
    server = createPowerShellSyncServer({ name: 'SYNC01', command: running.command, timeoutMs: 10_000, clock: wallClock });
    directory = createLdapDirectory({ url: ldap.url, bindDn: WRITER.bindDn, password: () => Promise.resolve(WRITER.bindPassword), ca: certificates.caPem, baseDn: BASE_DN, forest: AD_DOMAIN, timeoutMs: 5000, clock: wallClock });
    site = { directories: [{ forest: AD_DOMAIN, baseDn: BASE_DN, directory }], syncServers: [server], clock: wallClock };
  });
  afterEach(async () => {
    server.close();
    company.sync.stop();
    await directory.close();
    await Promise.all([running.close(), ldap.close()]);
  });

  const run = (step: StepDraft, before: readonly StepDraft[] = []): Promise<StepResult> => {
    const result = serve<Promise<StepResult>>(site, { step, before }, (served) => runOperation({ ...served, clock: wallClock, writeAhead: () => Promise.resolve() }));
    assert.ok(result !== null);
    return result;
  };
  const wordsOf = (result: StepResult): string => ('says' in result ? (result.says ?? '') : '');
  const john = (): AdTarget => {
    const { dn, guid } = adPerson(company.ad, 'jsmith');
    assert.ok(isObjectGuid(guid));
    return { dn, guid };
  };
  const alone = (): StepDraft => ({ operation: 'sync.synchronize-object', says, params: { server: 'SYNC01', object: john(), reason: 'test' } });
  const hash = (): StepDraft => ({ operation: 'sync.send-password-hash', says, params: { server: 'SYNC01', object: john(), reason: 'test' } });
  const DELTA: StepDraft = { operation: 'sync.start-delta', says, params: { server: 'SYNC01', reason: 'test' } };
  const FULL: StepDraft = { operation: 'sync.start-full', says, params: { server: 'SYNC01', reason: 'test' } };

  for (const [what, there, back] of [
    ['sync.set-maintenance', { operation: 'sync.set-maintenance', says, params: { server: 'SYNC01', before: true, after: false } }, { operation: 'sync.set-maintenance', says, params: { server: 'SYNC01', before: false, after: true } }],
    ['sync.set-history-retention', { operation: 'sync.set-history-retention', says, params: { server: 'SYNC01', before: '7.00:00:00', after: '3.00:00:00' } }, { operation: 'sync.set-history-retention', says, params: { server: 'SYNC01', before: '3.00:00:00', after: '7.00:00:00' } }],
    ['sync.set-scheduler', { operation: 'sync.set-scheduler', says, params: { server: 'SYNC01', before: true, after: false } }, { operation: 'sync.set-scheduler', says, params: { server: 'SYNC01', before: false, after: true } }],
  ] as const satisfies readonly (readonly [string, StepDraft, StepDraft])[]) {
    it(`${what} changes the setting, not twice, and back again`, async () => {
      const before = company.sync.scheduler();
      assert.equal((await run(there)).is, 'applied');
      assert.notDeepEqual(company.sync.scheduler(), before);
      assert.equal((await run(there)).is, 'drifted');
      assert.equal((await run(back)).is, 'applied');
      const { NextSyncCycleStartTimeInUTC: _, ...now } = company.sync.scheduler();
      assert.deepEqual(now, Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'NextSyncCycleStartTimeInUTC')));
    });
  }

  it('sync.set-maintenance works on a server in staging mode, where sync.set-scheduler does not', async () => {
    company.sync.setStaging(true);
    assert.equal((await run({ operation: 'sync.set-maintenance', says, params: { server: 'SYNC01', before: true, after: false } })).is, 'applied');
    assert.equal((await run({ operation: 'sync.set-scheduler', says, params: { server: 'SYNC01', before: true, after: false } })).is, 'drifted');
  });

  it('sync.set-history-retention takes one day for twenty-four hours', async () => {
    company.sync.machine.historyRetention = '1.00:00:00';
    assert.equal((await run({ operation: 'sync.set-history-retention', says, params: { server: 'SYNC01', before: '24:00:00', after: '7.00:00:00' } })).is, 'applied');
    assert.equal(company.sync.scheduler().PurgeRunHistoryInterval, '7.00:00:00');
  });

  it('sync.start-full imports and synchronises everything anew', async () => {
    const result = await run(FULL);
    assert.equal(result.is, 'applied', wordsOf(result));
    assert.ok(company.sync.recentRuns().some(({ RunProfileName }) => RunProfileName === 'Full Synchronization'));
    assert.ok(company.sync.recentRuns().slice(0, 6).every(({ RunProfileName }) => !RunProfileName.startsWith('Delta')));
  });

  it('a cycle after a change in AD checks the controller that its last import read, and carries the change', async () => {
    const object = john();
    const step: StepDraft = { operation: 'ad.change-values', says, params: { object, attribute: 'displayName', before: ['John Smith'], after: ['John B. Smith'] } };
    assert.equal((await run(step)).is, 'applied');
    const asked = ldap.seen.length;
    const result = await run(DELTA, [step]);
    assert.deepEqual([result.is, wordsOf(result)], ['applied', '']);
    assert.ok(ldap.seen.length > asked);
    assert.equal(cloudPerson(company, 'jsmith')?.displayName, 'John B. Smith');
  });

  it('a cycle is refused while another one runs at the start of a plan, in staging mode and near the deletion threshold', async () => {
    company.sync.hang();
    assert.match(wordsOf(await run(DELTA)), /running a cycle already/);
    company.sync.machine.hangs = false;
    company.sync.setStaging(true);
    assert.match(wordsOf(await run(FULL)), /staging mode/);
    company.sync.setStaging(false);
    company.sync.setDeletionThreshold(2);
    for (const name of ['jsmith', 'mlopez']) company.ad.remove(adPerson(company.ad, name).dn);
    company.sync.runCycle();
    const result = await run(DELTA);
    assert.equal(result.is, 'failed');
    assert.match(wordsOf(result), /2 deletions wait for export on SYNC01, and at 2 it stops every export/);
    assert.ok(cloudPerson(company, 'jsmith') !== undefined);
  });

  describe('sync.synchronize-object', () => {
    beforeEach(() => company.sync.setCycleEnabled(false));

    it('brings a change of one object to the cloud, and of no other', async () => {
      setAttribute(company.ad, 'jsmith', { displayName: ['John B. Smith'] });
      setAttribute(company.ad, 'mlopez', { displayName: ['Another Name'] });
      const result = await run(alone());
      assert.equal(result.is, 'applied', wordsOf(result));
      assert.equal(cloudPerson(company, 'jsmith')?.displayName, 'John B. Smith');
      assert.notEqual(cloudPerson(company, 'mlopez')?.displayName, 'Another Name');
    });

    it('is refused while the scheduler is on, while a cycle runs and in staging mode', async () => {
      company.sync.setCycleEnabled(true);
      assert.match(wordsOf(await run(alone())), /scheduler of SYNC01 is on/);
      company.sync.setCycleEnabled(false);
      company.sync.hang();
      assert.match(wordsOf(await run(alone())), /running a cycle/);
      company.sync.machine.hangs = false;
      company.sync.setStaging(true);
      assert.match(wordsOf(await run(alone())), /staging mode/);
    });

    it('names the patience that the engine asks for, and has changed nothing', async () => {
      company.sync.machine.isThrottled = true;
      const result = await run(alone());
      assert.equal(result.is, 'failed');
      assert.match(wordsOf(result), /Nothing was changed: .*wait five minutes/);
    });

    it('names the refusal of Entra and of the scope', async () => {
      company.sync.machine.troubles.add('entra-busy');
      const refused = await run(alone());
      assert.equal(refused.is, 'unsure');
      assert.match(wordsOf(refused), /ended with "failure" for CN=John Smith.*Throttled.*in Export to Microsoft Entra ID/);
      company.sync.machine.troubles.delete('entra-busy');
      company.ad.rename(john().dn, 'CN=John Smith', `OU=Leavers,${BASE_DN}`);
      assert.match(wordsOf(await run(alone())), /OrganizationalUnitNotInScope/);
    });

    it('that a rule keeps from the cloud has changed nothing there', async () => {
      setAttribute(company.ad, 'jsmith', { mailNickname: ['SystemMailbox{1f05a927}'] });
      const result = await run(alone());
      assert.equal(result.is, 'failed', wordsOf(result));
      assert.match(wordsOf(result), /ObjectFiltered/);
      assert.ok(cloudPerson(company, 'jsmith') !== undefined);
    });

    it('looked at afterwards is not taken for done while the engine holds an older state', async () => {
      setAttribute(company.ad, 'jsmith', { displayName: ['John B. Smith'] });
      const seen = await serve(site, { step: alone() }, ({ operation, world, params }) => operation.look(world, params, new Date()));
      assert.deepEqual([seen?.stands, seen?.says], ['before', `SYNC01 has not read the newest state of ${john().dn}: displayName`]);
    });
  });

  describe('sync.send-password-hash', () => {
    it('sends the hash of one account that was refused, and reads its log', async () => {
      company.sync.machine.passwords.refused.add(john().guid);
      const result = await run(hash());
      assert.equal(result.is, 'applied', wordsOf(result));
      assert.equal(company.sync.machine.passwords.refused.has(john().guid), false);
    });

    it('ends as unsure where it was sent without success', async () => {
      company.sync.machine.passwords.obstacle = 'replication-refused';
      const result = await run(hash());
      assert.equal(result.is, 'unsure');
      assert.match(wordsOf(result), /ended with Error/);
    });

    it('is refused in staging mode, for an object that is not held, and where it is not switched on', async () => {
      company.sync.setStaging(true);
      assert.match(wordsOf(await run(hash())), /staging mode/);
      company.sync.setStaging(false);
      company.sync.machine.passwords.isEnabled = false;
      assert.match(wordsOf(await run(hash())), /not switched on/);
      company.sync.machine.passwords.isEnabled = true;
      company.ad.rename(john().dn, 'CN=John Smith', `OU=Leavers,${BASE_DN}`);
      assert.match(wordsOf(await run(hash())), /does not hold/);
    });
  });
});
