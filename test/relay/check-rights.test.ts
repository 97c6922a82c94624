import assert from 'node:assert/strict';
import { createAdDatabase } from '../../lab/company/ad-database.ts';
import type { AdState } from '../../lab/company/ad-state.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLdapServer, type LdapServer } from '../../lab/servers/ldap-server.ts';
import { weigh } from '../../src/adapters/ldap/effective-rights.ts';
import { createLdapConnection } from '../../src/adapters/ldap/ldap-connection.ts';
import { parseLocalPolicy } from '../../src/boundary/local-policy.ts';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { ON_PREM_OPERATIONS } from '../../src/model/operations.ts';
import { lineText, type CheckLine } from '../../src/relay/check-line.ts';
import { checkRights } from '../../src/relay/check-rights.ts';
import { RIGHTS_NEEDED } from '../../src/relay/rights-needed.ts';
import { descriptorOf, GUID, RIGHT, sidOf, type Ace } from '../adapters/ldap/access-octets.ts';
import { wallClock } from '../adapters/ldap/lab-world.ts';

const BASE = 'DC=corp,DC=contoso,DC=com';
const STAFF = `OU=Staff,${BASE}`;
const JOHN = `CN=John,${STAFF}`;
const ME = sidOf(1104);
const MY_GROUP = sidOf(1200);
const TOKEN = new Set([ME, MY_GROUP].map((sid) => sid.toString('base64')));
const USER_IN_OCTETS = ['ba7a96bfe60dd011a28500aa003049e2'];

describe('an access list', () => {
  const CASES: readonly (readonly [string, readonly Ace[], boolean])[] = [
    ['that is empty grants nothing', [], false],
    ['that names the account grants', [{ sid: ME, mask: RIGHT.delete }], true],
    ['that names one of its groups grants', [{ sid: MY_GROUP, mask: RIGHT.everything }], true],
    ['that names everybody who has signed in does not, unless he is in the token', [{ sid: Buffer.from('AQEAAAAAAAULAAAA', 'base64'), mask: RIGHT.delete }], false],
    ['that names somebody else does not', [{ sid: sidOf(1105), mask: RIGHT.everything }], false],
    ['that grants another right does not', [{ sid: ME, mask: RIGHT.deleteChild }], false],
    ['that denies first does not', [{ sid: MY_GROUP, mask: RIGHT.delete, denies: true }, { sid: ME, mask: RIGHT.everything }], false],
    ['that denies another right first grants', [{ sid: ME, mask: RIGHT.deleteChild, denies: true }, { sid: ME, mask: RIGHT.delete }], true],
    ['that denies last grants', [{ sid: ME, mask: RIGHT.delete }, { sid: ME, mask: RIGHT.delete, denies: true }], true],
    ['that speaks only of what lies below does not', [{ sid: ME, mask: RIGHT.everything, inheritOnly: true }], false],
    ['that is narrowed to the class grants', [{ sid: ME, mask: RIGHT.delete, on: GUID.user }], true],
    ['that was handed down to this class grants', [{ sid: ME, mask: RIGHT.delete, inheritedBy: GUID.user }], true],
    ['that is narrowed to another class does not', [{ sid: ME, mask: RIGHT.delete, on: GUID.group }], false],
    ['that grants everything in the old form grants', [{ sid: ME, mask: 0x10000000 }], true],
  ];
  for (const [what, aces, expected] of CASES) it(what, () => assert.equal(weigh(descriptorOf(aces), { token: TOKEN, mask: RIGHT.delete, on: USER_IN_OCTETS }), expected));

  it('that is not there at all grants everything', () => {
    const none = descriptorOf([]);
    none.writeUInt16LE(0x8000, 2);
    assert.equal(weigh(none, { token: TOKEN, mask: RIGHT.delete, on: USER_IN_OCTETS }), true);
  });
});

describe('the rights that relay check looks at', () => {
  let state: AdState;
  let server: LdapServer;
  let ca = '';
  const ACCOUNTS = { whole: ['name', 'cn'], 'no-name': ['cn'], 'no-cn': ['name'], 'no-create': ['name', 'cn'], suffixes: ['uPNSuffixes'], member: ['member'] } as const;
  const dnOf = (account: string): string => `CN=svc-${account},CN=Users,${BASE}`;

  before(async () => {
    state = createAdDatabase({ domain: 'corp.contoso.com', baseDn: BASE, clock: { now: () => new Date() } });
    const certificates = await makeLabCertificates();
    ca = certificates.caPem;
    const readers = Object.entries(ACCOUNTS).map(([name, writable]) => ({ bindDn: dnOf(name), bindPassword: 'secret', writable, creates: name === 'no-create' ? ['group'] : ['user'], sids: [ME, MY_GROUP] }));
    server = await startLdapServer({ state, certificates, bindDn: dnOf('all'), bindPassword: 'secret', readers: [...readers, { bindDn: dnOf('blind'), bindPassword: 'secret', writable: ['name', 'cn'], creates: ['user'], withheld: ['nTSecurityDescriptor'] }] });
    state.add(dnOf('whole'), { objectClass: 'user', sAMAccountName: 'svc-whole' });
    for (const dn of [STAFF, `OU=Empty,${BASE}`]) state.add(dn, { objectClass: 'organizationalUnit' });
    state.add(JOHN, { objectClass: 'user', sAMAccountName: 'john' });
    state.add(`CN=Crew,${STAFF}`, { objectClass: 'group', sAMAccountName: 'crew' });
  });
  after(() => server.close());
  beforeEach(() => {
    guard(JOHN, [{ sid: MY_GROUP, mask: RIGHT.delete }]);
    guard(STAFF, []);
    guard(BASE, []);
  });

  const guard = (dn: string, aces: readonly Ace[]): void => state.modify(dn, [{ operation: 'replace', attribute: 'nTSecurityDescriptor', values: [descriptorOf(aces)] }]);

  async function lines(account: keyof typeof ACCOUNTS | 'blind', operations: readonly string[], more: object = {}): Promise<readonly CheckLine[]> {
    const policy = parseLocalPolicy({ readOnly: false, operations, writableContainers: [STAFF], objectsPerHour: 5, ...more });
    const config = parseRelayConfig({ bot: { url: 'https://bot' }, stateDir: 's', localPolicyFile: 'p', directories: [{ forest: 'corp.contoso.com', url: server.url, baseDn: BASE, bindDn: dnOf(account), passwordFile: 'x' }] });
    assert.ok(policy.ok && config.ok);
    const [configured] = config.config.directories;
    assert.ok(configured);
    const connection = createLdapConnection({ url: server.url, bindDn: dnOf(account), password: () => Promise.resolve('secret'), ca, timeoutMs: 5_000, clock: wallClock });
    try {
      return await checkRights({ configured, policy: policy.policy, connection });
    } finally {
      connection.close();
    }
  }
  const mends = async (...asked: Parameters<typeof lines>): Promise<readonly string[]> => (await lines(...asked)).filter(({ is }) => is === 'mend').map(lineText);

  it('are whole for an account that may move, by Delete on the account itself', async () => {
    const all = await lines('whole', ['ad.move']);
    assert.deepEqual(all.filter(({ is }) => is !== 'ok').map(lineText), []);
    assert.deepEqual(all.map(({ says }) => says).sort(), ['accounts may be moved out of it', 'accounts may be put into it', 'cn may be written', 'name may be written', 'svc-whole@corp.contoso.com may write nothing that no listed operation needs']);
  });

  it('are whole by Delete Child on the container, too', async () => {
    guard(JOHN, []);
    guard(STAFF, [{ sid: ME, mask: RIGHT.deleteChild, on: GUID.user }]);
    assert.deepEqual(await mends('whole', ['ad.move']), []);
  });

  const LACKS: readonly (readonly [string, keyof typeof ACCOUNTS, () => void, RegExp])[] = [
    ['the name', 'no-name', () => undefined, /^mend  rights below OU=Staff.* may not write name \(looked at CN=John.*dsacls "OU=Staff.*" \/I:S \/G ".*:RPWP;name;user"$/],
    ['the cn', 'no-cn', () => undefined, /^mend  rights below OU=Staff.* may not write cn .*:RPWP;cn;user"$/],
    ['the place to go to', 'no-create', () => undefined, /^mend  rights below OU=Staff.* may not put accounts into it \(Create user\).*dsacls "OU=Staff.*" \/I:T \/G ".*:CC;user"$/],
    ['the place that is left', 'whole', () => guard(JOHN, []), /^mend  rights below OU=Staff.* may not move accounts out of it .*\/I:S \/G "svc-whole@corp.contoso.com:SD;;user".*accidental deletion$/],
    ['the place that is left, which is protected from accidental deletion', 'whole', () => guard(JOHN, [{ sid: Buffer.from('AQEAAAAAAAEAAAAA', 'base64'), mask: RIGHT.delete, denies: true }, { sid: ME, mask: RIGHT.everything }]), /^mend .* may not move accounts out of it/],
  ];
  for (const [what, account, prepare, line] of LACKS) {
    it(`lack exactly one: ${what}`, async () => {
      prepare();
      const found = await mends(account, ['ad.move']);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', line);
    });
  }

  it('are not called fine where the access list may not be read', async () => {
    const text = (await lines('blind', ['ad.move', 'ad.restore-deleted'])).map(lineText).join('\n');
    assert.match(text, /^note  rights below OU=Staff.*nobody can tell whether accounts may be moved out$/m);
    assert.match(text, /^note  rights in DC=corp.*nobody can tell whether deleted objects may be brought back$/m);
    assert.doesNotMatch(text, /may be moved out of it$/m);
  });

  it('for bringing deleted objects back lie on the domain', async () => {
    assert.match((await mends('whole', ['ad.restore-deleted'])).join(), /may not bring deleted objects back.*dsacls "DC=corp,DC=contoso,DC=com" \/G ".*:CA;Reanimate Tombstones"/);
    guard(BASE, [{ sid: ME, mask: RIGHT.controlAccess, on: GUID.reanimate }]);
    assert.deepEqual(await mends('whole', ['ad.restore-deleted']), []);
    guard(BASE, [{ sid: ME, mask: RIGHT.controlAccess, on: GUID.user }]);
    assert.equal((await mends('whole', ['ad.restore-deleted'])).length, 1);
  });

  it('for UPN suffixes lie on the partitions of the forest', async () => {
    assert.match((await mends('whole', ['ad.change-upn-suffixes'])).join(), /may not write uPNSuffixes; as an enterprise admin: dsacls "CN=Partitions,CN=Configuration,/);
    assert.deepEqual(await mends('suffixes', ['ad.change-upn-suffixes']), []);
  });

  it('for membership are looked at on a group', async () => {
    assert.match((await mends('whole', ['ad.change-member'])).join(), /may not write member \(looked at CN=Crew.*:RPWP;member;group"/);
    assert.deepEqual(await mends('member', ['ad.change-member']), []);
    assert.match((await lines('member', ['ad.change-member'], { writableContainers: [`OU=Empty,${BASE}`] })).map(lineText).join('\n'), /no ordinary group is seen there/);
  });

  it('leave nothing out: every operation needs something, and each is spoken of', async () => {
    for (const operation of ON_PREM_OPERATIONS) {
      const { below = [], domain = [], server: onServer } = RIGHTS_NEEDED[operation];
      assert.ok(below.length + domain.length > 0 || onServer !== undefined, operation);
      if (below.length + domain.length > 0) assert.ok((await mends('no-create', [operation])).length > 0, operation);
    }
  });

  it('change nothing', async () => {
    const usn = state.highestUsn();
    await lines('whole', ON_PREM_OPERATIONS);
    assert.equal(state.highestUsn(), usn);
  });
});
