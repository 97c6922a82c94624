import assert from 'node:assert/strict';
import { timeLine } from '../../src/compare/time-line.ts';

const DSA = 'CN=NTDS Settings,CN=DC01,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,DC=corp,DC=contoso,DC=com';
const nothing = { name: 'John Smith', changes: [], securityLogs: [], audits: [], unread: [] } as const;
const change = (attribute: string, time: string, version: number, more: object = {}) => ({ attribute, time, version, originatingDsa: DSA, ...more });
const inAd = (...changes: readonly ReturnType<typeof change>[]) => ({ domain: 'corp.contoso.com', dn: 'CN=John Smith,DC=x', guid: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', changes, cut: false });

describe('the line of time', () => {
  it('puts AD, the security log and Entra in one order, newest first', () => {
    const { rows } = timeLine({
      ...nothing,
      changes: [inAd(change('objectClass', '2025-01-10T08:00:00Z', 1), change('cn', '2025-01-10T08:00:00Z', 1), change('mail', '2026-11-20T10:00:00Z', 3))],
      securityLogs: [{ domainController: 'DC01', is: 'read', audited: ['directory-changes'], isCutOff: false, events: [{ time: '2026-11-20T10:00:01Z', eventId: 5136, actor: 'CORP\\mreed', attribute: 'mail', value: 'j@contoso.com', change: 'added', domainController: 'DC01' }] }],
      audits: [{ activityDateTime: '2026-11-20T11:00:00Z', activityDisplayName: 'Update user', result: 'success', initiatedBy: { user: { userPrincipalName: 'ben@contoso.com' } }, targetResources: [{ modifiedProperties: [{ displayName: 'Mobile', oldValue: '["1"]', newValue: '["2"]' }] }] }],
    });
    assert.deepEqual(rows.map(({ where, what, by, detail }) => [where, what, by, detail]), [
      ['Entra ID', 'Update user', 'ben@contoso.com', 'Mobile 1 → 2'],
      ['Security log', 'mail added: j@contoso.com', 'CORP\\mreed', 'event 5136 on DC01'],
      ['Active Directory', 'mail written', null, 'on DC01, write 3'],
      ['Active Directory', 'created with 2 attributes', null, 'in corp.contoso.com'],
    ]);
  });
  it('leaves out what changes by itself', () => {
    assert.deepEqual(timeLine({ ...nothing, changes: [inAd(change('lastLogonTimestamp', '2026-11-20T10:00:00Z', 9))] }).rows, []);
  });
  it('names the value of a long list that came or went', () => {
    const { rows } = timeLine({ ...nothing, changes: [inAd(change('member', '2026-11-20T10:00:00Z', 1, { value: 'CN=A,DC=x' }), change('member', '2026-11-20T11:00:00Z', 2, { value: 'CN=B,DC=x', removed: true }))] });
    assert.deepEqual(rows.map(({ what }) => what), ['member lost CN=B,DC=x', 'member got CN=A,DC=x']);
  });
  it('says that AD keeps no names', () => assert.match(timeLine(nothing).notes.join(' '), /never by whom/));
  it('says how to read and how to switch on the auditing', () => {
    assert.match(timeLine({ ...nothing, securityLogs: undefined }).notes.join(' '), /readSecurityLog/);
    const silent = timeLine({ ...nothing, securityLogs: [{ domainController: 'DC01', is: 'read', audited: ['account-management'], isCutOff: false, events: [] }, { domainController: 'DC02', is: 'access-denied', says: 'the relay may not read the log' }] });
    assert.match(silent.notes.join(' '), /auditpol/);
    assert.match(silent.notes.join(' '), /DC02: the relay may not read the log/);
  });
  it('never takes what could not be read for nothing', () => {
    const { notes } = timeLine({ ...nothing, changes: undefined, audits: undefined, unread: [{ what: 'entra.directoryAudits', why: 'access-denied', detail: 'needs AuditLog.Read.All' }] });
    assert.match(notes.join(' '), /could not be asked.*audit log of Entra was not read.*AuditLog\.Read\.All/);
  });
  it('does not stumble over hostile times and values', () => {
    const { rows } = timeLine({ ...nothing, changes: [inAd(change('mail', 'never', 2, { originatingDsa: 'not a DN' }))], audits: [{ activityDateTime: 'x' }, { activityDateTime: '2026-11-20T11:00:00Z' }] });
    assert.equal(rows.length, 2);
  });
});
