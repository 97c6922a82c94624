import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runCheck } from '../../src/relay/check-command.ts';

const TENANT = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
const SEALING = {
  operations: { 'ad.move': 'sign-in', 'ad.set-anchor': 'own-machine' },
  tenantId: TENANT,
  appId: '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04',
  ownMachineAppId: '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05',
  openIdConfiguration: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
  authenticationContext: 'c1',
  approvers: { people: ['a0a0a0a0-0001-4f6e-8d5c-4b3a29180701'], groups: ['CN=Approvers,OU=Groups,DC=corp,DC=contoso,DC=com'] },
};

describe('relay check', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-check-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const said = async (sealing: unknown, more: object = {}): Promise<string> => {
    writeFileSync(join(folder, 'policy.yaml'), stringify({ readOnly: false, operations: ['ad.move'], writableContainers: [], objectsPerHour: 1, ...more, ...(sealing === undefined ? {} : { sealing }) }));
    writeFileSync(join(folder, 'relay.yaml'), stringify({ bot: { url: 'https://bot.contoso.com' }, stateDir: 'state', localPolicyFile: 'policy.yaml' }));
    const lines: string[] = [];
    assert.equal(await runCheck(join(folder, 'relay.yaml'), (text) => void lines.push(text), { offline: true }), 0);
    return lines.join('\n');
  };

  it('says in words which seals the site asks for, and who may approve', async () => {
    const text = await said(SEALING);
    for (const words of ['ad.move (signed in in the browser)', 'ad.set-anchor (signed in with syncwhy approve on the own machine)', `in tenant ${TENANT}, with authentication context c1`, 'keys from login.microsoftonline.com, fetched by this relay', 'person a0a0a0a0-0001-4f6e-8d5c-4b3a29180701; AD group CN=Approvers']) assert.ok(text.includes(words), `${words} is missing in\n${text}`);
  });

  it('says in words what may be written, where and when', async () => {
    const text = await said(undefined, {
      operations: ['ad.change-addresses'], values: { proxyAddresses: ['smtp:.+@contoso\\.com'] }, writableContainers: ['OU=Staff,DC=corp'], containersNever: ['OU=Board,OU=Staff,DC=corp'], protectedGroups: ['CN=VIP,DC=corp'],
      hours: { timeZone: 'Europe/Berlin', windows: [{ days: ['mon'], from: '08:00', to: '18:00' }] },
    });
    for (const words of ['Attributes:    proxyAddresses', 'of proxyAddresses only what fits smtp:.+@contoso\\.com', 'OU=Staff,DC=corp, but never OU=Board,OU=Staff,DC=corp', 'started mon 08:00 to 18:00 (Europe/Berlin)', 'members of CN=VIP,DC=corp']) assert.ok(text.includes(words), `${words} is missing in\n${text}`);
    assert.match(text, /Policy: +[0-9a-f]{12}, as the bot shows it/);
  });

  it('says what it means when the site asks for none', async () => assert.match(await said(undefined), /Seals: +none; the bot alone is believed/));
});
