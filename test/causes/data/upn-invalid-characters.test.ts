import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError, type Company } from '../company.ts';

const named = (name: string) => ({ ad, user }: Company): void => { ad.attributes['userPrincipalName'] = [name]; user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; };
/** A refusal that no clean export has followed. */
const refused = (given: Company, more: Record<string, unknown>): void => exportError(given, { ErrorName: 'IdentityDataValidationFailed', LatestOccurrence: '2026-11-21T09:01:50Z', ...more });

describeCause(sealed('upn-invalid-characters'), {
  confirms: [
    { when: 'the name holds a blank', given: named('j smith@contoso.com'), says: /a blank.*called jsmith@contoso\.onmicrosoft\.com/, remedy: 'rename-to-own-address', proposes: /"before":\["j smith@contoso\.com"\],"after":\["jsmith@contoso\.com"\]/ },
    { when: 'the own address belongs to somebody else too, so that nothing is written', given: (given) => { named('j smith@contoso.com')(given); given.other.attributes['mail'] = ['jsmith@contoso.com']; }, remedy: null },
    ...[...'\\%&*+/=?{}|<>();:,[]"'].map((character) => ({ when: `the name holds ${character}`, given: named(`j${character}smith@contoso.com`) })),
    { when: 'there is an accent, for which it proposes the plain letter', given: named('jörg@contoso.com'), says: /jorg@contoso\.com would be legal, and no object that was read has it/ },
    { when: 'the part in front of the @ ends with a dot', given: named('jsmith.@contoso.com') },
    { when: 'it ends with &', given: named('jsmith@contoso.com&') },
    { when: 'a blank stands at the end', given: named('jsmith@contoso.com '), says: /<U\+0020>/ },
    { when: 'there is no @', given: named('jsmith'), says: /no @/ },
    { when: 'there are two @', given: named('j@smith@contoso.com'), says: /more than one @/ },
    { when: 'the engine refuses it', given: (given) => { named('j&smith@contoso.com')(given); refused(given, {}); }, evidenceClass: 'A', layer: 4 },
    { when: 'the error names the attribute', given: (given) => { named('j&smith@contoso.com')(given); refused(given, { ErrorLiteral: 'The value of [User.userPrincipalName] is not valid.' }); }, evidenceClass: 'A', layer: 4 },
    { when: 'the error names another attribute, and it is only a rule then', given: (given) => { named('j&smith@contoso.com')(given); refused(given, { ErrorExtraDetails: JSON.stringify([{ Key: 'InvalidAttributeName', Value: ['mail'] }]) }); } },
    { when: 'the account still has an earlier name, so the change is refused', given: ({ ad }) => { ad.attributes['userPrincipalName'] = ['j smith@contoso.com']; }, layer: 4 },
    { when: 'the account is not in Entra', given: (given) => { named('j smith@contoso.com')(given); given.users.splice(0); }, layer: 4 },
    { when: 'people sign in with mail and that is illegal', given: (given) => { given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; given.ad.attributes['mail'] = ['j smith@contoso.com']; given.user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; } },
    { when: 'the correction is the alias of somebody else, in whatever attribute', given: (given) => { named('m jones@contoso.com')(given); given.other.attributes['userPrincipalName'] = ['mary@contoso.com']; }, says: /mjones@contoso\.com belongs to somebody else/ },
  ],
  rulesOut: [
    { when: 'it holds an apostrophe, which Entra allows', given: named("o'brien@contoso.com") },
    { when: 'it holds # and _ and other legal signs', given: named('j#smith_1!^~-2.x@contoso.com') },
    { when: 'it holds digits only', given: named('20261121@contoso.com') },
    { when: 'Entra has the name as it is', given: ({ ad, user }) => { ad.attributes['userPrincipalName'] = ['j&smith@contoso.com']; user['userPrincipalName'] = 'j&smith@contoso.com'; } },
    { when: 'it is empty', given: ({ ad }) => { delete ad.attributes['userPrincipalName']; } },
    { when: 'the account was made cloud-managed', given: (given) => { named('j smith@contoso.com')(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
});
