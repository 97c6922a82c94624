import assert from 'node:assert/strict';
import type { CloudUser } from '../../src/model/evidence.ts';
import type { OnPremFragment } from '../../src/model/relay-job.ts';
import { TenantError } from '../../src/ports/tenant.ts';
import { createExpiringCopies } from '../../src/watch/expiring-copies.ts';

const GUID = 'TpwcjSo/bkucfSobPE1ebw==';
const DELETED: CloudUser = { id: 'c0c0c0c0-0001-4f6e-8d5c-4b3a29180701', displayName: 'Jane Doe', deletedDateTime: '2026-10-26T12:00:00Z', onPremisesImmutableId: GUID };
const THERE: OnPremFragment = { forests: [{ name: 'corp', domains: [], entries: [{ dn: 'CN=Jane,OU=Staff,DC=corp', attributes: { objectGUID: [GUID] } }] }], unread: [] };

function world(users: readonly CloudUser[], answer: OnPremFragment = THERE) {
  const asked = { lists: 0, directory: [] as number[] };
  let now = new Date('2026-11-21T12:00:00Z');
  let fault: TenantError | null = null;
  const look = createExpiringCopies({
    clock: { now: () => now, sleep: () => Promise.resolve() },
    lists: { async *pages() {
      asked.lists += 1;
      await Promise.resolve();
      if (fault !== null) throw fault;
      yield { list: 'deletedUsers', objects: users };
    } },
    relayLink: { read: (request) => {
      asked.directory.push(request.reading === 'ad.holders' ? request.params.anchors.length : -1);
      return Promise.resolve(answer);
    } },
  });
  return { asked, look, later: (minutes: number) => { now = new Date(now.getTime() + minutes * 60_000); }, break: (error: TenantError | null) => { fault = error; } };
}

describe('Copies in the recycle bin that expire', () => {
  it('are told while the AD account is there, five days before the end', async () => {
    const { sightings, read } = await world([DELETED]).look();
    assert.deepEqual(sightings.map(({ cause, object, severity }) => [cause, object?.entraId, object?.dn, severity]), [['recycle-bin-expiring', DELETED.id, 'CN=Jane,OU=Staff,DC=corp', 'high']]);
    assert.deepEqual(read, ['check recycle-bin-expiring']);
  });

  const QUIET: readonly (readonly [why: string, user: Partial<CloudUser>, answer?: OnPremFragment])[] = [
    ['the AD account is gone too', {}, { forests: [], unread: [] }],
    ['there is time left', { deletedDateTime: '2026-10-27T13:00:00Z' }],
    ['the time is over', { deletedDateTime: '2026-10-20T12:00:00Z' }],
    ['it was never synchronised', { onPremisesImmutableId: null }],
    ['nobody said when it was deleted', { deletedDateTime: undefined }],
  ];
  for (const [why, user, answer] of QUIET) {
    it(`are not told where ${why}`, async () => {
      const { sightings, read } = await world([{ ...DELETED, ...user }], answer).look();
      assert.deepEqual([sightings, read], [[], ['check recycle-bin-expiring']]);
    });
  }

  it('are neither told nor taken for over where AD or Entra could not be read, and looked at again at once', async () => {
    const blind = world([DELETED], { unread: [{ what: 'directory', why: 'relay-offline' }] });
    assert.deepEqual((await blind.look()).read, []);
    const denied = world([DELETED]);
    denied.break(new TenantError('access-denied', 'User.Read.All is missing'));
    assert.deepEqual(await denied.look(), { sightings: [], read: [], unread: [{ what: 'entra.deletedUsers', why: 'access-denied', detail: 'User.Read.All is missing' }] });
    denied.break(null);
    assert.equal((await denied.look()).sightings.length, 1);
  });

  it('are read once an hour, and told the same in between', async () => {
    const bin = world([DELETED]);
    await bin.look();
    bin.later(59);
    assert.equal((await bin.look()).sightings.length, 1);
    assert.equal(bin.asked.lists, 1);
    bin.later(2);
    await bin.look();
    assert.equal(bin.asked.lists, 2);
  });

  it('are looked up forty at a time, and no more than a thousand', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...DELETED, id: `c${String(n)}` }));
    const hundred = world(many(100));
    await hundred.look();
    assert.deepEqual(hundred.asked.directory, [40, 40, 20]);
    const flood = world(many(1001));
    assert.match((await flood.look()).unread[0]?.detail ?? '', /1001 deleted accounts expire within days/);
    assert.deepEqual(flood.asked.directory, []);
  });
});
