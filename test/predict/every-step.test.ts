import assert from 'node:assert/strict';
import { firstOf, valuesOf } from '../../src/deduce/attributes.ts';
import type { CloudUser, SyncServerDocument } from '../../src/model/evidence.ts';
import type { AdObject } from '../../src/model/exhibits.ts';
import { OPERATION_NAMES, type OperationName } from '../../src/model/operations.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import type { Watch } from '../../src/model/watch.ts';
import { applyStep } from '../../src/predict/apply-step.ts';
import { startCourse, type Course } from '../../src/predict/course.ts';
import { entriesOf, entryWith } from '../../src/predict/edit-document.ts';
import { evidenceWith, type Change } from '../diagnose/changed-company.ts';
import { ACCOUNT, ADDRESSES, addresses, adAnchor, cloudAnchor, CYCLE, FULL_CYCLE, JSMITH, MJONES, moved, OTHER_ANCHOR, STRANGER, values } from './foreseen.ts';

const SKU = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const SALES = 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com';
const GROUP: Change = { entries: [{ dn: SALES, attributes: { objectClass: ['top', 'group'], objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='], sAMAccountName: ['sales'], member: [] } }] };
const BINNED: Change = { cloud: { binned: {} } };
const says = 'test';

const watched = (watch: Watch): StepDraft => ({ operation: 'people.do', params: { task: says, about: says, link: null, watch, hours: 1 }, says });
const ad = (course: Course): AdObject => entryWith(course, JSMITH.guid) ?? assert.fail('he is gone');
const cloud = (course: Course): CloudUser => course.document.entra?.users?.find(({ id }) => id === ACCOUNT) ?? assert.fail('the account is gone');
const binned = ({ document }: Course): boolean => document.entra?.deletedUsers?.some(({ id }) => id === ACCOUNT) === true;
const server = ({ document }: Course): SyncServerDocument => document.syncServers?.[0] ?? assert.fail('the server is gone');

interface Row {
  readonly step: StepDraft;
  readonly given?: readonly Change[];
  /** A part of the evidence afterwards, and what stands there. */
  shows(course: Course): unknown;
  readonly is: unknown;
}

/** What each operation does to the raw documents. */
const ROWS: { readonly [Name in OperationName]: readonly (Row & { readonly step: { readonly operation: Name } })[] } = {
  'ad.change-addresses': [{ step: pick('ad.change-addresses', addresses(['smtp:new@contoso.com'], ['smtp:john.smith@contoso.com'])), shows: (course) => valuesOf(ad(course), 'proxyAddresses'), is: ['SMTP:jsmith@contoso.com', 'smtp:new@contoso.com'] }],
  'ad.change-values': [
    { step: pick('ad.change-values', values('mail', ['new@contoso.com'])), shows: (course) => [firstOf(ad(course), 'mail'), firstOf(ad(course), 'whenChanged')], is: ['new@contoso.com', '20261121091000.0Z'] },
    { step: pick('ad.change-values', values('mail', [])), shows: (course) => valuesOf(ad(course), 'mail'), is: [] },
  ],
  'ad.set-enabled': [{ step: { operation: 'ad.set-enabled', params: { object: JSMITH, before: true, after: false }, says }, shows: (course) => firstOf(ad(course), 'userAccountControl'), is: '514' }],
  'ad.change-member': [{ step: { operation: 'ad.change-member', params: { group: { guid: guidOf(OTHER_ANCHOR), dn: SALES }, member: JSMITH, before: false, after: true }, says }, given: [GROUP], shows: (course) => [valuesOf(ad(course), 'memberOf'), valuesOf(entriesOf(course).find(({ dn }) => dn === SALES) ?? ad(course), 'member')], is: [[SALES], [JSMITH.dn]] }],
  'ad.set-anchor': [{ step: pick('ad.set-anchor', adAnchor(OTHER_ANCHOR)), shows: (course) => firstOf(ad(course), 'mS-DS-ConsistencyGuid'), is: OTHER_ANCHOR }],
  'ad.move': [
    { step: pick('ad.move', moved('OU=Leavers,DC=corp,DC=contoso,DC=com')), shows: (course) => ad(course).dn, is: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com' },
    { step: pick('ad.move', moved('OU=Leavers,DC=corp,DC=contoso,DC=com')), given: [GROUP, { entries: [{ dn: 'CN=Team,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'group'], member: [JSMITH.dn] } }] }], shows: (course) => entriesOf(course).flatMap((entry) => valuesOf(entry, 'member')), is: ['CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'] },
  ],
  'ad.restore-deleted': [{
    step: { operation: 'ad.restore-deleted', params: { object: { ...JSMITH, dn: 'CN=John Smith\\0ADEL:x,CN=Deleted Objects,DC=corp,DC=contoso,DC=com' }, to: 'OU=Staff,DC=corp,DC=contoso,DC=com', rdn: 'CN=John Smith' }, says },
    given: [{ adDn: 'CN=John Smith\\0ADEL:x,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', ad: { isDeleted: ['TRUE'], lastKnownParent: ['OU=Staff,DC=corp,DC=contoso,DC=com'] } }], shows: (course) => [ad(course).dn, valuesOf(ad(course), 'isDeleted'), firstOf(ad(course), 'sAMAccountName')], is: [JSMITH.dn, [], 'jsmith'],
  }],
  'ad.change-upn-suffixes': [{ step: { operation: 'ad.change-upn-suffixes', params: { forest: 'corp.contoso.com', before: [], after: ['fabrikam.com'] }, says }, shows: ({ document }) => document.directory?.forests[0]?.upnSuffixes, is: ['fabrikam.com'] }],
  'sync.set-scheduler': [{ step: { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: true, after: false }, says }, shows: (course) => server(course).scheduler?.SyncCycleEnabled, is: false }],
  'sync.set-maintenance': [{ step: { operation: 'sync.set-maintenance', params: { server: 'SYNC01', before: true, after: false }, says }, shows: (course) => server(course).scheduler?.MaintenanceEnabled, is: false }],
  'sync.set-history-retention': [{ step: { operation: 'sync.set-history-retention', params: { server: 'SYNC01', before: '7.00:00:00', after: '3.00:00:00' }, says }, shows: (course) => server(course).scheduler?.PurgeRunHistoryInterval, is: '3.00:00:00' }],
  'sync.start-delta': [{ step: pick('sync.start-delta', CYCLE), given: [{ ad: { whenChanged: ['20261121090500.0Z'], givenName: ['Johnny'] } }], shows: (course) => [cloud(course).givenName, server(course).runHistory?.[0]?.StartDate], is: ['Johnny', '2026-11-21T09:10:01.000Z'] }],
  'sync.start-full': [{ step: pick('sync.start-full', FULL_CYCLE), given: [{ ad: { givenName: ['Johnny'] } }], shows: (course) => cloud(course).givenName, is: 'Johnny' }],
  'sync.synchronize-object': [{ step: { operation: 'sync.synchronize-object', params: { server: 'SYNC01', object: JSMITH, reason: says }, says }, given: [{ ad: { givenName: ['Johnny'] } }], shows: (course) => cloud(course).givenName, is: 'Johnny' }],
  'sync.send-password-hash': [{ step: { operation: 'sync.send-password-hash', params: { server: 'SYNC01', object: JSMITH, reason: says }, says }, shows: (course) => server(course).passwordSync?.objectLog, is: [{ DistinguishedName: JSMITH.dn, Status: 'Success', TimeStamp: '2026-11-21T09:10:02.000Z' }] }],
  'sync.restart-service': [{ step: { operation: 'sync.restart-service', params: { server: 'SYNC01', before: null, reason: says }, says }, given: [{ server: { service: { status: 'Stopped' } }, scheduler: { SyncCycleInProgress: true } }], shows: (course) => [server(course).service?.status, server(course).scheduler?.SyncCycleInProgress], is: ['Running', false] }],
  'entra.set-anchor': [{ step: pick('entra.set-anchor', cloudAnchor(ACCOUNT, null)), shows: (course) => cloud(course).onPremisesImmutableId, is: null }],
  'entra.delete-user': [{ step: { operation: 'entra.delete-user', params: { userId: ACCOUNT, userName: says }, says }, shows: (course) => [binned(course), course.document.entra?.users?.length, course.document.entra?.deletedUsers?.[0]?.userPrincipalName, course.document.entra?.deletedUsers?.[0]?.onPremisesSyncEnabled], is: [true, 0, '11111111aaaa4aaa8aaa000000000001jsmith@contoso.com', false] }],
  'entra.restore-user': [
    { step: { operation: 'entra.restore-user', params: { userId: ACCOUNT, userName: says, newUserName: null, dropConflicts: false }, says }, given: [BINNED], shows: (course) => [binned(course), cloud(course).userPrincipalName, cloud(course).deletedDateTime], is: [false, 'jsmith@contoso.com', null] },
    { step: { operation: 'entra.restore-user', params: { userId: ACCOUNT, userName: says, newUserName: 'new@contoso.com', dropConflicts: true }, says }, given: [BINNED, { users: [{ id: STRANGER, userPrincipalName: 'x@contoso.com', proxyAddresses: ['SMTP:john.smith@contoso.com'] }] }], shows: (course) => [cloud(course).userPrincipalName, cloud(course).proxyAddresses], is: ['new@contoso.com', ['SMTP:jsmith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com']] },
  ],
  'entra.set-user-name': [{ step: { operation: 'entra.set-user-name', params: { userId: ACCOUNT, before: says, after: 'new@contoso.com' }, says }, shows: (course) => cloud(course).userPrincipalName, is: 'new@contoso.com' }],
  'entra.set-mail': [{ step: { operation: 'entra.set-mail', params: { userId: ACCOUNT, before: null, after: 'new@contoso.com' }, says }, shows: (course) => [cloud(course).mail, cloud(course).proxyAddresses?.slice(0, 2)], is: ['new@contoso.com', ['SMTP:new@contoso.com', 'smtp:jsmith@contoso.com']] }],
  'entra.set-usage-location': [{ step: { operation: 'entra.set-usage-location', params: { userId: ACCOUNT, before: null, after: 'DE' }, says }, shows: (course) => cloud(course).usageLocation, is: 'DE' }],
  'entra.change-licence': [
    { step: { operation: 'entra.change-licence', params: { userId: ACCOUNT, skuId: SKU, skuName: says, before: [], after: null }, says }, shows: (course) => cloud(course).assignedLicenses, is: [] },
    { step: { operation: 'entra.change-licence', params: { userId: ACCOUNT, skuId: SKU, skuName: says, before: null, after: ['p'] }, says }, given: [{ cloud: { assignedLicenses: [], licenseAssignmentStates: [] } }], shows: (course) => [cloud(course).assignedLicenses, cloud(course).licenseAssignmentStates?.map(({ state }) => state)], is: [[{ skuId: SKU, disabledPlans: ['p'] }], ['Active']] },
  ],
  'entra.reprocess-licences': [{ step: { operation: 'entra.reprocess-licences', params: { userId: ACCOUNT }, says }, given: [{ cloud: { assignedLicenses: [], licenseAssignmentStates: [{ skuId: SKU, assignedByGroup: 'g', state: 'Error', error: 'CountViolation', disabledPlans: [] }] } }], shows: (course) => cloud(course).licenseAssignmentStates?.map(({ state }) => state), is: ['Active'] }],
  'entra.retry-provisioning': [{ step: { operation: 'entra.retry-provisioning', params: { kind: 'user', objectId: ACCOUNT }, says }, given: [{ cloud: { serviceProvisioningErrors: [{ serviceInstance: 'exchange/x', isResolved: false }] } }], shows: (course) => cloud(course).serviceProvisioningErrors, is: [] }],
  'entra.set-source-of-authority': [{ step: { operation: 'entra.set-source-of-authority', params: { kind: 'user', objectId: ACCOUNT, before: false, after: true }, says }, shows: ({ document }) => document.entra?.syncBehavior?.[ACCOUNT], is: { isCloudManaged: true } }],
  'entra.change-member': [{ step: { operation: 'entra.change-member', params: { groupId: 'g', groupName: says, userId: ACCOUNT, before: false, after: true }, says }, given: [{ entra: { groupMembers: { g: ['other'] } } }], shows: ({ document }) => document.entra?.groupMembers?.['g'], is: ['other', ACCOUNT] }],
  'entra.set-manager': [{ step: { operation: 'entra.set-manager', params: { userId: ACCOUNT, before: null, after: STRANGER }, says }, shows: ({ document, start }) => document === start, is: true }],
  'entra.revoke-sessions': [{ step: { operation: 'entra.revoke-sessions', params: { userId: ACCOUNT }, says }, shows: ({ document, start }) => document === start, is: true }],
  'people.do': [
    { step: pick('people.do', watched({ for: 'cause-gone', asked: 'jsmith', cause: 'licence-missing' })), shows: ({ mended }) => [...mended], is: ['licence-missing'] },
    { step: pick('people.do', watched({ for: 'user-purged', userId: ACCOUNT })), given: [BINNED], shows: binned, is: false },
    { step: pick('people.do', watched({ for: 'user-in-recycle-bin', userId: ACCOUNT })), shows: binned, is: true },
    { step: pick('people.do', watched({ for: 'user-live', userId: ACCOUNT })), given: [BINNED], shows: (course) => cloud(course).userPrincipalName, is: 'jsmith@contoso.com' },
    { step: pick('people.do', watched({ for: 'mailbox-provisioned', userId: ACCOUNT })), given: [{ entra: { exchangeRecipients: [] } }], shows: ({ document }) => document.entra?.exchangeRecipients?.map(({ ExternalDirectoryObjectId: id }) => id), is: [ACCOUNT] },
    { step: pick('people.do', watched({ for: 'upn-suffix', suffix: 'fabrikam.com' })), shows: ({ document }) => document.directory?.forests[0]?.upnSuffixes, is: ['contoso.com', 'fabrikam.com'] },
    { step: pick('people.do', watched({ for: 'domain-verified', domain: 'Fabrikam.com' })), given: [{ entra: { domains: [{ id: 'fabrikam.com', isVerified: false }] } }], shows: ({ document }) => document.entra?.domains, is: [{ id: 'fabrikam.com', isVerified: true }] },
    { step: pick('people.do', watched({ for: 'directory-roles', userId: ACCOUNT, roles: [] })), given: [{ entra: { roleAssignments: [{ principalId: ACCOUNT, roleDefinitionId: 'r' }], roleEligibilitySchedules: [{ principalId: ACCOUNT, roleDefinitionId: 'r' }] } }], shows: ({ document }) => [document.entra?.roleAssignments, document.entra?.roleEligibilitySchedules], is: [[], []] },
    { step: pick('people.do', watched({ for: 'object-identifier-cleared', userId: ACCOUNT })), given: [{ entra: { objectIdentifiers: { [ACCOUNT]: 'x' } } }], shows: ({ document }) => document.entra?.objectIdentifiers, is: { [ACCOUNT]: null } },
  ],
};

describe('every operation, in the evidence', () => {
  for (const name of OPERATION_NAMES) {
    for (const [at, { step, given = [], shows, is }] of ROWS[name].entries()) {
      it(`${name} ${at + 1}`, () => {
        const evidence = evidenceWith(given);
        const before = structuredClone(evidence);
        const course = startCourse(evidence, new Date(evidence.takenAt));
        applyStep(course, step);
        assert.deepEqual(shows(course), is);
        assert.deepEqual([...course.doubts], []);
        assert.deepEqual(evidence, before, 'what was read is left as it is');
      });
    }
  }

  it('of an object that was not read is a doubt, and changes nothing', () => {
    for (const step of [values('mail', [], { ...MJONES, guid: guidOf(OTHER_ANCHOR) }), cloudAnchor('nobody', null), { ...CYCLE, params: { server: 'SYNC99', reason: says } } as StepDraft]) {
      const evidence = evidenceWith([]);
      const course = startCourse(evidence, new Date(evidence.takenAt));
      applyStep(course, step);
      assert.equal(course.doubts.size, 1, step.operation);
    }
  });
  it('starts from the addresses that everybody knows', () => assert.deepEqual(valuesOf(ad(startCourse(evidenceWith([]), new Date())), 'proxyAddresses'), ADDRESSES));
});

function pick<Name extends OperationName>(name: Name, step: StepDraft): StepDraft & { readonly operation: Name } {
  if (!isCalled(step, name)) throw new Error(`${step.operation} is not ${name}`);
  return step;
}
function isCalled<Name extends OperationName>(step: StepDraft, name: Name): step is StepDraft & { readonly operation: Name } {
  return step.operation === name;
}
function guidOf(anchor: string) {
  assert.equal(anchor, OTHER_ANCHOR);
  return { ...JSMITH, guid: '30475e40-e7ae-4af3-af75-8b143c81daf5' }.guid as typeof JSMITH.guid;
}
