import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDiagnose } from '../../src/terminal/diagnose-command.ts';

interface Bundle {
  subject?: string;
  question?: string;
  readonly directory: { readonly forests: { entries: { dn: string; attributes: Record<string, string[]> }[] }[] };
  readonly entra: { users: Record<string, unknown>[] };
  readonly syncServers: unknown[];
}

const HEALTHY = join(import.meta.dirname, '..', 'bundles', 'unseen', 'healthy-full.json');
const ADDRESSES = Array.from({ length: 10_000 }, (_, at) => `smtp:a${at}@contoso.com`);
/** Base64 of an objectGUID that only this number has. */
const guid = (at: number): string => Buffer.from(String(at).padStart(16, '0')).toString('base64');

interface Hostile {
  readonly what: string;
  change(bundle: Bundle): void;
  readonly exit: number;
}

const ROWS: readonly Hostile[] = [
  { what: '10,000 addresses', change: (bundle) => { set(bundle, 'proxyAddresses', ['SMTP:jsmith@contoso.com', ...ADDRESSES]); }, exit: 1 },
  { what: '10,000 addresses without a prefix', change: (bundle) => { set(bundle, 'proxyAddresses', ['SMTP:jsmith@contoso.com', ...ADDRESSES.map((each) => each.slice(5))]); }, exit: 1 },
  { what: '10,000 addresses that 2,000 other objects share', change: crowded, exit: 1 },
  { what: 'a question of 3,000 words', change: (bundle) => { delete bundle.subject; bundle.question = Array.from({ length: 3000 }, (_, at) => `w${at}`).join(' '); }, exit: 2 },
  { what: 'a name that looks like a pattern', change: (bundle) => { bundle.subject = '(((((a+)+)+)+$[*'; }, exit: 2 },
  { what: 'an objectGUID that is too short', change: (bundle) => { set(bundle, 'objectGUID', ['AAAA']); }, exit: 2 },
  { what: 'an objectGUID that is no base64', change: (bundle) => { set(bundle, 'objectGUID', ['{8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f}']); }, exit: 2 },
  { what: 'groups that are members of each other and of themselves', change: cyclic, exit: 2 },
  { what: 'everything twice', change: twice, exit: 0 },
];

/** The user, too, is a member of both and they of him. */
function cyclic(bundle: Bundle): void {
  const dns = ['CN=Ring One,OU=Staff,DC=corp,DC=contoso,DC=com', 'CN=Ring Two,OU=Staff,DC=corp,DC=contoso,DC=com'];
  const me = bundle.directory.forests[0]?.entries[0];
  if (me === undefined) throw new Error('the bundle has no entry');
  me.attributes['memberOf'] = dns;
  me.attributes['member'] = dns;
  bundle.directory.forests[0]?.entries.push(...dns.map((dn, at) => ({ dn, attributes: { objectClass: ['top', 'group'], objectGUID: [guid(at)], sAMAccountName: [`ring${at}`], groupType: ['-2147483646'], member: [...dns, me.dn], memberOf: dns } })));
  bundle.subject = 'ring0';
}

describe('hostile evidence bundles', () => {
  for (const { what, change, exit } of ROWS) {
    it(`${what} is answered within five seconds and without a throw`, async () => {
      const started = performance.now();
      assert.equal((await diagnosed(changed(change), true)).code, exit);
      assert.ok(performance.now() - started < 5000);
    });
  }

  it('lets no control character of a display name through to the terminal', async () => {
    const { out } = await diagnosed(changed((bundle) => { set(bundle, 'displayName', ['\u202Eevil\u0000\u001B[31m']); }), false);
    assert.match(out, /evil/);
    assert.doesNotMatch(out, /[\u0000\u001B\u202E]/);
  });

  it('says nothing when the reader of its answer goes away', async () => {
    const terminal = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'bin', 'syncwhy.mjs'), 'diagnose', HEALTHY, '--json']);
    let err = '';
    terminal.stderr.on('data', (said) => { err += String(said); });
    terminal.stdout.destroy();
    const [code] = await once(terminal, 'close') as [number];
    assert.equal(err, '');
    assert.equal(code, 0);
  });
});

function changed(change: (bundle: Bundle) => void): string {
  const bundle = JSON.parse(readFileSync(HEALTHY, 'utf8')) as Bundle;
  change(bundle);
  return JSON.stringify(bundle);
}

function set({ directory }: Bundle, name: string, values: string[]): void {
  const attributes = directory.forests[0]?.entries[0]?.attributes;
  assert.ok(attributes);
  attributes[name] = values;
}

function crowded(bundle: Bundle): void {
  set(bundle, 'proxyAddresses', ['SMTP:jsmith@contoso.com', ...ADDRESSES]);
  const others = Array.from({ length: 2000 }, (_, at) => ({ at, proxyAddresses: ADDRESSES.slice(at * 5, at * 5 + 5) }));
  bundle.directory.forests[0]?.entries.push(...others.map(({ at, proxyAddresses }) => ({ dn: `CN=User ${at},OU=Staff,DC=corp,DC=contoso,DC=com`, attributes: { objectClass: ['user'], objectGUID: [guid(at)], sAMAccountName: [`u${at}`], proxyAddresses } })));
  bundle.entra.users.push(...others.map(({ at, proxyAddresses }) => ({ id: `id-${at}`, userPrincipalName: `u${at}@contoso.com`, onPremisesSyncEnabled: null, onPremisesImmutableId: null, proxyAddresses })));
}

function twice({ directory, entra, syncServers }: Bundle): void {
  directory.forests[0]?.entries.push(...(directory.forests[0]?.entries ?? []));
  directory.forests.push(...directory.forests);
  entra.users.push(...entra.users);
  syncServers.push(...syncServers);
}

async function diagnosed(text: string, json: boolean): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const code = await runDiagnose('evidence.json', { json, stdout: (said) => { out += said; }, stderr: assert.fail, readFile: () => text, stdin: () => '' });
  return { code, out };
}
