import assert from 'node:assert/strict';
import { createLdapDirectory } from '../../../src/adapters/ldap/ldap-directory.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import type { EntryPage } from '../../../src/ports/directory-streams.ts';
import { rejects } from '../../contracts/directory.ts';
import { BASE_DN, REFUSED, RELAY, startLabDirectory, wallClock, type LabDirectory } from './lab-world.ts';

describe('the sessions with one domain controller', () => {
  let lab: LabDirectory;
  let later = 0;
  const clock: Clock = { now: () => new Date(Date.now() + later), sleep: (milliseconds, signal) => wallClock.sleep(milliseconds, signal) };
  const binds = (): number => lab.server.seen.filter((kind) => kind === 'bind').length;
  const many = (directory: Directory, count: number): Promise<readonly PromiseSettledResult<unknown>[]> => Promise.allSettled(Array.from({ length: count }, () => directory.find('ada')));
  beforeEach(async () => {
    later = 0;
    lab = await startLabDirectory();
    lab.state.add(`CN=ada,CN=Users,${BASE_DN}`, { objectClass: 'user', sAMAccountName: 'ada' });
  });
  afterEach(async () => {
    lab.server.faults.stall = false;
    const leaked = await lab.leftOpen();
    await lab.close();
    assert.equal(leaked, 0);
  });

  it('are never more than allowed, however much is asked', async () => {
    const directory = lab.open({ sessions: 2 });
    lab.server.faults.slowMs = 5;
    const asking = many(directory, 60);
    let most = 0;
    const watching = setInterval(() => (most = Math.max(most, lab.server.openConnections())), 1);
    assert.deepEqual([...new Set((await asking).map(({ status }) => status))], ['fulfilled']);
    clearInterval(watching);
    assert.deepEqual([most, binds()], [2, 2]);
  });

  it('answer at the same time, so that a slow question holds up no other', async () => {
    const directory = lab.open({ timeoutMs: 1000 });
    await many(directory, 10);
    lab.server.faults.stall = true;
    const slow = directory.find('ada');
    slow.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    lab.server.faults.stall = false;
    assert.equal((await directory.find('ada')).length, 1);
    await rejects(slow, 'timed-out');
    assert.equal((await directory.find('ada')).length, 1);
  });

  it('are waited for until time is up, which is not held against the domain controller', async () => {
    const directory = lab.open({ sessions: 1, timeoutMs: 250 });
    await directory.find('ada');
    lab.server.faults.slowMs = 100;
    const ends = await many(directory, 12);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []));
    assert.ok(refused.length >= 6 && refused.length < 12, String(refused.length));
    for (const each of refused) assert.match(each.message, /Too many questions were waiting/);
    assert.deepEqual((await directory.domainControllers()).map(({ out }) => out), [undefined]);
    lab.server.faults.slowMs = 0;
    assert.equal((await directory.find('ada')).length, 1);
  });

  it('are let go when they rested too long, for firewalls forget them without a word', async () => {
    const directory = lab.open({ clock });
    await directory.find('ada');
    later = 119_000;
    await directory.find('ada');
    assert.equal(binds(), 1);
    later = 240_000;
    await directory.find('ada');
    assert.equal(binds(), 2);
  });

  it('are kept apart for long lists, of which four may be open', async () => {
    const directory = lab.open({ sessions: 1 });
    for (let index = 0; index < 600; index += 1) lab.state.add(`CN=c${index},CN=Users,${BASE_DN}`, { objectClass: 'contact' });
    const begin = async (): Promise<AsyncIterator<EntryPage, undefined>> => {
      const pages = directory.readAll({ filter: { is: 'equal', attribute: 'objectClass', value: 'contact' }, attributes: ['cn'] })[Symbol.asyncIterator]();
      assert.equal((await pages.next()).done, false);
      return pages;
    };
    const open = await Promise.all([begin(), begin(), begin(), begin()]);
    assert.match((await rejects(begin(), 'timed-out')).message, /Too many/);
    assert.equal((await directory.find('ada')).length, 1);
    await open[0]?.return?.();
    open[0] = await begin();
    for (const pages of open) {
      const { value }: { readonly value?: EntryPage | undefined } = await pages.next();
      assert.equal(value?.entries.length, 100);
      assert.equal((await pages.next()).done, true);
    }
  });

  it('end the wait of everybody at once when the account is refused, with one attempt', async () => {
    const ends = await many(lab.open({ password: 'wrong' }), 20);
    assert.deepEqual([...new Set(ends.map(({ status }) => status))], ['rejected']);
    assert.equal(binds(), 1);
  });

  it('take a corrected password at once', async () => {
    let password = 'wrong';
    const directory = createLdapDirectory({ ...RELAY, url: lab.server.url, password: () => Promise.resolve(password), baseDn: BASE_DN, forest: 'corp.contoso.com', ca: lab.ca, timeoutMs: 5000, clock });
    await rejects(directory.find('ada'), 'credentials');
    password = RELAY.bindPassword;
    assert.equal((await directory.find('ada')).length, 1);
    await directory.close();
  });

  const reasons: Readonly<Record<string, RegExp>> = {
    '525': /no such account/, '530': /not allowed to sign in at this time/, '531': /not allowed to sign in from this computer/, '532': /password has expired/, '533': /account is disabled/,
    '701': /account has expired/, '773': /password must be changed/, '775': /account is locked/,
  };
  for (const { bindDn, bindPassword, refusedWith } of REFUSED) {
    it(`say why the account was refused (data ${refusedWith})`, async () => {
      const thrown = await rejects(lab.open({ bindDn, password: bindPassword }).find('ada'), 'credentials');
      assert.match(thrown.message, reasons[refusedWith] ?? assert.fail());
      assert.equal(thrown.code, 49);
      assert.doesNotMatch(thrown.message, /right-but-refused/);
    });
  }
});
