import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

/** Neither mail nor addresses, a sign-in name on a domain that is not verified, and an Exchange licence. */
const bare = ({ ad, user }: Company): void => {
  delete ad.attributes['mail'];
  delete ad.attributes['proxyAddresses'];
  ad.attributes['userPrincipalName'] = ['jsmith@corp.local'];
  user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com';
};

describeCause(sealed('mail-attribute-missing'), {
  confirms: [
    { when: 'a licensed account has neither mail nor a primary address', given: bare },
    { when: 'mail is only blanks', given: (given) => { bare(given); given.ad.attributes['mail'] = [' ']; } },
  ],
  rulesOut: [
    { when: 'mail has a value', given: (given) => { bare(given); given.ad.attributes['mail'] = ['jsmith@contoso.com']; } },
    { when: 'there is a primary address', given: (given) => { bare(given); given.ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com']; } },
    { when: 'the suffix of the sign-in name is verified, so that the name is the address', given: (given) => { bare(given); given.ad.attributes['userPrincipalName'] = ['jsmith@contoso.com']; } },
    { when: 'the account has no licence', given: (given) => { bare(given); given.user['assignedLicenses'] = []; } },
    { when: 'the Exchange plan of its licence is switched off', given: (given) => { bare(given); given.user['assignedLicenses'] = [{ skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', disabledPlans: ['efb87545-963c-4e0d-99df-69c6916d9eb0'] }]; } },
    { when: 'the account is not in Entra', given: (given) => { bare(given); given.users.splice(0); } },
  ],
  cannotTell: [
    { when: 'Entra was not read', given: (given) => { bare(given); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'the plans of the licence were not read', given: (given) => { bare(given); delete given.entra['subscribedSkus']; }, missing: ['entra.subscribedSkus'] },
    { when: 'the domains were not read', given: (given) => { bare(given); delete given.entra['domains']; delete given.entra['organization']; }, missing: ['entra.domains'] },
  ],
});
