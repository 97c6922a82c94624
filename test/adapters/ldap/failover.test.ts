import assert from 'node:assert/strict';
import { createAdDatabase } from '../../../lab/company/ad-database.ts';
import { guidOctets } from '../../../lab/company/ad-metadata.ts';
import type { AdState } from '../../../lab/company/ad-state.ts';
import type { LdapServer } from '../../../lab/servers/ldap-server.ts';
import { isObjectGuid, type ObjectGuid } from '../../../src/model/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { DirectoryError, type Directory } from '../../../src/ports/directory.ts';
import type { ServiceRecord } from '../../../src/ports/service-records.ts';
import { rejects } from '../../contracts/directory.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { BASE_DN, DELEGATED, READER, RELAY, startLabDirectory, wallClock, type LabDirectory } from './lab-world.ts';

const GUID = '4e9c1c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const guid: ObjectGuid = isObjectGuid(GUID) ? GUID : assert.fail();
const ADA = `CN=Ada,CN=Users,${BASE_DN}`;
const person = { objectClass: 'user', sAMAccountName: 'ada', objectGUID: guidOctets(GUID) };
const write = { guid, attribute: 'mail', remove: [], add: ['ada@contoso.com'] } as const;

describe('several domain controllers of one domain', () => {
  let lab: LabDirectory;
  let secondState: AdState;
  let second: LdapServer;
  let first: FaultProxy;
  let later = 0;
  let directory: Directory;
  const clock: Clock = { now: () => new Date(Date.now() + later), sleep: (milliseconds, signal) => wallClock.sleep(milliseconds, signal) };
  const names = (): readonly string[] => [`127.0.0.1:${first.port}`, new URL(second.url).host];
  const open = (more: Parameters<LabDirectory['open']>[0] = {}): Directory => lab.open({ url: `ldaps://127.0.0.1:${first.port}`, domainControllers: [second.url], timeoutMs: 500, clock, ...more });
  const spoke = async (): Promise<string> => (await directory.onOne((one) => one.find('ada'))).server;
  const count = (server: LdapServer, kind: string): number => server.seen.filter((each) => each === kind).length;

  beforeEach(async () => {
    later = 0;
    lab = await startLabDirectory();
    secondState = createAdDatabase({ domain: 'corp.contoso.com', baseDn: BASE_DN, host: 'dc2', clock: { now: () => new Date() } });
    for (const state of [lab.state, secondState]) state.add(ADA, person);
    second = await lab.serve(secondState);
    first = await startFaultProxy(lab.server.url);
    directory = open();
  });
  afterEach(async () => {
    await lab.close();
    await first.close();
  });

  it('asks the preferred one, and nobody else while it answers', async () => {
    for (let turn = 0; turn < 5; turn += 1) assert.equal(await spoke(), names()[0]);
    assert.equal(second.seen.length, 0);
    assert.deepEqual((await directory.domainControllers()).map(({ server, from, out }) => [server, from, out]), names().map((server) => [server, 'configuration', undefined]));
  });

  it('goes over to the next when it fails, stays there a while, and then comes back', async () => {
    assert.equal(await spoke(), names()[0]);
    first.refuse = true;
    first.reset();
    assert.equal(await spoke(), names()[1]);
    const [current, out] = await directory.domainControllers();
    assert.deepEqual([current?.server, current?.out, out?.server, out?.out?.why.fault], [names()[1], undefined, names()[0], 'unreachable']);
    first.refuse = false;
    later = 120_000;
    assert.equal(await spoke(), names()[1]);
    later = 400_000;
    assert.equal(await spoke(), names()[0]);
    assert.deepEqual((await directory.domainControllers()).map((each) => each.out), [undefined, undefined]);
  });

  it('leaves one that failed out, so that it costs its wait once, and longer each time', async () => {
    first.stall = true;
    const started = performance.now();
    assert.equal(await spoke(), names()[1]);
    const waited = performance.now() - started;
    assert.ok(waited >= 450 && waited < 2000, String(waited));
    for (let turn = 0; turn < 10; turn += 1) assert.equal(await spoke(), names()[1]);
    assert.ok(performance.now() - started < waited + 400);
    const until = async (): Promise<number> => ((await directory.domainControllers()).find(({ server }) => server === names()[0])?.out?.until.getTime() ?? 0) - clock.now().getTime();
    assert.ok((await until()) <= 30_000);
    later = 400_000;
    assert.equal(await spoke(), names()[1]);
    assert.ok((await until()) > 30_000);
  });

  it('says whom it asked when nobody answers, and asks again the next time', async () => {
    first.refuse = second.faults.refuse = true;
    const thrown = await rejects(directory.find('ada'), 'unreachable');
    for (const name of names()) assert.ok(thrown.message.includes(name), thrown.message);
    second.faults.refuse = false;
    assert.equal(await spoke(), names()[1]);
  });

  it('offers a refused password to one of them, once, for a locked account helps nobody', async () => {
    const refused = open({ password: 'wrong' });
    for (let turn = 0; turn < 5; turn += 1) assert.match((await rejects(refused.find('ada'), 'credentials')).message, /wrong name or password/);
    await Promise.allSettled(Array.from({ length: 5 }, () => refused.find('ada')));
    assert.deepEqual([count(lab.server, 'bind'), count(second, 'bind')], [1, 0]);
    later = 31_000;
    await rejects(refused.find('ada'), 'credentials');
    assert.deepEqual([count(lab.server, 'bind'), count(second, 'bind')], [2, 0]);
  });

  describe('after a change', () => {
    it('reads the object where it was changed, and says so rather than asking another one', async () => {
      assert.equal((await directory.changeValues(write)).server, names()[0]);
      first.refuse = true;
      first.reset();
      const thrown = await rejects(directory.byGuid(guid), 'unreachable');
      assert.match(thrown.message, new RegExp(`changed on ${names()[0]}.*may not have the change yet`));
      assert.equal(thrown.server, names()[0]);
      for (const ask of [() => directory.changeValues(write), () => directory.changes(guid), () => directory.move(guid, `CN=Computers,${BASE_DN}`)]) await rejects(ask(), 'unreachable');
      // Whatever else is asked goes on with the other one.
      assert.equal((await directory.find('ada')).length, 1);
      first.refuse = false;
      assert.deepEqual((await directory.byGuid(guid))?.attributes['mail'], ['ada@contoso.com']);
      assert.equal(count(second, 'modify'), 0);
    });

    it('asks any of them again when half an hour has passed', async () => {
      await directory.changeValues(write);
      first.refuse = true;
      first.reset();
      later = 1_900_000;
      assert.equal((await directory.byGuid(guid))?.dn, ADA);
    });

    it('never makes a change twice whose answer was lost, and goes on looking where it may have been made', async () => {
      await directory.byGuid(guid);
      lab.server.faults.slowMs = 20;
      const writing = directory.changeValues(write);
      while (count(lab.server, 'modify') === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      lab.server.faults.lostAnswers = 1;
      await rejects(writing, 'unreachable');
      lab.server.faults.slowMs = 0;
      assert.deepEqual([count(lab.server, 'modify'), count(second, 'modify')], [1, 0]);
      assert.deepEqual((await directory.byGuid(guid))?.attributes['mail'], ['ada@contoso.com']);
      assert.equal((await directory.byGuid(guid)) === null, false);
    });

    it('makes it on the other one when nothing was sent to the first', async () => {
      first.refuse = true;
      assert.equal((await directory.changeValues(write)).server, names()[1]);
      assert.deepEqual([count(lab.server, 'modify'), count(second, 'modify')], [0, 1]);
    });
  });

  it('begins a long list with another one, but never goes on with it', async () => {
    const read = async (): Promise<number> => (await Array.fromAsync(directory.readAll({ filter: { is: 'present', attribute: 'sAMAccountName' }, attributes: ['cn'] }))).reduce((sum, { entries }) => sum + entries.length, 0);
    first.refuse = true;
    assert.ok((await read()) > 0);
    first.refuse = false;
    later = 400_000;
    for (let index = 0; index < 2500; index += 1) lab.state.add(`CN=u${index},CN=Users,${BASE_DN}`, { objectClass: 'user', sAMAccountName: `u${index}` });
    const pages = open({ timeoutMs: 5000 }).readAll({ filter: { is: 'present', attribute: 'sAMAccountName' }, attributes: ['cn'] });
    await assert.rejects(async () => {
      for await (const page of pages) {
        assert.equal(page.server, names()[0]);
        first.reset();
      }
    }, { fault: 'unreachable', server: names()[0] });
  });

  describe('on a bad line', () => {
    const asksOnly = { timeoutMs: 1500, domainControllers: [] } as const;

    it('asks a reading again after octets that came twice, or not whole, and never believes them', async () => {
      const alone = open(asksOnly);
      await alone.find('ada');
      for (const spoil of [() => (first.twice = true), () => (first.cutAfter = 10), () => first.reset(), () => first.end()]) {
        spoil();
        assert.equal((await alone.find('ada')).length, 1);
        // What is left of the spoilt connection goes before the next one is spoilt.
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });

    it('waits for one that is slow', async () => {
      first.slowMs = 40;
      assert.equal((await open(asksOnly).find('ada')).length, 1);
    });

    for (const [how, spoil] of [['twice', () => (first.twice = true)], ['cut', () => (first.cutAfter = 10)], ['stalled', () => (first.stall = true)]] as const) {
      it(`makes a change once whose answer comes ${how}, and tells that it does not know`, async () => {
        const alone = open({ ...asksOnly, timeoutMs: 400 });
        await alone.byGuid(guid);
        const fresh = { ...write, add: [`${how}@contoso.com`] };
        lab.server.faults.slowMs = 30;
        const writing = alone.changeValues(fresh).then(() => 'made', (thrown: unknown) => thrown);
        while (count(lab.server, 'modify') === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        spoil();
        const end = await writing;
        lab.server.faults.slowMs = 0;
        first.stall = false;
        assert.ok(end === 'made' || (end instanceof DirectoryError && ['unreachable', 'timed-out'].includes(end.fault)), String(end));
        assert.equal(count(lab.server, 'modify'), 1);
        assert.deepEqual((await alone.byGuid(guid))?.attributes['mail'], [`${how}@contoso.com`]);
      });
    }
  });

  describe('named by DNS', () => {
    // Whatever ends in this counts as a host of the domain; the lab has no names of its own.
    const domain = '0.0.1';
    const at = (url: string, priority: number): ServiceRecord => ({ host: '127.0.0.1', port: Number(new URL(url).port), priority, weight: 100 });

    it('are found without any configured, best first, and named as such', async () => {
      const [one, other] = [await lab.serve(lab.state, { startTls: true }), await lab.serve(secondState, { startTls: true })];
      const asked: string[] = [];
      const records = { lookUp: (name: string) => Promise.resolve((asked.push(name), [at(other.url, 10), at(one.url, 0)])) };
      const byDns = lab.open({ withoutUrl: true, startTls: true, discovery: { records, domain, site: 'London' } });
      assert.equal((await byDns.onOne((each) => each.find('ada'))).server, new URL(one.url).host);
      assert.deepEqual((await byDns.domainControllers()).map(({ server, from }) => [server, from]), [one, other].map(({ url }) => [new URL(url).host, 'dns']));
      assert.deepEqual(asked, ['_ldap._tcp.London._sites.dc._msdcs.0.0.1', '_ldap._tcp.dc._msdcs.0.0.1']);
      one.faults.refuse = true;
      one.dropConnections();
      assert.equal((await byDns.onOne((each) => each.find('ada'))).server, new URL(other.url).host);
    });

    it('take over when those that are configured fail; before that DNS is not asked', async () => {
      const [one, other] = [await lab.serve(lab.state, { startTls: true }), await lab.serve(secondState, { startTls: true })];
      let asked = 0;
      const records = { lookUp: () => Promise.resolve((asked++, [at(other.url, 0)])) };
      const mixed = lab.open({ url: one.url, startTls: true, discovery: { records, domain }, timeoutMs: 500 });
      await mixed.find('ada');
      assert.equal(asked, 0);
      one.faults.refuse = true;
      one.dropConnections();
      assert.equal((await mixed.onOne((each) => each.find('ada'))).server, new URL(other.url).host);
    });

    it('may be none, which is said', async () => {
      const nobody = lab.open({ withoutUrl: true, discovery: { records: { lookUp: () => Promise.reject(new Error('SERVFAIL')) }, domain: 'corp.contoso.com' } });
      assert.match((await rejects(nobody.find('ada'), 'unreachable')).message, /DNS names none for corp\.contoso\.com/);
    });
  });

  describe('with one account for reading and one for changes', () => {
    const two = (): Directory => open({ bindDn: READER.bindDn, password: READER.bindPassword, write: { bindDn: DELEGATED.bindDn, password: () => Promise.resolve(DELEGATED.bindPassword) } });

    it('changes with the one and reads with the other', async () => {
      const actors: string[] = [];
      lab.state.watch(({ actor }) => void actors.push(actor));
      await two().changeValues(write);
      assert.deepEqual(actors, ['svc-delegated']);
      assert.deepEqual(await two().writableAttributes({ guid }), ['mail', 'proxyAddresses', 'mS-DS-ConsistencyGuid']);
    });

    it('never changes anything with the account for reading, even when the other is refused', async () => {
      const swapped = open({ bindDn: RELAY.bindDn, password: RELAY.bindPassword, write: { bindDn: DELEGATED.bindDn, password: () => Promise.resolve('wrong') } });
      const thrown = await rejects(swapped.changeValues(write), 'credentials');
      assert.match(thrown.message, /This is the account for changes/);
      const narrow = open({ bindDn: RELAY.bindDn, password: RELAY.bindPassword, write: { bindDn: READER.bindDn, password: () => Promise.resolve(READER.bindPassword) } });
      for (const change of [() => narrow.changeValues(write), () => narrow.rename(guid, 'x'), () => narrow.move(guid, `CN=Computers,${BASE_DN}`), () => narrow.changeUpnSuffixes({ remove: [], add: ['x.com'] })]) await rejects(change(), 'access-denied');
      assert.deepEqual(lab.state.byGuid(GUID)?.values('mail'), []);
    });

    it('signs in for changes only when there is one', async () => {
      const reading = two();
      await reading.find('ada');
      assert.equal(count(lab.server, 'bind'), 1);
    });
  });
});
