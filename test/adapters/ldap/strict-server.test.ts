import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { Attribute, Change, Client, Control, EqualityFilter } from 'ldapts';
import { AdFault } from '../../../lab/company/ad-state.ts';
import { guidText } from '../../../lab/company/ad-metadata.ts';
import { guidOfAnchor } from '../../../src/model/anchor.ts';
import { isObjectGuid, type ObjectGuid } from '../../../src/model/ids.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { rejects } from '../../contracts/directory.ts';
import { BASE_DN, READER, RELAY, startLabDirectory, type LabDirectory } from './lab-world.ts';

const USERS = `CN=Users,${BASE_DN}`;
const SHARED = 'shared@contoso.com';

describe('the LDAP adapter and a strict, failing server', () => {
  let lab: LabDirectory;
  let directory: Directory;
  beforeEach(async () => {
    lab = await startLabDirectory();
    directory = lab.open({ timeoutMs: 2000 });
  });
  afterEach(async () => {
    lab.server.faults.stall = lab.server.faults.stallHandshake = false;
    const leaked = await lab.leftOpen();
    await lab.close();
    assert.equal(leaked, 0);
  });

  const addUser = (name: string, attributes: Readonly<Record<string, string | readonly string[]>> = {}): ObjectGuid => {
    const { guid } = lab.state.add(`CN=${name},${USERS}`, { objectClass: 'user', sAMAccountName: name, ...attributes });
    return isObjectGuid(guid) ? guid : assert.fail(guid);
  };
  const addMany = (count: number): void => {
    for (let index = 0; index < count; index += 1) addUser(`u${index}`, { mail: SHARED });
  };

  describe('lists', () => {
    it('reads past the page size without losing an entry', async () => {
      addMany(2300);
      assert.equal((await directory.holders([SHARED])).length, 2300);
    });

    it('goes on after pages that are empty but carry a cookie', async () => {
      addMany(1500);
      await directory.find('nobody');
      for (const emptyPages of [1, 2, 5]) {
        lab.server.faults.emptyPages = emptyPages;
        assert.equal((await directory.holders([SHARED])).length, 1500, `${emptyPages} empty pages`);
      }
    });

    it('rejects rather than ending early when empty pages never stop', async () => {
      addMany(3);
      await directory.find('nobody');
      lab.server.faults.emptyPages = Number.POSITIVE_INFINITY;
      await rejects(directory.holders([SHARED]), 'failed');
    });

    it('starts again from the first page when the connection breaks between pages', async () => {
      addMany(2100);
      await directory.find('nobody');
      const reading = directory.holders([SHARED]);
      while (lab.server.seen.filter((kind) => kind === 'search').length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
      lab.server.dropConnections();
      assert.equal((await reading).length, 2100);
    });

    it('puts together values that come in ranges', async () => {
      const addresses = Array.from({ length: 3200 }, (_, index) => `smtp:a${index}@contoso.com`);
      const guid = addUser('many', { proxyAddresses: addresses });
      assert.deepEqual((await directory.byGuid(guid))?.attributes['proxyAddresses'], addresses);
    });

    it('puts them together in a stream, too, on every page', async () => {
      const addresses = Array.from({ length: 1501 }, (_, index) => `smtp:a${index}@contoso.com`);
      addMany(1500);
      for (const name of ['first', 'last']) addUser(name, { proxyAddresses: addresses, mail: SHARED });
      const pages = await Array.fromAsync(lab.open().readAll({ filter: { is: 'equal', attribute: 'mail', value: SHARED }, attributes: ['cn', 'proxyAddresses'] }));
      assert.deepEqual(pages.map(({ entries }) => entries.length), [500, 500, 500, 2]);
      const long = pages.flatMap(({ entries }) => entries).filter(({ attributes }) => attributes['proxyAddresses'] !== undefined);
      assert.deepEqual(long.map(({ attributes }) => attributes['proxyAddresses']), [addresses, addresses]);
    });

    it('goes on after empty pages in a stream, and rejects when the server dies between pages', async () => {
      addMany(2500);
      const patient = lab.open();
      const filter = { is: 'equal', attribute: 'mail', value: SHARED } as const;
      lab.server.faults.emptyPages = 3;
      assert.equal((await Array.fromAsync(patient.readAll({ filter, attributes: ['cn'] }))).flatMap(({ entries }) => entries).length, 2500);
      let seen = 0;
      await assert.rejects(async () => {
        for await (const { entries } of patient.readAll({ filter, attributes: ['cn'] })) {
          seen += entries.length;
          lab.server.dropConnections();
        }
      }, { fault: 'unreachable' });
      assert.ok(seen < 2500);
    });

    it('reads changes page by page until there are no more', async () => {
      addMany(2300);
      const pages = await Array.fromAsync(lab.open().changesSince(null));
      assert.ok(pages.length >= 3);
      assert.equal(new Set(pages.map(({ cookie }) => cookie)).size, pages.length);
      assert.equal(pages.flatMap(({ entries }) => entries).filter(({ attributes }) => attributes['mail']?.[0] === SHARED).length, 2300);
      // Any page's cookie is a place to go on from.
      const rest = await Array.fromAsync(lab.open().changesSince(pages[0]?.cookie ?? assert.fail()));
      assert.equal(rest.flatMap(({ entries }) => entries).length, pages.slice(1).flatMap(({ entries }) => entries).length);
    });
  });

  describe('connections', () => {
    it('shares few sign-ins among uses at the same time', async () => {
      addUser('ada');
      await Promise.all(Array.from({ length: 40 }, () => directory.find('ada')));
      const signIns = lab.server.seen.filter((kind) => kind === 'bind').length;
      assert.ok(signIns >= 1 && signIns <= 4, String(signIns));
      assert.equal(lab.server.openConnections(), signIns);
    });

    it('comes back signed in after the server dropped everybody', async () => {
      addUser('ada');
      assert.equal((await directory.find('ada')).length, 1);
      lab.server.dropConnections();
      const found = await Promise.all(Array.from({ length: 5 }, () => directory.find('ada')));
      assert.deepEqual(found.map((entries) => entries.length), [1, 1, 1, 1, 1]);
      assert.ok(lab.server.openConnections() <= 4);
    });

    it('asks a reading once more, and only once, after a reset', async () => {
      addUser('ada');
      lab.server.faults.resets = 1;
      assert.equal((await directory.find('ada')).length, 1);
      lab.server.faults.resets = 2;
      await rejects(directory.find('ada'), 'unreachable');
      assert.equal(lab.server.faults.resets, 0);
      assert.equal((await directory.find('ada')).length, 1);
    });

    it('reports a server that is not there', async () => {
      lab.server.faults.refuse = true;
      await rejects(directory.find('ada'), 'unreachable');
      const unused = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => unused.once('listening', resolve));
      const address = unused.address();
      const port = typeof address === 'object' && address !== null ? address.port : assert.fail();
      await new Promise((resolve) => unused.close(resolve));
      const thrown = await rejects(lab.open({ url: `ldaps://127.0.0.1:${port}` }).find('ada'), 'unreachable');
      assert.match(thrown.message, /ECONNREFUSED/);
    });

    for (const stalled of ['stall', 'stallHandshake'] as const) {
      it(`gives up in time on a server that does not answer (${stalled}), for every use at the same time, and recovers`, async () => {
        addUser('ada');
        const hasty = lab.open({ timeoutMs: 300 });
        lab.server.faults[stalled] = true;
        const started = performance.now();
        const ends = await Promise.allSettled(Array.from({ length: 5 }, () => hasty.find('ada')));
        assert.ok(performance.now() - started < 1500, 'took too long');
        assert.deepEqual(ends.map((end) => end.status), Array.from({ length: 5 }, () => 'rejected'));
        lab.server.faults[stalled] = false;
        assert.equal((await hasty.find('ada')).length, 1);
      });
    }

    it('calls a stalled request timed out', async () => {
      const guid = addUser('ada');
      const hasty = lab.open({ timeoutMs: 300 });
      await hasty.byGuid(guid);
      lab.server.faults.stall = true;
      await rejects(hasty.byGuid(guid), 'timed-out');
    });

    it('waits for a slow server that answers in time', async () => {
      addUser('ada');
      lab.server.faults.slowMs = 200;
      assert.equal((await directory.find('ada')).length, 1);
    });

    it('refuses a certificate of an unknown authority, and plain LDAP', async () => {
      const thrown = await rejects(lab.open({ ca: (await makeLabCertificates()).caPem }).find('ada'), 'unreachable');
      assert.match(thrown.message, /CERT|SIGNATURE|UNABLE/);
      assert.throws(() => lab.open({ url: lab.server.url.replace('ldaps:', 'ldap:') }), TypeError);
    });

    it('never signs in without a password', async () => {
      await rejects(lab.open({ password: '' }).find('ada'), 'credentials');
      assert.deepEqual(lab.server.seen, []);
      const thrown = await rejects(lab.open({ password: 'wrong' }).find('ada'), 'credentials');
      assert.match(thrown.message, /wrong name or password/);
      assert.doesNotMatch(thrown.message, /relay-secret/);
    });

    it('signs in by UPN as well as by DN', async () => {
      addUser('ada');
      assert.equal((await lab.open({ bindDn: 'SVC-syncwhy@corp.contoso.com' }).find('ada')).length, 1);
    });

    it('reports a base outside the forest', async () => {
      const thrown = await rejects(lab.open({ baseDn: 'DC=other,DC=example' }).find('ada'), 'failed');
      assert.equal(thrown.code, 10);
    });
  });

  describe('writes', () => {
    const change = { attribute: 'proxyAddresses', remove: [], add: ['smtp:new@contoso.com'] } as const;
    const modifies = (): number => lab.server.seen.filter((kind) => kind === 'modify').length;

    it('never repeats a write whose answer was lost', async () => {
      const guid = addUser('ada');
      await directory.byGuid(guid);
      lab.server.faults.slowMs = 20;
      const writing = directory.changeValues({ ...change, guid });
      while (modifies() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      lab.server.faults.lostAnswers = 1;
      await rejects(writing, 'unreachable');
      assert.equal(modifies(), 1);
      assert.deepEqual((await directory.byGuid(guid))?.attributes['proxyAddresses'], ['smtp:new@contoso.com']);
    });

    it('reports a write that was refused by a limit as a broken constraint and changes nothing', async () => {
      const guid = addUser('ada', { proxyAddresses: 'smtp:old@contoso.com' });
      const thrown = await rejects(directory.changeValues({ guid, attribute: 'proxyAddresses', remove: ['smtp:old@contoso.com'], add: [`smtp:${'x'.repeat(1200)}@contoso.com`] }), 'constraint');
      assert.equal(thrown.code, 19);
      assert.deepEqual((await directory.byGuid(guid))?.attributes['proxyAddresses'], ['smtp:old@contoso.com']);
    });

    it('counts a write of somebody else in between', async () => {
      const guid = addUser('ada', { proxyAddresses: 'smtp:old@contoso.com' });
      lab.server.faults.slowMs = 20;
      const writing = directory.changeValues({ ...change, guid });
      while (modifies() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      lab.state.modify(`CN=ada,${USERS}`, [{ operation: 'add', attribute: 'proxyAddresses', values: ['smtp:theirs@contoso.com'] }]);
      assert.equal((await writing).versionRose, 2);
    });

    it('does not call a duplicate in other case an error of ours: AD takes both for the same', async () => {
      const guid = addUser('ada', { proxyAddresses: 'smtp:old@contoso.com' });
      const thrown = await rejects(directory.changeValues({ guid, attribute: 'proxyAddresses', remove: [], add: ['SMTP:OLD@contoso.com'] }), 'drifted');
      assert.equal(thrown.code, 20);
    });
  });

  it('says that the recycle bin is closed to it rather than that it is empty', async () => {
    const closed = lab.open({ bindDn: READER.bindDn, password: READER.bindPassword, baseDn: `OU=Domain Controllers,${BASE_DN}` });
    await rejects(closed.deleted({ anchors: [], names: ['ada'] }), 'access-denied');
  });
});

describe('the lab’s LDAP server answers as AD does', () => {
  let lab: LabDirectory;
  let client: Client;
  beforeEach(async () => {
    lab = await startLabDirectory();
    client = new Client({ url: lab.server.url, tlsOptions: { ca: lab.ca }, timeout: 3000, connectTimeout: 3000 });
    await client.bind(RELAY.bindDn, RELAY.bindPassword);
  });
  afterEach(async () => {
    await client.unbind();
    await lab.close();
  });

  const codeOf = async (promise: Promise<unknown>): Promise<{ readonly code: unknown; readonly message: string }> => {
    const thrown: unknown = await promise.then(() => null, (reason: unknown) => reason);
    assert.ok(thrown instanceof Error && 'code' in thrown, 'expected an LDAP error');
    return { code: thrown.code, message: thrown.message };
  };
  const user = (name: string, attributes: Readonly<Record<string, string | string[]>> = {}): Promise<void> => client.add(`CN=${name},${USERS}`, { objectClass: 'user', sAMAccountName: name, ...attributes });
  const modify = (operation: 'add' | 'delete' | 'replace', type: string, values: readonly string[], dn = `CN=ada,${USERS}`): Promise<void> => client.modify(dn, new Change({ operation, modification: new Attribute({ type, values: [...values] }) }));

  it('wants a sign-in for everything but its root entry', async () => {
    const anonymous = new Client({ url: lab.server.url, tlsOptions: { ca: lab.ca }, timeout: 3000 });
    const { searchEntries } = await anonymous.search('', { scope: 'base', attributes: ['defaultNamingContext'] });
    assert.equal(searchEntries[0]?.['defaultNamingContext'], BASE_DN);
    assert.deepEqual(pick(await codeOf(anonymous.search(BASE_DN))), { code: 1, extended: '00002020' });
    assert.equal((await codeOf(anonymous.bind(RELAY.bindDn, 'wrong'))).code, 49);
    await anonymous.unbind();
  });

  it('answers a search over the page size without paging with a part and code 4, and caps pages', async () => {
    for (let index = 0; index < 1200; index += 1) lab.state.add(`CN=c${index},${USERS}`, { objectClass: 'contact', mail: SHARED });
    const filter = `(mail=${SHARED})`;
    assert.deepEqual(pick(await codeOf(client.search(BASE_DN, { filter }))), { code: 4, extended: '00002024' });
    const pages: number[] = [];
    for await (const page of client.searchPaginated(BASE_DN, { filter, paged: { pageSize: 5000 } })) pages.push(page.searchEntries.length);
    assert.deepEqual(pages, [1000, 200]);
  });

  it('hands out more than 1500 values in ranges only', async () => {
    const values = Array.from({ length: 1600 }, (_, index) => `smtp:a${index}@contoso.com`);
    await user('ada', { proxyAddresses: values });
    const read = async (attribute: string): Promise<Readonly<Record<string, unknown>>> => (await client.search(`CN=ada,${USERS}`, { scope: 'base', attributes: [attribute] })).searchEntries[0] ?? assert.fail();
    const first = await read('proxyAddresses');
    assert.deepEqual([first['proxyAddresses'], lengthOf(first['proxyAddresses;range=0-1499'])], [[], 1500]);
    const rest = await read('proxyAddresses;range=1500-*');
    assert.equal(lengthOf(rest['proxyAddresses;range=1500-*']), 100);
    assert.equal((await codeOf(read('proxyAddresses;range=1600-*'))).code, 1);
  });

  const refused: readonly { readonly title: string; readonly code: number; readonly extended: string; readonly act: () => Promise<unknown> }[] = [
    { title: 'an account name that is taken', code: 68, extended: '00000524', act: () => user('ada2', { sAMAccountName: 'ADA' }) },
    { title: 'a sign-in name that is taken', code: 19, extended: '000021C8', act: () => user('ada2', { userPrincipalName: 'ADA@contoso.com' }) },
    { title: 'a DN that is taken', code: 68, extended: '00000524', act: () => client.add(`CN=ADA,${USERS}`, { objectClass: 'contact' }) },
    { title: 'a parent that is not there', code: 32, extended: '0000208D', act: () => client.add(`CN=x,OU=Nowhere,${BASE_DN}`, { objectClass: 'contact' }) },
    { title: 'a user called OU=', code: 64, extended: '00002099', act: () => client.add(`OU=x,${USERS}`, { objectClass: 'user' }) },
    { title: 'an object below a user', code: 64, extended: '00002099', act: () => client.add(`CN=x,CN=ada,${USERS}`, { objectClass: 'contact' }) },
    { title: 'an unknown attribute', code: 16, extended: '00000057', act: () => modify('add', 'noSuchThing', ['x']) },
    { title: 'a value to delete that is not there', code: 16, extended: '00002085', act: () => modify('delete', 'proxyAddresses', ['smtp:none@contoso.com']) },
    { title: 'a value that is there in other case', code: 20, extended: '00002083', act: () => modify('add', 'proxyAddresses', ['SMTP:ADA@contoso.com']) },
    { title: 'two values of one that may have one', code: 19, extended: '00002081', act: () => modify('replace', 'mail', ['a@contoso.com', 'b@contoso.com']) },
    { title: 'a value that is too long', code: 19, extended: '00002082', act: () => modify('add', 'proxyAddresses', [`smtp:${'x'.repeat(1119)}`]) },
    { title: 'an account name of 21 characters', code: 19, extended: '00000523', act: () => modify('replace', 'sAMAccountName', ['x'.repeat(21)]) },
    { title: 'a number that is none', code: 21, extended: '00000057', act: () => modify('replace', 'userAccountControl', ['abc']) },
    { title: 'a change of the name by modify', code: 67, extended: '00002016', act: () => modify('replace', 'cn', ['bob']) },
    { title: 'a change of what AD writes itself', code: 53, extended: '0000209A', act: () => modify('replace', 'objectSid', ['x']) },
    { title: 'deleting a container that is not empty', code: 66, extended: '00002015', act: () => client.del(`OU=Full,${BASE_DN}`) },
    { title: 'a base outside the forest', code: 10, extended: '0000202B', act: () => client.search('DC=other,DC=example') },
    { title: 'a base that is not there', code: 32, extended: '0000208D', act: () => client.search(`OU=Nowhere,${BASE_DN}`) },
    { title: 'a base that is no DN', code: 34, extended: '0000208F', act: () => client.search('nonsense') },
    { title: 'a cookie that it did not give', code: 12, extended: '00000057', act: () => client.search(BASE_DN, {}, new ForgedPage()) },
  ];
  for (const { title, code, extended, act } of refused) {
    it(`refuses ${title} with ${code}`, async () => {
      await user('ada', { userPrincipalName: 'ada@contoso.com', proxyAddresses: ['smtp:ada@contoso.com'] });
      lab.state.add(`OU=Full,${BASE_DN}`, { objectClass: 'organizationalUnit' });
      lab.state.add(`CN=inside,OU=Full,${BASE_DN}`, { objectClass: 'contact' });
      assert.deepEqual(pick(await codeOf(act())), { code, extended });
    });
  }

  it('makes a modify whole or not at all', async () => {
    await user('ada', { proxyAddresses: ['smtp:ada@contoso.com'] });
    const half = [new Change({ operation: 'add', modification: new Attribute({ type: 'mail', values: ['x@contoso.com'] }) }), new Change({ operation: 'delete', modification: new Attribute({ type: 'proxyAddresses', values: ['smtp:none@contoso.com'] }) })];
    assert.equal((await codeOf(client.modify(`CN=ada,${USERS}`, half))).code, 16);
    assert.deepEqual(lab.state.byDn(`CN=ada,${USERS}`)?.values('mail'), []);
  });

  const filters: readonly (readonly [filter: string, found: readonly string[]])[] = [
    ['(sAMAccountName=AB*)', ['abe']], ['(mail=*contoso*)', ['abe', 'bea']], ['(&(objectClass=user)(!(mail=*)))', ['cai', 'svc-syncwhy']], ['(userAccountControl:1.2.840.113556.1.4.803:=2)', ['bea', 'svc-syncwhy']],
    ['(userAccountControl:1.2.840.113556.1.4.804:=65538)', ['bea', 'cai', 'svc-syncwhy']], ['(&(objectCategory=person)(pwdLastSet>=5))', ['abe']], ['(&(pwdLastSet<=4)(sAMAccountName=c*))', ['cai']], ['(noSuchAttribute=x)', []], ['(!(noSuchAttribute=x))', []], ['(|(cn=cai)(noSuchAttribute=x))', ['cai']],
  ];
  for (const [filter, found] of filters) {
    it(`understands ${filter}`, async () => {
      await user('abe', { mail: 'abe@contoso.com', userAccountControl: '512', pwdLastSet: '10' });
      await user('bea', { mail: 'BEA@CONTOSO.com', userAccountControl: '514' });
      await user('cai', { userAccountControl: '66048' });
      const { searchEntries } = await client.search(BASE_DN, { filter, attributes: ['cn'] });
      assert.deepEqual(searchEntries.map((entry) => entry['cn']).toSorted(), found);
    });
  }

  it('finds by GUID and SID as base, hides the deleted, and shows them on demand', async () => {
    await user('ada');
    const record = lab.state.byDn(`CN=ada,${USERS}`) ?? assert.fail();
    const [sid] = record.values('objectSid');
    const base = async (dn: string): Promise<string | undefined> => (await client.search(dn, { scope: 'base', attributes: ['cn'] })).searchEntries[0]?.dn;
    assert.equal(await base(`<GUID=${record.guid}>`), record.dn);
    assert.equal(await base(`<SID=${Buffer.from(sid ?? '').toString('hex')}>`), record.dn);
    await client.del(`<GUID=${record.guid}>`);
    assert.equal((await codeOf(base(`<GUID=${record.guid}>`))).code, 32);
    const bin = { filter: new EqualityFilter({ attribute: 'sAMAccountName', value: 'ada' }) };
    assert.equal((await client.search(`CN=Deleted Objects,${BASE_DN}`, bin)).searchEntries.length, 0);
    const shown = await client.search(`CN=Deleted Objects,${BASE_DN}`, bin, new Control('1.2.840.113556.1.4.417', { critical: true }));
    assert.match(shown.searchEntries[0]?.dn ?? '', /^CN=ada\\0ADEL:/);
    lab.state.restore(record.guid);
    assert.equal(await base(`CN=ada,${USERS}`), `CN=ada,${USERS}`);
  });

  it('lets links follow renames, and keeps USN, times and versions', async () => {
    await user('ada');
    await client.add(`CN=team,${USERS}`, { objectClass: 'group', sAMAccountName: 'team', member: `CN=ada,${USERS}` });
    const record = lab.state.byDn(`CN=ada,${USERS}`) ?? assert.fail();
    const usn = record.usn;
    await client.modifyDN(record.dn, `CN=Ada\\2C B,${USERS}`);
    assert.equal(record.dn, `CN=Ada\\, B,${USERS}`);
    assert.deepEqual(lab.state.byDn(`CN=team,${USERS}`)?.values('member'), [record.dn]);
    assert.deepEqual(record.values('memberOf'), [`CN=team,${USERS}`]);
    assert.ok(record.usn > usn);
    await modify('replace', 'description', ['same'], record.dn);
    const after = record.usn;
    await modify('replace', 'description', ['same'], record.dn);
    assert.equal(record.usn, after);
  });

  it('moves a container with all that is in it', async () => {
    for (const name of ['One', 'Two']) lab.state.add(`OU=${name},${BASE_DN}`, { objectClass: 'organizationalUnit' });
    const inside = lab.state.add(`CN=in,OU=One,${BASE_DN}`, { objectClass: 'contact' });
    lab.state.modify(`OU=One,${BASE_DN}`, [{ operation: 'replace', attribute: 'description', values: ['x'] }]);
    lab.state.rename(`OU=One,${BASE_DN}`, 'OU=One', `OU=Two,${BASE_DN}`);
    assert.equal(inside.dn, `CN=in,OU=One,OU=Two,${BASE_DN}`);
    assert.equal(lab.state.byDn(inside.dn.toLowerCase()), inside);
    assert.equal(lab.state.byDn(`CN=in,OU=One,${BASE_DN}`), undefined);
    assert.throws(() => lab.state.rename(`OU=Two,${BASE_DN}`, 'OU=Two', `OU=One,OU=Two,${BASE_DN}`), AdFault);
  });

  it('can be founded with a known GUID', () => {
    const octets = Buffer.from('TpwcjSo/bkucfSobPE1ebw==', 'base64');
    const record = lab.state.add(`CN=known,${USERS}`, { objectClass: 'user', objectGUID: octets });
    assert.equal(record.guid, guidOfAnchor('TpwcjSo/bkucfSobPE1ebw=='));
    assert.equal(guidText(octets), record.guid);
    assert.equal(lab.state.byGuid(record.guid), record);
  });
});

/** A page control with a cookie out of thin air. */
class ForgedPage extends Control {
  constructor() {
    super('1.2.840.113556.1.4.319', { critical: true });
  }

  protected override writeControl(writer: Parameters<Control['write']>[0]): void {
    writer.writeBuffer(Buffer.from([0x30, 0x06, 0x02, 0x01, 0x0a, 0x04, 0x01, 0x78]), 0x04);
  }
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : -1);
const pick = ({ code, message }: { readonly code: unknown; readonly message: string }): { readonly code: unknown; readonly extended: string } => ({ code, extended: message.slice(0, 8) });
