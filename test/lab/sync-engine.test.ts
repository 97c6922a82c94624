import assert from 'node:assert/strict';
import { createContoso, type Contoso } from '../../lab/company/contoso.ts';
import { adPerson, cloudPerson, moveTo, setAttribute } from '../../lab/company/find-person.ts';
import { hire } from '../../lab/company/hire.ts';
import { octetsOfGuid } from '../../lab/company/sync-engine/anchor-octets.ts';
import type { TenantUser } from '../../lab/company/tenant-state.ts';

const clock = { now: () => new Date('2026-11-21T09:00:00Z') };

describe('the sync engine', () => {
  let company: Contoso;
  beforeEach(() => {
    company = createContoso({ clock });
  });
  const cloud = (sam: string): TenantUser => {
    const found = cloudPerson(company, sam);
    assert.ok(found, `${sam} is in the cloud`);
    return found;
  };
  const newHire = { sam: 'nnew', givenName: 'Nora', surname: 'New', ou: 'Staff', department: 'IT', employeeId: 'E2000' } as const;
  const cloudOnly = (given: Partial<TenantUser>): TenantUser =>
    company.tenant.newUser({ userPrincipalName: 'nora.new@contoso.com', displayName: 'Nora New', proxyAddresses: ['SMTP:nora.new@contoso.com'], ...given });
  const errorOf = (sam: string) =>
    company.sync.describe({ dns: [adPerson(company.ad, sam).dn], anchors: [] }).csObjects.flatMap((object) => object.ExportError ?? [])[0];
  const detailsOf = (sam: string): string => errorOf(sam)?.ErrorExtraDetails ?? '';

  it('synchronises everybody in scope and nobody else', () => {
    const synced = [...company.tenant.users.values()].flatMap((user) => user.onPremisesSamAccountName ?? []);
    assert.equal(synced.length, 22);
    assert.deepEqual(synced.filter((sam) => ['rcole', 'oberg', 'svc-backup', 'Administrator', 'krbtgt'].includes(sam)), []);
  });

  it('writes objectGUID back as the anchor', () => {
    const record = adPerson(company.ad, 'jsmith');
    assert.deepEqual(record.values('mS-DS-ConsistencyGuid'), [octetsOfGuid(record.guid)]);
    assert.equal(cloud('jsmith').onPremisesImmutableId, octetsOfGuid(record.guid).toString('base64'));
  });

  it('matched the admins with the cloud accounts that they had', () => {
    assert.equal(cloud('aruiz').id, company.people[0]?.oid);
    assert.equal(cloud('aruiz').onPremisesSyncEnabled, true);
  });

  it('matches a new account by primary SMTP and stamps the anchor', () => {
    const before = cloudOnly({});
    hire(company.ad, newHire);
    company.healthy();
    assert.equal(cloud('nnew').id, before.id);
    assert.equal(cloud('nnew').onPremisesImmutableId, octetsOfGuid(adPerson(company.ad, 'nnew').guid).toString('base64'));
  });

  it('matches by anchor before it looks at addresses', () => {
    const record = hire(company.ad, newHire);
    const bound = cloudOnly({ userPrincipalName: 'other@contoso.com', proxyAddresses: ['SMTP:other@contoso.com'], onPremisesImmutableId: octetsOfGuid(record.guid).toString('base64') });
    const decoy = cloudOnly({});
    company.healthy();
    assert.equal(cloud('nnew').id, bound.id);
    assert.equal(decoy.onPremisesImmutableId, null);
    assert.deepEqual(cloud('nnew').onPremisesProvisioningErrors.map((error) => error.propertyCausingError).sort(), ['ProxyAddresses', 'UserPrincipalName']);
  });

  it('matches by UPN when no address does', () => {
    const before = cloudOnly({ proxyAddresses: [] });
    hire(company.ad, newHire);
    company.healthy();
    assert.equal(cloud('nnew').id, before.id);
  });

  it('never matches by a secondary address', () => {
    const holder = cloudOnly({ userPrincipalName: 'x@contoso.com', proxyAddresses: ['SMTP:x@contoso.com', 'smtp:nnew@contoso.com'] });
    hire(company.ad, newHire);
    company.healthy();
    assert.notEqual(cloud('nnew').id, holder.id);
    assert.deepEqual(cloud('nnew').onPremisesProvisioningErrors.map((error) => [error.propertyCausingError, error.value]), [['ProxyAddresses', 'smtp:nnew@contoso.com']]);
  });

  it('makes a quarantined twin of an account that holds a role', () => {
    const admin = cloudOnly({});
    company.tenant.roleAssignments.push({ id: 'r1', principalId: admin.id, roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10' });
    hire(company.ad, newHire);
    company.healthy();
    assert.notEqual(cloud('nnew').id, admin.id);
    assert.match(cloud('nnew').userPrincipalName, /^nora\.new\d{4}@contoso\.onmicrosoft\.com$/);
  });

  it('does not match when the tenant forbids soft match', () => {
    const before = cloudOnly({});
    company.tenant.syncFeatures.features['blockSoftMatchEnabled'] = true;
    hire(company.ad, newHire);
    company.healthy();
    assert.notEqual(cloud('nnew').id, before.id);
  });

  it('refuses a hard match that the tenant forbids', () => {
    const record = hire(company.ad, newHire);
    cloudOnly({ onPremisesImmutableId: octetsOfGuid(record.guid).toString('base64') });
    company.tenant.syncFeatures.features['blockCloudObjectTakeoverThroughHardMatchEnabled'] = true;
    company.healthy();
    assert.equal(errorOf('nnew')?.ErrorName, 'InvalidHardMatch');
  });

  it('refuses an address whose holder has another anchor, and names the holder', () => {
    const holder = cloudOnly({ onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==' });
    hire(company.ad, newHire);
    company.healthy();
    assert.equal(cloudPerson(company, 'nnew'), undefined);
    assert.equal(errorOf('nnew')?.ErrorName, 'AttributeValueMustBeUnique');
    assert.deepEqual(JSON.parse(detailsOf('nnew')), [
      { Key: 'ObjectIdInConflict', Value: [holder.id] },
      { Key: 'AttributeConflictName', Value: ['ProxyAddresses'] },
      { Key: 'AttributeConflictValues', Value: ['SMTP:nora.new@contoso.com'] },
    ]);
  });

  it('names the SID when the same person comes with another anchor', () => {
    company.sync.reinstall();
    setAttribute(company.ad, 'jsmith', { 'mS-DS-ConsistencyGuid': [octetsOfGuid('11223344-5566-7788-99aa-bbccddeeff00')] });
    company.healthy();
    assert.match(detailsOf('jsmith'), /OnPremiseSecurityIdentifier/);
  });

  it('stops an object whose anchor was edited after its export', () => {
    setAttribute(company.ad, 'jsmith', { 'mS-DS-ConsistencyGuid': [octetsOfGuid('11223344-5566-7788-99aa-bbccddeeff00')], displayName: ['Renamed'] });
    company.healthy();
    const object = company.sync.describe({ dns: [adPerson(company.ad, 'jsmith').dn], anchors: [] }).csObjects[0];
    assert.equal(object?.SynchronizationError?.ErrorType, 'sync-rule-error-function-triggered');
    assert.equal(cloud('jsmith').displayName, 'John Smith');
    assert.equal(company.sync.recentRuns().find((run) => run.RunProfileName === 'Delta Synchronization' && run.ConnectorName === 'corp.contoso.com')?.Result, 'completed-sync-errors');
  });

  it('soft-deletes who leaves the scope and brings the same account back', () => {
    const before = structuredClone(cloud('jsmith'));
    moveTo(company.ad, 'jsmith', 'Leavers');
    company.healthy();
    assert.equal(company.tenant.users.has(before.id), false);
    assert.equal(cloud('jsmith').onPremisesSyncEnabled, false);
    moveTo(company.ad, 'jsmith', 'Staff');
    company.healthy();
    assert.deepEqual(cloud('jsmith'), { ...before, onPremisesLastSyncDateTime: clock.now().toISOString() });
  });

  it('soft-deletes who is deleted in AD, and restores with the AD recycle bin', () => {
    const { dn, guid } = adPerson(company.ad, 'jsmith');
    const { id } = cloud('jsmith');
    company.ad.remove(dn);
    company.healthy();
    assert.ok(company.tenant.deletedUsers.has(id));
    company.ad.restore(guid);
    company.healthy();
    assert.ok(company.tenant.users.has(id));
  });

  it('exports anew what was deleted in the cloud', () => {
    const { id } = cloud('jsmith');
    company.tenant.softDelete(id, clock.now());
    company.healthy();
    assert.ok(company.tenant.users.has(id));
  });

  it('quarantines a taken UPN with the same four digits at every cycle, and heals when it is free', () => {
    const holder = cloudOnly({});
    setAttribute(company.ad, 'jsmith', { userPrincipalName: ['nora.new@contoso.com'] });
    company.healthy();
    const quarantined = cloud('jsmith').userPrincipalName;
    assert.match(quarantined, /^nora\.new\d{4}@contoso\.onmicrosoft\.com$/);
    company.healthy();
    assert.equal(cloud('jsmith').userPrincipalName, quarantined);
    company.tenant.users.delete(holder.id);
    assert.equal(company.sync.healQuarantines(), 1);
    assert.equal(cloud('jsmith').userPrincipalName, 'nora.new@contoso.com');
    assert.deepEqual(cloud('jsmith').onPremisesProvisioningErrors, []);
  });

  it('gives UPNs back when their domain is verified, without a cycle', () => {
    setAttribute(company.ad, 'jsmith', { userPrincipalName: ['john.smith@corp.contoso.com'] });
    company.healthy();
    assert.equal(cloud('jsmith').userPrincipalName, 'jsmith@contoso.onmicrosoft.com');
    const [first] = company.tenant.domains;
    assert.ok(first);
    company.tenant.domains.push({ ...first, id: 'corp.contoso.com', isInitial: false, isVerified: true });
    company.sync.healQuarantines();
    assert.equal(cloud('jsmith').userPrincipalName, 'john.smith@corp.contoso.com');
  });

  it('refuses a UPN that a group holds', () => {
    setAttribute(company.ad, 'jsmith', { userPrincipalName: ['sales.team@contoso.com'] });
    company.healthy();
    assert.match(detailsOf('jsmith'), /UserPrincipalName/);
    assert.equal(cloud('jsmith').userPrincipalName, 'john.smith@contoso.com');
  });

  it('takes groups with their members, and contacts', () => {
    const sales = [...company.tenant.groups.values()].find((group) => group.displayName === 'Sales Team');
    assert.deepEqual(sales?.proxyAddresses, ['SMTP:sales.team@contoso.com']);
    assert.equal(company.tenant.members.get(sales?.id ?? '')?.has(cloud('avance').id), true);
    assert.deepEqual([...company.tenant.contacts.values()].map((contact) => contact.mail), ['press@northwind.example']);
  });

  it('keeps everything to itself in staging mode', () => {
    company.sync.setStaging(true);
    setAttribute(company.ad, 'jsmith', { displayName: ['Renamed'] });
    company.healthy();
    assert.equal(cloud('jsmith').displayName, 'John Smith');
    const said = company.sync.describe({ dns: [adPerson(company.ad, 'jsmith').dn], anchors: [] });
    assert.deepEqual(said.pendingExports.map((pending) => pending.Operation), ['Update']);
    assert.equal(said.statistics[0]?.ExportUpdates, 1);
    company.sync.setStaging(false);
    company.healthy();
    assert.equal(cloud('jsmith').displayName, 'Renamed');
  });

  it('leaves values alone that AD does not master', () => {
    cloud('jsmith').usageLocation = 'ES';
    setAttribute(company.ad, 'jsmith', { displayName: ['Renamed'] });
    company.healthy();
    assert.equal(cloud('jsmith').usageLocation, 'ES');
  });
});
