import assert from 'node:assert/strict';
import { CATALOGUE } from '../../../src/catalogue/index.ts';
import { diagnose } from '../../../src/diagnose/diagnose.ts';
import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { company, documentOf, type Company } from '../company.ts';

const MOERA = ['SMTP:jsmith@contoso.onmicrosoft.com'];
const inCloud = ({ user }: Company): void => {
  user['proxyAddresses'] = MOERA;
  user['mail'] = 'jsmith@contoso.onmicrosoft.com';
};
function emptied(given: Company): void {
  inCloud(given);
  delete given.ad.attributes['mail'];
  given.ad.attributes['proxyAddresses'] = [];
}

describeCause(sealed('primary-is-onmicrosoft'), {
  confirms: [
    { when: 'no address of AD is marked as primary', given: (given) => { inCloud(given); given.ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; }, says: /instead of jsmith@contoso\.com/ },
    { when: 'the address lacks its prefix', given: (given) => { inCloud(given); given.ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; } },
    { when: 'the licence is gone, and with it the address made of the sign-in name', given: (given) => { emptied(given); given.user['assignedLicenses'] = []; }, says: /mailbox licence/ },
    { when: 'the domain of the address is not verified', given: (given) => { inCloud(given); given.ad.attributes['proxyAddresses'] = ['SMTP:jsmith@fabrikam.com']; given.ad.attributes['mail'] = ['jsmith@fabrikam.com']; } },
    { when: 'nothing in AD explains it', given: inCloud, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the primary address is the wanted one', given: () => {} },
    { when: 'AD itself asks for the onmicrosoft address', given: (given) => { emptied(given); given.ad.attributes['userPrincipalName'] = ['jsmith@contoso.onmicrosoft.com']; } },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
    { when: 'the account lives in the cloud alone', given: (given) => { inCloud(given); given.user['onPremisesSyncEnabled'] = null; } },
  ],
});

describe('primary-is-onmicrosoft in a diagnosis', () => {
  const causes = (change: (given: Company) => void): readonly string[] => {
    const given = company();
    change(given);
    return diagnose(documentOf(given), CATALOGUE).findings.map(({ cause }) => cause);
  };
  const masked: readonly (readonly [string, (given: Company) => void])[] = [
    ['proxy-missing-smtp-prefix', (given) => { given.ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; }],
    ['proxy-no-primary', (given) => { given.ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; }],
    ['proxy-domain-not-verified', (given) => { given.ad.attributes['proxyAddresses'] = ['SMTP:jsmith@fabrikam.com']; given.ad.attributes['mail'] = ['jsmith@fabrikam.com']; }],
  ];
  for (const [id, change] of masked) it(`leaves the word to ${id}`, () => {
    const found = causes((given) => { inCloud(given); change(given); });
    assert.ok(found.includes(id), found.join(', '));
    assert.ok(!found.includes('primary-is-onmicrosoft'));
  });
  it('speaks where no exact cause is found', () => assert.ok(causes((given) => { emptied(given); given.user['assignedLicenses'] = []; }).includes('primary-is-onmicrosoft')));
});
