import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError } from '../company.ts';

describeCause(sealed('attribute-too-long'), {
  confirms: [
    { when: 'the display name has 257 characters', given: ({ ad }) => { ad.attributes['displayName'] = ['d'.repeat(257)]; }, remedy: null, says: /displayName has 257 characters, 256 are allowed/ },
    { when: 'the given name has 65', given: ({ ad }) => { ad.attributes['givenName'] = ['g'.repeat(65)]; } },
    { when: 'mail has 257', given: ({ ad }) => { ad.attributes['mail'] = [`${'m'.repeat(245)}@contoso.com`]; } },
    { when: 'an address has more than 256', given: ({ ad }) => { ad.attributes['proxyAddresses']?.push(`smtp:${'p'.repeat(250)}@contoso.com`); } },
    { when: 'the engine says so and names the attribute', given: (given) => exportError(given, { ErrorName: 'ExceededAllowedLength', ErrorLiteral: 'The value of [User.department] is too long.' }), evidenceClass: 'A', says: /department/ },
    { when: 'the engine says so without a name', given: (given) => exportError(given, { ErrorName: 'ExceededAllowedLength' }), evidenceClass: 'A', says: /not which one/ },
  ],
  rulesOut: [
    { when: 'every value has as many characters as are allowed', given: ({ ad }) => { ad.attributes['displayName'] = ['d'.repeat(256)]; ad.attributes['givenName'] = ['g'.repeat(64)]; } },
    { when: 'Entra holds the value at full length', given: ({ ad, user }) => { ad.attributes['displayName'] = ['d'.repeat(257)]; user['displayName'] = 'd'.repeat(257); } },
    { when: 'Entra holds the given name, mail and address at full length', given: ({ ad, user }) => { const long = `${'p'.repeat(250)}@contoso.com`; ad.attributes['givenName'] = ['g'.repeat(65)]; user['givenName'] = 'g'.repeat(65); ad.attributes['mail'] = [long]; user['mail'] = long; ad.attributes['proxyAddresses'] = [`SMTP:${long}`]; user['proxyAddresses'] = [`SMTP:${long}`]; } },
    { when: 'the error comes from too many certificates', given: (given) => { exportError(given, { ErrorName: 'ExceededAllowedLength' }); given.ad.attributes['userCertificate'] = Array.from({ length: 16 }, (_, n) => `AA${n}=`); } },
  ],
});
