import assert from 'node:assert/strict';
import { createControllerFinder, inOrder } from '../../../src/adapters/ldap/find-controllers.ts';
import type { ServiceRecord } from '../../../src/ports/service-records.ts';

const record = (host: string, priority = 0, weight = 100, port = 389): ServiceRecord => ({ host, port, priority, weight });
const hosts = (records: readonly ServiceRecord[]): readonly string[] => records.map(({ host }) => host);

describe('the order of domain controllers in DNS', () => {
  it('follows priority first', () => {
    assert.deepEqual(hosts(inOrder([record('c', 20), record('a', 0), record('b', 10)])), ['a', 'b', 'c']);
  });

  it('is drawn by weight among equals', () => {
    const equals = [record('light', 0, 10), record('heavy', 0, 90)];
    for (const [lot, first] of [[0, 'light'], [10, 'light'], [11, 'heavy'], [100, 'heavy']] as const) assert.equal(inOrder(equals, () => lot)[0]?.host, first, String(lot));
    const firsts = Array.from({ length: 2000 }, () => inOrder(equals)[0]?.host);
    const share = firsts.filter((host) => host === 'heavy').length / firsts.length;
    assert.ok(share > 0.82 && share < 0.96, String(share));
  });

  it('names each once, whatever the weights', () => {
    const all = Array.from({ length: 20 }, (_, at) => record(`dc${at}`, at % 3, at % 4 === 0 ? 0 : at));
    for (let turn = 0; turn < 50; turn += 1) assert.deepEqual(hosts(inOrder(all)).toSorted(), hosts(all).toSorted());
    assert.deepEqual(inOrder([]), []);
  });
});

describe('finding domain controllers in DNS', () => {
  let now = 0;
  let answers: (name: string) => readonly ServiceRecord[];
  let asked: string[];
  const records = { lookUp: (name: string) => Promise.resolve().then(() => (asked.push(name), answers(name))) };
  const finder = (more: { readonly site?: string; readonly catalogs?: boolean; readonly startTls?: boolean } = {}): (() => Promise<readonly string[]>) =>
    createControllerFinder({ records, domain: 'corp.contoso.com', draw: () => 0, ...more }, { now: () => now, startTls: more.startTls === true });
  beforeEach(() => {
    now = 0;
    asked = [];
    answers = () => [record('dc1.corp.contoso.com.'), record('DC2.corp.contoso.com', 10)];
  });

  it('gives addresses of LDAPS, or of plain LDAP with its port for StartTLS', async () => {
    assert.deepEqual(await finder()(), ['ldaps://dc1.corp.contoso.com', 'ldaps://dc2.corp.contoso.com']);
    assert.deepEqual(await finder({ startTls: true })(), ['ldap://dc1.corp.contoso.com:389', 'ldap://dc2.corp.contoso.com:389']);
  });

  it('asks for the site first, and for global catalogs by their own name', async () => {
    answers = (name) => [record(name.includes('_sites') ? 'near.corp.contoso.com' : 'far.corp.contoso.com'), record('near.corp.contoso.com')];
    assert.deepEqual(await finder({ site: 'London', catalogs: true })(), ['ldaps://near.corp.contoso.com', 'ldaps://far.corp.contoso.com']);
    assert.deepEqual(asked, ['_ldap._tcp.London._sites.gc._msdcs.corp.contoso.com', '_ldap._tcp.gc._msdcs.corp.contoso.com']);
  });

  it('believes no answer that leads out of the domain, for the password would follow', async () => {
    answers = () => ['evil.example.com', 'corp.contoso.com.evil.com', 'evilcorp.contoso.com', 'dc9.corp.contoso.com@evil.com', 'dc9/.corp.contoso.com', 'corp.contoso.com', ''].map((host) => record(host));
    assert.deepEqual(await finder()(), []);
  });

  it('keeps what it knows while DNS fails, and asks again soon', async () => {
    const find = finder();
    const known = await find();
    answers = () => assert.fail('SERVFAIL');
    now = 299_000;
    assert.deepEqual([await find(), asked.length], [known, 1]);
    now = 301_000;
    assert.deepEqual([await find(), asked.length], [known, 2]);
    now = 302_000;
    await find();
    assert.equal(asked.length, 2);
    now = 320_000;
    answers = () => [record('dc3.corp.contoso.com')];
    assert.deepEqual(await find(), ['ldaps://dc3.corp.contoso.com']);
  });

  it('asks once for everybody who wants to know at the same time', async () => {
    const find = finder();
    await Promise.all([find(), find(), find()]);
    assert.equal(asked.length, 1);
  });

  it('keeps the order that was drawn while the answer is the same', async () => {
    const find = finder();
    const known = await find();
    answers = () => [record('dc1.corp.contoso.com', 10), record('dc2.corp.contoso.com', 0)];
    now = 301_000;
    assert.deepEqual(await find(), known);
  });
});
