import assert from 'node:assert/strict';
import { readOnPrem } from '../../../src/readings/on-prem/index.ts';
import { isObjectGuid, type ObjectGuid } from '../../../src/model/ids.ts';
import { DirectoryError } from '../../../src/ports/directory.ts';
import { guidOfAnchor } from '../../../src/model/anchor.ts';
import { memoryDirectory, type MemoryDirectory } from '../../ports/memory-directory.ts';
import { johnEntry } from '../../ports/relay-jobs.ts';

const GUID: ObjectGuid = guidOfAnchor(johnEntry().attributes['objectGUID']?.[0] ?? '') ?? assert.fail();
const forest = 'corp.contoso.com';
const about = { reading: 'ad.subject', version: 1, params: { name: 'jsmith' } } as const;
const only = (directory: MemoryDirectory): Parameters<typeof readOnPrem>[0] => ({ directories: [{ forest, directory }], syncServers: [] });
const failing = (directory: MemoryDirectory, method: string): MemoryDirectory => {
  directory.before = (asked) => {
    if (asked === method) throw new DirectoryError('timed-out', 'too late');
  };
  return directory;
};

describe('the depth of ad.subject', () => {
  it('brings blocked inheritance and copies of the object asked about', async () => {
    const directory = memoryDirectory([johnEntry()]);
    directory.inherits = () => false;
    directory.elsewhere = { copies: [{ ...johnEntry(), server: 'dc2' }], silent: [], notAsked: [] };
    const { forests, unread } = await readOnPrem(only(directory), about);
    assert.deepEqual([forests?.[0]?.inheritanceBlocked, forests?.[0]?.copies?.map(({ server }) => server), unread], [[johnEntry().dn], ['dc2'], []]);
  });

  it('has looked, and found nothing to say, where the name is unknown', async () => {
    const { forests } = await readOnPrem(only(memoryDirectory([])), about);
    assert.deepEqual([forests?.[0]?.inheritanceBlocked, forests?.[0]?.copies], [[], []]);
  });

  for (const [method, what] of [['accessLists', 'directory.inheritanceBlocked'], ['copies', 'directory.copies']] as const) {
    it(`never stops the rest when ${method} fails`, async () => {
      const { forests, unread } = await readOnPrem(only(failing(memoryDirectory([johnEntry()]), method)), about);
      assert.deepEqual([forests?.[0]?.entries?.length, unread.map((each) => [each.what, each.why])], [1, [[what, 'timed-out']]]);
    });
  }

  it('names the domain controllers that were silent in one note, and those not asked in another', async () => {
    const directory = memoryDirectory([johnEntry()]);
    directory.elsewhere = { copies: [], silent: ['dc2', 'dc3'].map((server) => ({ server, error: new DirectoryError('timed-out', 'too late') })), notAsked: ['dc4', 'dc5', 'dc6', 'dc7', 'dc8', 'dc9', 'dc10'] };
    const { unread } = await readOnPrem(only(directory), about);
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['directory.copies', 'timed-out'], ['directory.copies', 'not-asked']]);
    assert.match(unread[0]?.detail ?? '', /dc2.*dc3/);
    assert.match(unread[1]?.detail ?? '', /dc4, dc5, dc6, dc7, dc8 and 2 more/);
  });

  it('asks who else has the SID', async () => {
    const sid = 'AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA6QMAAA==';
    const twin = { dn: 'CN=Twin,DC=corp,DC=contoso,DC=com', attributes: { sIDHistory: [sid] } };
    const { forests } = await readOnPrem(only(memoryDirectory([{ ...johnEntry(), attributes: { ...johnEntry().attributes, objectSid: [sid] } }, twin])), about);
    assert.ok(forests?.[0]?.entries?.some(({ dn }) => dn === twin.dn));
  });
});

describe('memberships in ad.holders', () => {
  it('come as the groups with only the members asked about', async () => {
    const group = { dn: 'CN=Pilot,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['group'], member: ['CN=a,DC=x', johnEntry().dn] } };
    const params = { anchors: [], addresses: [], memberships: { groups: [group.dn], members: [johnEntry().dn] } };
    const { forests } = await readOnPrem(only(memoryDirectory([group])), { reading: 'ad.holders', version: 1, params });
    assert.deepEqual(forests?.[0]?.entries?.map(({ attributes }) => attributes['member']), [[johnEntry().dn]]);
  });
});

describe('the reading ad.changes', () => {
  const history = { domain: forest, dn: johnEntry().dn, guid: GUID, changes: [{ attribute: 'mail', version: 2, time: '2026-11-20T14:02:00.000Z' }], cut: false };
  const ask = { reading: 'ad.changes', version: 1, params: { guid: GUID } } as const;
  it('brings what the domain that knows the object says', async () => {
    const knows = memoryDirectory([]);
    knows.history.push(history);
    const { changes, unread } = await readOnPrem({ directories: [{ forest: 'one', directory: memoryDirectory([]) }, { forest, directory: knows }], syncServers: [] }, ask);
    assert.deepEqual([changes, unread], [[history], []]);
  });

  it('is empty for an object that nobody knows, and absent when nobody could be asked', async () => {
    const stranger = isObjectGuid('00000000-1111-4222-8333-444444444444') ? '00000000-1111-4222-8333-444444444444' : assert.fail();
    assert.deepEqual((await readOnPrem(only(memoryDirectory([])), { ...ask, params: { guid: stranger as ObjectGuid } })).changes, []);
    const failed = await readOnPrem(only(failing(memoryDirectory([]), 'changes')), ask);
    assert.deepEqual([failed.changes, failed.unread.map(({ what, why }) => [what, why])], [undefined, [['directory.changes', 'timed-out']]]);
    const none = await readOnPrem({ directories: [], syncServers: [] }, ask);
    assert.deepEqual([none.changes, none.unread.map(({ why }) => why)], [undefined, ['not-configured']]);
  });
});
