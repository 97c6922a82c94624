import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runCheck } from '../../src/relay/check-command.ts';
import { startSambaSite, type SambaSite } from '../attacks/samba-site.ts';
import { leaveOut } from '../real/left-out.ts';

describe('relay check on a real Samba AD domain controller', () => {
  let site: SambaSite | null = null;
  let folder = '';
  before(async function () {
    this.timeout(90_000);
    const started = await startSambaSite();
    if ('missing' in started) {
      leaveOut('relay check on a real Samba AD domain controller', started.missing);
      return this.skip();
    }
    site = started;
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-check-'));
    return undefined;
  });
  after(async () => {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = async (policy: object, admin = false): Promise<string> => {
    const { signIn, baseDn, domain, container } = site ?? assert.fail();
    const who = admin ? signIn.admin : signIn;
    const file = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o600 });
    file('ca.pem', signIn.ca);
    file('secret', who.password);
    file('policy.yaml', stringify({ readOnly: false, operations: ['ad.change-addresses', 'ad.set-anchor'], writableContainers: [container], objectsPerHour: 5, ...policy }));
    file('relay.yaml', stringify({ bot: { url: 'http://127.0.0.1:1' }, stateDir: 'state', localPolicyFile: 'policy.yaml', directories: [{ forest: domain, baseDn, url: signIn.url, bindDn: who.bindDn, passwordFile: 'secret', caFile: 'ca.pem' }] }));
    const said: string[] = [];
    await runCheck(join(folder, 'relay.yaml'), (text) => void said.push(text));
    return said.join('\n');
  };

  it('finds that a delegated account may write just that, and asks for nothing to be changed', async () => {
    const before = (await site?.changesOfRelay())?.length;
    await site?.hire('Sample');
    const text = await check({});
    for (const line of [/^ok    domain controller .* may read$/m, /^ok    clock and /m, /^ok    rights below OU=Staff.*: proxyAddresses may be written$/m, /^ok    rights below OU=Staff.*: mS-DS-ConsistencyGuid may be written$/m, /^(ok|note)  +recycle bin of/m]) assert.match(text, line, text);
    assert.match(text, /^note  rights below OU=Staff.* may also write \d+ attributes that no listed operation needs, for example mail/m, text);
    assert.doesNotMatch(text, /nearly everything/);
    assert.equal((await site?.changesOfRelay())?.length, before);
  });

  it('prints the line of dsacls for a right that is missing', async () => {
    const text = await check({ writableContainers: [`CN=Users,${site?.baseDn ?? ''}`] });
    assert.match(text, /^mend  rights below CN=Users.*may not write proxyAddresses .*dsacls "CN=Users,.*" \/I:S \/G "svcrelay\d+@.*:RPWP;proxyAddresses;user"$/m, text);
  });

  it('warns of a domain admin', async () => assert.match(await check({}, true), /^note  rights below OU=Staff.*nearly everything, as a domain admin may.*unicodePwd/m));
});
