import assert from 'node:assert/strict';
import { addedAddresses, addressOutcomes, ADDRESS_REASONS, primaryAddress, type AddressInputs } from '../../src/deduce/proxy-calculation.ts';

const INPUTS: AddressInputs = {
  proxyAddresses: ['SMTP:jsmith@contoso.com'], mail: 'jsmith@contoso.com', mailNickname: 'jsmith', userPrincipalName: 'jsmith@contoso.com', inCloud: ['SMTP:jsmith@contoso.com'],
  verifiedDomains: ['contoso.com', 'contoso.onmicrosoft.com'], initialDomain: 'contoso.onmicrosoft.com', mailboxLike: true, quarantined: ['taken@contoso.com'],
};
const CASES: readonly (readonly [string, string, string, Partial<AddressInputs>?])[] = [
  ['SMTP:JSmith@Contoso.com', 'arrived', 'as-it-is'],
  ['smtp:jsmith@contoso.com ', 'arrived', 'as-it-is'],
  ['smtp:a/b@contoso.com', 'changed', 'underscored', { inCloud: ['smtp:a_b@contoso.com'] }],
  ['js@contoso.com', 'missing', 'no-type'],
  ['X400:C=US;A= ;S=x;', 'missing', 'legacy-type'],
  ['MSMAIL:A/B/C', 'missing', 'legacy-type'],
  ['smtp:x@contoso.onmicrosoft.com', 'missing', 'reserved-suffix'],
  ['smtp:x@contoso.mail.onmicrosoft.com', 'missing', 'remote-routing'],
  ['smtp:j s@contoso.com', 'missing', 'illegal-character'],
  ['smtp:j..s@contoso.com', 'missing', 'malformed'],
  [`smtp:${'j'.repeat(260)}@contoso.com`, 'missing', 'too-long'],
  ['smtp:taken@contoso.com', 'missing', 'taken'],
  ['smtp:x@fabrikam.com', 'missing', 'unverified-domain'],
  ['smtp:x@fabrikam.com', 'missing', 'unexplained', { mailboxLike: false }],
  ['smtp:x@fabrikam.com', 'missing', 'licences-unknown', { mailboxLike: undefined }],
  ['smtp:x@fabrikam.com', 'missing', 'domains-unknown', { verifiedDomains: undefined }],
  ['smtp:x@contoso.com', 'missing', 'unexplained'],
  ['sip:x@fabrikam.com', 'missing', 'unexplained'],
  ['smtp:x@contoso.com', 'not-read', 'unexplained', { inCloud: undefined }],
];

describe('the calculation of addresses', () => {
  for (const [raw, fate, reason, more] of CASES) {
    it(`says of ${raw.slice(0, 40)} that it is ${fate}: ${reason}${more === undefined ? '' : ` (${Object.keys(more).join()} ${JSON.stringify(Object.values(more)[0] ?? 'unknown')})`}`, () => {
      const [outcome] = addressOutcomes({ ...INPUTS, proxyAddresses: [raw], ...more });
      assert.deepEqual([outcome?.raw, outcome?.fate, outcome?.reason], [raw, fate, reason]);
      assert.match(outcome?.says ?? '', /^.{15,}\.$/);
    });
  }
  it('knows a case for every reason', () => assert.deepEqual(ADDRESS_REASONS.filter((reason) => !CASES.some((each) => each[2] === reason)), []));

  for (const [when, more, from, address] of [
    ['the SMTP: value', {}, 'proxyAddresses', 'jsmith@contoso.com'],
    ['mail where there are no addresses', { proxyAddresses: [], mail: 'John@contoso.com' }, 'mail', 'john@contoso.com'],
    ['the sign-in name of a mailbox without addresses and mail', { proxyAddresses: [], mail: undefined }, 'userPrincipalName', 'jsmith@contoso.com'],
    ['the initial domain where the sign-in name is not verified', { proxyAddresses: [], mail: undefined, userPrincipalName: 'j@corp.local' }, 'initial-domain', 'jsmith@contoso.onmicrosoft.com'],
    ['the initial domain where all addresses are in small letters', { proxyAddresses: ['smtp:jsmith@contoso.com'] }, 'initial-domain', 'jsmith@contoso.onmicrosoft.com'],
    ['the initial domain where the primary address is dropped', { proxyAddresses: ['SMTP:jsmith@fabrikam.com'] }, 'initial-domain', 'jsmith@contoso.onmicrosoft.com'],
    ['the initial domain with underscores', { proxyAddresses: ['smtp:x@contoso.com'], mailNickname: 'j/smith' }, 'initial-domain', 'j_smith@contoso.onmicrosoft.com'],
    ['an unknown address of the initial domain without an alias', { proxyAddresses: ['smtp:x@contoso.com'], mailNickname: undefined }, 'initial-domain', undefined],
    ['nothing without addresses, mail and licence', { proxyAddresses: [], mail: undefined, mailboxLike: false }, 'none', undefined],
  ] as const) {
    it(`takes as primary ${when}`, () => {
      const primary = primaryAddress({ ...INPUTS, ...more });
      assert.deepEqual([primary.from, primary.address], [from, address]);
    });
  }

  it('tells where the other addresses in the cloud come from', () => {
    const inCloud = ['SMTP:jsmith@contoso.com', 'smtp:john@contoso.com', 'smtp:upn@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com', 'smtp:jsmith@contoso.mail.onmicrosoft.com', 'smtp:who@contoso.com'];
    assert.deepEqual(addedAddresses({ ...INPUTS, mail: 'john@contoso.com', userPrincipalName: 'upn@contoso.com', inCloud }).map(({ from }) => from), ['mail', 'userPrincipalName', 'initial-domain', 'remote-routing', 'cloud']);
    assert.deepEqual(addedAddresses({ ...INPUTS, inCloud: undefined }), []);
  });
  it('ends for ten thousand addresses', () => assert.equal(addressOutcomes({ ...INPUTS, proxyAddresses: Array.from({ length: 10_000 }, (_, n) => `smtp:j${n}@contoso.com`) }).length, 10_000)).timeout(2000);
});
