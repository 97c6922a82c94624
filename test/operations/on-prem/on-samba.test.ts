import { Attribute, Change, Client } from 'ldapts';
import { createLdapDirectory } from '../../../src/adapters/ldap/ldap-directory.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { delegateRights } from '../../adapters/ldap/delegate-rights.ts';
import { wallClock } from '../../adapters/ldap/lab-world.ts';
import { describeAdOperations, type OperationsWorld } from '../../contracts/ad-operations.ts';
import { leaveOut } from '../../real/left-out.ts';
import { startSamba, type SambaDc, type SambaForest } from '../../real/samba-dc.ts';

const PASSWORD = 'Delegated-Passw0rd';

/** Samba 4.17 brings nothing back while its recycle bin is on; without one it does, with few values, as AD does. */
const FORESTS: readonly (readonly [name: string, forest: SambaForest | undefined, bin: OperationsWorld['bin']])[] = [
  ['Samba AD', undefined, 'does-not-give-back'],
  ['Samba AD without a recycle bin', { realm: 'TOMB.CONTOSO.COM', hasRecycleBin: false }, 'loses-values'],
];

for (const [name, forest, bin] of FORESTS) {
  describe(`a forest of ${name}`, () => {
    let samba: SambaDc | null = null;
    before(async function () {
      this.timeout(90_000);
      const started = await startSamba(forest);
      if ('missing' in started) {
        leaveOut(`the operations on ${name}`, started.missing);
        this.skip();
      } else {
        samba = started;
      }
    });
    after(() => samba?.stop());

    describeAdOperations(name, { bin, losesAnswers: false }, () => (samba === null ? Promise.reject(new Error('no domain controller')) : makeWorld(samba, bin)));
  });
}

async function makeWorld(samba: SambaDc, bin: OperationsWorld['bin']): Promise<OperationsWorld> {
  const hands = new Client({ url: samba.url, tlsOptions: { ca: samba.ca }, timeout: 20_000, connectTimeout: 10_000 });
  await hands.bind(samba.bindDn, samba.password);
  const delegate = await addDelegate(hands, samba);
  const open = (bindDn: string, password: string): Directory =>
    createLdapDirectory({ url: samba.url, bindDn, password: () => Promise.resolve(password), ca: samba.ca, timeoutMs: 20_000, clock: wallClock, baseDn: samba.baseDn, forest: samba.domain });
  const [directory, delegated] = [open(samba.bindDn, samba.password), open(delegate.dn, PASSWORD)];
  return {
    directory,
    delegated,
    delegate: (ou) => delegateRights(hands, ou, delegate.sid),
    baseDn: samba.baseDn,
    domain: samba.domain,
    bin,
    add: (dn, attributes) => hands.add(dn, Object.entries(attributes).map(([type, values]) => attributeOf(type, typeof values === 'string' ? [values] : values))),
    replace: (dn, attribute, values) => hands.modify(dn, new Change({ operation: 'replace', modification: attributeOf(attribute, values) })),
    remove: (dn) => hands.del(dn),
    close: async () => {
      await Promise.all([directory.close(), delegated.close()]);
      await hands.unbind();
    },
  };
}

function attributeOf(type: string, values: readonly (string | Buffer)[]): Attribute {
  const octets = values.filter((value) => typeof value !== 'string');
  return octets.length > 0 ? new Attribute({ type, values: octets }) : new Attribute({ type, values: values.map(String) });
}

async function addDelegate(hands: Client, { baseDn }: SambaDc): Promise<{ readonly dn: string; readonly sid: Buffer }> {
  const dn = `CN=operator ${process.pid},CN=Users,${baseDn}`;
  await hands.add(dn, [
    attributeOf('objectClass', ['user']), attributeOf('sAMAccountName', [`operator${process.pid}`]), attributeOf('userAccountControl', ['512']), attributeOf('unicodePwd', [Buffer.from(`"${PASSWORD}"`, 'utf16le')]),
  ]);
  const { searchEntries } = await hands.search(dn, { scope: 'base', attributes: ['objectSid'], explicitBufferAttributes: ['objectSid'] });
  const sid = searchEntries[0]?.['objectSid'];
  if (!Buffer.isBuffer(sid)) throw new Error('no SID');
  return { dn, sid };
}
