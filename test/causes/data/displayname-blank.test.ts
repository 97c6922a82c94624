import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const nameless = ({ ad, user }: Company): void => { delete ad.attributes['displayName']; user['displayName'] = null; };
/** The subject becomes a group that is not in Entra. */
const group = (given: Company, attributes: Record<string, string[]>): void => {
  given.ad.attributes = { objectClass: ['top', 'group'], objectGUID: ['TpwcjSo/bkucfSobPE1ebw=='], sAMAccountName: ['jsmith'], cn: ['Team'], groupType: ['-2147483646'], ...attributes };
  given.users.splice(0);
};

describeCause(sealed('displayname-blank'), {
  confirms: [
    { when: 'a mail-enabled group has none', given: (given) => group(given, { mail: ['team@contoso.com'] }), remedy: 'name-after-common-name', proposes: /"attribute":"displayName".*"sync\.start-delta"/, says: /mail-enabled group without one is left out. Its common name is Team/ },
    { when: 'a user has none, neither in AD nor in Entra', given: nameless, evidenceClass: 'C' },
    { when: 'it is only blanks', given: (given) => { nameless(given); given.ad.attributes['displayName'] = ['  ']; }, evidenceClass: 'C' },
    { when: 'a user who is not in Entra has none', given: (given) => { nameless(given); given.users.splice(0); }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'there is one', given: () => {} },
    { when: 'Connect filled it from another attribute', given: ({ ad }) => { delete ad.attributes['displayName']; } },
    { when: 'the display name in Entra was not asked for', given: ({ ad, user }) => { delete ad.attributes['displayName']; delete user['displayName']; } },
    { when: 'a security group without mail has none', given: (given) => group(given, {}) },
  ],
});
