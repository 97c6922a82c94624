import assert from 'node:assert/strict';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { parseRelayJob, parseResultRequest } from '../../src/boundary/relay-messages.ts';

const ROOT = { forest: 'corp.contoso.com', url: 'ldaps://dc1.corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', bindDn: 'svc@corp.contoso.com', passwordFile: 'ldap.secret' };
const CHILD = { ...ROOT, url: 'ldaps://dc1.emea.corp.contoso.com', baseDn: 'DC=emea,DC=corp,DC=contoso,DC=com' };
const parse = (directories: readonly unknown[]): ReturnType<typeof parseRelayConfig> => parseRelayConfig({ bot: { url: 'https://bot.contoso.com' }, stateDir: 's', localPolicyFile: 'p', directories });
const complaints = (directories: readonly unknown[]): string => {
  const parsed = parse(directories);
  return parsed.ok ? '' : parsed.complaints.join('\n');
};

describe('the directories of a relay', () => {
  it('may be several domains of one forest, with a global catalog and named domain controllers', () => {
    assert.equal(parse([{ ...ROOT, globalCatalog: 'ldaps://dc1.corp.contoso.com:3269', domainControllers: ['ldaps://dc2.corp.contoso.com'] }, CHILD, { ...ROOT, forest: 'fabrikam.com', baseDn: 'DC=fabrikam,DC=com' }]).ok, true);
  });

  it('are each there once', () => assert.match(complaints([ROOT, { ...ROOT, baseDn: ROOT.baseDn.toLowerCase() }]), /DC=corp,DC=contoso,DC=com stands there twice/i));

  for (const [key, value] of [['globalCatalog', 'ldap://dc1:3268'], ['globalCatalog', ''], ['domainControllers', ['http://dc2']], ['domainControllers', Array.from({ length: 9 }, (_, at) => `ldaps://dc${at}`)]] as const) {
    it(`are refused with ${key} ${JSON.stringify(value).slice(0, 40)}`, () => assert.match(complaints([{ ...ROOT, [key]: value }]), new RegExp(key)));
  }
});

describe('how a relay reaches a directory', () => {
  const { url: _url, ...nameless } = ROOT;
  const fine: readonly (readonly [title: string, directory: unknown])[] = [
    ['StartTLS with plain addresses', { ...ROOT, url: 'ldap://dc1.corp.contoso.com', startTls: true, domainControllers: ['ldap://dc2.corp.contoso.com:3890'] }],
    ['domain controllers that only DNS names', { ...nameless, discover: true, site: 'London-1' }],
    ['another account for changes', { ...ROOT, write: { bindDn: 'svc-write@corp.contoso.com', passwordFile: 'write.secret' }, sessions: 8 }],
  ];
  for (const [title, directory] of fine) it(`may be ${title}`, () => assert.equal(complaints([directory]), ''));

  const wrong: readonly (readonly [title: string, directory: unknown, says: RegExp])[] = [
    ['a plain address without StartTLS', { ...ROOT, url: 'ldap://dc1.corp.contoso.com' }, /directories\.0\.url: must start with ldaps:\/\/ \(or ldap:\/\/ together with startTls: true\)/],
    ['a second plain address', { ...ROOT, domainControllers: ['ldaps://dc2.corp.contoso.com', 'ldap://dc3.corp.contoso.com'] }, /domainControllers\.1: must start with ldaps/],
    ['an LDAPS address with StartTLS', { ...ROOT, startTls: true }, /url: must start with ldap:\/\/ because startTls is on/],
    ['a plain global catalog', { ...ROOT, globalCatalog: 'ldap://dc1.corp.contoso.com' }, /globalCatalog: must start with ldaps/],
    ['no domain controller at all', nameless, /url: is missing; name a domain controller, or let DNS name them with discover: true/],
    ['an account for changes without a password', { ...ROOT, write: { bindDn: 'svc-write@corp.contoso.com' } }, /write\.passwordFile/],
    ['a path behind the address', { ...ROOT, url: 'ldaps://dc1.corp.contoso.com/DC=corp' }, /url: must start with/],
    ['a password among the settings', { ...ROOT, password: 'secret' }, /password/],
    ['more connections than are good', { ...ROOT, sessions: 100 }, /sessions/],
  ];
  for (const [title, directory, says] of wrong) it(`is refused with ${title}`, () => assert.match(complaints([directory]), says));
});

describe('readings of the directory, as messages', () => {
  const job = (request: unknown): unknown => ({ kind: 'read', jobId: 'j', notAfter: '2026-11-21T09:00:00Z', request });
  const guid = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';

  it('are understood as they were sent', () => {
    for (const request of [
      { reading: 'ad.changes', version: 1, params: { guid } },
      { reading: 'ad.holders', version: 1, params: { anchors: [], addresses: [], memberships: { groups: ['CN=Pilot,DC=x'], members: ['CN=A,DC=x'] } } },
    ]) assert.deepEqual(parseRelayJob(job(request)), job(request));
  });

  it('are refused when they ask for anything else', () => {
    for (const request of [
      { reading: 'ad.changes', version: 1, params: { guid: 'jsmith' } },
      { reading: 'ad.changes', version: 1, params: { guid, attributes: ['unicodePwd'] } },
      { reading: 'ad.holders', version: 1, params: { anchors: [], addresses: [], memberships: { groups: [], members: [], filter: '(cn=*)' } } },
      { reading: 'ad.holders', version: 1, params: { anchors: [], addresses: [], memberships: { groups: Array.from({ length: 21 }, () => 'CN=x'), members: [] } } },
    ]) assert.equal(parseRelayJob(job(request)), null, JSON.stringify(request));
  });

  it('bring what they found', () => {
    const changes = [{ domain: 'corp.contoso.com', dn: 'CN=A,DC=x', guid, cut: false, changes: [{ attribute: 'member', version: 2, time: '2026-11-20T14:02:00.000Z', originatingDsa: 'CN=NTDS Settings,CN=DC1', originatingUsn: '7', value: 'CN=B', removed: true }] }];
    const text = (found: unknown): string => JSON.stringify({ answer: { kind: 'read', jobId: 'j', fragment: { changes: found, unread: [] } }, jobHash: 'a'.repeat(64) });
    const parsed = parseResultRequest(text(changes));
    assert.deepEqual(parsed?.answer.kind === 'read' && parsed.answer.fragment.changes, changes);
    assert.equal(parseResultRequest(text([{ ...changes[0], who: 'Eve' }])), null);
  });
});
