import assert from 'node:assert/strict';
import { createAdDatabase } from '../../../lab/company/ad-database.ts';
import { descriptorOctets } from '../../../lab/company/ad-descriptor.ts';
import { guidOctets } from '../../../lab/company/ad-metadata.ts';
import type { AdState } from '../../../lab/company/ad-state.ts';
import { catalogOf } from '../../../lab/servers/ldap-catalog.ts';
import type { LdapServer } from '../../../lab/servers/ldap-server.ts';
import { memberCount } from '../../../src/deduce/group-members.ts';
import { isObjectGuid, type ObjectGuid } from '../../../src/model/ids.ts';
import { DirectoryError, type Directory } from '../../../src/ports/directory.ts';
import { readOnPrem } from '../../../src/readings/on-prem/index.ts';
import { rejects } from '../../contracts/directory.ts';
import { BASE_DN, SHORT_SIGHTED, startLabDirectory, type LabDirectory } from './lab-world.ts';

const CHILD_DN = `DC=emea,${BASE_DN}`;
const GUID = '4e9c1c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const guid: ObjectGuid = isObjectGuid(GUID) ? GUID : assert.fail();
const person = { objectClass: 'user', sAMAccountName: 'ada', userPrincipalName: 'ada@contoso.com', objectGUID: guidOctets(GUID) };

describe('a domain with several domain controllers', () => {
  let lab: LabDirectory;
  let second: LdapServer;
  let lagging: AdState;
  before(async () => {
    lab = await startLabDirectory();
    lagging = createAdDatabase({ domain: 'corp.contoso.com', baseDn: BASE_DN, host: 'dc2', clock: { now: () => new Date() } });
    second = await lab.serve(lagging);
    lab.state.add(`CN=Ada,CN=Users,${BASE_DN}`, { ...person, mail: 'new@contoso.com' });
    lagging.add(`CN=Ada,CN=Users,${BASE_DN}`, { ...person, mail: 'old@contoso.com' });
  });
  after(() => lab.close());
  afterEach(() => void (second.faults.stall = false));

  const behind = (): Directory => lab.open({ domainControllers: [second.url] });

  it('shows what the other one has not heard yet, and an object that it lacks as one without attributes', async () => {
    const { guid: fresh } = lab.state.add(`CN=Fresh,CN=Users,${BASE_DN}`, { objectClass: 'user', sAMAccountName: 'fresh' });
    const { copies, silent } = await behind().copies([guid, isObjectGuid(fresh) ? fresh : assert.fail()]);
    assert.deepEqual(silent, []);
    assert.deepEqual(copies.map(({ dn, attributes }) => [dn, attributes['mail'] ?? Object.keys(attributes)]), [[`CN=Ada,CN=Users,${BASE_DN}`, ['old@contoso.com']], [`CN=Fresh,CN=Users,${BASE_DN}`, []]]);
  });

  it('waits two seconds for one that keeps silent, and no longer', async () => {
    second.faults.stall = true;
    const started = performance.now();
    const { copies, silent } = await behind().copies([guid]);
    assert.deepEqual([copies, silent.map(({ server, error }) => [server, error instanceof DirectoryError && error.fault])], [[], [[new URL(second.url).host, 'timed-out']]]);
    assert.ok(performance.now() - started < 3500);
  });

  it('looks the others up in CN=Sites, those of its own site first, and names those beyond eight', async () => {
    const servers = `CN=Servers,CN=Far,CN=Sites,CN=Configuration,${BASE_DN}`;
    lab.state.add(`CN=Far,CN=Sites,CN=Configuration,${BASE_DN}`, { objectClass: 'site' });
    lab.state.add(servers, { objectClass: 'serversContainer' });
    const add = (parent: string, name: string, domainDn: string): unknown => lab.state.add(`CN=${name},${parent}`, { objectClass: 'server', dNSHostName: `${name}.invalid`, serverReference: `CN=${name},OU=Domain Controllers,${domainDn}` });
    for (let number = 10; number < 18; number += 1) add(servers, `far${number}`, BASE_DN);
    add(servers, 'other', CHILD_DN);
    add(`CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${BASE_DN}`, 'near', BASE_DN);
    const { silent, notAsked } = await lab.open().copies([guid]);
    assert.deepEqual([silent.map(({ server }) => server), notAsked], [['near.invalid', ...[10, 11, 12, 13, 14, 15, 16].map((number) => `far${number}.invalid`)], ['far17.invalid']]);
  });
});

describe('a group with more members than anybody reads', () => {
  it('comes with its first 5,000 members and says that there are at least 250,000', async function () {
    this.timeout(120_000);
    const lab = await startLabDirectory();
    try {
      const fill = (name: string, count: number): void => {
        const member = Array.from({ length: count }, (_, at) => (lab.state.byDn(`CN=m${at},CN=Users,${BASE_DN}`) ?? lab.state.add(`CN=m${at},CN=Users,${BASE_DN}`, { objectClass: 'contact' })).dn);
        lab.state.add(`CN=${name},CN=Users,${BASE_DN}`, { objectClass: 'group', sAMAccountName: name, member });
      };
      for (const [name, count, atLeast, exact] of [['two', 2, 2, true], ['some', 4000, 4000, true], ['many', 6100, 6001, false]] as const) {
        fill(name, count);
        const [group] = await lab.open().find(name);
        assert.deepEqual(group === undefined ? null : memberCount(group), { atLeast, exact }, name);
      }
      assert.equal((await lab.open().find('many'))[0]?.attributes['member;range=249999-249999'], undefined);
    } finally {
      await lab.close();
    }
  });
});

describe('two forests', () => {
  it('are read together, each with its own suffixes, and one that is down leaves the other whole', async () => {
    const lab = await startLabDirectory();
    try {
      const baseDn = 'DC=fabrikam,DC=com';
      const other = createAdDatabase({ domain: 'fabrikam.com', baseDn, host: 'fab1', clock: { now: () => new Date() } });
      const server = await lab.serve(other);
      lab.state.add(`CN=Ada,CN=Users,${BASE_DN}`, { ...person, mail: 'ada@contoso.com' });
      other.add(`CN=Ada,CN=Users,${baseDn}`, { objectClass: 'user', sAMAccountName: 'ada', mail: 'ada@contoso.com' });
      const directories = [{ forest: 'corp.contoso.com', baseDn: BASE_DN, directory: lab.open({ timeoutMs: 1000 }) }, { forest: 'fabrikam.com', baseDn, directory: lab.open({ url: server.url, baseDn, forest: 'fabrikam.com', timeoutMs: 1000 }) }];
      const ask = { reading: 'ad.subject', version: 1, params: { name: 'ada' } } as const;
      const read = async (): Promise<readonly (readonly [string | undefined, readonly string[] | undefined, number | undefined])[]> =>
        ((await readOnPrem({ directories, syncServers: [] }, ask)).forests ?? []).map(({ name, domains, entries }) => [name, domains, entries?.filter(({ dn }) => dn.startsWith('CN=Ada')).length]);
      assert.deepEqual(await read(), [['corp.contoso.com', ['corp.contoso.com'], 1], ['fabrikam.com', ['fabrikam.com'], 1]]);
      server.faults.refuse = true;
      server.dropConnections();
      const { forests, unread } = await readOnPrem({ directories, syncServers: [] }, ask);
      assert.equal(forests?.find(({ name }) => name === 'corp.contoso.com')?.entries?.some(({ dn }) => dn.startsWith('CN=Ada')), true);
      assert.ok(unread.length > 0 && unread.every(({ detail }) => detail?.includes('fabrikam.com')), JSON.stringify(unread));
    } finally {
      await lab.close();
    }
  });
});

describe('a forest of two domains and a global catalog', () => {
  let lab: LabDirectory;
  let child: AdState;
  let childServer: LdapServer;
  before(async () => {
    lab = await startLabDirectory();
    child = createAdDatabase({ domain: 'emea.corp.contoso.com', baseDn: CHILD_DN, host: 'emea1', forestRoot: lab.state, clock: { now: () => new Date() } });
    childServer = await lab.serve(child);
    child.add(`CN=Bea,CN=Users,${CHILD_DN}`, { objectClass: 'user', sAMAccountName: 'bea', userPrincipalName: 'bea@contoso.com', proxyAddresses: ['SMTP:bea@contoso.com'], mobile: '1' });
    lab.state.add(`CN=Boss,CN=Users,${BASE_DN}`, { objectClass: 'user', sAMAccountName: 'boss', proxyAddresses: ['smtp:bea@contoso.com'], mobile: '2' });
  });
  after(() => lab.close());

  const root = (): Directory => lab.open();
  const emea = (): Directory => lab.open({ url: childServer.url, baseDn: CHILD_DN });
  const ask = { reading: 'ad.subject', version: 1, params: { name: 'bea' } } as const;
  const forest = 'corp.contoso.com';
  const failing = (): Promise<never> => Promise.reject(new DirectoryError('timed-out', 'too late'));
  const names = (entries: readonly { readonly dn: string }[] | undefined): readonly string[] => (entries ?? []).filter(({ dn }) => /^CN=(Bea|Boss)/.test(dn)).map(({ dn }) => dn.slice(3, dn.indexOf(','))).toSorted();

  it('is one forest with both domains, and an address collides across them', async () => {
    const { forests, unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root() }, { forest, baseDn: CHILD_DN, directory: emea() }], syncServers: [] }, ask);
    assert.deepEqual(unread, []);
    assert.deepEqual(forests?.map(({ name, domains }) => [name, domains?.toSorted()]), [[forest, ['corp.contoso.com', 'emea.corp.contoso.com']]]);
    assert.deepEqual(names(forests?.[0]?.entries), ['Bea', 'Boss']);
    assert.deepEqual([forests?.[0]?.inheritanceBlocked, forests?.[0]?.deleted, forests?.[0]?.upnSuffixes?.includes('emea.corp.contoso.com')], [[], [], true]);
  });

  it('says which domain was not searched when there is neither it nor a catalog', async () => {
    const { unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root() }], syncServers: [] }, ask);
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['directory.entries', 'not-configured']]);
    assert.match(unread[0]?.detail ?? '', /domain emea\.corp\.contoso\.com .*was not searched/);
  });

  it('says so when the catalog that a domain needs is down', async () => {
    const dead = { find: failing, holders: failing, withSids: failing, close: () => Promise.resolve() };
    const { unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root(), globalCatalog: dead }], syncServers: [] }, ask);
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['directory.entries', 'timed-out']]);
    assert.match(unread[0]?.detail ?? '', /global catalog of forest corp\.contoso\.com, needed for emea\.corp\.contoso\.com/);
    const halfDead = { ...(await lab.openCatalog([lab.state, child])), holders: failing };
    const half = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root(), globalCatalog: halfDead }], syncServers: [] }, { ...ask, params: { name: 'boss' } });
    assert.deepEqual(half.unread.map(({ what, why }) => [what, why]), [['directory.entries', 'timed-out']]);
    const both = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root(), globalCatalog: dead }, { forest, baseDn: CHILD_DN, directory: emea() }], syncServers: [] }, ask);
    assert.deepEqual(both.unread, []);
  });

  it('finds through the catalog whom no configured domain has, and says that little is known of them', async () => {
    const globalCatalog = await lab.openCatalog([lab.state, child]);
    const { forests, unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root(), globalCatalog }], syncServers: [] }, ask);
    const bea = forests?.[0]?.entries?.find(({ dn }) => dn.startsWith('CN=Bea'));
    assert.deepEqual([bea?.attributes['sAMAccountName'], bea?.attributes['mobile']], [['bea'], undefined]);
    assert.deepEqual(names(forests?.[0]?.entries), ['Bea', 'Boss']);
    assert.match(unread.map(({ detail }) => detail).join(), /CN=Bea.*global catalog only.*emea\.corp\.contoso\.com is not configured/);
  });

  it('reads what the catalog found again in its own domain, with exact values', async () => {
    const globalCatalog = await lab.openCatalog([lab.state, child]);
    const slow = emea();
    const late: Directory = { ...slow, find: () => Promise.resolve([]) };
    const { forests, unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root(), globalCatalog }, { forest, baseDn: CHILD_DN, directory: late }], syncServers: [] }, ask);
    assert.deepEqual(forests?.[0]?.entries?.find(({ dn }) => dn.startsWith('CN=Bea'))?.attributes['mobile'], ['1']);
    assert.deepEqual(unread, []);
  });

  it('keeps the rest of the forest when one domain is down, and says that it is incomplete', async () => {
    const dead = lab.open({ url: 'ldaps://127.0.0.1:1', baseDn: CHILD_DN });
    const { forests, unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root() }, { forest, baseDn: CHILD_DN, directory: dead }], syncServers: [] }, { ...ask, params: { name: 'boss' } });
    assert.deepEqual(names(forests?.[0]?.entries), ['Boss']);
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['directory.entries', 'failed'], ['directory.deleted', 'failed']]);
    assert.match(unread[0]?.detail ?? '', /domain emea\.corp\.contoso\.com of forest corp\.contoso\.com/);
  });

  it('tells blocked inheritance, and names the right that is missing to see it', async () => {
    const boss = `CN=Boss,CN=Users,${BASE_DN}`;
    lab.state.modify(boss, [{ operation: 'replace', attribute: 'nTSecurityDescriptor', values: [descriptorOctets({ inherits: false })] }]);
    const about = { ...ask, params: { name: 'boss' } } as const;
    const both = (directory: Directory): Parameters<typeof readOnPrem>[0] => ({ directories: [{ forest, baseDn: BASE_DN, directory }, { forest, baseDn: CHILD_DN, directory: emea() }], syncServers: [] });
    const seen = await readOnPrem(both(root()), about);
    assert.deepEqual(seen.forests?.[0]?.inheritanceBlocked, [boss]);
    const hidden = await readOnPrem(both(lab.open({ bindDn: SHORT_SIGHTED.bindDn, password: SHORT_SIGHTED.bindPassword })), about);
    assert.deepEqual(hidden.unread.map(({ what, why }) => [what, why]), [['directory.inheritanceBlocked', 'access-denied']]);
    assert.match(hidden.unread[0]?.detail ?? '', /Read permissions/);
  });

  it('finds what only Exchange makes: dynamic distribution lists and public folders', async () => {
    for (const [objectClass, cn] of [['msExchDynamicDistributionList', 'Everybody in Sales'], ['publicFolder', 'Old Folder']] as const) {
      lab.state.add(`CN=${cn},CN=Users,${BASE_DN}`, { objectClass, displayName: cn });
      assert.deepEqual((await root().find(cn)).map(({ attributes }) => attributes['objectClass']?.at(-1)), [objectClass]);
    }
  });

  it('lets nobody write to the catalog', async () => {
    const server = await lab.serve(catalogOf([lab.state, child]));
    const onCatalog = lab.open({ url: server.url });
    const boss = lab.state.byDn(`CN=Boss,CN=Users,${BASE_DN}`)?.guid ?? '';
    await rejects(onCatalog.changeValues({ guid: isObjectGuid(boss) ? boss : assert.fail(), attribute: 'proxyAddresses', remove: [], add: ['smtp:x@contoso.com'] }), 'failed');
  });

  it('tells the writes of an object from the domain that knows it', async () => {
    const written = child.byDn(`CN=Bea,CN=Users,${CHILD_DN}`)?.guid ?? '';
    const params = { guid: isObjectGuid(written) ? written : assert.fail() };
    const { changes, unread } = await readOnPrem({ directories: [{ forest, baseDn: BASE_DN, directory: root() }, { forest, baseDn: CHILD_DN, directory: emea() }], syncServers: [] }, { reading: 'ad.changes', version: 1, params });
    assert.deepEqual([changes?.map(({ domain, dn }) => [domain, dn]), unread], [[['emea.corp.contoso.com', `CN=Bea,CN=Users,${CHILD_DN}`]], []]);
    assert.match(changes?.[0]?.changes[0]?.originatingDsa ?? '', /^CN=NTDS Settings,CN=EMEA1,/);
  });
});
