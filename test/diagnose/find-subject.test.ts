import assert from 'node:assert/strict';
import { findSubject } from '../../src/diagnose/find-subject.ts';
import { company, documentOf, withoutCloudAccount, type Company } from '../causes/company.ts';

const who = (change: (given: Company) => void): string => {
  const given = company();
  change(given);
  const found = findSubject(documentOf(given));
  if (found.is !== 'found') return found.is === 'ambiguous' ? `ambiguous ${found.candidates.length}` : `not-found ${found.near.map((near) => near.sAMAccountName ?? near.entraId).join()}`;
  return found.subject.ad === undefined ? `cloud ${found.subject.cloud?.id ?? ''}` : found.subject.ad.dn.split(',')[0] ?? '';
};
const named = (subject: string) => (given: Company): void => {
  given.bundle['subject'] = subject;
};
const asking = (question: string) => (given: Company): void => {
  delete given.bundle['subject'];
  given.bundle['question'] = question;
};
const JOHN = 'CN=John Smith';

describe('finding whom the question is about', () => {
  for (const name of [
    'jsmith', 'JSMITH', 'CORP\\jsmith', 'jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'John Smith', 'john smith', 'john.smith@contoso.com', 'cn=john smith, ou=staff, dc=corp, dc=contoso, dc=com',
    '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', '{8D1C9C4E-3F2A-4B6E-9C7D-2A1B3C4D5E6F}', '11111111-aaaa-4aaa-8aaa-000000000001', 'jsmith@contoso.onmicrosoft.com', 'TpwcjSo/bkucfSobPE1ebw==', 'Smith',
  ]) it(`takes ${name} for jsmith`, () => assert.equal(who(named(name)), JOHN));

  for (const question of ["why won't jsmith sync", 'Why won’t jsmith sync?', "why is john's mail wrong in 365", 'jsmith exists twice', 'why is John Smith not syncing to Entra', 'jsmith@contoso.com is missing in the cloud', 'jsmith'])
    it(`hears jsmith in: ${question}`, () => assert.equal(who(asking(question)), JOHN));

  it('lets the subject decide over the question', () => assert.equal(who((given) => { given.bundle['question'] = "why won't mjones sync"; }), JOHN));
  it('does not take a slip for a name but shows what is near', () => assert.equal(who(named('jsmiht')), 'not-found jsmith'));
  it('does not take the beginning of a name for the name', () => assert.equal(who(named('jsmit')), 'not-found jsmith'));
  it('asks back when two objects bear one name', () => assert.equal(who((given) => { given.bundle['subject'] = 'Mary Jones'; given.entries.push({ dn: 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com', attributes: { ...given.other.attributes, objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='] } }); }), 'ambiguous 2'));
  it('prefers a name that identifies over one that people merely bear', () => assert.equal(who((given) => { given.other.attributes['displayName'] = ['jsmith']; }), JOHN));
  it('prefers the sign-in name over an address that another object has too', () => assert.equal(who((given) => { given.bundle['subject'] = 'jsmith@contoso.com'; given.other.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; }), JOHN));
  it('passes over conflict copies', () => assert.equal(who((given) => { given.bundle['subject'] = 'John Smith'; given.entries.push({ dn: 'CN=John Smith\\0ACNF:x,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { ...given.ad.attributes, objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='] } }); }), JOHN));
  it('takes an entry listed twice for one object', () => assert.equal(who((given) => { given.entries.push({ ...given.ad }); }), JOHN));
  it('takes a container for the subject when its very name is asked', () => assert.equal(who(named('ou=leavers, dc=corp, dc=contoso, dc=com')), 'OU=Leavers'));
  it('does not take a container for somebody of that name', () => assert.equal(who((given) => { given.bundle['subject'] = 'Leavers'; given.entries.forEach(({ dn, attributes }) => { if (dn.startsWith('OU=Leavers')) attributes['displayName'] = ['Leavers']; }); }), 'not-found '));
  it('passes over deleted entries', () => assert.equal(who((given) => { given.ad.attributes['isDeleted'] = ['TRUE']; withoutCloudAccount(given); }), 'not-found '));
  it('finds an account that lives in Entra only', () => assert.equal(who((given) => { given.bundle['subject'] = 'svc@contoso.com'; given.users.push({ id: '4', userPrincipalName: 'svc@contoso.com' }); }), 'cloud 4'));
  it('finds a deleted cloud account by its former sign-in name', () => assert.equal(who((given) => { given.bundle['subject'] = 'ex@contoso.com'; given.entra['deletedUsers'] = [{ id: '2222', userPrincipalName: '2222ex@contoso.com' }]; }), 'cloud 2222'));
  it('finds the AD account behind a cloud account of another anchor by the sign-in name', () => assert.equal(who((given) => { given.bundle['subject'] = '11111111-aaaa-4aaa-8aaa-000000000001'; given.user['onPremisesImmutableId'] = 'jsmith'; }), JOHN));
  it('finds whom AD was partly read of', () => assert.equal(who((given) => { given.bundle['unread'] = [{ what: 'directory.entries', why: 'timed-out' }]; }), JOHN));
});
