import assert from 'node:assert/strict';
import { createGraphClient } from '../../../src/adapters/graph/graph-client.ts';
import { waitOf } from '../../../src/adapters/graph/graph-transport.ts';
import { address, filtersOf, literal } from '../../../src/adapters/graph/odata.ts';
import { TenantError, type TenantFault } from '../../../src/ports/tenant.ts';
import { startGraphLab, type GraphLab } from './graph-lab.ts';

const DOMAINS = '/domains?$select=id';
const isFault = (fault: TenantFault, says: RegExp) => (error: unknown) => {
  assert.ok(error instanceof TenantError);
  assert.equal(error.fault, fault);
  assert.match(error.message, says);
  return true;
};

describe('the Graph client', () => {
  let lab: GraphLab;
  before(async () => {
    lab = await startGraphLab();
  });
  after(() => lab.close());
  afterEach(() => lab.graph.faults.clear());

  it('reads again after the pause that Graph asks for', async () => {
    lab.graph.faults.add({ kind: 'throttle', match: /^GET \/domains/, times: 2, retryAfter: '0.15' });
    const started = performance.now();
    await lab.client().get(DOMAINS);
    assert.ok(performance.now() - started >= 290, 'two pauses of 0.15 seconds');
  });

  it('gives up at once when the pause is longer than ten seconds', async () => {
    lab.graph.faults.add({ kind: 'throttle', match: /^GET \/domains/, times: 1, retryAfter: '11' });
    await assert.rejects(lab.client().get(DOMAINS), isFault('throttled', /throttling/));
  });

  it('gives up after the third throttled answer', async () => {
    lab.graph.faults.add({ kind: 'throttle', match: /^GET \/domains/, times: 3, retryAfter: '0' });
    await assert.rejects(lab.client().get(DOMAINS), isFault('throttled', /throttling/));
    await lab.client().get(DOMAINS);
  });

  const faults: readonly { readonly of: string; readonly start: (lab: GraphLab) => void; readonly fault: TenantFault; readonly says: RegExp }[] = [
    { of: 'a missing permission', start: ({ graph }) => graph.faults.add({ kind: 'fail', match: /./, times: 1, status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' }), fault: 'access-denied', says: /403 Authorization_RequestDenied: Insufficient privileges/ },
    { of: 'a refused query', start: ({ graph }) => graph.faults.add({ kind: 'fail', match: /./, times: 1, status: 400, code: 'Request_UnsupportedQuery', message: 'no' }), fault: 'refused', says: /400 Request_UnsupportedQuery/ },
    { of: 'a gateway page', start: ({ graph }) => graph.faults.add({ kind: 'html', match: /./, times: 3, status: 504 }), fault: 'timed-out', says: /504$/ },
    { of: 'a connection that always breaks', start: ({ graph }) => graph.faults.add({ kind: 'drop-before', match: /./, times: 3 }), fault: 'unreachable', says: /could not be reached/ },
    { of: 'a page that is no page', start: ({ graph }) => graph.faults.add({ kind: 'html', match: /./, times: 1, status: 200 }), fault: 'failed', says: /not JSON/ },
  ];
  for (const { of, start, fault, says } of faults) {
    it(`puts ${of} into words`, async () => {
      start(lab);
      await assert.rejects(lab.client().get(DOMAINS), isFault(fault, says));
    });
  }

  it('reads again after a connection that broke once', async () => {
    lab.graph.faults.add({ kind: 'drop-before', match: /^GET \/domains/, times: 1 });
    assert.ok(await lab.client().get(DOMAINS));
  });

  it('does not wait longer than its deadline', async () => {
    lab.graph.faults.add({ kind: 'delay', match: /^GET \/domains/, times: 1, milliseconds: 1500 });
    const started = performance.now();
    await assert.rejects(lab.client({ options: { deadlineMilliseconds: 300 } }).get(DOMAINS), isFault('timed-out', /in time/));
    assert.ok(performance.now() - started < 1200);
  });

  it('keeps control characters of an error message out of its own', async () => {
    lab.graph.faults.add({ kind: 'fail', match: /./, times: 1, status: 400, code: 'Bad<b>', message: `a\u0000\u202Eb${'x'.repeat(2000)}` });
    await assert.rejects(lab.client().get(DOMAINS), (error) => error instanceof TenantError && /^Microsoft Graph answered 400 Badb: a bx+$/.test(error.message) && error.message.length < 400);
  });

  it('sends only the throttled parts of a batch again', async () => {
    const seen: string[][] = [];
    const spy: typeof fetch = async (input, init) => {
      const sent: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
      seen.push(JSON.stringify(sent).match(/domains|organization|subscribedSkus/g) ?? []);
      return fetch(input, init);
    };
    lab.graph.faults.add({ kind: 'throttle', match: /^GET \/organization/, times: 2, retryAfter: '0.01' });
    const answers = await lab.client({ options: { fetch: spy } }).batch(['/domains?$select=id', '/organization?$select=id', '/subscribedSkus?$select=id'].map((path) => ({ address: path })));
    assert.deepEqual(answers.map(({ is }) => is), ['answered', 'answered', 'answered']);
    assert.deepEqual(seen, [['domains', 'organization', 'subscribedSkus'], ['organization'], ['organization']]);
  });

  it('answers more parts than one batch takes, in their order', async () => {
    const ids = [...lab.state.users.keys()];
    const parts = Array.from({ length: 45 }, (_, n) => ({ address: `/users/${ids[n % ids.length] ?? ''}?$select=id` }));
    const answers = await lab.client().batch(parts);
    assert.deepEqual(answers.map((answer) => (answer.is === 'answered' && typeof answer.body === 'object' && answer.body !== null && 'id' in answer.body ? answer.body.id : answer.is)), parts.map((_, n) => ids[n % ids.length]));
  });

  it('follows all pages, of 100 as of 999 objects', async () => {
    for (let n = 0; n < 1200; n += 1) lab.addContact({ displayName: `Contact ${n}` });
    for (const page of ['$top=100', '$top=999']) {
      const { value, complete } = await lab.client().list(`/contacts?$select=id&${page}`);
      assert.deepEqual([new Set(value.map((each) => JSON.stringify(each))).size, complete], [1200, true]);
    }
    lab.state.contacts.clear();
  });

  it('never sends its token to a page of another host', async () => {
    const strange = { value: [], '@odata.nextLink': 'https://localhost:9/v1.0/users?$skiptoken=x' };
    await assert.rejects(lab.client().list('/users?$select=id&$top=999', undefined, strange), isFault('failed', /another host/));
  });

  it('refuses to speak anything but https', () => {
    assert.throws(() => createGraphClient({ endpoint: 'http://127.0.0.1:1', credential: { getToken: () => Promise.resolve(null) } }), /https:/);
  });

  it('holds no more than six requests at a time', async () => {
    let open = 0;
    let most = 0;
    const counting: typeof fetch = async (input, init) => {
      most = Math.max(most, (open += 1));
      try {
        return await fetch(input, init);
      } finally {
        open -= 1;
      }
    };
    const client = lab.client({ options: { fetch: counting } });
    await Promise.all(Array.from({ length: 40 }, () => client.get(DOMAINS)));
    assert.equal(most, 6);
  });

  it('lives within the budget of resource units that Graph gives', async () => {
    const small = await startGraphLab({ resourceUnits: 30 });
    try {
      const answers = await Promise.allSettled(Array.from({ length: 36 }, () => small.client().get(DOMAINS)));
      assert.deepEqual(answers.filter(({ status }) => status === 'rejected'), []);
    } finally {
      await small.close();
    }
  });

  describe('reading Retry-After', () => {
    const cases: readonly (readonly [string | null, string | null, number | undefined])[] = [
      ['3', null, 3000], ['0.5', null, 500], ['Sat, 21 Nov 2026 12:00:05 GMT', 'Sat, 21 Nov 2026 12:00:00 GMT', 5000], ['Sat, 21 Nov 2026 12:00:05 GMT', null, undefined], [null, null, undefined], ['', null, undefined], ['soon', null, undefined],
    ];
    for (const [header, date, wait] of cases) it(`takes ${JSON.stringify(header)} for ${String(wait)} milliseconds`, () => assert.equal(waitOf(header, date), wait));
  });

  describe('building addresses', () => {
    it("escapes what would end a value: O'Brien & Co, #?, +, /, =", () => {
      assert.equal(address('/users', { $filter: `displayName eq ${literal("O'Brien & Co #?+/=")}` }), '/users?$filter=displayName%20eq%20\'O\'\'Brien%20%26%20Co%20%23%3F%2B%2F%3D\'');
    });
    it('puts at most 15 alternatives into one filter, counting every "or"', () => {
      const filters = filtersOf(Array.from({ length: 31 }, (_, n) => `id eq '${n}'`));
      assert.deepEqual(filters.map((filter) => filter.split(' or ').length), [15, 15, 1]);
      assert.equal(filtersOf([`displayName eq 'one or two'`, ...Array.from({ length: 14 }, (_, n) => `id eq '${n}'`)]).length, 2);
      assert.deepEqual(filtersOf([]), []);
    });
  });
});
