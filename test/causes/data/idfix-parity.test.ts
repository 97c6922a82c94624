import assert from 'node:assert/strict';
import { CATALOGUE } from '../../../src/catalogue/index.ts';
import { diagnose } from '../../../src/diagnose/diagnose.ts';
import { company, documentOf, type Company } from '../company.ts';

/** One check of IdFix, and what it is today: a cause, or the reason why it is none. */
interface Parity {
  readonly check: string;
  readonly what: string;
  readonly today: { readonly cause: string } | { readonly noFinding: string };
  given(company: Company): void;
}
type Given = Parity['given'];

const ad = (attribute: string, ...values: readonly string[]): Given => (given) => { given.ad.attributes[attribute] = [...values]; };
const both = (...all: readonly Given[]): Given => (given) => { for (const one of all) one(given); };
/** One more address in AD; Entra does not have it. */
const address = (value: string): Given => ({ ad: entry }) => { entry.attributes['proxyAddresses']?.push(value); };
const notInEntra: Given = ({ users }) => { users.splice(0); };
/** The sign-in name in AD; Entra made one on the initial domain. */
const upn = (name: string): Given => both(ad('userPrincipalName', name), ({ user }) => { user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; });
const other = (attribute: string, value: string): Given => (given) => { given.other.attributes[attribute] = [value]; };
const byGuid: Given = ({ bundle }) => { bundle['subject'] = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'; };
const groupWithoutName: Given = (given) => {
  given.ad.attributes = { objectClass: ['top', 'group'], objectGUID: ['TpwcjSo/bkucfSobPE1ebw=='], sAMAccountName: ['jsmith'], cn: ['Team'], groupType: ['-2147483646'], mail: ['team@contoso.com'], proxyAddresses: ['SMTP:team@contoso.com'] };
  notInEntra(given);
};
const found = (check: string, what: string, cause: string, given: Given): Parity => ({ check, what, today: { cause }, given });
const none = (check: string, what: string, noFinding: string, given: Given): Parity => ({ check, what, today: { noFinding }, given });

const MULTI_TENANT: readonly Parity[] = [
  found('4.2 #1', 'displayName over 256', 'attribute-too-long', ad('displayName', 'd'.repeat(257))),
  none('4.2 #1', 'displayName of 256', 'Entra takes 256 characters; the limit of 255 was one too small', ad('displayName', 'd'.repeat(256))),
  found('4.2 #2', 'displayName blank', 'displayname-blank', both(ad('displayName', ' '), notInEntra)),
  none('4.2 #2', 'displayName blank, but filled on the way', 'Connect takes the common name; the object is in Entra with a name', ad('displayName', ' ')),
  found('4.2 #3', 'givenName over 64', 'attribute-too-long', ad('givenName', 'g'.repeat(65))),
  none('4.2 #3', 'givenName of 64', 'Entra takes 64 characters; the limit of 63 was one too small', ad('givenName', 'g'.repeat(64))),
  found('4.2 #4', 'mail over 256', 'attribute-too-long', ad('mail', `${'m'.repeat(250)}@contoso.com`)),
  found('4.2 #5', 'mail is also on another object', 'duplicate-proxy-two-ad-objects', other('mail', 'jsmith@contoso.com')),
  found('4.2 #6', 'mailNickname over 64', 'mailnickname-invalid', ad('mailNickname', 'j'.repeat(65))),
  found('4.2 #7', 'mailNickname begins with dots', 'mailnickname-invalid', ad('mailNickname', '..jsmith')),
  found('4.2 #8', 'mailNickname is also on another object', 'duplicate-mailnickname', both(other('mailNickname', 'jsmith'), ({ user }) => { user['mailNickname'] = 'jsmith'; user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'smtp:jsmith4711@contoso.onmicrosoft.com']; })),
  found('4.2 #9', 'an address over 256', 'attribute-too-long', address(`smtp:${'p'.repeat(250)}@contoso.com`)),
  found('4.2 #10', 'a second colon in an address', 'proxy-invalid-characters', address('smtp:smtp:js@contoso.com')),
  found('4.2 #11', 'an address is also on another object', 'duplicate-proxy-two-ad-objects', other('proxyAddresses', 'smtp:john.smith@contoso.com')),
  found('4.2 #12', 'white space or a sign in an SMTP address', 'proxy-invalid-characters', address('smtp:j<s>@contoso.com')),
  none('4.2 #13', 'a new top-level domain', 'every verified domain is right, whatever its last label; the old list knew 928', both(address('smtp:js@contoso.photography'), ({ entra }) => { (entra['domains'] as object[]).push({ id: 'contoso.photography', isVerified: true }); })),
  found('4.2 #13', 'TopLevelDomain: a domain that nobody can verify', 'proxy-domain-not-verified', address('smtp:js@contoso.local')),
  found('4.2 #13', 'DomainPart: a domain of one label', 'proxy-domain-not-verified', address('smtp:js@contoso')),
  found('4.2 #13', 'LocalPart: dots in a row', 'proxy-invalid-characters', address('smtp:j..s@contoso.com')),
  found('4.2 #13', 'Format: more than one @', 'proxy-invalid-characters', address('smtp:j@s@contoso.com')),
  found('4.2 #14', 'a line break in an X500 address', 'proxy-invalid-characters', address('x500:/o=Contoso\n/cn=js')),
  none('4.2 #14', 'an apostrophe in an X500 address', 'a legacy name may hold one', address("x500:/o=Contoso/cn=O'Brien")),
  none('4.2 #14', 'a sign in an X400 address', 'X400 addresses are left out by design, whatever they hold', both(address('X400:C=US;A= ;S=[x];'), address('x500:/o=Contoso/cn=js'))),
  found('4.2 #15', 'white space in an address of another type', 'proxy-invalid-characters', address('sip:j s@contoso.com')),
  found('4.2 #15', 'an address without a type', 'proxy-missing-smtp-prefix', address('js@contoso.com')),
  none('4.2 #15', 'white space in the address of another network', 'such an address follows the rules of its own network', address('NOTES:John Smith/Contoso@Contoso')),
  found('4.2 #16', 'sAMAccountName over 20', 'samaccountname-invalid', both(byGuid, ad('sAMAccountName', 'j'.repeat(21)))),
  found('4.2 #17', 'a sign in sAMAccountName', 'samaccountname-invalid', both(byGuid, ad('sAMAccountName', 'j/smith'))),
  none('4.2 #18', 'sAMAccountName is also on an object of another domain', 'AD refuses it within a domain, and in another one it collides with nothing', both(byGuid, (given) => { given.entries.push({ dn: 'CN=John,DC=emea,DC=contoso,DC=com', attributes: { objectClass: ['user'], objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='], sAMAccountName: ['jsmith'], userPrincipalName: ['j@emea.contoso.com'] } }); })),
  found('4.2 #18', 'sAMAccountName without userPrincipalName', 'upn-missing-in-ad', both(byGuid, (given) => { delete given.ad.attributes['userPrincipalName']; given.user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; })),
  found('4.2 #19', 'targetAddress over 255', 'targetaddress-invalid', ad('targetAddress', `SMTP:${'j'.repeat(250)}@fabrikam.com`)),
  found('4.2 #20', 'a second colon in targetAddress', 'targetaddress-invalid', ad('targetAddress', 'SMTP:smtp:js@fabrikam.com')),
  found('4.2 #20', 'targetAddress is also on another object', 'targetaddress-invalid', both(ad('targetAddress', 'SMTP:js@fabrikam.com'), other('targetAddress', 'SMTP:js@fabrikam.com'))),
  found('4.2 #21', 'a sign in an SMTP targetAddress', 'targetaddress-invalid', ad('targetAddress', 'SMTP:j\\s@fabrikam.com')),
  found('4.2 #22', 'targetAddress is no e-mail address', 'targetaddress-invalid', ad('targetAddress', 'SMTP:j..s@fabrikam.com')),
  none('4.2 #23', 'white space in a targetAddress of another type', 'such an address follows the rules of its own network', ad('targetAddress', 'FAX:+41 44 123 45 67')),
  found('4.2 #24', 'userPrincipalName over 113', 'upn-too-long', upn(`${'j'.repeat(100)}@contoso.com.${'c'.repeat(20)}`)),
  found('4.2 #24', 'userPrincipalName over 64 in front of the @, which was not checked', 'upn-too-long', upn(`${'j'.repeat(65)}@contoso.com`)),
  found('4.2 #25', 'a sign in userPrincipalName', 'upn-invalid-characters', upn('j&smith@contoso.com')),
  found('4.2 #25', 'an accent in userPrincipalName, of which only those with two dots were found', 'upn-invalid-characters', upn('andré@contoso.com')),
  none('4.2 #25', 'an apostrophe in userPrincipalName', 'Entra allows it', both(ad('userPrincipalName', "o'brien@contoso.com"), ({ user }) => { user['userPrincipalName'] = "o'brien@contoso.com"; })),
  found('4.2 #26', 'userPrincipalName is no name with one @', 'upn-invalid-characters', upn('j@smith@contoso.com')),
  found('4.2 #26', 'userPrincipalName ends with a dot, which was not checked', 'upn-invalid-characters', upn('jsmith.@contoso.com')),
  found('4.2 #26', 'userPrincipalName on a domain that nobody can verify', 'upn-suffix-not-verified', upn('jsmith@corp.local')),
  found('4.2 #26', 'userPrincipalName is also on another object', 'duplicate-upn-two-ad-objects', other('userPrincipalName', 'jsmith@contoso.com')),
];

const DEDICATED: readonly Parity[] = [
  found('4.3 #1', 'displayName over 256', 'attribute-too-long', ad('displayName', 'd'.repeat(257))),
  found('4.3 #1', 'displayName of a mail-enabled group blank', 'group-displayname-missing', groupWithoutName),
  none('4.3 #1', 'blanks at the ends of displayName', 'they do no harm: the rules trim them', ad('displayName', ' John Smith ')),
  found('4.3 #2', 'mail over 256', 'attribute-too-long', ad('mail', `${'m'.repeat(250)}@contoso.com`)),
  found('4.3 #2', 'white space in mail, where it is the address', 'proxy-invalid-characters', both(ad('proxyAddresses'), ad('mail', 'j s@contoso.com'))),
  found('4.3 #2', 'white space in mail beside a primary address', 'proxy-primary-differs-from-mail', ad('mail', 'j smith@contoso.com')),
  found('4.3 #2', 'mail is also on another object, in another attribute', 'duplicate-proxy-two-ad-objects', other('targetAddress', 'SMTP:jsmith@contoso.com')),
  found('4.3 #3', 'a blank in mailNickname', 'mailnickname-invalid', ad('mailNickname', 'j smith')),
  found('4.3 #3', 'an @ in mailNickname', 'mailnickname-invalid', ad('mailNickname', 'jsmith@contoso')),
  none('4.3 #3', "an apostrophe or & in mailNickname", 'Exchange allows ! # $ % & \' * + / = ? ^ { | } ~ and the back-tick in an alias', both(ad('mailNickname', "o'brien&co"), ({ user }) => { user['mailNickname'] = "o'brien&co"; })),
  found('4.3 #4', 'mailNickname blank where Exchange attributes wait for it', 'exchange-attributes-need-mailnickname', both(ad('mailNickname'), ad('extensionAttribute1', 'Paris'))),
  none('4.3 #4', 'mailNickname blank', 'addresses and mail flow without an alias', ad('mailNickname')),
  found('4.3 #5', 'mailNickname begins with a dot, which was never reported', 'mailnickname-invalid', ad('mailNickname', '.jsmith')),
  found('4.3 #6', 'an address over 256', 'attribute-too-long', address(`smtp:${'p'.repeat(250)}@contoso.com`)),
  found('4.3 #6', 'an address is also the sign-in name of another object', 'duplicate-proxy-two-ad-objects', other('userPrincipalName', 'john.smith@contoso.com')),
  found('4.3 #7', 'targetAddress is no e-mail address', 'targetaddress-invalid', ad('targetAddress', 'SMTP:js')),
  none('4.3 #7', 'targetAddress blank', 'a user arrives without one, and so does a contact that has mail and addresses', ad('targetAddress')),
  found('4.3 #8', 'mail is not the primary address, which was documented but never checked', 'proxy-primary-differs-from-mail', ad('mail', 'john.smith@contoso.com')),
];

const ALL = [...MULTI_TENANT, ...DEDICATED];
const answered = (given: Given) => {
  const one = company();
  given(one);
  return diagnose(documentOf(one), CATALOGUE);
};

describe('every check of IdFix', () => {
  for (const { check, what, today, given } of ALL) {
    if ('cause' in today) {
      it(`${check}: ${what} is found as ${today.cause}`, () => {
        const { findings } = answered(given);
        assert.ok(findings.some(({ cause, evidenceClass }) => cause === today.cause && evidenceClass !== 'D'), JSON.stringify(findings.map(({ cause }) => cause)));
      });
    } else {
      it(`${check}: ${what} is no finding, because ${today.noFinding}`, () => assert.deepEqual(answered(given).findings.filter(({ evidenceClass }) => evidenceClass !== 'D').map(({ cause, says }) => `${cause}: ${says}`), []));
    }
  }

  it('has a row: 26 for many tenants, 8 for dedicated ones', () => {
    const numbers = (list: string, count: number): readonly string[] => Array.from({ length: count }, (_, n) => `${list} #${n + 1}`);
    assert.deepEqual([...new Set(ALL.map(({ check }) => check))], [...numbers('4.2', 26), ...numbers('4.3', 8)]);
  });
  it('finds nothing in a healthy company', () => assert.deepEqual(answered(() => {}).findings, []));
});
