import assert from 'node:assert/strict';
import { AD_DOMAIN, BASE_DN, SYNC_SERVER } from '../../lab/company/cast.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { adPerson } from '../../lab/company/find-person.ts';
import { hire } from '../../lab/company/hire.ts';
import { E3_SKU_ID } from '../../lab/company/tenant-facts.ts';
import type { TenantUser } from '../../lab/company/tenant-state.ts';
import type { AdTarget, OperationName, StepDraft } from '../../src/model/plan.ts';
import { guid } from '../ports/relay-jobs.ts';

export type MachineOperation = Exclude<OperationName, 'people.do'>;

const says = 'A step of a test';
const server = SYNC_SERVER;
const reason = 'test';
const STAFF = `OU=Staff,${BASE_DN}`;

/** Somebody new in AD, known to the engine. */
function employee({ ad, sync }: Contoso, n: number): AdTarget {
  hire(ad, { sam: `new${n}`, givenName: 'New', surname: `Person${n}`, ou: 'Staff', department: 'Legal', employeeId: `T${n}` });
  sync.runCycle();
  return targetOf(adPerson(ad, `new${n}`));
}

const targetOf = ({ guid: id, dn }: { readonly guid: string; readonly dn: string }): AdTarget => ({ guid: guid(id), dn });

/** Somebody new in the cloud alone. */
const guest = ({ tenant }: Contoso, n: number, given: Partial<TenantUser> = {}): TenantUser =>
  tenant.newUser({ userPrincipalName: `cloud${n}@contoso.com`, displayName: `Cloud ${n}`, mail: `cloud${n}@contoso.com`, proxyAddresses: [`SMTP:cloud${n}@contoso.com`], usageLocation: 'GB', ...given });

const addressesOf = ({ ad }: Contoso, { guid: id }: AdTarget): readonly string[] => (ad.byGuid(id) ?? assert.fail(id)).values('proxyAddresses').map(String);

/** One change by each operation, of something new each time; the world stands as the step expects. */
export const ONE_OF_EACH: { readonly [Name in MachineOperation]: (company: Contoso, n: number) => Extract<StepDraft, { operation: Name }> } = {
  'ad.change-addresses': (company, n) => {
    const object = employee(company, n);
    const before = addressesOf(company, object);
    return { operation: 'ad.change-addresses', says, params: { object, before, remove: [], add: [`smtp:other${n}@contoso.com`] } };
  },
  'ad.change-values': (company, n) => ({ operation: 'ad.change-values', says, params: { object: employee(company, n), attribute: 'title', before: [], after: ['Head of tests'] } }),
  'ad.set-enabled': (company, n) => ({ operation: 'ad.set-enabled', says, params: { object: employee(company, n), before: true, after: false } }),
  'ad.change-member': (company, n) => ({ operation: 'ad.change-member', says, params: { group: targetOf(adPerson(company.ad, 'all.staff')), member: employee(company, n), before: false, after: true } }),
  'ad.set-anchor': (company, n) => {
    const object = employee(company, n);
    company.sync.runCycle();
    const before = Buffer.from(adPerson(company.ad, `new${n}`).values('mS-DS-ConsistencyGuid')[0] ?? assert.fail('no anchor')).toString('base64');
    return { operation: 'ad.set-anchor', says, params: { object, before, after: Buffer.from(`anchor ${n}`.padEnd(16, '.')).toString('base64') } };
  },
  'ad.move': (company, n) => ({ operation: 'ad.move', says, params: { object: employee(company, n), from: STAFF, to: `OU=Sales,${BASE_DN}` } }),
  'ad.restore-deleted': (company, n) => {
    const { guid: id, dn } = employee(company, n);
    company.ad.remove(dn);
    return { operation: 'ad.restore-deleted', says, params: { object: targetOf(company.ad.deletedObjects().find((each) => each.guid === id) ?? assert.fail(dn)), to: STAFF, rdn: `CN=New Person${n}` } };
  },
  'ad.change-upn-suffixes': ({ ad }, n) => {
    const before = ad.configurationObjects().flatMap((each) => each.values('uPNSuffixes').map(String));
    return { operation: 'ad.change-upn-suffixes', says, params: { forest: AD_DOMAIN, before, after: [...before, `s${n}.example`] } };
  },
  'sync.set-scheduler': ({ sync }) => {
    sync.setCycleEnabled(false);
    return { operation: 'sync.set-scheduler', says, params: { server, before: false, after: true } };
  },
  'sync.set-maintenance': ({ sync }) => {
    sync.machine.isMaintained = false;
    return { operation: 'sync.set-maintenance', says, params: { server, before: false, after: true } };
  },
  'sync.set-history-retention': ({ sync }, n) => ({ operation: 'sync.set-history-retention', says, params: { server, before: sync.scheduler().PurgeRunHistoryInterval, after: `${1 + (n % 28)}.00:00:00` } }),
  'sync.start-delta': () => ({ operation: 'sync.start-delta', says, params: { server, reason } }),
  'sync.start-full': () => ({ operation: 'sync.start-full', says, params: { server, reason } }),
  'sync.synchronize-object': (company, n) => {
    const object = employee(company, n);
    company.ad.modify(object.dn, [{ operation: 'replace', attribute: 'displayName', values: ['Somebody else'] }]);
    company.sync.setCycleEnabled(false);
    return { operation: 'sync.synchronize-object', says, params: { server, object, reason } };
  },
  'sync.send-password-hash': (company, n) => ({ operation: 'sync.send-password-hash', says, params: { server, object: employee(company, n), reason } }),
  'sync.restart-service': ({ sync }) => {
    sync.setRunning(false);
    return { operation: 'sync.restart-service', says, params: { server, before: null, reason } };
  },
  'entra.set-anchor': (company, n) => ({ operation: 'entra.set-anchor', says, params: { userId: guest(company, n).id, before: null, after: Buffer.from(`cloud ${n}`.padEnd(16, '.')).toString('base64') } }),
  'entra.delete-user': (company, n) => ({ operation: 'entra.delete-user', says, params: { userId: guest(company, n).id, userName: `cloud${n}@contoso.com` } }),
  'entra.restore-user': (company, n) => {
    const { id } = guest(company, n);
    company.tenant.softDelete(id, company.clock.now());
    return { operation: 'entra.restore-user', says, params: { userId: id, userName: `cloud${n}@contoso.com`, newUserName: null, dropConflicts: false } };
  },
  'entra.set-user-name': (company, n) => ({ operation: 'entra.set-user-name', says, params: { userId: guest(company, n).id, before: `cloud${n}@contoso.com`, after: `renamed${n}@contoso.com` } }),
  'entra.set-mail': (company, n) => ({ operation: 'entra.set-mail', says, params: { userId: guest(company, n).id, before: `cloud${n}@contoso.com`, after: `mail${n}@contoso.com` } }),
  'entra.set-usage-location': (company, n) => ({ operation: 'entra.set-usage-location', says, params: { userId: guest(company, n).id, before: 'GB', after: 'DE' } }),
  'entra.change-licence': (company, n) => ({ operation: 'entra.change-licence', says, params: { userId: guest(company, n).id, skuId: E3_SKU_ID, skuName: 'SPE_E3', before: null, after: [] } }),
  'entra.reprocess-licences': (company, n) => ({ operation: 'entra.reprocess-licences', says, params: { userId: licensedByGroup(company, n).id } }),
  'entra.retry-provisioning': (company, n) => {
    const { id } = guest(company, n, { serviceProvisioningErrors: [{ '@odata.type': '#microsoft.graph.serviceProvisioningXmlError', createdDateTime: '2026-01-01T00:00:00Z', isResolved: false, serviceInstance: 'exchange/GB1', errorDetail: '<x/>' }] });
    return { operation: 'entra.retry-provisioning', says, params: { kind: 'user', objectId: id } };
  },
  'entra.set-source-of-authority': (company, n) => {
    employee(company, n);
    const { id } = [...company.tenant.users.values()].find((user) => user.onPremisesSamAccountName === `new${n}`) ?? assert.fail('not in the cloud');
    return { operation: 'entra.set-source-of-authority', says, params: { kind: 'user', objectId: id, before: false, after: true } };
  },
  'entra.change-member': (company, n) => {
    const group = company.tenant.newGroup({ displayName: `Cloud group ${n}` });
    return { operation: 'entra.change-member', says, params: { groupId: group.id, groupName: `Cloud group ${n}`, userId: guest(company, n).id, before: false, after: true } };
  },
  'entra.set-manager': (company, n) => ({ operation: 'entra.set-manager', says, params: { userId: guest(company, n).id, before: null, after: guest(company, n + 1000).id } }),
  'entra.revoke-sessions': (company, n) => ({ operation: 'entra.revoke-sessions', says, params: { userId: guest(company, n).id } }),
};

const licensedByGroup = (company: Contoso, n: number): TenantUser =>
  guest(company, n, { assignedLicenses: [{ skuId: E3_SKU_ID, disabledPlans: [] }], licenseAssignmentStates: [{ skuId: E3_SKU_ID, disabledPlans: [], assignedByGroup: LICENSING_GROUP, state: 'Error', error: 'Other', lastUpdatedDateTime: '2026-01-01T00:00:00Z' }] });

const LICENSING_GROUP = '11111111-2222-4333-8444-555555555555';
