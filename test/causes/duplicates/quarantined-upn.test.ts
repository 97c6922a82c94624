import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const rewritten = ({ user }: Company): void => {
  user['userPrincipalName'] = 'jsmith1234@contoso.onmicrosoft.com';
  user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: 'UserPrincipalName', value: 'JSmith@contoso.com' }];
};

describeCause(sealed('quarantined-upn'), {
  confirms: [
    { when: 'Entra states that the name AD wants is taken', given: rewritten, evidenceClass: 'A', says: /jsmith1234@contoso.onmicrosoft.com/ },
    { when: 'AD could not be read but Entra knows the name it was given', given: (given) => { rewritten(given); delete given.bundle['directory']; given.bundle['subject'] = 'John Smith'; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the errors were not read, but the name is the wanted one', given: ({ user }) => { delete user['onPremisesProvisioningErrors']; } },
    { when: 'four digits are part of a real name', given: ({ ad, user }) => { ad.attributes['userPrincipalName'] = ['jsmith1234@contoso.com']; user['userPrincipalName'] = 'jsmith1234@contoso.com'; } },
    { when: 'an unverified suffix rewrote the name without any entry', given: ({ ad, user }) => { ad.attributes['userPrincipalName'] = ['jsmith@corp.local']; user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; } },
    { when: 'the entry is old and the name has healed', given: (given) => { rewritten(given); given.user['userPrincipalName'] = 'jsmith@contoso.com'; } },
    { when: 'AD wants another name by now', given: (given) => { rewritten(given); given.ad.attributes['userPrincipalName'] = ['john.smith@contoso.com']; } },
    { when: 'only an address is quarantined', given: ({ user }) => { user['onPremisesProvisioningErrors'] = [{ propertyCausingError: 'ProxyAddresses', value: 'SMTP:jsmith@contoso.com' }]; } },
  ],
  cannotTell: [{ when: 'the errors of the account were not read and its name is another', given: (given) => { rewritten(given); delete given.user['onPremisesProvisioningErrors']; }, missing: ['entra.users'] }],
});
