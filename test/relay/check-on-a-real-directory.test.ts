import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attribute, Client } from 'ldapts';
import { stringify } from 'yaml';
import { guidText } from '../../lab/company/ad-metadata.ts';
import { runCheck } from '../../src/relay/check-command.ts';
import { DirectoryError } from '../../src/ports/directory.ts';
import { aceOctets, GUID, RIGHT, type Ace } from '../adapters/ldap/access-octets.ts';
import { changeDescriptor } from '../adapters/ldap/delegate-rights.ts';
import { startSambaSite, type SambaSite } from '../attacks/samba-site.ts';
import { guid } from '../ports/relay-jobs.ts';
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

  it('tells when the account may not look among the deleted, and how to let it', async () => {
    const closed = /^mend  recycle bin of corp\.contoso\.com: CN=svc-relay .* may not look into it.*dsacls "CN=Deleted Objects,DC=corp,DC=contoso,DC=com" \/takeownership.*:LCRP"$/m;
    assert.match(await check({}), closed);
    await site?.openRecycleBin();
    const text = await check({});
    assert.doesNotMatch(text, closed);
    assert.match(text, /^(ok|note)  +recycle bin of/m);
  });

  it('prints the line of dsacls for a right that is missing', async () => {
    const text = await check({ writableContainers: [`CN=Users,${site?.baseDn ?? ''}`] });
    assert.match(text, /^mend  rights below CN=Users.*may not write proxyAddresses .*dsacls "CN=Users,.*" \/I:S \/G "svcrelay\d+@.*:RPWP;proxyAddresses;user"$/m, text);
  });

  it('warns of a domain admin', async () => assert.match(await check({}, true), /^note  rights below OU=Staff.*nearly everything, as a domain admin may.*unicodePwd/m));

  describe('for an account that may move people, but lacks exactly one right', () => {
    let hands: Client;
    let sid: Buffer;
    before(async () => {
      const { signIn, container } = site ?? assert.fail();
      hands = new Client({ url: signIn.url, tlsOptions: { ca: signIn.ca }, timeout: 10_000 });
      await hands.bind(signIn.admin.bindDn, signIn.admin.password);
      const { searchEntries: [account] } = await hands.search(signIn.bindDn, { scope: 'base', attributes: ['objectSid'], explicitBufferAttributes: ['objectSid'] });
      const octets = account?.['objectSid'];
      sid = Buffer.isBuffer(octets) ? octets : assert.fail(`no SID of ${container}`);
    });
    after(() => hands.unbind());

    const below = { inheritedBy: GUID.user, inheritOnly: true } as const;
    const PARTS = {
      create: (): Ace => ({ sid, mask: RIGHT.createChild, on: GUID.user }),
      delete: (): Ace => ({ sid, mask: RIGHT.delete, ...below }),
      name: (): Ace => ({ sid, mask: RIGHT.readAndWriteProperty, on: GUID.name, ...below }),
      cn: (): Ace => ({ sid, mask: RIGHT.readAndWriteProperty, on: GUID.cn, ...below }),
    } as const;
    type Part = keyof typeof PARTS;

    /** A container of its own with one person in it, and these rights of the relay's account. */
    async function room(parts: readonly Part[], more: readonly Ace[] = []): Promise<{ readonly container: string; readonly person: string }> {
      const container = `OU=Room ${crypto.randomUUID().slice(0, 8)},${site?.baseDn ?? ''}`;
      const make = (dn: string, attributes: Readonly<Record<string, string>>): Promise<void> => hands.add(dn, Object.entries(attributes).map(([type, value]) => new Attribute({ type, values: [value] })));
      await make(container, { objectClass: 'organizationalUnit' });
      await changeDescriptor(hands, container, (descriptor) => withAces(descriptor, [...parts.map((part) => PARTS[part]()), ...more]));
      const person = `CN=Mover,${container}`;
      await make(person, { objectClass: 'user', sAMAccountName: `m${crypto.randomUUID().slice(0, 12)}` });
      return { container, person };
    }

    const ALL: readonly Part[] = ['create', 'delete', 'name', 'cn'];
    const mendsOf = async (container: string): Promise<readonly string[]> => (await check({ operations: ['ad.move'], writableContainers: [container] })).split('\n').filter((line) => line.startsWith('mend  rights'));

    /** What the domain controller itself says to the move. */
    async function tried(from: string, person: string, to: string): Promise<string> {
      const directory = (site ?? assert.fail()).open();
      try {
        const { searchEntries: [entry] } = await hands.search(person, { scope: 'base', attributes: ['objectGUID'], explicitBufferAttributes: ['objectGUID'] });
        const octets = entry?.['objectGUID'];
        await directory.move(guid(guidText(Buffer.isBuffer(octets) ? octets : assert.fail('no GUID'))), to);
        return 'moved';
      } catch (error) {
        assert.ok(error instanceof DirectoryError, `${from}: ${String(error)}`);
        return error.fault;
      } finally {
        await directory.close();
      }
    }

    it('finds nothing to mend while it has them all, and the move is made', async () => {
      const [here, there] = [await room(ALL), await room(ALL)];
      assert.deepEqual([await mendsOf(here.container), await mendsOf(there.container)], [[], []]);
      await hands.modifyDN(there.person, 'CN=Somebody');
      assert.equal(await tried(here.container, here.person, there.container), 'moved');
    });

    it('takes Delete Child on the container for Delete, as the domain controller does', async () => {
      const [here, there] = [await room(['create', 'name', 'cn'], [{ sid, mask: RIGHT.deleteChild, on: GUID.user }]), await room(['create'])];
      await hands.modifyDN(there.person, 'CN=Somebody');
      assert.deepEqual(await mendsOf(here.container), []);
      assert.equal(await tried(here.container, here.person, there.container), 'moved');
    });

    for (const [lacking, line] of [
      ['name', /may not write name .*:RPWP;name;user"$/],
      ['cn', /may not write cn .*:RPWP;cn;user"$/],
      ['delete', /may not move accounts out of it .*:SD;;user"/],
      ['create', /may not put accounts into it .*:CC;user"$/],
    ] as const) {
      it(`names ${lacking}, and no other, and the domain controller refuses the move`, async () => {
        const [lame, whole] = [await room(ALL.filter((part) => part !== lacking)), await room(ALL)];
        const found = await mendsOf(lame.container);
        assert.equal(found.length, 1, found.join('\n'));
        assert.match(found[0] ?? '', line);
        // Where one may not put people is the place to go to, else the place that is left.
        const [from, to] = lacking === 'create' ? [whole, lame] : [lame, whole];
        await hands.modifyDN(to.person, 'CN=Somebody');
        assert.equal(await tried(from.container, from.person, to.container), 'access-denied');
      });
    }

    it('names what bringing back deleted objects and UPN suffixes need, and finds an administrator to have both', async () => {
      const operations = ['ad.restore-deleted', 'ad.change-upn-suffixes'];
      const { container } = await room(ALL);
      const text = await check({ operations, writableContainers: [container] });
      for (const line of [/^mend  rights in DC=.*CA;Reanimate Tombstones"$/m, /^mend  rights on CN=Partitions,CN=Configuration,.*RPWP;uPNSuffixes"$/m]) assert.match(text, line, text);
      const admin = await check({ operations, writableContainers: [container] }, true);
      for (const line of [/^ok    rights in DC=.*: deleted objects may be brought back$/m, /^ok    rights on CN=Partitions.*: uPNSuffixes may be written$/m]) assert.match(admin, line, admin);
    });
  });
});

function withAces(descriptor: Buffer, aces: readonly Ace[]): Buffer {
  const dacl = descriptor.subarray(descriptor.readUInt32LE(16));
  const list = Buffer.concat([dacl.subarray(0, dacl.readUInt16LE(2)), ...aces.map(aceOctets)]);
  list.writeUInt16LE(list.length, 2);
  list.writeUInt16LE(dacl.readUInt16LE(4) + aces.length, 4);
  const head = Buffer.alloc(20);
  descriptor.copy(head, 0, 0, 4);
  head.writeUInt32LE(head.length, 16);
  return Buffer.concat([head, list]);
}
