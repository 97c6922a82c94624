import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetMarks } from '../../../lab/servers/graph-delta.ts';
import { createTenantLists } from '../../../src/adapters/graph/tenant-lists.ts';
import { chainFilters } from '../../../src/adapters/graph/chain-filters.ts';
import { TenantError } from '../../../src/ports/tenant.ts';
import { MarkExpired, type CloudChanges, type CloudList, type FollowedList, type TenantLists } from '../../../src/ports/tenant-lists.ts';
import { startGraphLab, TEST_CLOCK, type GraphLab } from './graph-lab.ts';

/** A checker of recorded requests, where the environment names one. */
const CHECKER = process.env['GRAPH_CHECK'] ?? '';
const PEOPLE = 2500;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

describe('whole lists of Entra ID', () => {
  let lab: GraphLab;
  const asked: Asked[] = [];
  before(async () => {
    lab = await startGraphLab({ onRequest: ({ method, url, headers }) => void asked.push({ method, url, headers }) });
    for (let number = 0; number < PEOPLE; number += 1) {
      const user = lab.state.newUser({ userPrincipalName: `${'abcdefghij'.charAt((number * 7) % 10)}person${number}@contoso.com`, displayName: `Person ${number}` });
      lab.state.users.set(user.id, user);
    }
  });
  after(() => lab.close());
  beforeEach(() => void asked.splice(0));

  const lists = (chains?: number): TenantLists => createTenantLists({ client: lab.client(), clock: TEST_CLOCK, chains });
  const idsOf = async (from: TenantLists, list: CloudList): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const page of from.pages(list)) ids.push(...page.objects.map(({ id }) => id));
    return ids;
  };
  const followed = async (list: FollowedList, mark: string): Promise<{ readonly changes: CloudChanges; readonly mark: string }> => {
    const [changed, removed]: [CloudChanges['changed'][number][], string[]] = [[], []];
    const stream = lists().changes(list, mark);
    let next = await stream.next();
    for (; next.done !== true; next = await stream.next()) {
      changed.push(...next.value.changed);
      removed.push(...next.value.removed);
    }
    return { changes: { changed, removed }, mark: next.value };
  };

  for (const chains of [1, 2, 3, 4]) {
    it(`come whole and nothing twice in ${chains} chains`, async () => {
      const ids = await idsOf(lists(chains), 'users');
      assert.deepEqual(ids.toSorted(), [...lab.state.users.keys()].toSorted());
      const first = asked.filter(({ url }) => url.startsWith('/v1.0/users?') && !url.includes('skiptoken'));
      // There are three pages of them, so more than three parts would each be less than a page.
      assert.equal(first.length, chains === 1 ? 1 : Math.min(chains, 3) + 1);
    });
  }

  it('are asked for at low priority, 999 at a time, with what is needed of them', async () => {
    for (const list of ['users', 'groups', 'contacts', 'deletedUsers', 'deletedGroups'] as const) await idsOf(lists(2), list);
    for (const { url, headers } of asked) {
      assert.equal(headers['x-ms-throttle-priority'], 'low', url);
      assert.match(url, /%24top=999|\$top=999/);
      assert.match(url, /select=/);
    }
  });

  it('are read in one chain where parting them would cost more than two of a hundred resource units', async () => {
    await idsOf(lists(), 'users');
    assert.equal(asked.length, Math.ceil(lab.state.users.size / 999));
  });

  it('are read as a whole once more where the parts lack somebody', async () => {
    // Somebody whose name none of the parts takes, as a server that parts them wrongly would show: the last part is kept from him.
    const odd = lab.state.newUser({ userPrincipalName: '~odd@contoso.com' });
    lab.state.users.set(odd.id, odd);
    lab.graph.faults.add({ kind: 'odd-body', match: /filter=not/, body: { value: [] }, times: 1 });
    const ids = await idsOf(lists(3), 'users');
    assert.deepEqual(ids.toSorted(), [...lab.state.users.keys()].toSorted());
    lab.state.users.delete(odd.id);
  });

  it('say so where Graph counts more than it gives', async () => {
    lab.graph.faults.add({ kind: 'odd-body', match: /GET \/contacts\?/, body: { '@odata.count': 5, 'value': [] }, times: 1 });
    lab.graph.faults.add({ kind: 'odd-body', match: /GET \/contacts\/\$count/, body: 5, times: 1 });
    await assert.rejects(idsOf(lists(), 'contacts'), (error) => error instanceof TenantError && /counts 5 objects, and 0 came/.test(error.message));
  });

  it('wait as long as Graph wants when it throttles', async () => {
    lab.graph.faults.add({ kind: 'throttle', match: /GET \/groups/, retryAfter: '30', times: 4 });
    assert.equal((await idsOf(lists(), 'groups')).length, lab.state.groups.size);
  });

  it('tell what has changed since a mark: new, changed and deleted', async () => {
    const mark = await lists().mark('users');
    const [changed, gone] = [...lab.state.users.values()];
    assert.ok(changed !== undefined && gone !== undefined);
    changed.displayName = 'Somebody Else';
    lab.state.users.delete(gone.id);
    const fresh = lab.state.newUser({ userPrincipalName: 'new@contoso.com' });
    lab.state.users.set(fresh.id, fresh);
    const first = await followed('users', mark);
    assert.deepEqual(first.changes.changed.map(({ id }) => id).toSorted(), [changed.id, fresh.id].toSorted());
    assert.equal(first.changes.changed.find(({ id }) => id === changed.id)?.displayName, 'Somebody Else');
    assert.deepEqual(first.changes.removed, [gone.id]);
    assert.deepEqual((await followed('users', first.mark)).changes, { changed: [], removed: [] });
  });

  it('have to be read anew when Graph has forgotten the mark', async () => {
    const mark = await lists().mark('groups');
    forgetMarks(lab.state);
    await assert.rejects(followed('groups', mark), MarkExpired);
  });

  it('are asked for as the contract of Graph allows', async function () {
    if (!existsSync(CHECKER)) return this.skip();
    for (const list of ['users', 'groups', 'contacts', 'deletedUsers', 'deletedGroups'] as const) await idsOf(lists(4), list);
    for (const list of ['users', 'groups', 'contacts'] as const) await followed(list, await lists().mark(list));
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-lists-'));
    const file = join(folder, 'recording.jsonl');
    writeFileSync(file, asked.map(({ method, url, headers }) => `${JSON.stringify({ method, url, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'consistencylevel' || name.startsWith('x-ms'))) })}\n`).join(''));
    try {
      execFileSync(process.execPath, [CHECKER, file], { encoding: 'utf8' });
    } catch (error) {
      assert.fail(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the parts that users are read in', () => {
  const names = Array.from({ length: 999 }, (_, number) => `${'aabcdefghijklmnop'.charAt(number % 17)}person${number}@contoso.com`);
  const takes = ({ filter }: { readonly filter: string }, name: string): boolean => {
    const begins = [...filter.matchAll(/startsWith\(userPrincipalName,'([^']*)'\)/g)].some(([, prefix = '']) => name.toLowerCase().startsWith(prefix));
    return filter.startsWith('not(') ? !begins : begins;
  };

  for (const chains of [2, 3, 6]) {
    it(`take everybody exactly once, in ${chains} parts of about the same size`, () => {
      const parts = chainFilters(names, chains);
      assert.equal(parts.length, chains);
      for (const name of [...names, 'Åse@contoso.com', '#odd@contoso.com', "o'brien@contoso.com"]) assert.equal(parts.filter((part) => takes(part, name)).length, 1, name);
      for (const part of parts) assert.ok(names.filter((name) => takes(part, name)).length < (names.length / chains) * 1.6, part.filter);
      for (const { filter, advanced } of parts) assert.ok(advanced || filter.split(' or ').length <= 15, filter);
    });
  }

  it('are none where all names begin alike', () => assert.deepEqual(chainFilters(['same@contoso.com', 'same@contoso.com'], 1), []));
});
