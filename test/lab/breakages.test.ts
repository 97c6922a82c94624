import assert from 'node:assert/strict';
import type { Contoso } from '../../lab/company/contoso.ts';
import { createContoso } from '../../lab/company/contoso.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { adPerson, cloudPerson, moveTo, setAttribute } from '../../lab/company/find-person.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { recreateAccount } from '../../lab/company/recreate-account.ts';

const NOW = new Date('2026-11-21T09:00:00Z');
const clock = { now: () => NOW };

const cloud = (company: Contoso, sam: string) => {
  const user = cloudPerson(company, sam);
  assert.ok(user, `${sam} is in the cloud`);
  return user;
};
const addressed = (company: Contoso, upn: string) => [...company.tenant.users.values()].find((user) => user.userPrincipalName === upn);
const said = (company: Contoso, sam: string) => company.sync.describe({ dns: [adPerson(company.ad, sam).dn], anchors: [] });
const refusalOf = (company: Contoso, sam: string): string => said(company, sam).csObjects.flatMap((object) => object.ExportError?.ErrorExtraDetails ?? []).join();
const conflictsOf = (company: Contoso, sam: string) => cloud(company, sam).onPremisesProvisioningErrors.map((error) => [error.propertyCausingError, error.value]);
const lastImport = (company: Contoso): number => {
  const run = company.sync.recentRuns().find((each) => each.ConnectorName === 'corp.contoso.com' && each.RunProfileName.endsWith('Import'));
  return Date.parse(run?.StartDate ?? '');
};

/** What the systems themselves must show once the company is broken. */
const AFTERWARDS: Readonly<Record<string, (company: Contoso) => void>> = {
  'object-not-found-in-ad': (company) => {
    assert.equal(addressed(company, 'piotr.kowalski@contoso.com')?.onPremisesSyncEnabled, null);
    assert.throws(() => adPerson(company.ad, 'pkowalski'));
  },
  'ou-not-in-scope': (company) => {
    assert.match(adPerson(company.ad, 'rpatel').dn, /,OU=Contractors,/);
    assert.equal(cloudPerson(company, 'rpatel'), undefined);
    assert.deepEqual(said(company, 'rpatel').csObjects, []);
  },
  'moved-out-of-scope': (company) => {
    assert.match(adPerson(company.ad, 'jsmith').dn, /,OU=Leavers,/);
    assert.equal(cloud(company, 'jsmith').deletedDateTime, NOW.toISOString());
  },
  'upn-suffix-not-verified': (company) => {
    assert.equal(cloud(company, 'jsmith').userPrincipalName, 'jsmith@contoso.onmicrosoft.com');
    assert.deepEqual(conflictsOf(company, 'jsmith'), []);
  },
  'proxy-missing-smtp-prefix': (company) => assert.equal(cloud(company, 'jsmith').mail, 'jsmith@contoso.onmicrosoft.com'),
  'proxy-no-primary': (company) => assert.equal(cloud(company, 'jsmith').mail, 'jsmith@contoso.onmicrosoft.com'),
  'mail-attribute-missing': (company) => assert.deepEqual(cloud(company, 'jsmith').proxyAddresses, ['SMTP:jsmith@contoso.onmicrosoft.com']),
  'duplicate-proxy-two-ad-objects': (company) => assert.deepEqual(conflictsOf(company, 'avance'), [['ProxyAddresses', 'smtp:john.smith@contoso.com']]),
  'duplicate-held-by-soft-deleted-user': (company) => {
    assert.deepEqual(conflictsOf(company, 'ksato'), [['ProxyAddresses', 'smtp:ksato@contoso.com']]);
    assert.deepEqual([...company.tenant.deletedUsers.values()].map((user) => user.displayName), ['Kenta Sato']);
  },
  'duplicate-held-by-cloud-only-user': (company) => {
    assert.deepEqual(conflictsOf(company, 'jsmith'), [['ProxyAddresses', 'smtp:john@contoso.com']]);
    assert.equal(addressed(company, 'john.doe@contoso.com')?.onPremisesSyncEnabled, null);
  },
  'immutable-id-malformed': (company) => {
    const holder = addressed(company, 'dana.kim@contoso.com');
    assert.equal(holder?.onPremisesImmutableId, 'dkim');
    assert.ok(refusalOf(company, 'dkim').includes(holder.id));
  },
  'stale-immutable-id-on-cloud-user': (company) => {
    const holder = addressed(company, 'olga.marek@contoso.com');
    assert.equal(holder?.onPremisesSyncEnabled, false);
    assert.ok(refusalOf(company, 'omarek').includes(holder.id));
  },
  'ad-account-recreated-new-anchor': (company) => {
    const maria = cloud(company, 'mlopez');
    assert.equal(maria.onPremisesSyncEnabled, true);
    assert.notEqual(maria.onPremisesImmutableId, Buffer.from(adPerson(company.ad, 'mlopez').values('mS-DS-ConsistencyGuid')[0] ?? '').toString('base64'));
    assert.ok(adPerson(company.ad, 'mlopez').whenCreated.getTime() > Date.parse(maria.createdDateTime));
    assert.match(refusalOf(company, 'mlopez'), /"ProxyAddresses"/);
  },
  'quarantined-upn': (company) => {
    assert.match(cloud(company, 'jsmith').userPrincipalName, /^j\.smith\d{4}@contoso\.onmicrosoft\.com$/);
    assert.deepEqual(conflictsOf(company, 'jsmith'), [['UserPrincipalName', 'j.smith@contoso.com']]);
  },
  'quarantined-proxy': (company) => assert.deepEqual(conflictsOf(company, 'jsmith'), [['ProxyAddresses', 'smtp:press@contoso.com']]),
  'scheduler-disabled': (company) => {
    assert.equal(company.sync.scheduler().SyncCycleEnabled, false);
    assert.equal(lastImport(company), NOW.getTime() - 6 * 60 * 60 * 1000);
    assert.ok(Date.parse(company.sync.scheduler().NextSyncCycleStartTimeInUTC) < NOW.getTime());
  },
  'staging-mode': (company) => {
    assert.equal(company.sync.scheduler().StagingModeEnabled, true);
    assert.deepEqual(said(company, 'jsmith').pendingExports.map((pending) => pending.Operation), ['Update']);
  },
  'change-not-due-yet': (company) => {
    const changed = adPerson(company.ad, 'jsmith').whenChanged.getTime();
    assert.ok(changed > lastImport(company));
    assert.ok(Date.parse(company.sync.scheduler().NextSyncCycleStartTimeInUTC) > changed);
  },
  'usage-location-missing': (company) => assert.equal(cloud(company, 'jsmith').usageLocation, null),
  'licence-missing': (company) => {
    assert.deepEqual(cloud(company, 'jsmith').assignedLicenses, []);
    assert.equal(cloud(company, 'jsmith').usageLocation, 'GB');
  },
};

/** What an administrator (or a remedy) would do, where a remedy of this product exists. */
const REPAIRS: Readonly<Record<string, (company: Contoso) => void>> = {
  'ou-not-in-scope': ({ ad }) => moveTo(ad, 'rpatel', 'Staff'),
  'moved-out-of-scope': ({ ad }) => moveTo(ad, 'jsmith', 'Staff'),
  'upn-suffix-not-verified': ({ ad }) => setAttribute(ad, 'jsmith', { userPrincipalName: ['john.smith@contoso.com'] }),
  'proxy-missing-smtp-prefix': ({ ad }) => setAttribute(ad, 'jsmith', { proxyAddresses: ['SMTP:john.smith@contoso.com', 'smtp:jsmith@contoso.com'] }),
  'proxy-no-primary': ({ ad }) => setAttribute(ad, 'jsmith', { proxyAddresses: ['SMTP:john.smith@contoso.com', 'smtp:jsmith@contoso.com'] }),
  'mail-attribute-missing': ({ ad }) => setAttribute(ad, 'jsmith', { mail: ['john.smith@contoso.com'], proxyAddresses: ['SMTP:john.smith@contoso.com', 'smtp:jsmith@contoso.com'], userPrincipalName: ['john.smith@contoso.com'] }),
  'duplicate-proxy-two-ad-objects': ({ ad }) => setAttribute(ad, 'avance', { proxyAddresses: ['SMTP:alice.vance@contoso.com', 'smtp:avance@contoso.com'] }),
  'duplicate-held-by-cloud-only-user': ({ ad }) => setAttribute(ad, 'jsmith', { proxyAddresses: ['SMTP:john.smith@contoso.com', 'smtp:jsmith@contoso.com'] }),
  'immutable-id-malformed': (company) => {
    const holder = addressed(company, 'dana.kim@contoso.com');
    if (holder !== undefined) holder.onPremisesImmutableId = null;
  },
  'stale-immutable-id-on-cloud-user': ({ ad }) => setAttribute(ad, 'omarek', { 'mS-DS-ConsistencyGuid': [Buffer.from('TpwcjSo/bkucfSobPE1ebw==', 'base64')] }),
  'ad-account-recreated-new-anchor': (company) => {
    const anchor = cloud(company, 'mlopez').onPremisesImmutableId ?? '';
    setAttribute(company.ad, 'mlopez', { 'mS-DS-ConsistencyGuid': [Buffer.from(anchor, 'base64')] });
  },
  'quarantined-upn': ({ tenant }) => tenant.contacts.forEach((contact, id) => contact.mail === 'j.smith@contoso.com' && tenant.contacts.delete(id)),
  'quarantined-proxy': ({ tenant }) => tenant.groups.forEach((group, id) => group.displayName === 'Press' && tenant.groups.delete(id)),
  'scheduler-disabled': ({ sync }) => sync.setCycleEnabled(true),
  'staging-mode': ({ sync }) => sync.setStaging(false),
  'change-not-due-yet': () => undefined,
};

/** Whatever AD, the cloud and the sync server would tell, as one text. */
function everythingIn({ ad, tenant, sync }: Contoso): string {
  const records = [...ad.all(), ...ad.deletedObjects()].map((record) => [record.dn, record.attributes()]);
  const cloud = Object.values(tenant).map((part: unknown) => (part instanceof Map || part instanceof Set ? [...part] : part));
  return JSON.stringify([records, cloud, sync.describe({ dns: ad.all().map(({ dn }) => dn), anchors: [] })]);
}

describe('the healthy company', () => {
  it('has nobody with a conflict, a refusal or without a licence', () => {
    const company = createContoso({ clock });
    const members = [...company.tenant.users.values()].filter((user) => user.userType === 'Member');
    assert.deepEqual(members.filter((user) => user.onPremisesProvisioningErrors.length > 0 || user.assignedLicenses.length === 0 || user.usageLocation === null), []);
    assert.equal(company.sync.recentRuns().every((run) => run.Result === 'success'), true);
  });
});

describe('every breakage', () => {
  it('has its own cause', () => assert.equal(new Set(BREAKAGES.map(({ cause }) => cause)).size, BREAKAGES.length));

  it('that is looked at closely here exists', () => {
    const causes = BREAKAGES.map(({ cause }) => cause);
    assert.deepEqual([...Object.keys(AFTERWARDS), ...Object.keys(REPAIRS)].filter((cause) => !causes.includes(cause)), []);
  });

  for (const breakage of BREAKAGES) {
    it(`${breakage.cause}: ${breakage.says}`, () => {
      const company = createContoso({ clock });
      const before = everythingIn(company);
      breakage.break(company);
      assert.notEqual(everythingIn(company), before, 'something in the company is another than before');
      AFTERWARDS[breakage.cause]?.(company);
      assert.notEqual(breakage.worldAfterFix?.(company), true, 'broken before it is repaired');
    });

    const repair = REPAIRS[breakage.cause];
    if (repair === undefined) continue;
    it(`${breakage.cause} is gone after its repair and a cycle`, () => {
      const company = createContoso({ clock });
      breakage.break(company);
      repair(company);
      company.healthy();
      assert.equal(breakage.worldAfterFix?.(company), true);
    });
  }
});

describe('the opening scene', () => {
  it('has John in the recycle bin, Maria refused and Thu with the wrong primary address', () => {
    const company = createContoso({ clock });
    const maria = cloud(company, 'mlopez').id;
    stageOpening(company);
    assert.match(cloud(company, 'jsmith').deletedDateTime ?? '', /^2026/);
    assert.ok(refusalOf(company, 'mlopez').includes(maria));
    assert.equal(cloud(company, 'mlopez').assignedLicenses.length, 1);
    assert.equal(cloud(company, 'tnguyen').mail, 'tnguyen@contoso.onmicrosoft.com');
  });

  it('hurts nobody else', () => {
    const company = createContoso({ clock });
    const others = () => [...company.tenant.users.values()].filter((user) => !['jsmith', 'mlopez', 'tnguyen'].includes(user.onPremisesSamAccountName ?? ''));
    const before = structuredClone(others());
    stageOpening(company);
    assert.deepEqual(others(), before);
  });
});

describe('an account that is made again', () => {
  it('is a stranger to the directory: other GUID, other SID, the old one gone for good', () => {
    const company = createContoso({ clock });
    const old = adPerson(company.ad, 'mlopez');
    const { guid } = old;
    const [sid] = old.values('objectSid');
    recreateAccount(company, 'mlopez');
    assert.notEqual(adPerson(company.ad, 'mlopez').guid, guid);
    assert.notDeepEqual(adPerson(company.ad, 'mlopez').values('objectSid')[0], sid);
    assert.equal(company.ad.byGuid(guid), undefined);
  });
});
