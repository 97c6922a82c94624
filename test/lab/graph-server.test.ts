import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ADMINS_GROUP_ID, CAST } from '../../lab/company/cast.ts';
import { createTenantDatabase } from '../../lab/company/tenant-database.ts';
import type { TenantState, TenantUser } from '../../lab/company/tenant-state.ts';
import { READER_PERMISSIONS } from '../../lab/servers/graph-permissions.ts';
import { recordGraphRequests } from '../../lab/servers/graph-recorder.ts';
import { startGraphServer } from '../../lab/servers/graph-server.ts';
import { makeLabCertificates, type LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';

const PAGE = z.looseObject({ 'value': z.array(z.looseObject({ id: z.string() })), '@odata.nextLink': z.string().optional(), '@odata.count': z.number().optional() });
const PROBLEM = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string(), innerError: z.looseObject({ 'request-id': z.string() }), details: z.array(z.looseObject({ code: z.string() })).optional() }) });
const BATCH = z.object({ responses: z.array(z.object({ id: z.string(), status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() })) });
const ADVANCED = { ConsistencyLevel: 'eventual' };

/** Tokens of these tests are the names of the applications; what is asked here is asked wrongly on purpose, so nothing is recorded. */
const APPLICATIONS: Readonly<Record<string, readonly string[]>> = { reader: READER_PERMISSIONS, nobody: [], writer: ['User.ReadWrite.All', 'User.DeleteRestore.All'] };
const tokens = { verify: (token: string) => Promise.resolve(APPLICATIONS[token] === undefined ? null : { appId: token, roles: APPLICATIONS[token] }) };

describe('the Graph server of the lab', () => {
  let certificates: LabCertificates;
  let state: TenantState;
  let graph: Awaited<ReturnType<typeof startGraphServer>>;
  const clock = { at: Date.parse('2026-11-21T09:00:00Z'), now: () => new Date(clock.at) };

  before(async () => {
    certificates = await makeLabCertificates();
    trustLabCa(certificates.caPem);
  });
  beforeEach(async () => {
    state = createTenantDatabase({ clock });
    graph = await startGraphServer({ state, certificates, clock, tokens, recorder: () => undefined });
  });
  afterEach(() => graph.close());

  type Given = { readonly as?: string | null; readonly method?: string; readonly headers?: Record<string, string>; readonly body?: unknown };
  async function ask(path: string, { as = 'reader', method = 'GET', headers = {}, body }: Given = {}): Promise<{ status: number; headers: Headers; json: unknown }> {
    const sent = { ...headers, ...(as === null ? {} : { authorization: `Bearer ${as}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${graph.url}/v1.0${path}`, { method, headers: sent, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
  }
  const names = async (path: string, given: Given = {}): Promise<readonly string[]> => PAGE.parse((await ask(path, given)).json).value.map((each) => String(each['displayName']));
  const problem = async (path: string, given: Given = {}) => {
    const { status, json } = await ask(path, given);
    const { code, message, details } = PROBLEM.parse(json).error;
    return { status, code, message, details: details?.map((detail) => detail.code) };
  };
  const filter = (text: string): string => `/users?$filter=${encodeURIComponent(text)}&$select=displayName`;
  const patch = (id: string, body: unknown) => problem(`/users/${id}`, { as: 'writer', method: 'PATCH', body });
  const hire = (given: Partial<TenantUser> = {}): TenantUser => state.newUser({ userPrincipalName: 'new@contoso.com', displayName: 'New', ...given });

  it('asks for a token, and for one of its own', async () => {
    assert.deepEqual([(await problem('/users', { as: null })).code, (await problem('/users', { as: 'stranger' })).status], ['InvalidAuthenticationToken', 401]);
  });

  for (const path of ['/users', '/groups', '/contacts', '/domains', '/organization', '/subscribedSkus', '/directory/deletedItems/microsoft.graph.user', '/roleManagement/directory/roleAssignments', `/groups/${ADMINS_GROUP_ID}/members`]) {
    it(`gives ${path} only to an application with the permission`, async () => {
      assert.deepEqual([(await ask(path)).status, (await problem(path, { as: 'nobody' })).code], [200, 'Authorization_RequestDenied']);
    });
  }

  it('gives the synchronization settings to no application', async () => assert.equal((await ask('/directory/onPremisesSynchronization')).status, 403));

  it('gives the default properties unless asked for others', async () => {
    const id = CAST[0]?.oid ?? '';
    const plain = z.looseObject({}).parse((await ask(`/users/${id}`)).json);
    assert.deepEqual(['proxyAddresses' in plain, 'onPremisesImmutableId' in plain, plain['displayName']], [false, false, 'Ana Ruiz']);
    const chosen = z.looseObject({}).parse((await ask(`/users/${id}?$select=proxyAddresses,onPremisesImmutableId`)).json);
    assert.deepEqual([chosen['proxyAddresses'], chosen['onPremisesImmutableId'], 'displayName' in chosen], [['SMTP:ana.ruiz@contoso.com'], null, false]);
    assert.equal((await problem(`/users/${id}?$select=proxyAdresses`)).status, 400);
  });

  it('finds a user by id and by sign-in name, and nobody else', async () => {
    assert.equal((await ask('/users/ben.osei@contoso.com?$select=id')).status, 200);
    assert.equal((await problem('/users/nobody@contoso.com')).code, 'Request_ResourceNotFound');
  });

  const good: readonly (readonly [string, readonly string[]])[] = [
    ["userPrincipalName eq 'BEN.osei@contoso.com'", ['Ben Osei']],
    ["startswith(displayName,'b') or mail eq 'ana.ruiz@contoso.com'", ['Ana Ruiz', 'Ben Osei']],
    ["proxyAddresses/any(p:p eq 'SMTP:hugo.lind@contoso.com')", ['Hugo Lind']],
    ["proxyAddresses/any(p:p eq 'smtp:hugo.lind@contoso.com')", []],
    ["proxyAddresses/any(p:startswith(p,'SMTP:gil'))", ['Gil Fabri']],
    ["userType eq 'Guest' and (accountEnabled eq true)", ['Gil Fabri']],
    ["displayName in ('Ana Ruiz','O''Brien')", ['Ana Ruiz']],
    ["onPremisesProvisioningErrors/any(e:e/category eq 'PropertyConflict')", []],
  ];
  for (const [text, found] of good) it(`filters by ${text}`, async () => assert.deepEqual(await names(filter(text)), found));

  const refused: readonly (readonly [string, string])[] = [
    ["endswith(userPrincipalName,'contoso.com')", 'Request_UnsupportedQuery'],
    ["displayName ne 'x'", 'Request_UnsupportedQuery'],
    ["not(displayName eq 'x')", 'Request_UnsupportedQuery'],
    ["contains(displayName,'x')", 'Request_UnsupportedQuery'],
    ["onPremisesSamAccountName eq 'x'", 'Request_UnsupportedQuery'],
    ["onPremisesDistinguishedName eq 'x'", 'Request_UnsupportedQuery'],
    ["onPremisesImmutableId eq null", 'Request_UnsupportedQuery'],
    [Array.from({ length: 16 }, (_, n) => `displayName eq '${n}'`).join(' or '), 'Request_UnsupportedQuery'],
    [`displayName in (${Array.from({ length: 16 }, (_, n) => `'${n}'`).join(',')})`, 'Request_UnsupportedQuery'],
    ["favouriteColour eq 'x'", 'Request_BadRequest'],
    ["displayName eq 'O'Brien'", 'Request_BadRequest'],
    ['displayName eq', 'Request_BadRequest'],
    ['displayName', 'Request_BadRequest'],
  ];
  for (const [text, code] of refused) {
    it(`refuses to filter by ${text.slice(0, 60)}`, async () => assert.deepEqual(await problem(filter(text)).then(({ status, code: said }) => [status, said]), [400, code]));
  }

  it('filters by the end of a name in an advanced query only', async () => {
    const text = `${filter("endswith(userPrincipalName,'osei@contoso.com')")}&$count=true`;
    assert.deepEqual(await names(text, { headers: ADVANCED }), ['Ben Osei']);
    assert.equal((await problem(text)).status, 400);
  });

  it('searches by word with the header only', async () => {
    const path = `/users?$search=${encodeURIComponent('"displayName:rui"')}&$select=displayName`;
    assert.deepEqual(await names(path, { headers: ADVANCED }), ['Ana Ruiz']);
    assert.equal((await problem(path)).code, 'Request_UnsupportedQuery');
  });

  it('pages by 100, by 999 at most, and counts on the first page', async () => {
    for (let n = 0; n < 1100; n += 1) state.newUser({ userPrincipalName: `p${n}@contoso.com` });
    const all = state.users.size;
    const first = PAGE.parse((await ask('/users?$select=id&$count=true', { headers: ADVANCED })).json);
    assert.deepEqual([first.value.length, first['@odata.count']], [100, all]);
    const next = first['@odata.nextLink'] ?? '';
    const second = PAGE.parse((await ask(next.slice(`${graph.url}/v1.0`.length), { headers: ADVANCED })).json);
    assert.deepEqual([second.value.length, second['@odata.count'], second.value[0]?.id === first.value[0]?.id], [100, undefined, false]);
    assert.equal((await problem(next.slice(`${graph.url}/v1.0`.length))).status, 400);
    assert.equal(PAGE.parse((await ask('/users?$select=id&$top=999')).json).value.length, 999);
    assert.match((await problem('/users?$top=1000')).message, /Invalid page size/);
  });

  for (const query of ['$skip=1', '$expand=manager', '$format=json', '$select=id&$select=mail', '$count=true']) {
    it(`refuses ${query}`, async () => assert.equal((await problem(`/users?${query}`)).status, 400));
  }

  describe('a write to a user', () => {
    it('changes it and answers 204', async () => {
      const user = hire();
      assert.equal((await ask(`/users/${user.id}`, { as: 'writer', method: 'PATCH', body: { onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==', usageLocation: 'GB' } })).status, 204);
      assert.deepEqual([user.onPremisesImmutableId, user.usageLocation], ['TpwcjSo/bkucfSobPE1ebw==', 'GB']);
    });

    const writes: readonly { readonly what: string; readonly body: Record<string, unknown>; readonly user?: Partial<TenantUser>; readonly says: RegExp }[] = [
      { what: 'proxyAddresses', body: { proxyAddresses: [] }, says: /'proxyAddresses' is read-only/ },
      { what: 'onPremisesSyncEnabled', body: { onPremisesSyncEnabled: false }, says: /'onPremisesSyncEnabled' is read-only/ },
      { what: 'a property that does not exist', body: { favouriteColour: 'red' }, says: /Invalid property/ },
      { what: 'the name of a synced user', body: { displayName: 'x' }, user: { onPremisesSyncEnabled: true }, says: /on-premises mastered Directory Sync objects/ },
      { what: 'the anchor of a synced user', body: { onPremisesImmutableId: null }, user: { onPremisesSyncEnabled: true }, says: /on-premises mastered Directory Sync objects/ },
      { what: 'an empty anchor', body: { onPremisesImmutableId: '' }, says: /Invalid value/ },
      { what: 'an anchor with $', body: { onPremisesImmutableId: 'a$' }, says: /Invalid value/ },
      { what: 'an anchor with _', body: { onPremisesImmutableId: 'a_' }, says: /Invalid value/ },
      { what: 'a sign-in name of a foreign domain', body: { userPrincipalName: 'a@fabrikam.com' }, says: /verified domain names/ },
      { what: 'two things of which one is bad', body: { displayName: 'changed', proxyAddresses: [] }, says: /read-only/ },
    ];
    for (const { what, body, user, says } of writes) {
      it(`is refused for ${what}, and changes nothing`, async () => {
        const target = hire(user);
        const was = JSON.stringify(target);
        const { status, message } = await patch(target.id, body);
        assert.equal(status, 400);
        assert.match(message, says);
        assert.equal(JSON.stringify(target), was);
      });
    }

    it('may set the location of a synced user', async () => {
      const { id } = hire({ onPremisesSyncEnabled: true });
      assert.equal((await ask(`/users/${id}`, { as: 'writer', method: 'PATCH', body: { usageLocation: 'DE' } })).status, 204);
    });

    for (const [property, taken] of [['onPremisesImmutableId', 'x'], ['userPrincipalName', 'taken@contoso.com'], ['mail', 'taken@contoso.com']] as const) {
      it(`may not take the ${property} of somebody else`, async () => {
        state.newUser({ userPrincipalName: 'taken@contoso.com', onPremisesImmutableId: 'x', proxyAddresses: ['SMTP:taken@contoso.com'] });
        const { status, details } = await patch(hire().id, { [property]: taken });
        assert.deepEqual([status, details], [400, ['ObjectConflict']]);
      });
    }

    it('may not take the anchor of a deleted user', async () => {
      state.softDelete(state.newUser({ userPrincipalName: 'gone@contoso.com', onPremisesImmutableId: 'x' }).id, clock.now());
      assert.deepEqual((await patch(hire().id, { onPremisesImmutableId: 'x' })).details, ['ObjectConflict']);
    });

    it('puts a new mail address first among the addresses', async () => {
      const user = hire({ proxyAddresses: ['SMTP:old@contoso.com'] });
      await ask(`/users/${user.id}`, { as: 'writer', method: 'PATCH', body: { mail: 'fresh@contoso.com' } });
      assert.deepEqual(user.proxyAddresses, ['SMTP:fresh@contoso.com', 'smtp:old@contoso.com']);
    });

    it('is not for an application that may only read', async () => assert.equal((await problem(`/users/${hire().id}`, { method: 'PATCH', body: {} })).code, 'Authorization_RequestDenied'));
  });

  it('moves a deleted user to the recycle bin and back', async () => {
    const user = hire({ proxyAddresses: ['SMTP:new@contoso.com'] });
    assert.equal((await ask(`/users/${user.id}`, { as: 'writer', method: 'DELETE' })).status, 204);
    const bin = PAGE.parse((await ask('/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName')).json).value;
    assert.equal(bin[0]?.['userPrincipalName'], `${user.id.replaceAll('-', '')}new@contoso.com`);
    const rival = state.newUser({ userPrincipalName: 'rival@contoso.com', proxyAddresses: ['smtp:new@contoso.com'] });
    const restore = { as: 'writer', method: 'POST' } as const;
    assert.deepEqual((await problem(`/directory/deletedItems/${user.id}/restore`, restore)).details, ['ObjectConflict']);
    state.users.delete(rival.id);
    assert.equal((await ask(`/directory/deletedItems/${user.id}/restore`, restore)).status, 200);
    assert.deepEqual([user.userPrincipalName, user.deletedDateTime, state.deletedUsers.size], ['new@contoso.com', null, 0]);
    assert.equal((await problem('/directory/deletedItems')).status, 400);
  });

  it('checks members through nested groups, 20 groups at most', async () => {
    const outer = state.newGroup({ displayName: 'Outer' });
    state.members.set(outer.id, new Set([ADMINS_GROUP_ID]));
    const path = `/users/${CAST[1]?.oid ?? ''}/checkMemberGroups`;
    const { json } = await ask(path, { method: 'POST', body: { groupIds: [outer.id, ADMINS_GROUP_ID] } });
    assert.deepEqual(z.looseObject({ value: z.array(z.string()) }).parse(json).value, [outer.id, ADMINS_GROUP_ID]);
    assert.equal((await problem(path, { method: 'POST', body: { groupIds: Array.from({ length: 21 }, () => outer.id) } })).status, 400);
    assert.deepEqual(await names(`/groups/${outer.id}/members`), ['SyncWhy administrators']);
    assert.deepEqual(await names(`/groups/${outer.id}/members/microsoft.graph.user`), []);
    assert.equal((await names(`/groups/${outer.id}/transitiveMembers/microsoft.graph.user`)).length, 6);
  });

  describe('a batch', () => {
    const batch = async (requests: readonly object[]) => BATCH.parse((await ask('/$batch', { method: 'POST', body: { requests } })).json).responses.sort((a, b) => Number(a.id) - Number(b.id));

    it('judges each part alone', async () => {
      graph.faults.add({ kind: 'throttle', match: /^GET \/domains/, times: 1, retryAfter: '7' });
      const parts = await batch(['/users?$top=1', '/users/nobody', '/domains', '/users?$top=1000'].map((url, id) => ({ id: String(id), method: 'GET', url })));
      assert.deepEqual(parts.map(({ status }) => status), [200, 404, 429, 400]);
      assert.equal(parts[2]?.headers['Retry-After'], '7');
    });

    it('runs a part after those it depends on, and not when they failed', async () => {
      const { id } = hire();
      const parts = await batch([
        { id: '2', method: 'GET', url: `/users/${id}?$select=usageLocation`, dependsOn: ['1'] },
        { id: '1', method: 'GET', url: '/users/nobody' },
        { id: '3', method: 'GET', url: '/domains' },
      ]);
      assert.deepEqual(parts.map(({ status }) => status), [404, 424, 200]);
    });

    const bad: readonly (readonly [string, readonly object[]])[] = [
      ['more than 20 parts', Array.from({ length: 21 }, (_, n) => ({ id: String(n), method: 'GET', url: '/domains' }))],
      ['an id twice', [{ id: '1', method: 'GET', url: '/domains' }, { id: '1', method: 'GET', url: '/domains' }]],
      ['a batch in the batch', [{ id: '1', method: 'POST', url: '/$batch', headers: { 'Content-Type': 'application/json' }, body: {} }]],
      ['a body without its type', [{ id: '1', method: 'PATCH', url: '/users/x', body: {} }]],
      ['an absolute address', [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/users' }]],
      ['parts that wait for each other', [{ id: '1', method: 'GET', url: '/domains', dependsOn: ['2'] }, { id: '2', method: 'GET', url: '/domains', dependsOn: ['1'] }]],
    ];
    for (const [what, requests] of bad) it(`is refused with ${what}`, async () => assert.equal((await problem('/$batch', { method: 'POST', body: { requests } })).status, 400));
  });

  it('lets the token bucket run dry and fill again', async () => {
    const small = await startGraphServer({ state, certificates, clock, tokens, recorder: () => undefined, resourceUnits: 5 });
    const get = () => fetch(`${small.url}/v1.0/domains`, { headers: { authorization: 'Bearer reader' } });
    try {
      for (let n = 0; n < 5; n += 1) assert.equal((await get()).status, 200);
      const dry = await get();
      assert.deepEqual([dry.status, dry.headers.get('retry-after')], [429, '2']);
      clock.at += 2000;
      assert.equal((await get()).status, 200);
    } finally {
      await small.close();
    }
  });

  it('shows readers the old user for a while after a write, when told to', async () => {
    const { id } = hire({ displayName: 'Old' });
    graph.faults.staleFor(5000);
    await ask(`/users/${id}`, { as: 'writer', method: 'PATCH', body: { displayName: 'Fresh' } });
    assert.deepEqual(await names(filter("userPrincipalName eq 'new@contoso.com'")), ['Old']);
    clock.at += 5001;
    assert.deepEqual(await names(filter("userPrincipalName eq 'new@contoso.com'")), ['Fresh']);
  });

  it('records requests without their tokens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-recording-'));
    const file = join(folder, 'requests.jsonl');
    const recorded = await startGraphServer({ state, certificates, clock, tokens, recorder: recordGraphRequests(file) });
    try {
      await fetch(`${recorded.url}/v1.0/users?$select=id&$top=999&$count=true`, { headers: { authorization: 'Bearer reader', ...ADVANCED } });
      await fetch(`${recorded.url}/v1.0/users/x/checkMemberGroups`, { method: 'POST', headers: { 'authorization': 'Bearer reader', 'content-type': 'application/json' }, body: '{"groupIds":["g"]}' });
      assert.deepEqual(readFileSync(file, 'utf8').trim().split('\n').map((line) => z.unknown().parse(JSON.parse(line))), [
        { method: 'GET', url: '/v1.0/users?$select=id&$top=999&$count=true', headers: { consistencylevel: 'eventual' } },
        { method: 'POST', url: '/v1.0/users/x/checkMemberGroups', headers: { 'content-type': 'application/json' }, body: { groupIds: ['g'] } },
      ]);
    } finally {
      await recorded.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('knows the cast, their groups and their licences', () => {
    assert.deepEqual([...state.users.values()].map(({ displayName }) => displayName), ['Ana Ruiz', 'Ben Osei', 'Chloe Martin', 'Hugo Lind', 'Gil Fabri', 'ADM Ana', 'ADM Ben']);
    assert.deepEqual(state.holders('ANA.ruiz@contoso.com'), [{ type: 'user', id: CAST[0]?.oid }]);
  });
});
