import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createContoso, type Contoso } from '../../lab/company/contoso.ts';
import { adPerson, cloudPerson, setAttribute } from '../../lab/company/find-person.ts';
import { CycleInProgress } from '../../lab/company/sync-engine/sync-server.ts';

describe('the scheduler of the pretend sync server', () => {
  let time: sinon.SinonFakeTimers;
  let company: Contoso;

  beforeEach(() => {
    time = sinon.useFakeTimers({ now: new Date('2026-11-21T09:00:00Z') });
    company = createContoso({ clock: { now: () => new Date() }, live: { cycleSeconds: 20, cycleTakesMs: 3000 } });
  });

  afterEach(() => {
    company.sync.stop();
    time.restore();
  });

  const rename = (): void => setAttribute(company.ad, 'jsmith', { displayName: ['Renamed'] });
  const cloudName = (): string | null | undefined => cloudPerson(company, 'jsmith')?.displayName;

  it('runs cycles by itself and reports the interval that it really has', () => {
    assert.equal(company.sync.scheduler().CurrentlyEffectiveSyncCycleInterval, '00:00:20');
    assert.equal(company.sync.scheduler().NextSyncCycleStartTimeInUTC, '2026-11-21T09:00:20.000Z');
    rename();
    time.tick(20_000);
    assert.equal(company.sync.scheduler().SyncCycleInProgress, true);
    assert.equal(cloudName(), 'John Smith');
    time.tick(3000);
    assert.equal(company.sync.scheduler().SyncCycleInProgress, false);
    assert.equal(cloudName(), 'Renamed');
  });

  it('imports at the start: what is changed during a cycle waits for the next one', () => {
    company.sync.startDelta();
    rename();
    time.tick(3000);
    assert.equal(cloudName(), 'John Smith');
    time.tick(20_000);
    assert.equal(cloudName(), 'Renamed');
  });

  it('lets one cycle run at a time', () => {
    company.sync.startDelta();
    assert.throws(() => company.sync.startDelta(), CycleInProgress);
    time.tick(3000);
    company.sync.startDelta();
  });

  it('runs nothing while it is switched off, except what somebody starts', () => {
    company.sync.setCycleEnabled(false);
    rename();
    time.tick(120_000);
    assert.equal(cloudName(), 'John Smith');
    assert.equal(company.sync.scheduler().NextSyncCycleStartTimeInUTC, '2026-11-21T09:00:20.000Z');
    company.sync.startDelta();
    time.tick(3000);
    assert.equal(cloudName(), 'Renamed');
  });

  it('heals quarantines on its way', () => {
    const holder = company.tenant.newUser({ userPrincipalName: 'x@contoso.com', proxyAddresses: ['SMTP:wanted@contoso.com'] });
    setAttribute(company.ad, 'jsmith', { proxyAddresses: [...adPerson(company.ad, 'jsmith').values('proxyAddresses'), 'smtp:wanted@contoso.com'] });
    time.tick(24_000);
    assert.equal(cloudPerson(company, 'jsmith')?.onPremisesProvisioningErrors.length, 1);
    company.tenant.users.delete(holder.id);
    time.tick(20_000);
    assert.equal(cloudPerson(company, 'jsmith')?.onPremisesProvisioningErrors.length, 0);
  });
});
