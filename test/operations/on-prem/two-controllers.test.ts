import assert from 'node:assert/strict';
import { createAdDatabase } from '../../../lab/company/ad-database.ts';
import { guidOctets } from '../../../lab/company/ad-metadata.ts';
import type { AdState } from '../../../lab/company/ad-state.ts';
import type { LdapServer } from '../../../lab/servers/ldap-server.ts';
import { isObjectGuid } from '../../../src/model/ids.ts';
import type { StepResult } from '../../../src/model/journal.ts';
import type { StepDraft } from '../../../src/model/plan.ts';
import { runOperation } from '../../../src/operations/run-operation.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { serve } from '../../../src/relay/menu.ts';
import { startFaultProxy, type FaultProxy } from '../../adapters/ldap/fault-proxy.ts';
import { BASE_DN, DOMAIN, startLabDirectory, wallClock, type LabDirectory } from '../../adapters/ldap/lab-world.ts';
import { fastClock, type FastClock } from '../../ports/fast-clock.ts';
import { CONNECTORS, memorySyncServer } from '../../ports/memory-sync-server.ts';

const GUID = '4e9c1c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
assert.ok(isObjectGuid(GUID));
const ADA = `CN=Ada,CN=Users,${BASE_DN}`;
const DC2 = 'dc2.corp.contoso.com';
const CHANGE: StepDraft = { operation: 'ad.change-values', says: 'x', params: { object: { guid: GUID, dn: ADA }, attribute: 'mail', before: [], after: ['ada@contoso.com'] } };
const CYCLE: StepDraft = { operation: 'sync.start-delta', says: 'x', params: { server: 'SYNC01', reason: 'test' } };

describe('a plan with two domain controllers, of which the sync server reads the other one', () => {
  let lab: LabDirectory;
  let second: LdapServer;
  let secondState: AdState;
  let first: FaultProxy;
  let directory: Directory;
  let sync: ReturnType<typeof memorySyncServer>;
  let time: FastClock;

  beforeEach(async () => {
    lab = await startLabDirectory();
    secondState = createAdDatabase({ domain: DOMAIN, baseDn: BASE_DN, host: 'dc2', clock: { now: () => new Date() } });
    for (const state of [lab.state, secondState]) state.add(ADA, { objectClass: 'user', sAMAccountName: 'ada', objectGUID: guidOctets(GUID) });
    second = await lab.serve(secondState);
    first = await startFaultProxy(lab.server.url);
    directory = lab.open({ url: `ldaps://127.0.0.1:${first.port}`, domainControllers: [second.url], timeoutMs: 1000, clock: wallClock });
    time = fastClock();
    sync = memorySyncServer('SYNC01', () => time.now());
    sync.said.connectors = [{ Name: CONNECTORS[0], Type: 'AD', Partitions: [{ DN: BASE_DN, PreferredDCs: [DC2] }] }, { Name: CONNECTORS[1], Type: 'Extensible2' }];
  });
  afterEach(async () => {
    await lab.close();
    await first.close();
  });

  const arrives = (): void => secondState.modify(ADA, [{ operation: 'replace', attribute: 'mail', values: ['ada@contoso.com'] }]);
  const run = (step: StepDraft, before: readonly StepDraft[] = [], clock: Clock = time): Promise<StepResult> => {
    const site = { directories: [{ forest: DOMAIN, baseDn: BASE_DN, directory }], syncServers: [sync], clock };
    const running = serve<Promise<StepResult>>(site, { step, before }, (served) => runOperation({ ...served, clock, writeAhead: () => Promise.resolve() }));
    assert.ok(running !== null);
    return running;
  };
  const wordsOf = (result: StepResult): string => ('says' in result ? (result.says ?? '') : '');

  it('finds the controller by the name that it gives itself, and no other', async () => {
    const there = await directory.at(DC2);
    assert.ok(there !== null);
    await there.find('ada');
    assert.deepEqual((await there.onOne((one) => one.find('ada'))).server, new URL(second.url).host);
    assert.equal((await directory.at(`${DC2}:389`)) === null, false);
    assert.equal(await directory.at('dc9.corp.contoso.com'), null);
  });

  it('has the object replicated from where it was written, and starts the cycle when it is there', async () => {
    assert.equal((await run(CHANGE)).is, 'applied');
    const clock: Clock = { ...time, sleep: (milliseconds) => (arrives(), time.sleep(milliseconds)) };
    const result = await run(CYCLE, [CHANGE], clock);
    assert.deepEqual([result.is, wordsOf(result)], ['applied', '']);
    assert.deepEqual(second.replicated, [`CN=NTDS Settings,CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${BASE_DN}:<GUID=${GUID}>`]);
    assert.deepEqual(sync.writes, ['startDelta']);
  });

  it('is not spent on a state that the sync server does not see', async () => {
    await run(CHANGE);
    const result = await run(CYCLE, [CHANGE]);
    assert.equal(result.is, 'failed');
    assert.match(wordsOf(result), /Nothing was changed: dc2\.corp\.contoso\.com, which the sync server reads, does not show the change/);
    assert.deepEqual(sync.writes, []);
    arrives();
    assert.equal((await run(CYCLE, [CHANGE])).is, 'applied');
  });

  it('asks for the last of several changes of one thing, of values, flags, places and members', async () => {
    const target = `OU=Target,${BASE_DN}`;
    const group = `CN=Crew,CN=Users,${BASE_DN}`;
    const GROUP = '5e9c1c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
    assert.ok(isObjectGuid(GROUP));
    for (const state of [lab.state, secondState]) {
      state.add(target, { objectClass: 'organizationalUnit' });
      state.modify(ADA, [{ operation: 'replace', attribute: 'userAccountControl', values: ['512'] }]);
      state.add(group, { objectClass: 'group', sAMAccountName: 'crew', objectGUID: guidOctets(GROUP) });
    }
    const object = { guid: GUID, dn: ADA };
    const steps: readonly StepDraft[] = [
      CHANGE,
      { operation: 'ad.change-values', says: 'x', params: { object, attribute: 'mail', before: ['ada@contoso.com'], after: ['ada.l@contoso.com'] } },
      { operation: 'ad.set-enabled', says: 'x', params: { object, before: true, after: false } },
      { operation: 'ad.change-member', says: 'x', params: { group: { guid: GROUP, dn: group }, member: object, before: false, after: true } },
      { operation: 'ad.move', says: 'x', params: { object, from: `CN=Users,${BASE_DN}`, to: target } },
    ];
    for (const [at, step] of steps.entries()) assert.equal((await run(step, steps.slice(0, at))).is, 'applied', step.operation);
    const arrivals: readonly (() => void)[] = [
      () => secondState.modify(ADA, [{ operation: 'replace', attribute: 'mail', values: ['ada.l@contoso.com'] }]), () => secondState.modify(ADA, [{ operation: 'replace', attribute: 'userAccountControl', values: ['514'] }]),
      () => secondState.modify(group, [{ operation: 'add', attribute: 'member', values: [ADA] }]), () => secondState.rename(ADA, 'CN=Ada', target),
    ];
    for (const arrive of arrivals) {
      assert.match(wordsOf(await run(CYCLE, steps)), /does not show the change/);
      arrive();
    }
    const result = await run(CYCLE, steps);
    assert.equal(result.is, 'applied', wordsOf(result));
  });

  it('reads the written object only where it was written, though another one answers', async () => {
    await run(CHANGE);
    first.refuse = true;
    first.reset();
    const again = await run(CHANGE);
    assert.equal(again.is, 'failed');
    assert.match(wordsOf(again), /present state could not be read.*the other domain controllers may not have the change yet/);
    assert.deepEqual(secondState.byDn(ADA)?.values('mail'), []);
    first.refuse = false;
    assert.equal((await run(CHANGE)).is, 'drifted');
  });

  it('goes on with another controller where the preferred one is gone before anything was written', async () => {
    await directory.find('ada');
    first.refuse = true;
    first.reset();
    assert.equal((await run(CHANGE)).is, 'applied');
    assert.deepEqual(secondState.byDn(ADA)?.values('mail'), ['ada@contoso.com']);
    assert.deepEqual(lab.state.byDn(ADA)?.values('mail'), []);
    const result = await run(CYCLE, [CHANGE]);
    assert.equal(result.is, 'applied', wordsOf(result));
  });
});
