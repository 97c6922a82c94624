import assert from 'node:assert/strict';
import type { Contoso } from '../../lab/company/contoso.ts';
import { createContoso } from '../../lab/company/contoso.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { adPerson, cloudPerson } from '../../lab/company/find-person.ts';

const NOW = new Date('2026-11-21T09:00:00Z');
const AD = 'corp.contoso.com';
const ENTRA = 'contoso.onmicrosoft.com - AAD';
const IMPORT = 'Delta Import';

const john = ({ ad, sync }: Contoso) => sync.describe({ dns: [adPerson(ad, 'jsmith').dn], anchors: [] });
const result = ({ sync }: Contoso, connector: string, profile: string): string | undefined => sync.recentRuns().find((run) => run.ConnectorName === connector && run.RunProfileName === profile)?.Result;
const logged = (company: Contoso): readonly number[] => john(company).events.map(({ id }) => id);
const hasNewAddress = (company: Contoso): boolean => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:j.smith@contoso.com') === true;

/** How the newest run of a connector ends, which events tell of it, and whether the change of John comes through all the same. */
const RUNS: Readonly<Record<string, { readonly connector: string; readonly profile: string; readonly ends: string; readonly events: readonly number[] }>> = {
  'database-full': { connector: AD, profile: IMPORT, ends: 'stopped-database-disk-full', events: [6323] },
  'run-profile-partition-missing': { connector: AD, profile: IMPORT, ends: 'missing-partition-for-run-step', events: [6020] },
  'delta-import-size-limit': { connector: AD, profile: IMPORT, ends: 'stopped-connectivity', events: [6050] },
  'ad-dc-unreachable': { connector: AD, profile: IMPORT, ends: 'no-start-connection', events: [6050] },
  'ad-connector-credentials': { connector: AD, profile: IMPORT, ends: 'no-start-credentials', events: [6000] },
  'ad-search-rights': { connector: AD, profile: IMPORT, ends: 'stopped-connectivity', events: [6050] },
  'entra-import-keynotfound': { connector: ENTRA, profile: IMPORT, ends: 'stopped-extension-dll-exception', events: [6801, 109] },
  'directory-quota-exceeded': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [106] },
  'proxy-or-firewall': { connector: ENTRA, profile: 'Export', ends: 'stopped-server-down', events: [106] },
  'tls12-missing': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [106] },
  'conditional-access-blocks-sync': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [106] },
  'entra-access-denied': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [115, 106] },
  'entra-connector-auth': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [106] },
  'connect-version-unsupported': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [106, 109] },
  'first-party-app-disabled': { connector: ENTRA, profile: 'Export', ends: 'stopped-extension-dll-exception', events: [106] },
  'export-deletion-threshold': { connector: ENTRA, profile: 'Export', ends: 'stopped-deletion-threshold-exceeded', events: [116] },
  'sync-rule-error': { connector: AD, profile: 'Full Synchronization', ends: 'completed-sync-errors', events: [] },
  'transient-object-error': { connector: ENTRA, profile: 'Export', ends: 'completed-export-errors', events: [6941] },
};

/** Faults through which the object itself still passes. */
const GETS_THROUGH: readonly string[] = ['entra-import-keynotfound'];

const MORE: Readonly<Record<string, (company: Contoso) => void>> = {
  'database-error-utf8-locale': (company) => {
    assert.equal(result(company, AD, IMPORT), 'completed-discovery-errors');
    assert.ok(logged(company).includes(6301));
  },
  'sync-service-stopped': (company) => {
    assert.equal(john(company).service.status, 'Stopped');
    company.sync.runCycle();
    assert.equal(hasNewAddress(company), false);
  },
  'scheduler-suspended': ({ sync }) => assert.equal(sync.scheduler().SchedulerSuspended, true),
  'maintenance-disabled': ({ sync }) => assert.equal(sync.scheduler().MaintenanceEnabled, false),
  'cycle-running-long': (company) => {
    assert.equal(company.sync.scheduler().SyncCycleInProgress, true);
    assert.throws(() => company.sync.startDelta(), { name: 'CycleInProgress' });
    assert.equal(company.sync.recentRuns()[0]?.IsRunComplete, false);
  },
  'phs-replication-permission': (company) => assert.ok(logged(company).includes(611)),
  'phs-fips': (company) => assert.ok(logged(company).includes(667)),
  'phs-paused-for-full-sync': (company) => assert.ok(logged(company).includes(613)),
  'phs-heartbeat-stale': (company) => assert.ok(john(company).events.filter(({ id }) => id === 654).every(({ time }) => NOW.getTime() - Date.parse(time) > 4 * 60 * 60 * 1000)),
  'phs-single-user-error': (company) => assert.deepEqual(john(company).passwordSync.objectLog.map(({ Status }) => Status), ['Error']),
  'phs-account-not-covered': (company) => assert.ok(john(company).csObjects.some(({ Lineage }) => Lineage.some(({ SyncRuleName }) => SyncRuleName === 'In from AD - User AccountEnabled (Finance)'))),
  'conditional-access-blocks-sync': ({ tenant }) => assert.ok(tenant.signIns.every(({ conditionalAccessStatus }) => conditionalAccessStatus === 'failure')),
  'user-source-of-authority-cloud': (company) => {
    assert.ok(logged(company).includes(6956));
    assert.equal(hasNewAddress(company), false);
  },
  'mobile-overridden-in-cloud': (company) => assert.equal(cloudPerson(company, 'jsmith')?.['mobilePhone'], '+44 7700 900999'),
  'soft-deleted-awaiting-return': (company) => {
    const { id } = cloudPerson(company, 'jsmith') ?? assert.fail();
    company.sync.runCycle();
    assert.ok(company.tenant.users.has(id), 'the same account is back');
  },
  'delete-not-propagated': (company) => {
    company.healthy();
    assert.equal(cloudPerson(company, 'jsmith')?.onPremisesSyncEnabled, true);
  },
};

const broken = (cause: string): Contoso => {
  const company = createContoso({ clock: { now: () => NOW } });
  (BREAKAGES.find((each) => each.cause === cause) ?? assert.fail(`no breakage ${cause}`)).break(company);
  return company;
};

describe('a breakage of the sync server, of sign-in or of the cloud', () => {
  for (const [cause, { connector, profile, ends, events }] of Object.entries(RUNS)) {
    it(`${cause}: the ${profile} of ${connector} ends with ${ends}`, () => {
      const company = broken(cause);
      assert.equal(result(company, connector, profile), ends);
      assert.deepEqual(events.filter((id) => !logged(company).includes(id)), []);
      assert.equal(hasNewAddress(company), GETS_THROUGH.includes(cause));
    });
  }

  for (const [cause, check] of Object.entries(MORE)) it(`${cause} shows in what the systems tell`, () => check(broken(cause)));

  it('is over once what caused it is put right', () => {
    const company = broken('proxy-or-firewall');
    company.sync.machine.troubles.clear();
    company.sync.runCycle();
    assert.equal(result(company, ENTRA, 'Export'), 'success');
    assert.equal(hasNewAddress(company), true);
  });

  it('of too many restored objects is over after one full import', () => {
    const company = broken('delta-import-size-limit');
    company.sync.setScope(company.sync.scope());
    company.sync.runCycle();
    assert.equal(hasNewAddress(company), true);
  });
});
