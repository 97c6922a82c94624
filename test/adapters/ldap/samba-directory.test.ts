import assert from 'node:assert/strict';
import { Attribute, Change, Client } from 'ldapts';
import { createGlobalCatalog } from '../../../src/adapters/ldap/global-catalog.ts';
import { createLdapDirectory } from '../../../src/adapters/ldap/ldap-directory.ts';
import { DirectoryError, type Directory } from '../../../src/ports/directory.ts';
import { describeDirectory, rejects, type DirectoryWorld } from '../../contracts/directory.ts';
import { leaveOut } from '../../real/left-out.ts';
import { startSamba, type SambaDc } from '../../real/samba-dc.ts';
import { holdWorkers, killWorkers } from '../../real/samba-workers.ts';
import { changeDescriptor, delegateRights } from './delegate-rights.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { wallClock } from './lab-world.ts';

const ACCOUNT_PASSWORD = 'Read-Only-Passw0rd';

describe('a real Samba AD domain controller', () => {
  let samba: SambaDc | null = null;
  before(async function () {
    this.timeout(60_000);
    const started = await startSamba();
    if ('missing' in started) {
      leaveOut('the directory port on a real Samba AD domain controller', started.missing);
      this.skip();
    } else {
      samba = started;
    }
  });
  after(() => samba?.stop());

  /** The same server behind somebody who spoils the connection. */
  const spoiled = async (work: (directory: Directory, proxy: FaultProxy) => Promise<void>, timeoutMs = 10_000): Promise<void> => {
    const dc = samba ?? assert.fail();
    const proxy = await startFaultProxy(dc.url);
    const directory = createLdapDirectory({ ...session(dc, dc.bindDn, dc.password), url: `ldaps://${new URL(dc.url).hostname}:${proxy.port}`, baseDn: dc.baseDn, forest: dc.domain, timeoutMs });
    try {
      await work(directory, proxy);
    } finally {
      await directory.close();
      await proxy.close();
    }
  };
  const everything = { filter: { is: 'present', attribute: 'objectClass' }, attributes: ['cn', 'objectClass', 'whenChanged'] } as const;

  it('that dies in the middle of a search is asked again, and a list is never cut short in silence', () =>
    spoiled(async (directory, proxy) => {
      const whole = (await Array.fromAsync(directory.readAll(everything))).flatMap(({ entries }) => entries).length;
      assert.ok(whole > 100, String(whole));
      for (const octets of [5000, 12_000, 20_000]) {
        proxy.cutAfter = octets;
        const end = await Array.fromAsync(directory.readAll(everything)).then((pages) => pages.flatMap(({ entries }) => entries).length, (thrown: unknown) => thrown);
        assert.ok(end instanceof DirectoryError ? end.fault === 'unreachable' : end === whole, `${octets}: ${String(end)}`);
        proxy.cutAfter = 3000;
        assert.equal((await directory.find('Administrator')).length, 1);
        proxy.cutAfter = null;
      }
    }));

  it('whose processes are killed in mid-search is asked again, once others have taken their place', async () => {
    const dc = samba ?? assert.fail();
    const directory = createLdapDirectory({ ...session(dc, dc.bindDn, dc.password), baseDn: dc.baseDn, forest: dc.domain });
    try {
      const whole = (await Array.fromAsync(directory.readAll(everything))).flatMap(({ entries }) => entries).length;
      for (let round = 0; round < 3; round += 1) {
        await directory.find('Administrator');
        holdWorkers(dc);
        const asked = [directory.find('Administrator'), Array.fromAsync(directory.readAll(everything)).then((pages) => pages.flatMap(({ entries }) => entries))];
        const ends = Promise.allSettled(asked);
        await wallClock.sleep(150);
        assert.ok(killWorkers(dc) > 0);
        for (const [at, end] of (await ends).entries()) {
          if (end.status === 'fulfilled') assert.equal(end.value.length, at === 0 ? 1 : whole);
          else assert.ok(end.reason instanceof DirectoryError && (end.reason.fault === 'unreachable' || end.reason.fault === 'timed-out'), String(end.reason));
        }
        await answersAgain(directory);
      }
    } finally {
      await directory.close();
    }
  });

  it('that stalls costs its time and no more', () =>
    spoiled(async (directory, proxy) => {
      await directory.find('Administrator');
      proxy.stall = true;
      await rejects(directory.find('Administrator'), 'timed-out');
      await rejects(Array.fromAsync(directory.readAll(everything)), 'timed-out');
      proxy.stall = false;
      assert.equal((await directory.find('Administrator')).length, 1);
    }, 1000));

  it('goes over to TLS when asked, and only then hears the password', async () => {
    const dc = samba ?? assert.fail();
    const { hostname } = new URL(dc.url);
    const proxy = await startFaultProxy(`ldap://${hostname}:389`);
    const directory = createLdapDirectory({ ...session(dc, dc.bindDn, dc.password), url: `ldap://${hostname}:${proxy.port}`, startTls: true, baseDn: dc.baseDn, forest: dc.domain });
    try {
      assert.equal((await directory.find('Administrator')).length, 1);
      proxy.reset();
      assert.equal((await directory.find('Administrator')).length, 1);
      assert.ok(proxy.sent.length >= 2 && proxy.sent.every((octets) => !octets.includes(dc.password)));
    } finally {
      await directory.close();
      await proxy.close();
    }
  });

  it('says why it refuses an account', async () => {
    const dc = samba ?? assert.fail();
    const hands = new Client({ url: dc.url, tlsOptions: { ca: dc.ca }, timeout: 10_000, connectTimeout: 10_000 });
    await hands.bind(dc.bindDn, dc.password);
    const reasons: readonly (readonly [name: string, password: string, attribute: string, value: string, says: RegExp])[] = [
      ['wrong', 'not-the-password', 'description', 'x', /wrong name or password/], ['off', ACCOUNT_PASSWORD, 'userAccountControl', '514', /account is disabled/],
      ['must', ACCOUNT_PASSWORD, 'pwdLastSet', '0', /password must be changed first/], ['gone', ACCOUNT_PASSWORD, 'accountExpires', '130000000000000000', /account has expired/],
    ];
    for (const [name, password, attribute, value, says] of reasons) {
      const { dn } = await addAccount(hands, dc, name);
      await hands.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type: attribute, values: [value] }) }));
      const directory = createLdapDirectory({ ...session(dc, dn, password), baseDn: dc.baseDn, forest: dc.domain });
      assert.match((await rejects(directory.find('Administrator'), 'credentials')).message, says, name);
      await directory.close();
    }
    await hands.unbind();
  });

  describeDirectory('Samba AD', () => (samba === null ? Promise.reject(new Error('no domain controller')) : makeWorld(samba)));
});

async function makeWorld(samba: SambaDc): Promise<DirectoryWorld> {
  const hands = new Client({ url: samba.url, tlsOptions: { ca: samba.ca }, timeout: 10_000, connectTimeout: 10_000 });
  await hands.bind(samba.bindDn, samba.password);
  const readerAccount = await addAccount(hands, samba, 'reader');
  const delegate = await addAccount(hands, samba, 'delegate');
  const open = (bindDn: string, password: string): Directory => createLdapDirectory({ ...session(samba, bindDn, password), baseDn: samba.baseDn, forest: samba.domain });
  const directory = open(samba.bindDn, samba.password);
  const reader = open(readerAccount.dn, ACCOUNT_PASSWORD);
  const delegated = open(delegate.dn, ACCOUNT_PASSWORD);
  const stranger = open(samba.bindDn, 'wrong');
  const catalog = createGlobalCatalog({ ...session(samba, samba.bindDn, samba.password), url: `ldaps://${new URL(samba.url).hostname}` });
  const opened: { close(): Promise<void> }[] = [directory, reader, delegated, stranger, catalog];
  return {
    directory,
    reader,
    delegated,
    delegate: (ou) => delegateRights(hands, ou, delegate.sid),
    stranger,
    catalog,
    otherController: samba.url,
    isLikeWindows: false,
    among: (domainControllers) => {
      const one = createLdapDirectory({ ...session(samba, samba.bindDn, samba.password), baseDn: samba.baseDn, forest: samba.domain, domainControllers });
      opened.push(one);
      return one;
    },
    protect: (dn) => protect(hands, dn),
    replace: (dn, attribute, values) => hands.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type: attribute, values: [...values] }) })),
    baseDn: samba.baseDn,
    domain: samba.domain,
    add: (dn, attributes) => hands.add(dn, Object.entries(attributes).map(([type, values]) => new Attribute({ type, values: typeof values === 'string' ? [values] : [...values] }))),
    remove: (dn) => hands.del(dn),
    addUpnSuffix: (suffix) => hands.modify(`CN=Partitions,CN=Configuration,${samba.baseDn}`, new Change({ operation: 'add', modification: new Attribute({ type: 'uPNSuffixes', values: [suffix] }) })).catch(unlessThere),
    close: async () => {
      for (const each of opened) await each.close();
      await hands.unbind();
    },
  };
}

const session = (samba: SambaDc, bindDn: string, password: string): Parameters<typeof createGlobalCatalog>[0] => ({ url: samba.url, bindDn, password: () => Promise.resolve(password), ca: samba.ca, timeoutMs: 10_000, clock: wallClock });

/** Samba starts new processes within a second. */
async function answersAgain(directory: Directory): Promise<void> {
  for (const until = Date.now() + 10_000; (await directory.find('Administrator').catch(() => [])).length !== 1; ) {
    assert.ok(Date.now() < until, 'the domain controller does not come back');
    await wallClock.sleep(50);
  }
}

/** Sets SE_DACL_PROTECTED in the descriptor as it is. */
const protect = (hands: Client, dn: string): Promise<void> =>
  changeDescriptor(hands, dn, (descriptor) => {
    descriptor.writeUInt16LE(descriptor.readUInt16LE(2) | 0x1000, 2);
    return descriptor;
  });

/** An account that may read what everybody may, and nothing else. */
async function addAccount(hands: Client, samba: SambaDc, name: string): Promise<{ readonly dn: string; readonly sid: Buffer }> {
  const dn = `CN=${name} ${process.pid},CN=Users,${samba.baseDn}`;
  const unicodePassword = new Attribute({ type: 'unicodePwd', values: [Buffer.from(`"${ACCOUNT_PASSWORD}"`, 'utf16le')] });
  await hands.add(dn, [
    new Attribute({ type: 'objectClass', values: ['user'] }), new Attribute({ type: 'sAMAccountName', values: [`${name}${process.pid}`] }),
    new Attribute({ type: 'userAccountControl', values: ['512'] }), unicodePassword,
  ]);
  const { searchEntries } = await hands.search(dn, { scope: 'base', attributes: ['objectSid'], explicitBufferAttributes: ['objectSid'] });
  const sid = searchEntries[0]?.['objectSid'];
  if (!Buffer.isBuffer(sid)) throw new Error('no SID');
  return { dn, sid };
}

/** An earlier run may have added it. */
function unlessThere(thrown: unknown): void {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 20)) throw thrown;
}
