import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createContoso } from '../../../lab/company/contoso.ts';
import { createPretendSecurityLog, type PretendSecurityLog } from '../../../lab/servers/adsync-security-log.ts';
import { startAdSyncServer, type AdSyncServer } from '../../../lab/servers/adsync-server.ts';
import { createPowerShellSecurityLog } from '../../../src/adapters/sync-powershell/powershell-security-log.ts';
import { onPremFragment } from '../../../src/boundary/on-prem-fragment.ts';
import type { SecurityLog } from '../../../src/ports/security-log.ts';
import { SyncServerError } from '../../../src/ports/sync-server.ts';
import { fakeHost } from './fake-host.ts';

const clock = {
  now: () => new Date('2026-11-21T09:00:00Z'),
  sleep: (milliseconds: number, signal?: AbortSignal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};
const GUID = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const SID = 'S-1-5-21-1-2-3-1105';
const BY_MAYA = { SubjectDomainName: 'CORP', SubjectUserName: 'mreed' };
const OF_JOHN = { ObjectGUID: `{${GUID.toUpperCase()}}` };

describe('the Security logs of the domain controllers, through the pretend PowerShell', () => {
  let running: AdSyncServer;
  let written: PretendSecurityLog;
  let log: SecurityLog & { close(): void };

  beforeEach(async () => {
    written = createPretendSecurityLog(['dc01.corp.contoso.com', 'dc02.corp.contoso.com']);
    running = await startAdSyncServer({ sync: createContoso({ clock }).sync, securityLog: written });
    log = createPowerShellSecurityLog({ command: running.command, timeoutMs: 10_000, clock, domainControllers: [] });
  });
  afterEach(async () => {
    log.close();
    await running.close();
  });

  const write = (eventId: number, data: Readonly<Record<string, string>>, time = '2026-11-20T10:00:00.000Z'): void => written.write({ domainController: 'dc01.corp.contoso.com', time, eventId, data: { ...BY_MAYA, ...data } });
  const ofFirst = async () => {
    const [first] = await log.about({ guid: GUID, sid: SID });
    return first?.is === 'read' ? first : assert.fail(`not read: ${JSON.stringify(first)}`);
  };

  it('say who added and who took away a value', async () => {
    write(5136, { ...OF_JOHN, AttributeLDAPDisplayName: 'proxyAddresses', AttributeValue: 'smtp:j@contoso.com', OperationType: '%%14675' }, '2026-11-20T10:00:00.000Z');
    write(5136, { ...OF_JOHN, AttributeLDAPDisplayName: 'proxyAddresses', AttributeValue: 'SMTP:j@contoso.com', OperationType: '%%14674' }, '2026-11-20T10:00:01.000Z');
    const { events, audited } = await ofFirst();
    const shared = { eventId: 5136, actor: 'CORP\\mreed', attribute: 'proxyAddresses', domainController: 'dc01.corp.contoso.com' };
    assert.deepEqual(events, [
      { ...shared, time: '2026-11-20T10:00:01.000Z', value: 'SMTP:j@contoso.com', change: 'added' },
      { ...shared, time: '2026-11-20T10:00:00.000Z', value: 'smtp:j@contoso.com', change: 'removed' },
    ]);
    assert.deepEqual(audited, ['directory-changes']);
  });

  it('give one row for each attribute that an account change touched, under its LDAP name', async () => {
    write(4738, { TargetSid: SID, SamAccountName: '-', DisplayName: 'Johnny Smith', UserPrincipalName: 'johnny@contoso.com', LogonHours: '%%1793' });
    assert.deepEqual((await ofFirst()).events.map(({ eventId, attribute, value }) => [eventId, attribute, value]), [[4738, 'displayName', 'Johnny Smith'], [4738, 'userPrincipalName', 'johnny@contoso.com']]);
  });

  it('give one row without an attribute where the event names none', async () => {
    write(4725, { TargetSid: SID });
    write(4738, { TargetSid: SID, DisplayName: '-' });
    assert.deepEqual((await ofFirst()).events.map(({ eventId, attribute, actor }) => [eventId, attribute, actor]), [[4725, undefined, 'CORP\\mreed'], [4738, undefined, 'CORP\\mreed']]);
  });

  it('show a move as a change of the distinguished name', async () => {
    write(5139, { ...OF_JOHN, OldObjectDN: 'CN=John,OU=Staff,DC=x', NewObjectDN: 'CN=John,OU=Leavers,DC=x' });
    assert.deepEqual((await ofFirst()).events.map(({ attribute, value }) => [attribute, value]), [['distinguishedName', 'CN=John,OU=Leavers,DC=x']]);
  });

  it('keep what is about somebody else to themselves, and still count as audited', async () => {
    write(4738, { TargetSid: 'S-1-5-21-1-2-3-1106', DisplayName: 'Somebody' });
    const { events, audited, reachesBackTo } = await ofFirst();
    assert.deepEqual([events, audited, reachesBackTo], [[], ['account-management'], '2026-11-20T10:00:00.000Z']);
  });

  it('say plainly that nothing is audited', async () => {
    const [, second] = await log.about({ guid: GUID });
    assert.equal(second?.is, 'not-audited');
    assert.match(second?.is === 'not-audited' ? second.says : '', /Directory Service Changes/);
  });

  for (const [why, says] of [['access-denied', /Event Log Readers/], ['unreachable', /firewall/], ['timed-out', /too long/], ['failed', /could not be read/]] as const) {
    it(`say ${why} of one domain controller and still bring the others`, async () => {
      written.hindrances.set('dc02.corp.contoso.com', why);
      write(4725, { TargetSid: SID });
      const [first, second] = await log.about({ guid: GUID, sid: SID });
      assert.deepEqual([first?.is, second?.is], ['read', why]);
      assert.match(second !== undefined && 'says' in second ? second.says : '', says);
    });
  }

  it('stop at the newest two hundred events and say so', async () => {
    for (let at = 0; at < 201; at += 1) write(4725, { TargetSid: SID });
    const { events, isCutOff } = await ofFirst();
    assert.deepEqual([events.length, isCutOff], [200, true]);
  });

  it('travel to the bot as they are', async () => {
    write(4738, { TargetSid: SID, DisplayName: 'Johnny Smith' });
    written.hindrances.set('dc02.corp.contoso.com', 'unreachable');
    const fragment = { securityLogs: await log.about({ guid: GUID, sid: SID }), unread: [] };
    assert.deepEqual(onPremFragment.parse(JSON.parse(JSON.stringify(fragment))), JSON.parse(JSON.stringify(fragment)));
  });

  it('are a fault, never silence, when PowerShell answers nonsense', async () => {
    const broken = createPowerShellSecurityLog({ command: fakeHost('say({ ok: true, result: [{ domainController: "dc01" }] }); end()'), timeoutMs: 10_000, clock, domainControllers: [] });
    await assert.rejects(broken.about({ guid: GUID }), (error) => error instanceof SyncServerError && error.fault === 'failed');
  });
});
