import { createAdDatabase } from './ad-database.ts';
import type { AdState } from './ad-state.ts';
import { AD_DOMAIN, BASE_DN, CAST, MAIL_DOMAIN, SYNC_SERVER, type CastMember } from './cast.ts';
import type { CompanyClock } from './clock.ts';
import { backdateEverybody, licenseEverybody } from './company-past.ts';
import { hire } from './hire.ts';
import { STAFF } from './staff-list.ts';
import { createSyncServer, type PretendSyncServer } from './sync-engine/sync-server.ts';
import { createTenantDatabase } from './tenant-database.ts';
import type { TenantState } from './tenant-state.ts';

/** The pretend company: its AD, its tenant, its sync server and the people in its chat. */
export interface Contoso {
  readonly ad: AdState;
  readonly tenant: TenantState;
  readonly sync: PretendSyncServer;
  readonly people: readonly CastMember[];
  readonly clock: CompanyClock;
  /** Runs cycles and the healing task until nothing moves any more. */
  healthy(): void;
}

interface ContosoGiven {
  readonly clock: CompanyClock;
  /** Given: the scheduler runs by the clock, at this pace. Otherwise cycles run only when somebody runs them. */
  readonly live?: { readonly cycleSeconds: number; readonly cycleTakesMs: number } | undefined;
}

/** Everybody in scope is synced and licensed. */
export function createContoso({ clock, live }: ContosoGiven): Contoso {
  const ad = createAdDatabase({ domain: AD_DOMAIN, baseDn: BASE_DN, clock });
  const tenant = createTenantDatabase({ clock });
  const pace = live === undefined ? { cycleMinutes: 30 } : { cycleMinutes: live.cycleSeconds / 60, cycleTakesMs: live.cycleTakesMs };
  const scope = { include: SYNCED_CONTAINERS.map((ou) => `OU=${ou},${BASE_DN}`), exclude: [] };
  const sync = createSyncServer({ name: SYNC_SERVER, ad, tenant, clock, scope, ...pace });
  const company: Contoso = { ad, tenant, sync, people: CAST, clock, healthy: () => settle(sync) };
  fillDirectory(ad);
  settle(sync);
  licenseEverybody(company);
  settle(sync);
  backdateEverybody(company);
  settle(sync);
  if (live !== undefined) sync.startScheduler();
  return company;
}

const SYNCED_CONTAINERS = ['Staff', 'Sales', 'Groups'];

/** A written-back anchor needs a second cycle to come back, whatever depends on it a third. */
function settle(sync: PretendSyncServer): void {
  for (let cycle = 0; cycle < 3; cycle += 1) {
    sync.runCycle();
    sync.healQuarantines();
  }
}

function fillDirectory(ad: AdState): void {
  ad.modify(`CN=Partitions,CN=Configuration,${BASE_DN}`, [{ operation: 'replace', attribute: 'uPNSuffixes', values: [MAIL_DOMAIN] }]);
  for (const ou of ['Staff', 'Sales', 'Contractors', 'Leavers', 'Service Accounts', 'Groups']) {
    ad.add(`OU=${ou},${BASE_DN}`, { objectClass: ['top', 'organizationalUnit'], ou });
  }
  for (const employee of STAFF) hire(ad, employee);
  addServiceAccount(ad);
  addConnectorAccount(ad);
  addGroup(ad, 'All Staff', STAFF.filter(({ ou }) => ou === 'Staff' || ou === 'Sales'));
  addGroup(ad, 'Sales Team', STAFF.filter(({ ou }) => ou === 'Sales'));
  ad.add(`CN=Northwind Press Office,OU=Groups,${BASE_DN}`, {
    objectClass: ['top', 'person', 'organizationalPerson', 'contact'],
    displayName: 'Northwind Press Office',
    mail: 'press@northwind.example',
    mailNickname: 'northwind.press',
    targetAddress: 'SMTP:press@northwind.example',
    proxyAddresses: ['SMTP:press@northwind.example'],
  });
}

function addServiceAccount(ad: AdState): void {
  ad.add(`CN=svc-backup,OU=Service Accounts,${BASE_DN}`, {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: 'svc-backup',
    userPrincipalName: `svc-backup@${AD_DOMAIN}`,
    displayName: 'Backup service',
    userAccountControl: '512',
  });
}

/** By which Entra Connect reads this AD; the wizard made it. */
function addConnectorAccount(ad: AdState): void {
  ad.add(`CN=MSOL_0d2f4c6b8a10,CN=Users,${BASE_DN}`, {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: 'MSOL_0d2f4c6b8a10',
    displayName: 'MSOL_0d2f4c6b8a10',
    description: 'Account created by Microsoft Entra Connect to synchronize this directory.',
    userAccountControl: '66048',
  });
}

function addGroup(ad: AdState, name: string, members: typeof STAFF): void {
  const alias = name.toLowerCase().replaceAll(' ', '.');
  ad.add(`CN=${name},OU=Groups,${BASE_DN}`, {
    objectClass: ['top', 'group'],
    sAMAccountName: alias,
    displayName: name,
    groupType: UNIVERSAL_SECURITY,
    mail: `${alias}@${MAIL_DOMAIN}`,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${alias}@${MAIL_DOMAIN}`],
    member: members.map(({ givenName, surname, ou }) => `CN=${givenName} ${surname},OU=${ou},${BASE_DN}`),
  });
}

const UNIVERSAL_SECURITY = '-2147483640';
