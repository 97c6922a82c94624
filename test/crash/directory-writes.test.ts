import assert from 'node:assert/strict';
import type { AdChange } from '../../lab/company/ad-state.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { adPerson } from '../../lab/company/find-person.ts';
import { hire } from '../../lab/company/hire.ts';
import { OPERATION_NAMES, type AdTarget, type StepDraft } from '../../src/model/plan.ts';
import { guid } from '../ports/relay-jobs.ts';
import { startPlansInCompany, type PlansInCompany } from './plans-in-company.ts';

const says = 'A step of a test';
const [ONE, TWO] = ['TpwcjSo/bkucfSobPE1ebw==', 'RDMiEWZViHeZqrvM3e7/AA=='];
const octets = (anchor: string): Buffer => Buffer.from(anchor, 'base64');

/** Somebody new, with these values, whom no cycle has seen yet. */
function newcomer({ ad }: Contoso, n: number, values: Readonly<Record<string, readonly (string | Buffer)[]>>): AdTarget {
  hire(ad, { sam: `writes${n}`, givenName: 'Wanda', surname: `Writes${n}`, ou: 'Staff', department: 'Legal', employeeId: `W${n}` });
  const { guid: id, dn } = adPerson(ad, `writes${n}`);
  ad.modify(dn, Object.entries(values).map(([attribute, list]) => ({ operation: 'replace', attribute, values: list })));
  return { guid: guid(id), dn };
}

const anchorStep = (before: string | null, after: string | null) => (company: Contoso, n: number): StepDraft =>
  ({ operation: 'ad.set-anchor', says, params: { object: newcomer(company, n, { 'mS-DS-ConsistencyGuid': before === null ? [] : [octets(before)] }), before, after } });

const prefixStep = (company: Contoso, n: number): StepDraft => {
  const before = [`smtp:a${n}@contoso.com`, `smtp:b${n}@contoso.com`];
  return { operation: 'ad.change-addresses', says, params: { object: newcomer(company, n, { proxyAddresses: before }), before, remove: [`smtp:a${n}@contoso.com`], add: [`SMTP:a${n}@contoso.com`] } };
};

describe('what the relay asks of the directory', function () {
  this.timeout(60_000);
  let plans: PlansInCompany;
  let requests: (readonly AdChange[])[] = [];
  /** Done by somebody else as soon as the relay has written. */
  let thereupon: ((dn: string) => void) | null = null;
  before(async () => {
    plans = await startPlansInCompany();
    const { ad } = plans.small.company;
    const modify = ad.modify.bind(ad);
    Object.assign(ad, { modify: (dn: string, changes: readonly AdChange[]) => {
      modify(dn, changes);
      requests.push(changes);
      const now = thereupon;
      thereupon = null;
      now?.(dn);
    } });
  });
  beforeEach(() => {
    requests = [];
    thereupon = null;
  });
  after(() => plans.close());
  const forget = (): void => void (requests = []);

  for (const operation of OPERATION_NAMES.filter((name) => name.startsWith('ad.'))) {
    if (operation === 'people.do') continue;
    it(`is one request that replaces nothing blindly: ${operation}`, async () => {
      const { end, written } = await plans.run(operation, { meddle: forget });
      assert.equal(end.state, 'done', end.says);
      assert.equal(written.directory.length, 1, written.directory.join('\n'));
      assert.ok(requests.length <= 1);
      // Switching a bit is asserted by the whole former value, which goes as the new one comes.
      assert.deepEqual(requests.flat().filter((change) => change.operation === 'replace'), []);
    });
  }

  const ANCHORS: readonly (readonly [what: string, before: string | null, after: string | null, kinds: readonly string[]])[] = [
    ['is added where there is none', null, ONE ?? '', ['add']],
    ['goes as the new one comes', ONE ?? '', TWO ?? '', ['delete', 'add']],
    ['is taken away by its value', ONE ?? '', null, ['delete']],
  ];
  for (const [what, before, after, kinds] of ANCHORS) {
    it(`the anchor ${what}`, async () => {
      const { end } = await plans.run(anchorStep(before, after), { meddle: forget });
      assert.equal(end.state, 'done', end.says);
      assert.deepEqual(requests.flat().map((change) => change.operation), kinds);
      assert.deepEqual(requests.flat().map(({ values }) => values.map((value) => Buffer.from(value).toString('base64'))), [before, after].filter((value) => value !== null).map((value) => [value]));
    });
  }

  it('a prefix that changes only its case is one delete and one add in one request', async () => {
    const { end, draft } = await plans.run(prefixStep, { meddle: forget });
    assert.equal(end.state, 'done', end.says);
    assert.ok(draft.operation === 'ad.change-addresses');
    assert.deepEqual(requests.map((changes) => changes.map((change) => ({ ...change, values: change.values.map(String) }))), [[{ operation: 'delete', attribute: 'proxyAddresses', values: draft.params.remove }, { operation: 'add', attribute: 'proxyAddresses', values: draft.params.add }]]);
  });

  const MEANWHILE: readonly (readonly [what: string, values: (n: readonly string[]) => readonly string[]])[] = [
    ['adds another address', (values) => [...values, 'smtp:theirs@contoso.com']],
    ['brings the former list back', (values) => values.map((value) => value.toLowerCase())],
  ];
  for (const [what, values] of MEANWHILE) {
    it(`nobody is told that it is done, and both lists are shown, when somebody ${what} in the same moment`, async () => {
      const { ad } = plans.small.company;
      const { end, journal } = await plans.run(prefixStep, { meddle: () => {
        forget();
        thereupon = (dn) => ad.modify(dn, [{ operation: 'replace', attribute: 'proxyAddresses', values: values((ad.byDn(dn)?.values('proxyAddresses') ?? []).map(String)) }]);
      } });
      const told = JSON.stringify(journal);
      assert.equal(requests.length, 2, told);
      assert.match(told, /proxyAddresses was written 2 times where one write was expected: before smtp:a\d+@contoso\.com, smtp:b\d+@contoso\.com; now /);
      assert.equal(end.state, 'unknown', told);
      assert.match(end.says, /now smtp:b\d+.*for smtp:a\d+|before smtp:a\d+.*; now smtp:b\d+/, end.says);
      const settled = await plans.settle(end);
      assert.notEqual(settled.state, 'done', settled.says);
      assert.equal(requests.length, 2, 'a look writes nothing');
    });
  }
});
