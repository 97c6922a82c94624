import assert from 'node:assert/strict';
import { sideBySide } from '../../src/compare/side-by-side.ts';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import { findSubject } from '../../src/diagnose/find-subject.ts';
import type { IdentityKind, SideBySide } from '../../src/model/side-by-side.ts';
import { company, documentOf, withoutCloudAccount, type Company } from '../causes/company.ts';

function shown(change: (given: Company) => void = () => {}): SideBySide {
  const given = company();
  change(given);
  const document = documentOf(given);
  const evidence = exhibitsOf(document);
  const found = findSubject(document, evidence);
  assert.equal(found.is, 'found');
  return sideBySide(found.is === 'found' ? found.subject : assert.fail(), evidence);
}
const rowOf = ({ rows }: SideBySide, attribute: string) => rows.find((row) => row.attribute === attribute);
const addressOf = ({ addresses }: SideBySide, address: string) => addresses.find((each) => each.address === address);
const unread = (...what: readonly string[]) => (given: Company): void => { given.bundle['unread'] = what.map((each) => ({ what: each, why: 'timed-out' })); };

const IDENTITY: readonly (readonly [when: string, kind: IdentityKind, master: string, change: (given: Company) => void])[] = [
  ['the account is synchronised', 'synced', 'Active Directory', () => {}],
  ['its domain is federated', 'federated', 'Active Directory', ({ entra }) => { entra['domains'] = [{ id: 'contoso.com', isVerified: true, authenticationType: 'Federated' }]; }],
  ['there is no account in Entra', 'ad-only', 'Active Directory', (given) => withoutCloudAccount(given)],
  ['Entra was not read', 'not-known', 'not known', unread('entra')],
  ['the account lies in the recycle bin', 'soft-deleted', 'not known', (given) => withoutCloudAccount(given, {})],
  ['the account was made cloud-managed', 'cloud-managed', 'Entra ID', ({ entra, user }) => { entra['syncBehavior'] = { [String(user['id'])]: { isCloudManaged: true } }; }],
  ['synchronisation of it was given up', 'formerly-synced', 'Entra ID', ({ user }) => { user['onPremisesSyncEnabled'] = false; }],
  ['it was made in Entra', 'cloud-only', 'Entra ID', ({ user, entries, bundle }) => { user['onPremisesSyncEnabled'] = null; user['onPremisesImmutableId'] = null; entries.splice(0, 1); bundle['subject'] = 'jsmith@contoso.com'; }],
];

describe('AD and Entra side by side', () => {
  for (const [when, kind, master, change] of IDENTITY) {
    it(`begin with what it is: ${kind} when ${when}`, () => {
      const { identity } = shown(change);
      assert.deepEqual([identity.kind, identity.masteredIn], [kind, master]);
      assert.match(identity.says, /\.$/);
    });
  }
  it('agree in everything for a healthy account, and the anchor is said to be its own', () => {
    const view = shown();
    assert.deepEqual(view.rows.filter(({ same }) => same === false && !['distinguishedName'].includes('')).map(({ attribute }) => attribute).filter((attribute) => !['usageLocation'].includes(attribute)), []);
    assert.match(view.anchorSays, /that of this object/);
    assert.deepEqual(view.twins, []);
    assert.deepEqual(view.notSeen, []);
    assert.ok(view.signInName.every(({ state }) => state === 'passed'));
    assert.match(view.primary, /jsmith@contoso\.com is marked as primary/);
    assert.deepEqual(view.anchors.map(({ from, spellings }) => [from, spellings.guid]), [['objectGUID in AD', '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'], ['onPremisesImmutableId in Entra', '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f']]);
  });
  it('give the reason of a difference', () => {
    const view = shown(({ ad, user }) => { ad.attributes['mobile'] = ['+44 20 1']; user['mobilePhone'] = '+44 20 2'; user['onPremisesSecurityIdentifier'] = 'S-1-5-21-9-9-9-9'; });
    assert.match(rowOf(view, 'mobile')?.says ?? '', /edited in the cloud/);
    assert.match(rowOf(view, 'SID')?.says ?? '', /another account/);
    assert.equal(rowOf(view, 'displayName')?.same, true);
  });
  it('tell an empty value from one that was not read', () => {
    assert.equal(rowOf(shown(({ user }) => { user['displayName'] = null; }), 'displayName')?.inEntra, null);
    assert.equal(rowOf(shown(unread('entra')), 'displayName')?.inEntra, undefined);
    assert.equal(rowOf(shown(unread('entra')), 'displayName')?.same, undefined);
    assert.ok(shown(unread('entra')).notSeen.includes('entra.users'));
  });
  it('give every missing address its reason, and say where an added one comes from', () => {
    const view = shown(({ ad, user }) => {
      ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'john.smith@contoso.com', 'smtp:a b@contoso.com', 'smtp:x@contoso.onmicrosoft.com', 'X400:c=GB;a= ;p=x'];
      user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com', 'smtp:new@contoso.com'];
    });
    assert.match(addressOf(view, 'john.smith@contoso.com')?.says ?? '', /smtp:/);
    assert.match(addressOf(view, 'smtp:a b@contoso.com')?.says ?? '', /drops/);
    assert.match(addressOf(view, 'smtp:x@contoso.onmicrosoft.com')?.says ?? '', /ignores/);
    assert.match(addressOf(view, 'X400:c=GB;a= ;p=x')?.says ?? '', /never takes over/);
    assert.match(addressOf(view, 'smtp:jsmith@contoso.onmicrosoft.com')?.says ?? '', /makes this address itself/);
    assert.match(addressOf(view, 'smtp:new@contoso.com')?.says ?? '', /added in the cloud/);
    assert.equal(addressOf(view, 'SMTP:jsmith@contoso.com')?.says, '');
  });
  it('tell the calculation of the sign-in name step by step', () => {
    const view = shown(({ ad, user }) => { ad.attributes['userPrincipalName'] = ['jsmith@contoso.local']; user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; });
    assert.ok(view.signInName.some(({ state, says }) => state === 'failed' && /contoso\.local is not a verified domain/.test(says)));
    assert.ok(view.signInName.some(({ says }) => /jsmith@contoso\.onmicrosoft\.com/.test(says)));
  });
  it('say when the account is bound to another object', () => {
    assert.match(shown(({ user, bundle }) => { user['onPremisesImmutableId'] = 'QF5HMK7n80qvdYsUPIHa9Q=='; bundle['subject'] = '11111111-aaaa-4aaa-8aaa-000000000001'; }).anchorSays, /another one|bound/);
  });
});

const twin = (given: Company, change: Record<string, unknown>): void => {
  given.users.push({ ...given.user, id: '11111111-aaaa-4aaa-8aaa-000000000002', userPrincipalName: 'jsmith1234@contoso.onmicrosoft.com', proxyAddresses: [], mail: null, onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==', onPremisesSamAccountName: 'jsmith', ...change });
};

describe('twins of one person', () => {
  it('stand side by side, and the only one with a mailbox is the one to keep', () => {
    const view = shown((given) => twin(given, { assignedLicenses: [], createdDateTime: '2026-11-20T00:00:00Z' }));
    assert.deepEqual(view.twins.map(({ is, licence }) => [is, licence]), [['the account of this object', 'mailbox licence'], ['another account', 'no mailbox licence']]);
    assert.match(view.keep, /^Keep jsmith@contoso\.com: it is the only one with a mailbox licence/);
  });
  it('are told apart by the last sign-in where both or none have a mailbox', () => {
    const view = shown((given) => {
      given.user['signInActivity'] = { lastSignInDateTime: '2026-10-01T00:00:00Z' };
      twin(given, { signInActivity: { lastSignInDateTime: '2026-11-20T00:00:00Z' } });
    });
    assert.match(view.keep, /^Keep jsmith1234@.*signed in there last \(2026-11-20\)/);
  });
  it('are told apart by their age where nothing else tells', () => {
    assert.match(shown((given) => twin(given, { createdDateTime: '2020-01-01T00:00:00Z' })).keep, /^Keep jsmith1234@.*oldest/);
  });
  it('include the one in the recycle bin, which is never the one to keep by itself', () => {
    const view = shown((given) => { given.entra['deletedUsers'] = [{ ...given.user, id: '11111111-aaaa-4aaa-8aaa-000000000003', userPrincipalName: '11111111aaaa4aaa8aaa000000000003jsmith@contoso.com', deletedDateTime: '2026-11-01T00:00:00Z' }]; });
    assert.deepEqual(view.twins.map(({ is }) => is), ['the account of this object', 'in the recycle bin']);
    assert.match(view.keep, /^Keep jsmith@contoso\.com/);
  });
  it('are not made of people who merely have the same display name', () => {
    assert.deepEqual(shown((given) => given.users.push({ id: '11111111-aaaa-4aaa-8aaa-000000000009', displayName: 'John Smith', userPrincipalName: 'other@contoso.com', proxyAddresses: [] })).twins, []);
  });
  it('leave open which to keep where the licences were not read', () => {
    const view = shown((given) => { delete given.user['assignedLicenses']; twin(given, { assignedLicenses: undefined }); });
    assert.match(view.keep, /cannot be said/);
  });
});
