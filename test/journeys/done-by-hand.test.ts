import assert from 'node:assert/strict';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { createHandWatches, type WatchEnd } from '../../src/execute/hand-watches.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { descriptorOctets } from '../../lab/company/ad-descriptor.ts';
import { license } from '../../lab/company/company-past.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { adPerson, cloudPerson, setAttribute } from '../../lab/company/find-person.ts';
import { person, startSmallCompany, type SmallCompany } from './small-company.ts';

const john = (company: Contoso) => {
  const account = cloudPerson(company, 'jsmith');
  if (account === undefined) throw new Error('jsmith has no cloud account');
  return account;
};
const licensed = (company: Contoso): void => license(john(company), new Date(company.clock.now().getTime() - 3 * 24 * 60 * 60 * 1000));
const afterTrouble = (trouble: Parameters<Contoso['sync']['machine']['troubles']['add']>[0]) => ({ sync }: Contoso): void => {
  sync.machine.troubles.delete(trouble);
  sync.runCycle();
};
const loopAgain = ({ sync }: Contoso): void => {
  Object.assign(sync.machine.passwords, { obstacle: null, since: null, isEnabled: true });
};
/** FILETIME of a moment ago. */
const justNow = ({ clock }: Contoso): string => String(BigInt(clock.now().getTime() - 1000) * 10_000n + 116_444_736_000_000_000n);

/** What a diligent administrator does where only people can mend it. */
const ACTS: Readonly<Record<string, (company: Contoso) => void>> = {
  'ad-connector-credentials': ({ ad, sync }) => { setAttribute(ad, 'MSOL_0d2f4c6b8a10', { userAccountControl: ['66048'] }); sync.runCycle(); },
  'ad-dc-unreachable': afterTrouble('ad-unreachable'),
  'archive-guid-mismatch': (company) => { setAttribute(company.ad, 'jsmith', { msExchArchiveGUID: [] }); company.healthy(); Object.assign(john(company), { serviceProvisioningErrors: [] }); },
  'attribute-too-long': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { proxyAddresses: adPerson(ad, 'jsmith').values('proxyAddresses').filter((value) => value.length < 256) }); healthy(); },
  'cloud-password-set-by-admin': (company) => { setAttribute(company.ad, 'jsmith', { pwdLastSet: [justNow(company)] }); company.sync.runCycle(); },
  'conditional-access-blocks-sync': afterTrouble('entra-wants-interaction'),
  'connector-cannot-read-object': ({ ad, healthy }) => { setAttribute(ad, 'dkim', { nTSecurityDescriptor: [descriptorOctets({ inherits: true })] }); healthy(); },
  'data-validation-failed': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { msExchUsageLocation: ['GB'] }); healthy(); },
  'domain-not-selected': ({ sync }) => { sync.configure({ isDomainSelected: true }); sync.startFull(); sync.runCycle(); },
  'entra-connector-auth': afterTrouble('entra-certificate-refused'),
  'filter-custom-rule': ({ ad, healthy }) => { setAttribute(ad, 'lweber', { department: ['Legal'] }); healthy(); },
  'filter-samaccountname': ({ ad, healthy }) => { const [record] = ad.all().filter((each) => each.values('sAMAccountName')[0] === 'AAD_jsmith'); setAttribute(ad, 'AAD_jsmith', { sAMAccountName: ['jsmith'] }); assert.ok(record); healthy(); },
  'first-party-app-disabled': ({ tenant, sync }) => { for (const application of tenant.servicePrincipals) application['accountEnabled'] = true; sync.runCycle(); },
  'group-distribution-not-mail-enabled': ({ ad, healthy }) => { const [group] = ad.all().filter((each) => BREAKAGES.some(({ cause, subject }) => cause === 'group-distribution-not-mail-enabled' && each.values('sAMAccountName')[0] === subject)); assert.ok(group); ad.modify(group.dn, [{ operation: 'replace', attribute: 'mail', values: ['all.hands@contoso.com'] }, { operation: 'replace', attribute: 'proxyAddresses', values: ['SMTP:all.hands@contoso.com'] }]); healthy(); },
  'licence-dependency': licensed,
  'licence-location-prohibited': licensed,
  'licence-plans-conflict': licensed,
  'mail-attribute-missing': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { mail: ['jsmith@contoso.com'], proxyAddresses: ['SMTP:jsmith@contoso.com'] }); healthy(); },
  'matching-attribute-empty': ({ ad, healthy }) => { setAttribute(ad, 'dkim', { mail: ['dana.kim@contoso.com'] }); healthy(); },
  'mobile-overridden-in-cloud': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { mobile: ['+44 7700 900999'] }); healthy(); },
  'no-active-server': ({ sync }) => { sync.setStaging(false); sync.runCycle(); },
  'ou-renamed-or-moved': ({ ad, sync }) => { const scope = sync.scope(); sync.setScope({ ...scope, include: [...scope.include, `OU=People,${ad.baseDn}`] }); sync.startFull(); sync.runCycle(); },
  'phs-feature-off': (company) => { loopAgain(company); company.tenant.syncFeatures.features['passwordSyncEnabled'] = true; },
  'phs-fips': loopAgain,
  'phs-must-change-password': (company) => { setAttribute(company.ad, 'jsmith', { pwdLastSet: [justNow(company)] }); company.sync.runCycle(); },
  'phs-replication-permission': loopAgain,
  'proxy-domain-not-verified': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { proxyAddresses: adPerson(ad, 'jsmith').values('proxyAddresses').filter((value) => !value.toString().endsWith('.example')) }); healthy(); },
  'proxy-invalid-characters': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { proxyAddresses: adPerson(ad, 'jsmith').values('proxyAddresses').filter((value) => !value.toString().includes(' ')) }); healthy(); },
  'proxy-or-firewall': afterTrouble('proxy-asks-for-sign-in'),
  'proxy-too-many': ({ ad, healthy }) => { setAttribute(ad, 'jsmith', { proxyAddresses: adPerson(ad, 'jsmith').values('proxyAddresses').slice(0, 2) }); healthy(); },
  'scheduler-suspended': ({ sync }) => { sync.machine.isSuspended = false; sync.runCycle(); },
  'tenant-dirsync-disabled': ({ tenant }) => { tenant.organization['onPremisesSyncEnabled'] = true; },
  'tls12-missing': ({ sync }) => { sync.machine.forbidsTls12 = false; sync.runCycle(); },
  'upn-change-not-flowing': ({ ad, tenant, healthy }) => { tenant.syncFeatures.features['synchronizeUpnForManagedUsersEnabled'] = true; setAttribute(ad, 'jsmith', { userPrincipalName: ['johnny.smith2@contoso.com'] }); healthy(); setAttribute(ad, 'jsmith', { userPrincipalName: ['johnny.smith@contoso.com'] }); healthy(); },
};

const PLACE = { conversationId: '19:journey@thread.tacv2', threadId: '1', kind: 'channel' } as const;
const PAUSE = 2 * 60 * 60_000;

describe('what only people can mend', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  for (const breakage of BREAKAGES.filter(({ cause }) => cause in ACTS)) {
    it(`comes with exact steps, and the watch sees when an admin has done them: ${breakage.cause}`, async () => {
      const { company, store } = small;
      breakage.break(company);
      const { diagnosis } = await small.ask(breakage.subject);
      const finding = diagnosis.findings.find(({ cause }) => cause === breakage.cause);
      assert.equal(finding?.remedy?.by, 'human');
      const steps = finding?.remedy?.steps ?? [];
      assert.ok(steps.length > 0);
      for (const step of steps) assert.ok(step.operation === 'people.do' && step.says.length > 30 && !/undefined|\[object|NaN/.test(step.says), JSON.stringify(step));
      const ends: WatchEnd[] = [];
      let ahead = 0;
      const watches = createHandWatches({
        store, random: systemRandom, clock: { ...systemClock, now: () => new Date(systemClock.now().getTime() + ahead) },
        diagnose: async (asked) => (await small.ask(asked)).diagnosis, cyclesSince: () => Promise.resolve(null), tell: (_, end) => Promise.resolve(void ends.push(end)),
      });
      const ana = person('ana');
      await watches.begin({ by: ana, place: PLACE, asked: breakage.subject, cause: breakage.cause, title: finding?.title ?? '', hours: 72 });
      ahead += PAUSE;
      await watches.lookAtDue();
      assert.deepEqual(ends, []);
      ACTS[breakage.cause]?.(company);
      company.sync.healQuarantines();
      ahead += PAUSE;
      await watches.lookAtDue();
      assert.equal(ends.length, 1, JSON.stringify(await store.openWatches(null)));
      assert.ok(ends.every(({ is }) => is !== 'not-gone'), JSON.stringify(ends));
      assert.deepEqual(await store.openWatches(null), []);
    });
  }
});
