import type { AdState } from './ad-state.ts';
import type { CompanyClock } from './clock.ts';
import { E3_SKU_ID } from './tenant-database.ts';
import { plansOfLicenses } from './tenant-facts.ts';
import type { TenantState, TenantUser } from './tenant-state.ts';

interface Company {
  readonly ad: AdState;
  readonly tenant: TenantState;
  readonly clock: CompanyClock;
}

const DAY = 24 * 60 * 60 * 1000;

/** Gives every member a location and the company's one licence, and enough seats for it. */
export function licenseEverybody(company: Company): void {
  const members = [...company.tenant.users.values()].filter(({ userType }) => userType === 'Member');
  for (const user of members) license(user, company.clock.now());
  for (const sku of company.tenant.subscribedSkus) {
    sku['consumedUnits'] = members.length;
    sku['prepaidUnits'] = { enabled: 50, suspended: 0, warning: 0, lockedOut: 0 };
  }
}

/** A location and a licence with all its plans, since the account was made where that was earlier; the addresses that come with it follow with the next healing task. */
export function license(user: TenantUser, at: Date): void {
  licenseSince(user, new Date(Math.min(at.getTime(), Date.parse(user.createdDateTime))));
}

/** The same, since this very moment. */
export function licenseSince(user: TenantUser, at: Date): void {
  const since = at.toISOString();
  const licenses = [{ skuId: E3_SKU_ID, disabledPlans: [] }];
  const assigned = { assignedByGroup: null, state: 'Active', error: 'None', lastUpdatedDateTime: since };
  user.usageLocation = 'GB';
  user.assignedLicenses = licenses;
  Object.assign(user, { licenseAssignmentStates: licenses.map((each) => ({ ...each, ...assigned })), ...plansOfLicenses(licenses, since) });
}

/** The licence comes through a group, and Entra refuses it for this reason. */
export function refuseLicence(user: TenantUser, { error, at }: { readonly error: string; readonly at: Date }): void {
  unlicense(user);
  Object.assign(user, { licenseAssignmentStates: [{ skuId: E3_SKU_ID, disabledPlans: [], assignedByGroup: LICENSING_GROUP_ID, state: 'Error', error, lastUpdatedDateTime: at.toISOString() }] });
}

const LICENSING_GROUP_ID = '7a6b5c4d-0009-4e2f-8a3b-1c2d3e4f5a69';

/** Takes every licence, with its plans and addresses. */
export function unlicense(user: TenantUser): void {
  user.assignedLicenses = [];
  Object.assign(user, { licenseAssignmentStates: [], assignedPlans: [], provisionedPlans: [] });
}

/** The company did not begin today: accounts are a year old and were last touched weeks ago. */
export function backdateEverybody({ ad, tenant, clock }: Company): void {
  const ago = (days: number): Date => new Date(clock.now().getTime() - days * DAY);
  for (const record of ad.all()) ad.backdate(record.dn, ago(400), ago(40));
  for (const object of [...tenant.users.values(), ...tenant.groups.values()]) object['createdDateTime'] = ago(399).toISOString();
  for (const user of tenant.users.values()) {
    if (user.onPremisesSyncEnabled === true) user.onPremisesLastSyncDateTime = ago(40).toISOString();
    if (user.userType === 'Member') license(user, clock.now());
  }
}
