import assert from 'node:assert/strict';
import { ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID, CAST } from '../../../lab/company/cast.ts';
import { createGraphPeople } from '../../../src/adapters/graph/graph-people.ts';
import { guidOfAnchor } from '../../../src/model/anchor.ts';
import { isPersonId, type PersonId } from '../../../src/model/ids.ts';
import type { People } from '../../../src/ports/people.ts';
import { startGraphLab, type GraphLab } from './graph-lab.ts';

const oidOf = (key: string): PersonId => {
  const oid = CAST.find((person) => person.key === key)?.oid ?? '';
  assert.ok(isPersonId(oid));
  return oid;
};

describe('people through Graph', () => {
  let lab: GraphLab;
  let people: People;
  before(async () => {
    lab = await startGraphLab();
    people = createGraphPeople({ reader: lab.client() });
  });
  after(() => lab.close());
  afterEach(() => lab.graph.faults.clear());

  it('know a member of the home tenant', async () => {
    assert.deepEqual(await people.whoIs(oidOf('ana')), {
      is: 'person',
      person: { oid: oidOf('ana'), displayName: 'Ana Ruiz', upn: 'ana.ruiz@contoso.com', userType: 'Member', accountEnabled: true, personKey: 'E1001', addresses: ['ana.ruiz@contoso.com', 'SMTP:ana.ruiz@contoso.com'], onPremisesImmutableId: null, onPremisesDistinguishedName: null },
    });
  });

  it('know a guest for a guest, also where the type is missing', async () => {
    for (const userType of ['Guest', null] as const) {
      Object.assign(lab.state.users.get(oidOf('gil')) ?? {}, { userType });
      const who = await people.whoIs(oidOf('gil'));
      assert.equal(who.is === 'person' && who.person.userType, 'Guest');
    }
  });

  it('take nobody for a member who is not plainly called one', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'old@contoso.com' });
    Object.assign(user, { userType: null });
    const who = await people.whoIs(isPersonId(user.id) ? user.id : assert.fail());
    assert.equal(who.is === 'person' && who.person.userType, 'Guest');
  });

  it('know nobody of another tenant', async () => assert.deepEqual(await people.whoIs(oidOf('olga')), { is: 'nobody' }));

  it('say that an account is disabled', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'off@contoso.com', accountEnabled: false });
    assert.ok(isPersonId(user.id));
    const who = await people.whoIs(user.id);
    assert.equal(who.is === 'person' && who.person.accountEnabled, false);
  });

  it('find groups also through nested ones', async () => {
    const outer = lab.state.newGroup({ displayName: 'Outer' });
    lab.state.members.set(outer.id, new Set([ADMINS_GROUP_ID]));
    assert.deepEqual(await people.groupsOf(oidOf('ben'), [ADMINS_GROUP_ID, outer.id]), { is: 'known', groupIds: [ADMINS_GROUP_ID, outer.id] });
    assert.deepEqual(await people.groupsOf(oidOf('hugo'), [ADMINS_GROUP_ID, outer.id]), { is: 'known', groupIds: [] });
  });

  it('ask about more groups than one request takes', async () => {
    const many = Array.from({ length: 45 }, (_, n) => lab.state.newGroup({ displayName: `Group ${n}` }).id);
    for (const id of [many[3], many[44]]) lab.state.members.set(id ?? '', new Set([oidOf('ana')]));
    assert.deepEqual(await people.groupsOf(oidOf('ana'), many), { is: 'known', groupIds: [many[3], many[44]] });
  });

  it('ask nothing about no group, and do not guess about a group without an id', async () => {
    assert.deepEqual(await people.groupsOf(oidOf('ana'), []), { is: 'known', groupIds: [] });
    assert.equal((await people.groupsOf(oidOf('ana'), ['SyncWhy administrators'])).is, 'unknown');
    assert.equal((await people.membersOf(['../users'])).is, 'unknown');
  });

  it('name the enabled members of groups, each once, no guests, sorted', async () => {
    const found = await people.membersOf([ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID]);
    assert.deepEqual(found.is === 'known' && found.people.map(({ displayName }) => displayName), ['ADM Ana', 'ADM Ben', 'Ana Ruiz', 'Ben Osei', 'Chloe Martin']);
    assert.deepEqual(found.is === 'known' && found.people[0], { oid: oidOf('adm-ana'), displayName: 'ADM Ana', upn: 'adm-ana@contoso.com', personKey: 'E1001' });
  });

  it('leave out the disabled and name 20 at most', async () => {
    const group = lab.state.newGroup({ displayName: 'Crowd' });
    const crowd = Array.from({ length: 150 }, (_, n) => lab.state.newUser({ userPrincipalName: `crowd${n}@contoso.com`, displayName: `Crowd ${String(n).padStart(3, '0')}`, accountEnabled: n !== 0 }).id);
    lab.state.members.set(group.id, new Set(crowd));
    const found = await people.membersOf([group.id]);
    assert.equal(found.is === 'known' && found.people.length, 20);
    assert.equal(found.is === 'known' && found.people[0]?.displayName, 'Crowd 001');
  });

  it('are counted with the human behind each account, through nested groups, 200 at most', async () => {
    const outer = lab.state.newGroup({ displayName: 'Outer' });
    lab.state.members.set(outer.id, new Set([ADMINS_GROUP_ID]));
    const found = await people.accountsIn(outer.id);
    assert.deepEqual(found.is === 'known' && found.accounts.map(({ upn, personKey }) => [upn, personKey]).sort(), [
      ['adm-ana@contoso.com', 'E1001'], ['adm-ben@contoso.com', null], ['ana.ruiz@contoso.com', 'E1001'], ['ben.osei@contoso.com', 'E1002'], ['chloe.martin@contoso.com', 'E1003'],
    ]);
    const crowd = lab.state.newGroup({ displayName: 'Crowd of 250' });
    lab.state.members.set(crowd.id, new Set(Array.from({ length: 250 }, (_, n) => lab.state.newUser({ userPrincipalName: `count${n}@contoso.com` }).id)));
    const many = await people.accountsIn(crowd.id);
    assert.equal(many.is === 'known' && many.accounts.length, 200);
  });

  it('are found behind the objects of a plan, by id and by anchor, with the managers that are wanted', async () => {
    const admin = lab.state.newUser({ userPrincipalName: 'adm-kim@contoso.com', otherMails: ['kim@contoso.com'] });
    const synced = lab.state.newUser({ userPrincipalName: 'kim@contoso.com', onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==' });
    Object.assign(synced, { onPremisesExtensionAttributes: { extensionAttribute1: null, extensionAttribute7: 'K7' } });
    lab.state.managers.set(admin.id, synced.id);
    lab.state.managers.set(synced.id, oidOf('ana'));
    const found = await people.accountsOf([{ key: admin.id }, { key: guidOfAnchor('TpwcjSo/bkucfSobPE1ebw==') ?? '' }, { key: 'server:sync01' }, { key: ADMINS_GROUP_ID, cloudId: ADMINS_GROUP_ID }], ({ upn }) => upn.startsWith('adm-'));
    assert.deepEqual(found.is === 'known' && found.accounts.map(({ person, managerId }) => [person.upn, person.otherMails, person.extensions, managerId]), [
      ['adm-kim@contoso.com', ['kim@contoso.com'], undefined, synced.id], ['kim@contoso.com', undefined, { extensionAttribute7: 'K7' }, null],
    ]);
    lab.graph.faults.add({ kind: 'throttle', match: /./, times: 1, retryAfter: '99' });
    assert.equal((await people.accountsOf([{ key: admin.id }], () => false)).is, 'unknown');
  });

  it('are none in a group that does not exist', async () => {
    assert.deepEqual(await people.accountsIn('11111111-2222-4333-8444-555555555555'), { is: 'no-such-group' });
    lab.graph.faults.add({ kind: 'throttle', match: /./, times: 1, retryAfter: '99' });
    assert.equal((await people.accountsIn(ADMINS_GROUP_ID)).is, 'unknown');
  });

  it('are unknown, not absent, when Graph cannot be asked', async () => {
    const lock = (): void => lab.graph.faults.add({ kind: 'throttle', match: /./, times: 1, retryAfter: '99' });
    lock();
    assert.equal((await people.whoIs(oidOf('ana'))).is, 'unknown');
    lock();
    assert.equal((await people.groupsOf(oidOf('ana'), [ADMINS_GROUP_ID])).is, 'unknown');
    lock();
    const members = await people.membersOf([ADMINS_GROUP_ID]);
    assert.match(members.is === 'unknown' ? members.says : '', /throttling/);
  });

  it('are unknown when a group of the policy does not exist', async () => {
    assert.equal((await people.membersOf(['11111111-2222-4333-8444-555555555555'])).is, 'unknown');
  });
});
