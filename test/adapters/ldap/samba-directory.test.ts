import { Attribute, Change, Client } from 'ldapts';
import { DescriptorControl } from '../../../src/adapters/ldap/access-lists.ts';
import { createGlobalCatalog } from '../../../src/adapters/ldap/global-catalog.ts';
import { createLdapDirectory } from '../../../src/adapters/ldap/ldap-directory.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { describeDirectory, type DirectoryWorld } from '../../contracts/directory.ts';
import { leaveOut } from '../../real/left-out.ts';
import { startSamba, type SambaDc } from '../../real/samba-dc.ts';
import { wallClock } from './lab-world.ts';

const READER_PASSWORD = 'Read-Only-Passw0rd';

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

  describeDirectory('Samba AD', () => (samba === null ? Promise.reject(new Error('no domain controller')) : makeWorld(samba)));
});

async function makeWorld(samba: SambaDc): Promise<DirectoryWorld> {
  const hands = new Client({ url: samba.url, tlsOptions: { ca: samba.ca }, timeout: 10_000, connectTimeout: 10_000 });
  await hands.bind(samba.bindDn, samba.password);
  const readerDn = `CN=Reader ${process.pid},CN=Users,${samba.baseDn}`;
  const unicodePassword = new Attribute({ type: 'unicodePwd', values: [Buffer.from(`"${READER_PASSWORD}"`, 'utf16le')] });
  await hands.add(readerDn, [
    new Attribute({ type: 'objectClass', values: ['user'] }), new Attribute({ type: 'sAMAccountName', values: [`reader${process.pid}`] }),
    new Attribute({ type: 'userAccountControl', values: ['512'] }), unicodePassword,
  ]);
  const open = (bindDn: string, password: string): Directory => createLdapDirectory({ ...session(samba, bindDn, password), baseDn: samba.baseDn, forest: samba.domain });
  const directory = open(samba.bindDn, samba.password);
  const reader = open(readerDn, READER_PASSWORD);
  const stranger = open(samba.bindDn, 'wrong');
  const catalog = createGlobalCatalog({ ...session(samba, samba.bindDn, samba.password), url: `ldaps://${new URL(samba.url).hostname}` });
  const opened: { close(): Promise<void> }[] = [directory, reader, stranger, catalog];
  return {
    directory,
    reader,
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

/** Sets SE_DACL_PROTECTED in the descriptor as it is. */
async function protect(hands: Client, dn: string): Promise<void> {
  const { searchEntries } = await hands.search(dn, { scope: 'base', attributes: ['nTSecurityDescriptor'], explicitBufferAttributes: ['nTSecurityDescriptor'] }, [new DescriptorControl()]);
  const descriptor = searchEntries[0]?.['nTSecurityDescriptor'];
  if (!Buffer.isBuffer(descriptor)) throw new Error('no descriptor');
  const changed = Buffer.from(descriptor);
  changed.writeUInt16LE(changed.readUInt16LE(2) | 0x1000, 2);
  await hands.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type: 'nTSecurityDescriptor', values: [changed] }) }), [new DescriptorControl()]);
}

/** An earlier run may have added it. */
function unlessThere(thrown: unknown): void {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 20)) throw thrown;
}
