import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { status } from '../../src/commands/status.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { pretendTalk, requestBy } from '../commands/pretend-talk.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

async function ask(world: CommandWorld): Promise<string> {
  const { talk, posted } = pretendTalk();
  await status.run(world, requestBy('text'), talk, {});
  return posted.at(-1) ?? '';
}

describe('status of the whole company', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());
  const breaking = (cause: string): void => BREAKAGES.find((each) => each.cause === cause)?.break(small.company);

  it('tells role, version, service, scheduler, cycle, counts and heartbeats of a healthy server', async () => {
    small.company.sync.runCycle();
    const text = await ask(small.bot.commands);
    assert.match(text, /✓ SYNC01 ok: active, version 2\.6\.84\.0, service Running\n/);
    assert.match(text, /Scheduler on, every 30 minutes, next cycle \(delta\) \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    assert.match(text, /Last cycle \d{4}-\d\d-\d\d \d\d:\d\d UTC to \d\d:\d\d: success/);
    assert.match(text, /corp\.contoso\.com: 0 changes read, 0 projected, 0 filtered, 0 exported/);
    assert.match(text, /contoso\.onmicrosoft\.com - AAD: 0 changes read, 0 exported/);
    assert.match(text, /Password hash synchronisation: last heartbeat \d{4}/);
    assert.match(text, /✓ Directory synchronisation ok: last heard of a sync server \d{4}/);
    assert.match(text, /✓ Open plans ok: none/);
    assert.match(text, /○ No relay was ever enrolled/);
  });

  for (const [cause, expected] of [
    ['sync-service-stopped', /✗ Status: something does not work\. Needs help: SYNC01\.[\s\S]*The service ADSync is stopped, so this server synchronises nothing, and its scheduler and runs cannot be read\. → Find out why[^\n]*\nEntra ID/],
    ['scheduler-disabled', /The scheduler is switched off, so no cycle starts by itself\. → /],
    ['scheduler-suspended', /The scheduler is held, most likely by an open wizard\. → Close the Entra Connect wizard/],
    ['maintenance-disabled', /Maintenance is switched off/],
    ['connect-version-unsupported', /is no longer supported: since 2026-09-30 Entra refuses versions below 2\.5\.79\.0\. → Upgrade Entra Connect/],
    ['data-validation-failed', /contoso\.onmicrosoft\.com - AAD: Export ended with completed-export-errors\. → Type errors/],
    ['ad-connector-credentials', /corp\.contoso\.com: Delta Import ended with no-start-credentials\. → Type help no-start-credentials/],
    ['no-active-server', /✗ No server exports not working: all that answered are in staging mode\n {6}Nothing reaches Entra\. → /],
    ['tenant-dirsync-disabled', /✗ Directory synchronisation not working: switched off in the tenant/],
    ['phs-heartbeat-stale', /Password hash synchronisation: [^\n]*one is due every 30 minutes/],
  ] as const) {
    it(`puts first what is wrong, and says what to do: ${cause}`, async () => {
      breaking(cause);
      const text = await ask(small.bot.commands);
      assert.match(text, expected);
      assert.doesNotMatch(text.split('\n')[0] ?? '', /all works/);
    });
  }

  it('never calls fine what nobody could look at', async () => {
    const { commands } = small.bot;
    const blind: CommandWorld = {
      ...commands,
      relayLink: { ...commands.relayLink, read: () => Promise.resolve({ unread: [{ what: 'syncServers', why: 'relay-offline', detail: 'No relay answered.' }] }) },
      tenant: { ...commands.tenant, tenantFacts: () => Promise.resolve({ entra: {}, unread: [{ what: 'entra.organization', why: 'access-denied', detail: 'The application needs the permission Organization.Read.All.' }], readAt: '2026-11-21T09:00:00Z' }) },
    };
    const text = await ask(blind);
    assert.match(text, /^✗ Status: something does not work\. Needs help: Sync servers, Directory synchronisation\./);
    assert.match(text, /✗ Sync servers not working: No relay answered\.\n {6}Nothing is known of it now; that does not mean that it is fine\. → Type agents to see the relays\./);
    assert.match(text, /Organization\.Read\.All/);
    const bare: CommandWorld = { ...commands, relayLink: { ...commands.relayLink, read: () => Promise.resolve({ syncServers: [{ name: 'SYNC09' }], unread: [] }) } };
    const empty = await ask(bare);
    for (const missing of ['Whether it is active or staging could not be read', 'The state of the service ADSync could not be read', 'The scheduler could not be read', 'Its version could not be read', 'Its runs could not be read', 'The heartbeat of password hash synchronisation could not be read', 'whether it is a domain controller was not read']) assert.match(empty, new RegExp(missing));
    assert.match(empty, /⚠ SYNC09 attention/);
  });

  it('tells a sync server that is also a domain controller, and two that export', async () => {
    const { commands } = small.bot;
    const answer = await commands.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } });
    const [server] = answer.syncServers ?? [];
    assert.ok(server !== undefined);
    const both: CommandWorld = { ...commands, relayLink: { ...commands.relayLink, read: () => Promise.resolve({ syncServers: [server, { ...server, name: 'SYNC02', service: { ...server.service, isDomainController: true } }], unread: [] }) } };
    const text = await ask(both);
    assert.match(text, /✗ Two servers export not working: SYNC01 and SYNC02\n {6}They overwrite each other\. → Put all but one into staging mode\./);
    assert.match(text, /SYNC02 ok: active, version 2\.6\.84\.0, service Running, also a domain controller/);
  });
});
