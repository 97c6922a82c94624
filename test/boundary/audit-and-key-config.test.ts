import assert from 'node:assert/strict';
import { parseBotConfig } from '../../src/boundary/bot-config.ts';

const BASE = {
  tenantId: '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10',
  chat: { appId: '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01', credential: { secretFile: 'app.secret' } },
  graph: { read: { clientId: '0b07a991-2222-4c2d-8e3f-5a6b7c8d9e02', credential: { secretFile: 'app.secret' } } },
  listen: {}, admin: { tokenFile: 'admin.token' }, store: { file: 'store.db' }, approval: { policyFile: 'approval.yaml' }, relay: { jobKeyFile: 'job-key.pem' },
};
const VAULT = { vaultUrl: 'https://contoso.vault.azure.net/', keyName: 'syncwhy-jobs', keyVersion: 'a'.repeat(32), clientId: '0B07A991-4444-4c2d-8e3f-5a6b7c8d9e04', credential: { certificateFile: 'vault.pem' } };
const parsed = (change: object) => parseBotConfig({ ...BASE, ...change });
const complaints = (change: object): string => {
  const result = parsed(change);
  assert.ok(!result.ok, 'it was taken');
  return result.complaints.join('\n');
};

describe('the configuration of the job key', () => {
  it('names a file or a key in a vault', () => {
    const file = parsed({});
    assert.deepEqual(file.ok && file.config.relay, { group: 'default', jobKey: { is: 'file', file: 'job-key.pem' } });
    const vault = parsed({ relay: { group: 'east', jobKeyVault: VAULT } });
    assert.deepEqual(vault.ok && vault.config.relay, { group: 'east', jobKey: { is: 'vault', ...VAULT, vaultUrl: 'https://contoso.vault.azure.net', clientId: VAULT.clientId.toLowerCase() } });
  });
  const WRONG: readonly { readonly title: string; readonly relay: object; readonly says: RegExp }[] = [
    { title: 'neither', relay: {}, says: /^relay: must hold either jobKeyFile or jobKeyVault, for example \{ jobKeyFile/ },
    { title: 'both', relay: { jobKeyFile: 'job-key.pem', jobKeyVault: VAULT }, says: /^relay: must hold either/ },
    { title: 'no version', relay: { jobKeyVault: { ...VAULT, keyVersion: undefined } }, says: /relay\.jobKeyVault\.keyVersion: .*for example 6f1d/ },
    { title: 'a version that means the newest', relay: { jobKeyVault: { ...VAULT, keyVersion: 'latest' } }, says: /relays pin one key, so a newer version is used only when it is named here/ },
    { title: 'a vault without TLS', relay: { jobKeyVault: { ...VAULT, vaultUrl: 'http://contoso.vault.azure.net' } }, says: /vaultUrl: must be the address of a vault like https:\/\/contoso/ },
    { title: 'a vault with a sign-in in its address', relay: { jobKeyVault: { ...VAULT, vaultUrl: 'https://a:b@contoso.vault.azure.net' } }, says: /vaultUrl: must be/ },
    { title: 'a path for a name', relay: { jobKeyVault: { ...VAULT, keyName: '../secrets/x' } }, says: /keyName: must be the name of a key/ },
    { title: 'a secret in the file itself', relay: { jobKeyVault: { ...VAULT, credential: { secret: 'x' } } }, says: /relay\.jobKeyVault\.credential: .*certificateFile/ },
  ];
  for (const { title, relay, says } of WRONG) it(`is refused with ${title}, and says what is wrong`, () => assert.match(complaints({ relay }), says));
});

describe('the share of the quota of writes', () => {
  const shared = (writeShare?: number) => parsed({ graph: { ...BASE.graph, ...(writeShare === undefined ? {} : { writeShare }) } });
  it('is a half unless said otherwise', () => {
    for (const [given, taken] of [[undefined, 0.5], [0.25, 0.25], [1, 1]] as const) {
      const result = shared(given);
      assert.equal(result.ok && result.config.graph.writeShare, taken);
    }
  });
  for (const wrong of [0, -1, 1.5]) it(`is never ${wrong}`, () => assert.match(complaints({ graph: { ...BASE.graph, writeShare: wrong } }), /graph\.writeShare: .*for example 0\.5/));
});

describe('the configuration of second places for the head of the audit trail', () => {
  it('may name several, and none by itself', () => {
    const none = parsed({});
    assert.deepEqual(none.ok && none.config.audit, { heads: [] });
    const heads = [{ file: 'heads.jsonl' }, { https: 'https://siem.contoso.com/heads', tokenFile: 'siem.token' }, { syslog: 'tls://siem.contoso.com' }, { syslog: 'udp://10.0.0.9:1514' }, { conversation: '19:x@thread.tacv2' }];
    const several = parsed({ audit: { heads } });
    assert.deepEqual(several.ok && several.config.audit.heads, [
      { is: 'file', file: 'heads.jsonl' }, { is: 'https', url: 'https://siem.contoso.com/heads', tokenFile: 'siem.token' }, { is: 'syslog', transport: 'tls', host: 'siem.contoso.com', port: 6514 },
      { is: 'syslog', transport: 'udp', host: '10.0.0.9', port: 1514 }, { is: 'conversation', conversationId: '19:x@thread.tacv2' },
    ]);
  });
  const WRONG: readonly { readonly title: string; readonly head: object; readonly says: RegExp }[] = [
    { title: 'nothing', head: {}, says: /audit\.heads\.0: must hold exactly one of file, https/ },
    { title: 'two places in one', head: { file: 'a', conversation: 'b' }, says: /must hold exactly one of/ },
    { title: 'a token for a file', head: { file: 'a', tokenFile: 'b' }, says: /must hold exactly one of/ },
    { title: 'http', head: { https: 'http://siem.contoso.com' }, says: /must start with https/ },
    { title: 'a sign-in name in the address', head: { https: 'https://a:b@siem.contoso.com' }, says: /hold no sign-in name/ },
    { title: 'syslog over TCP without TLS', head: { syslog: 'tcp://siem.contoso.com:514' }, says: /must be like tls:/ },
    { title: 'an unknown key', head: { mail: 'a@b' }, says: /audit\.heads\.0: / },
  ];
  for (const { title, head, says } of WRONG) it(`is refused with ${title}, and says what is wrong`, () => assert.match(complaints({ audit: { heads: [head] } }), says));
});
