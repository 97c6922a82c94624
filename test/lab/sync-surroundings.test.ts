import assert from 'node:assert/strict';
import { createContoso, type Contoso } from '../../lab/company/contoso.ts';
import { adPerson, setAttribute } from '../../lab/company/find-person.ts';

const NOW = new Date('2026-11-21T09:10:00Z');

describe('what stands round the pretend sync engine', () => {
  let company: Contoso;
  beforeEach(() => {
    company = createContoso({ clock: { now: () => NOW } });
  });
  const said = (sam = 'jsmith') => company.sync.describe({ dns: [adPerson(company.ad, sam).dn], anchors: [] });

  it('runs no cycle while the service is stopped, and writes down when it stopped and started', () => {
    const runs = said().runHistory.length;
    company.sync.setRunning(false);
    company.sync.runCycle();
    assert.throws(() => company.sync.startDelta());
    assert.equal(said().runHistory.length, runs);
    company.sync.setRunning(true);
    company.sync.runCycle();
    assert.ok(said().runHistory.length > 0 && said().service.status === 'Running');
    assert.deepEqual(said().events.filter(({ id }) => id === 2001 || id === 2002).map(({ id }) => id), [2001, 2002]);
  });

  it('gives a sign of life of the password loop on an active server only', () => {
    const beats = () => said().events.filter(({ id }) => id === 654).map(({ time }) => time);
    assert.equal(beats()[0], '2026-11-21T09:00:00.000Z');
    company.sync.setStaging(true);
    assert.deepEqual(beats(), []);
  });

  it('exports nothing at all while too many deletions wait', () => {
    company.sync.setDeletionThreshold(3);
    const before = company.tenant.users.size;
    company.sync.setScope({ include: [], exclude: [] });
    company.sync.runCycle();
    assert.equal(company.tenant.users.size, before);
    company.sync.setDeletionThreshold(500);
    company.sync.runCycle();
    assert.ok(company.tenant.users.size < before);
  });

  it('synchronises everything anew after the scope was changed, and only then', () => {
    const newest = () => said().runHistory.filter(({ RunProfileName }) => RunProfileName.endsWith('Import'))[0]?.RunProfileName;
    assert.equal(newest(), 'Delta Import');
    company.sync.setScope({ ...company.sync.scope(), exclude: ['OU=Interns,OU=Staff,DC=corp,DC=contoso,DC=com'] });
    company.sync.runCycle();
    assert.equal(newest(), 'Full Import');
    assert.equal(said().connectors.find(({ Type }) => Type === 'AD')?.LastModificationTime, NOW.toISOString());
    company.sync.runCycle();
    assert.equal(newest(), 'Delta Import');
  });

  it('leaves who is out of the scope of the join rule a disconnector, and who is filtered later a person', () => {
    setAttribute(company.ad, 'jsmith', { adminDescription: ['User_excluded'] });
    setAttribute(company.ad, 'avance', { sAMAccountName: ['AAD_avance'] });
    const dn = adPerson(company.ad, 'jsmith').dn;
    const other = company.ad.all().find((record) => record.values('sAMAccountName').includes('AAD_avance'))?.dn ?? '';
    company.sync.runCycle();
    const of = (each: string) => company.sync.describe({ dns: [each], anchors: [] });
    assert.deepEqual([of(dn).csObjects[0]?.IsConnector, of(dn).mvObjects.length, of(dn).csObjects[0]?.Lineage], [false, 0, []]);
    assert.deepEqual([of(other).csObjects[0]?.IsConnector, of(other).mvObjects[0]?.Attributes.find(({ Name }) => Name === 'cloudFiltered')?.Values], [true, [true]]);
  });

  it('remembers what became of a password', () => {
    assert.deepEqual(said().passwordSync.objectLog.map(({ Status, TimeStamp }) => [Status, TimeStamp]), [['Success', '2025-11-03T08:00:00.000Z']]);
    setAttribute(company.ad, 'jsmith', { pwdLastSet: ['0'] });
    company.sync.runCycle();
    assert.deepEqual(said().passwordSync.objectLog.map(({ Status }) => Status), ['FilteredByTarget']);
  });
});
