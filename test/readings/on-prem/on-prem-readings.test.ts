import assert from 'node:assert/strict';
import { readOnPrem } from '../../../src/readings/on-prem/index.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { DirectoryError, type DirectoryFault } from '../../../src/ports/directory.ts';
import { SyncServerError } from '../../../src/ports/sync-server.ts';
import { memoryDirectory } from '../../ports/memory-directory.ts';
import { memorySyncServer } from '../../ports/memory-sync-server.ts';
import { johnEntry } from '../../ports/relay-jobs.ts';

const STAFF = { dn: 'OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['organizationalUnit'] } };
const DOMAIN = { dn: 'DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['domainDNS'] } };
const SISTER = { dn: 'OU=Sister,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['organizationalUnit'] } };
const HOLDER = { dn: 'CN=Jane,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], sAMAccountName: ['jane'], proxyAddresses: ['smtp:jsmith@contoso.com'] } };
const ASK = { reading: 'ad.subject', version: 1, params: { name: 'jsmith' } } as const;
const server = () => memorySyncServer('SYNC01', () => new Date('2026-11-21T09:00:00Z'));
const failingAt = (method: keyof Directory, fault: DirectoryFault) => {
  const directory = memoryDirectory([johnEntry(), STAFF]);
  directory.before = (asked) => {
    if (asked === method) throw new DirectoryError(fault, `it is ${fault}`);
  };
  return directory;
};

describe('the reading ad.subject', () => {
  it('brings the object, its containers, holders of its addresses and deleted twins', async () => {
    const directory = memoryDirectory([johnEntry(), HOLDER, STAFF, DOMAIN, SISTER]);
    directory.bin.push({ dn: 'CN=old', attributes: { sAMAccountName: ['jsmith'], isDeleted: ['TRUE'] } });
    const { forests, unread } = await readOnPrem({ directories: [{ forest: 'corp.contoso.com', directory }], syncServers: [] }, ASK);
    assert.deepEqual(unread, []);
    assert.deepEqual(forests?.map(({ name }) => name), ['corp.contoso.com']);
    assert.deepEqual(new Set(forests?.[0]?.entries?.map(({ dn }) => dn)), new Set([johnEntry().dn, HOLDER.dn, STAFF.dn, DOMAIN.dn]));
    assert.deepEqual(forests?.[0]?.deleted?.map(({ dn }) => dn), ['CN=old']);
    assert.equal(forests?.[0]?.exchangeSchema, true);
  });

  it('finds a holder in another forest', async () => {
    const { forests } = await readOnPrem({ directories: [{ forest: 'one', directory: memoryDirectory([johnEntry()]) }, { forest: 'two', directory: memoryDirectory([HOLDER]) }], syncServers: [] }, ASK);
    assert.deepEqual(forests?.map(({ name, entries }) => [name, entries?.map(({ dn }) => dn)]), [['one', [johnEntry().dn]], ['two', [HOLDER.dn]]]);
  });

  it('answers an unknown name with empty lists, for it has looked', async () => {
    const { forests, unread } = await readOnPrem({ directories: [{ forest: 'one', directory: memoryDirectory([STAFF]) }], syncServers: [] }, ASK);
    assert.deepEqual([forests?.[0]?.entries, forests?.[0]?.deleted, unread], [[], [], []]);
  });

  for (const [method, fault, why] of [
    ['forest', 'unreachable', 'failed'], ['find', 'timed-out', 'timed-out'], ['find', 'access-denied', 'access-denied'], ['find', 'credentials', 'access-denied'],
    ['existing', 'timed-out', 'timed-out'], ['holders', 'failed', 'failed'], ['withAnchors', 'access-denied', 'access-denied'],
  ] as const) {
    it(`leaves a forest out, and says why, when ${method} ends in ${fault}`, async () => {
      const directories = [{ forest: 'bad', directory: failingAt(method, fault) }, { forest: 'good', directory: memoryDirectory([]) }];
      const { forests, unread } = await readOnPrem({ directories, syncServers: [] }, ASK);
      assert.deepEqual(forests?.map(({ name }) => name), ['good']);
      assert.deepEqual(unread.map((each) => [each.what, each.why]), [['directory', why]]);
      assert.match(unread[0]?.detail ?? '', /bad/);
    });
  }

  it('leaves only the recycle bin out when that is closed', async () => {
    const { forests, unread } = await readOnPrem({ directories: [{ forest: 'one', directory: failingAt('deleted', 'access-denied') }], syncServers: [] }, ASK);
    assert.equal(forests?.[0]?.deleted, undefined);
    assert.equal(forests?.[0]?.entries?.length, 2);
    assert.deepEqual(unread.map((each) => [each.what, each.why]), [['directory.deleted', 'access-denied']]);
  });

  it('is not configured without a forest', async () => {
    const { forests, unread } = await readOnPrem({ directories: [], syncServers: [] }, ASK);
    assert.deepEqual([forests, unread.map(({ why }) => why)], [undefined, ['not-configured']]);
  });
});

describe('the reading ad.holders', () => {
  const params = { anchors: johnEntry().attributes['objectGUID'] ?? [], addresses: ['jsmith@contoso.com'], dns: [STAFF.dn, 'OU=Gone,DC=corp,DC=contoso,DC=com'] };
  it('brings each holder once, and the DNs that exist', async () => {
    const directory = memoryDirectory([johnEntry(), HOLDER, STAFF]);
    const { forests } = await readOnPrem({ directories: [{ forest: 'one', directory }], syncServers: [] }, { reading: 'ad.holders', version: 1, params });
    assert.deepEqual(forests?.[0]?.entries?.map(({ dn }) => dn), [johnEntry().dn, HOLDER.dn, STAFF.dn]);
  });
  it('leaves a failing forest out', async () => {
    const { forests, unread } = await readOnPrem({ directories: [{ forest: 'one', directory: failingAt('holders', 'timed-out') }], syncServers: [] }, { reading: 'ad.holders', version: 1, params });
    assert.deepEqual([forests, unread.map(({ what, why }) => [what, why])], [[], [['directory', 'timed-out']]]);
  });
});

describe('the reading sync.servers', () => {
  const ask = { reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } } as const;
  it('brings every server and the containers that exist', async () => {
    const { forests, syncServers, unread } = await readOnPrem({ directories: [{ forest: 'one', directory: memoryDirectory([STAFF, SISTER]) }], syncServers: [server()] }, ask);
    assert.deepEqual(syncServers?.map(({ name }) => name), ['SYNC01']);
    assert.deepEqual(forests, [{ name: 'one', entries: [STAFF] }]);
    assert.deepEqual(unread, []);
  });
  it('names the server that did not answer', async () => {
    const dead = server();
    dead.before = () => {
      throw new SyncServerError('access-denied', 'not a member of ADSyncBrowse');
    };
    const one = await readOnPrem({ directories: [], syncServers: [dead, server()] }, ask);
    assert.deepEqual([one.syncServers?.length, one.unread.map(({ what, why }) => [what, why])], [1, [['syncServers', 'access-denied']]]);
    const none = await readOnPrem({ directories: [], syncServers: [dead] }, ask);
    assert.equal(none.syncServers, undefined);
  });
});
