import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { findSubject } from '../../src/diagnose/find-subject.ts';
import type { Subject } from '../../src/model/subject.ts';
import { company, documentOf, type Company } from '../causes/company.ts';
import { distribution, partner, pc01, sales, SALES_ID, type Healthy } from '../causes/groups-and-devices/subjects.ts';

type Change = (given: Company) => unknown;

const answer = (...changes: readonly Change[]) => {
  const given = company();
  for (const change of changes) change(given);
  return diagnose(documentOf(given), CATALOGUE);
};
const found = (...changes: readonly Change[]): Subject | undefined => {
  const given = company();
  for (const change of changes) change(given);
  const result = findSubject(documentOf(given));
  return result.is === 'found' ? result.subject : undefined;
};
const asked = (name: string): Change => (given) => {
  given.bundle['subject'] = name;
};
const HEALTHY: readonly (readonly [string, (given: Company) => Healthy])[] = [['security group', sales], ['distribution group', distribution], ['contact', partner], ['hybrid-joined device', pc01]];

describe('a healthy object of another kind', () => {
  for (const [kind, settle] of HEALTHY) {
    it(`is synchronised when it is a ${kind}`, () => {
      const { verdict, findings, cannotTell } = answer(settle);
      assert.deepEqual({ verdict, findings: findings.map(({ cause }) => cause), cannotTell }, { verdict: 'synced', findings: [], cannotTell: [] });
    });
    it(`is not synchronised without its object in Entra when it is a ${kind}`, () => assert.equal(answer((given) => settle(given).leaveCloud()).verdict, 'not-synced'));
  }
  for (const [settle, section] of [[sales, 'entra.groups'], [partner, 'entra.contacts'], [pc01, 'entra.devices']] as const)
    it(`cannot be told without ${section}`, () => assert.equal(answer(settle, (given) => { given.bundle['unread'] = [{ what: section, why: 'access-denied' }]; }).verdict, 'incomplete'));
});

const sectionsOf = ({ entra, server }: Company): readonly string[] => [
  ...['entries', 'deleted', 'copies', 'schemaAttributes', 'exchangeSchema'].map((name) => `directory.${name}`),
  ...Object.keys(entra).map((name) => `entra.${name}`),
  ...Object.keys(server).filter((name) => name !== 'name').map((name) => `syncServers.${name}`),
];

describe('a healthy object of another kind, with one section unread', () => {
  for (const [kind, settle] of HEALTHY) {
    it(`is never called broken when it is a ${kind}`, () => {
      for (const what of sectionsOf(company())) {
        const { verdict, findings } = answer(settle, (given) => { given.bundle['unread'] = [{ what, why: 'timed-out' }]; });
        assert.deepEqual({ what, broken: verdict === 'not-synced', findings: findings.map(({ cause }) => cause) }, { what, broken: false, findings: [] });
      }
    });
    it(`is never called synchronised without its object in Entra when it is a ${kind}`, () => {
      for (const what of sectionsOf(company())) assert.notEqual(answer((given) => { settle(given).leaveCloud(); }, (given) => { given.bundle['unread'] = [{ what, why: 'timed-out' }]; }).verdict, 'synced', what);
    });
  }
});

describe('finding groups, contacts and devices', () => {
  for (const name of ['PC01', 'pc01$', 'CORP\\PC01$', 'corp\\pc01', 'pc01.corp.contoso.com', '30475e40-e7ae-4af3-af75-8b143c81daf5', '55555555-aaaa-4aaa-8aaa-000000000001'])
    it(`takes ${name} for the computer PC01 and knows its device`, () => {
      const subject = found(pc01, asked(name));
      assert.deepEqual([subject?.kind, subject?.ad?.attributes['cn'], subject?.cloud?.id], ['device', ['PC01'], '55555555-aaaa-4aaa-8aaa-000000000001']);
    });
  it('hears a computer in a question', () => assert.equal(found(pc01, (given) => { delete given.bundle['subject']; given.bundle['question'] = 'why is PC01 not in Entra'; })?.kind, 'device'));
  it('prefers the account of exactly this name over the computer', () => assert.equal(found(pc01, (given) => { given.other.attributes['sAMAccountName'] = ['PC01']; }, asked('PC01'))?.kind, 'user'));
  it('passes over the registered twin of a computer', () => assert.equal(found(pc01, ({ entra }) => { (entra['devices'] as unknown[]).push({ id: '9', displayName: 'PC01', deviceId: '9', trustType: 'Workplace' }); }, asked('PC01'))?.cloud?.id, '55555555-aaaa-4aaa-8aaa-000000000001'));
  for (const name of ['PC77', 'pc77$', '77777777-1111-4111-8111-000000000001'])
    it(`finds a device that lives in Entra only as ${name}`, () => assert.equal(found(({ entra }) => { entra['devices'] = [{ id: '77', displayName: 'PC77', deviceId: '77777777-1111-4111-8111-000000000001', trustType: 'AzureAd' }]; }, asked(name))?.cloud?.id, '77'));
  it('finds the AD group behind an object id of Entra', () => assert.equal(found(sales, asked(SALES_ID))?.ad?.attributes['cn']?.[0], 'Sales'));
  it('finds the AD contact behind an address that only Entra has', () => assert.equal(found(partner, (given) => { (given.entra['contacts'] as { proxyAddresses: string[] }[])[0]?.proxyAddresses.push('smtp:pp@contoso.onmicrosoft.com'); }, asked('pp@contoso.onmicrosoft.com'))?.kind, 'contact'));
  it('finds a group that lives in Entra only', () => assert.equal(found(({ entra }) => { entra['groups'] = [{ id: '8', displayName: 'Cloud Team' }]; }, asked('Cloud Team'))?.kind, 'group'));
  it('finds a deleted group', () => assert.deepEqual(found(({ entra }) => { entra['deletedGroups'] = [{ id: '8', displayName: 'Old Team' }]; }, asked('Old Team'))?.kind, 'group'));
  it('finds the AD group of a deleted one, without a live object', () => {
    const subject = found((given) => {
      const group = sales(given);
      group.leaveCloud();
      given.entra['deletedGroups'] = [{ ...group.cloud, displayName: 'Sales before' }];
    }, asked('Sales before'));
    assert.deepEqual([subject?.ad?.attributes['cn'], subject?.cloud], [['Sales'], undefined]);
  });
  it('does not take a synchronised group with another SID for its own', () => assert.equal(found(sales, ({ entra }) => { Object.assign((entra['groups'] as object[])[0] ?? {}, { onPremisesSecurityIdentifier: 'S-1-5-21-9-9-9-9' }); })?.cloud, undefined));
  it('takes a computer without objectClass by its dollar sign', () => assert.equal(found(pc01, ({ entries }) => { delete entries.at(-1)?.attributes['objectClass']; })?.kind, 'device'));
});
