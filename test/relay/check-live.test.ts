import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { relayKey, relayShelf, writeIdentity } from '../../src/relay/identity.ts';
import { runCheck } from '../../src/relay/check-command.ts';
import { fakeHost, SCHEDULER } from '../adapters/sync-powershell/fake-host.ts';
import { BASE_DN, DELEGATED, DOMAIN, READER, RELAY, startLabDirectory, wallClock, type LabDirectory } from '../adapters/ldap/lab-world.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'relay', 'cli.ts');
const STAFF = `OU=Staff,${BASE_DN}`;
const sync = (scheduler: object = SCHEDULER, shapes: unknown = []): readonly string[] =>
  fakeHost(`if (script === 'read-scheduler') say({ ok: true, result: ${JSON.stringify(scheduler)} }); else say({ ok: true, result: ${JSON.stringify(shapes)} }); end();`);
const securityLog = (result: unknown): readonly string[] => fakeHost(`say({ ok: true, result: ${JSON.stringify(result)} }); end();`);

describe('relay check on a site that answers', () => {
  let folder = '';
  let lab: LabDirectory;
  let bot: Server;
  let botStatus = 405;
  let botSkewMs = 0;
  const at = (server: Server): number => (server.address() as AddressInfo).port;
  const file = (name: string): string => join(folder, name);

  before(async () => {
    lab = await startLabDirectory();
    lab.state.add(STAFF, { objectClass: 'organizationalUnit' });
    lab.state.add(`OU=Empty,${BASE_DN}`, { objectClass: 'organizationalUnit' });
    lab.state.add(`CN=John,${STAFF}`, { objectClass: 'user', sAMAccountName: 'john' });
    bot = createServer((_, response) => void response.writeHead(botStatus, { date: new Date(Date.now() + botSkewMs).toUTCString() }).end());
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    bot.close();
    await lab.close();
  });
  beforeEach(() => {
    [botStatus, botSkewMs] = [405, 0];
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-check-'));
    writeFileSync(file('read.secret'), READER.bindPassword, { mode: 0o600 });
    writeFileSync(file('write.secret'), DELEGATED.bindPassword, { mode: 0o600 });
    writeFileSync(file('ca.pem'), lab.ca);
    const { publicJwk } = relayKey(relayShelf(file('state')));
    writeIdentity(file('state'), { relayId: 'relay-1', group: 'default', botUrl: botUrl(), jobKey: publicJwk });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const botUrl = (): string => `http://127.0.0.1:${String(at(bot))}`;
  const directory = (): Readonly<Record<string, unknown>> => ({
    forest: DOMAIN, url: lab.server.url, baseDn: BASE_DN, bindDn: READER.bindDn, passwordFile: 'read.secret', caFile: 'ca.pem', write: { bindDn: DELEGATED.bindDn, passwordFile: 'write.secret' },
  });
  const POLICY = { readOnly: false, operations: ['ad.change-addresses', 'ad.set-anchor', 'sync.restart-service'], writableContainers: [STAFF], objectsPerHour: 5 };

  const check = async ({ config = {}, policy = {}, limitMs = 30_000, clock = wallClock }: { readonly config?: object; readonly policy?: object; readonly limitMs?: number; readonly clock?: typeof wallClock } = {}): Promise<{ readonly code: number; readonly text: string }> => {
    writeFileSync(file('policy.yaml'), stringify({ ...POLICY, ...policy }));
    writeFileSync(file('relay.yaml'), stringify({ bot: { url: botUrl() }, stateDir: 'state', localPolicyFile: 'policy.yaml', directories: [directory()], syncServers: [{ name: 'SYNC01', command: sync() }], ...config }));
    const said: string[] = [];
    const code = await runCheck(file('relay.yaml'), (text) => void said.push(text), { limitMs, clock });
    return { code, text: said.join('\n') };
  };
  const has = (text: string, ...lines: readonly RegExp[]): void => lines.forEach((line) => assert.match(text, line));

  it('finds nothing to mend when all is well, and changes nothing', async () => {
    const before = lab.state.highestUsn();
    const { code, text } = await check();
    has(text, /^ok    bot: answers/m, /^ok    clock and bot/m, /^ok    domain controller .*svc-reader.* may read/m, /^ok    domain controller .*svc-delegated.* may sign in for changes/m, /^ok    clock and 127/m,
      /^ok    rights below OU=Staff.*: proxyAddresses may be written/m, /^ok    rights below OU=Staff.*mS-DS-ConsistencyGuid/m, /^note  rights below .*may also write 1 attributes that no listed operation needs, for example mail/m,
      /^note  rights on SYNC01: sync.restart-service: the account of the relay needs the right to stop and start the service ADSync there/m, /^ok    sync server SYNC01: the active one, its scheduler is on/m, /^note  cmdlets of SYNC01: no cmdlet gave anything to look at/m, /^ok    key: /m, /^ok    enrolment: as relay-1/m, /^ok    journal/m, /^ok    state folder/m, /^ok    password file/m, /^note  Security log/m, /Nothing to mend\.$/);
    assert.equal(code, 0, text);
    assert.equal(lab.state.highestUsn(), before);
  });

  it('says of an account that may write everything that it is too mighty', async () => {
    writeFileSync(file('write.secret'), RELAY.bindPassword);
    const { text, code } = await check({ config: { directories: [{ ...directory(), write: { bindDn: RELAY.bindDn, passwordFile: 'write.secret' } }] } });
    has(text, /^note  rights below .*nearly everything, as a domain admin may.*; use an account that was only given the rights above/m);
    assert.equal(code, 0, text);
  });

  const MENDS: readonly (readonly [string, () => Parameters<typeof check>[0], RegExp])[] = [
    ['a bot that is not there', () => ({ config: { bot: { url: 'http://127.0.0.1:1' } } }), /^mend  bot: nothing listens at/m],
    ['something else in the place of the bot', () => ((botStatus = 404), {}), /^mend  bot: something answers .*status 404.*bot\.url/m],
    ['a clock that is 6 minutes behind that of the bot', () => ((botSkewMs = 360_000), {}), /^mend  clock and bot: .*3(5\d|6\d) s behind that of the bot.*same time source/m],
    ['a proxy that is not there', () => ({ config: { bot: { url: 'https://bot.contoso.com', proxy: { url: 'http://127.0.0.1:1' } } } }), /^mend  bot: .*(proxy http:..127.0.0.1:1)/m],
    ['the password of the proxy missing', () => ({ config: { bot: { url: 'https://bot.contoso.com', proxy: { url: 'http://127.0.0.1:1', user: 'x', passwordFile: 'none' } } } }), /^mend  proxy: The password file .*none is missing/m],
    ['a wrong password for reading', () => (writeFileSync(file('read.secret'), 'wrong'), {}), /^mend  domain controller .*wrong name or password.*account for reading.*passwordFile/m],
    ['a wrong password for changes', () => (writeFileSync(file('write.secret'), 'wrong'), {}), /^mend  domain controller .*wrong name or password.*account for changes.*passwordFile/m],
    ['an account for changes that is locked', () => (writeFileSync(file('write.secret'), 'right-but-refused'), { config: { directories: [{ ...directory(), write: { bindDn: `CN=svc-775,CN=Users,${BASE_DN}`, passwordFile: 'write.secret' } }] } }), /^mend  domain controller .*is locked.*mend the account in AD/m],
    ['a domain controller that is not there', () => ({ config: { directories: [{ ...directory(), url: 'ldaps://127.0.0.1:1' }] } }), /^mend  domain controller 127.0.0.1:1: .*ECONNREFUSED.*let this machine reach it[\s\S]*no domain controller answers/m],
    ['a domain controller of another authority', () => ({ config: { directories: [{ ...directory(), caFile: undefined }] } }), /^mend  domain controller .*name the authority .* in caFile/m],
    ['no file of the authority', () => ({ config: { directories: [{ ...directory(), caFile: 'none.pem' }] } }), /^mend  domain DC=corp.*none\.pem.*correct the configuration/m],
    ['a clock far from that of AD', () => ({ clock: { ...wallClock, now: () => new Date(Date.now() + 600_000) } }), /^mend  clock and 127.0.0.1.*60[0-5] s ahead of/m],
    ['a right that is missing', () => (writeFileSync(file('write.secret'), READER.bindPassword), { config: { directories: [{ ...directory(), write: { bindDn: READER.bindDn, passwordFile: 'write.secret' } }] } }),
      /^mend  rights below OU=Staff.* may not write proxyAddresses .*dsacls "OU=Staff,DC=corp,DC=contoso,DC=com" \/I:S \/G ".*:RPWP;proxyAddresses;user"/m],
    ['a container that is not there', () => ({ policy: { writableContainers: [`OU=Gone,${BASE_DN}`] } }), /^mend  rights below OU=Gone.*no such container; correct writableContainers/m],
    ['a sync server whose PowerShell is not there', () => ({ config: { syncServers: [{ name: 'SYNC02', command: ['/no/such/powershell'] }] } }), /^mend  sync server SYNC02: .*; /m],
    ['cmdlets of another shape', () => ({ config: { syncServers: [{ name: 'SYNC01', command: sync(SCHEDULER, [{ cmdlet: 'Get-ADSyncScheduler', fields: [{ path: 'SyncCycleEnabled', kind: 'text' }] }]) }] } }), /^mend  cmdlets of SYNC01: [\s\S]*other kind  Get-ADSyncScheduler  SyncCycleEnabled/m],
    ['a cmdlet that may not be run', () => ({ config: { syncServers: [{ name: 'SYNC01', command: sync(SCHEDULER, [{ cmdlet: 'Get-ADSyncRule', why: 'access-denied' }, { cmdlet: 'Get-ADSyncScheduler', why: 'cmdlet-missing' }]) }] } }), /^mend  cmdlets of SYNC01: not all of them can be run[\s\S]*not seen    Get-ADSync/m],
    ['a Security log that the configuration does not name', () => ({ policy: { readSecurityLog: true } }), /^mend  Security log: .*add securityLog/m],
    ['a Security log that may not be read', () => ({ policy: { readSecurityLog: true }, config: { securityLog: { command: securityLog([{ domainController: 'DC01', is: 'access-denied', says: 'no' }]) } } }), /^mend  Security log/m],
    ['a key that others may read', () => (chmodSync(join(file('state'), 'relay-key.pem'), 0o644), {}), /^mend  key: .*open to everybody.*chmod 600/m],
    ['a key that the group may read', () => (chmodSync(join(file('state'), 'relay-key.pem'), 0o640), {}), /^mend  key: .*open to its group/m],
    ['a password that everybody may read', () => (chmodSync(file('read.secret'), 0o604), {}), /^mend  password file: .*chmod 600/m],
    ['an empty password', () => (writeFileSync(file('read.secret'), '\n'), {}), /^mend  password file: .*is empty/m],
    ['a state folder that others may enter', () => (chmodSync(file('state'), 0o755), {}), /^mend  state folder: .*chmod 700/m],
    ['no enrolment at all', () => ({ config: { stateDir: 'other-state' } }), /^mend  enrolment: there is no state folder.*enrol --token/m],
    ['an enrolment that is damaged', () => (writeFileSync(join(file('state'), 'identity.json'), '{'), {}), /^mend  enrolment: .*damaged/m],
    ['an enrolment for another group', () => ({ config: { group: 'other' } }), /^mend  enrolment: .*group default, but the configuration says other/m],
    ['a key that is none', () => (writeFileSync(join(file('state'), 'relay-key.pem'), 'x'), {}), /^mend  key: .*no key of a relay/m],
    ['a journal with a damaged line', () => (writeFileSync(join(file('state'), 'journal.jsonl'), 'x\n'), {}), /^mend  journal: Line 1/m],
    ['keys of the tenant that cannot be had', () => ({ policy: { sealing: { operations: { 'ad.move': 'sign-in' }, tenantId: TENANT, appId: TENANT, openIdConfiguration: `https://127.0.0.1:1/${TENANT}/v2.0/.well-known/openid-configuration`, approvers: { people: [TENANT] } } } }), /^mend  sealing keys: .*allow this machine HTTPS to 127/m],
  ];
  for (const [what, prepare, line] of MENDS) {
    it(`names ${what} and how to mend it`, async () => {
      const { code, text } = await check(prepare() ?? {});
      assert.match(text, line, text);
      assert.match(text, /\d+ to mend\.$/);
      assert.equal(code, 1);
    });
  }

  for (const [what, prepare, line] of [
    ['that a container has nobody to look at', () => ({ policy: { writableContainers: [`OU=Empty,${BASE_DN}`] } }), /^note  rights below OU=Empty/m],
    ['that nothing may be written', () => ({ policy: { readOnly: true } }), /^note  rights: were not looked at/m],
    ['that the recycle bin is off', () => ({}), /^note  recycle bin of corp.contoso.com: is off.*Enable-ADOptionalFeature/m],
    ['that no domain is configured', () => ({ config: { directories: [] } }), /^note  domains: /m],
    ['that a server is in staging mode', () => ({ config: { syncServers: [{ name: 'SYNC02', command: sync({ ...SCHEDULER, StagingModeEnabled: true }) }] } }), /^ok    sync server SYNC02: in staging mode/m],
    ['that the clocks begin to part', () => ((botSkewMs = -120_000), {}), /^note  clock and bot: .* ahead of that of the bot/m],
  ] as const) it(`says ${what}, which is no fault`, async () => {
    const { code, text } = await check(prepare());
    assert.match(text, line, text);
    assert.equal(code, 0, text);
  });

  it('names a bot whose certificate is not trusted here', async () => {
    const pair = await makeLabCertificates();
    const tls = createTlsServer({ key: pair.keyPem, cert: pair.certPem }, (_, response) => void response.writeHead(405).end());
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    try {
      assert.match((await check({ config: { bot: { url: `https://127.0.0.1:${String(at(tls))}` } } })).text, /^mend  bot: the certificate .*trustedCaFile/m);
    } finally {
      tls.close();
    }
  });

  it('is a command that ends by itself, with what was found as its exit code', async () => {
    await check();
    const ended = async (...words: readonly string[]): Promise<number> => new Promise((resolve) => void execFile(process.execPath, [CLI, '--config', file('relay.yaml'), 'check', ...words], (error) => resolve(typeof error?.code === 'number' ? error.code : 0)));
    assert.deepEqual([await ended(), await ended('--offline')], [0, 0]);
    botStatus = 404;
    assert.deepEqual([await ended(), await ended('--offline')], [1, 0]);
  });

  it('ends every check in its time', async () => {
    const { code, text } = await check({ limitMs: 300, config: { syncServers: [{ name: 'SYNC03', command: fakeHost('await hang();') }] } });
    assert.match(text, /^mend  sync server SYNC03: did not end within/m);
    assert.equal(code, 1);
  });
});

const TENANT = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
