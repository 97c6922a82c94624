import assert from 'node:assert/strict';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';

const HERE = { name: 'SYNC01', command: ['powershell.exe'] };
const THERE = { ...HERE, computerName: 'sync01.corp.contoso.com' };
const parse = (server: unknown): ReturnType<typeof parseRelayConfig> => parseRelayConfig({ bot: { url: 'https://bot.contoso.com' }, stateDir: 's', localPolicyFile: 'p', syncServers: [server] });

describe('the sync servers of a relay', () => {
  for (const [what, server] of [
    ['on this machine', HERE], ['on another machine', THERE], ['behind an endpoint of the site', { ...THERE, configurationName: 'SyncWhy' }],
    ['with the scripts installed there', { ...THERE, configurationName: 'SyncWhy', scriptsFolder: String.raw`C:\Program Files\SyncWhy\scripts` }],
  ] as const) {
    it(`may be ${what}`, () => {
      const parsed = parse(server);
      assert.deepEqual(parsed.ok && parsed.config.syncServers, [server]);
    });
  }

  for (const [key, server] of [
    ['computerName', { ...HERE, computerName: 'http://sync01' }], ['computerName', { ...HERE, computerName: '-ComputerName' }], ['computerName', { ...HERE, computerName: 'sync01; whoami' }], ['computerName', { ...HERE, configurationName: 'SyncWhy' }],
    ['computerName', { ...HERE, scriptsFolder: String.raw`C:\scripts` }], ['configurationName', { ...THERE, configurationName: 'a b' }], ['scriptsFolder', { ...THERE, scriptsFolder: 'scripts' }],
    ['scriptsFolder', { ...THERE, scriptsFolder: String.raw`\\server\share` }], ['scriptsFolder', { ...THERE, scriptsFolder: 'C:\\a"; whoami' }], ['command', { ...HERE, command: [] }], ['user', { ...THERE, user: 'admin' }],
  ] as const) {
    it(`are refused with ${JSON.stringify(server).slice(18)}`, () => {
      const parsed = parse(server);
      assert.match(parsed.ok ? '' : parsed.complaints.join('\n'), new RegExp(key));
    });
  }
});
