import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

/** One more address in AD that Entra does not have. */
const also = (value: string) => ({ ad }: Company): void => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', value]; };
const inCloud = (given: Company, ...values: readonly string[]): void => { given.user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', ...values]; };

describeCause(sealed('proxy-invalid-characters'), {
  confirms: [
    { when: 'a no-break space stands at the end, which it shows with its code point', given: also('smtp:js@contoso.com\u00a0'), says: /js@contoso\.com<U\+00A0>.*js@contoso\.com would be legal, and no object that was read has it/ },
    { when: 'a blank stands at the end', given: also('smtp:js@contoso.com '), says: /<U\+0020>/, remedy: 'strip-address', proposes: /"remove":\["smtp:js@contoso\.com "\],"add":\["smtp:js@contoso\.com"\]/ },
    { when: 'a blank stands in front of the type', given: also(' smtp:js@contoso.com') },
    { when: 'a tab stands inside', given: also('smtp:j\ts@contoso.com'), says: /U\+0009/, remedy: null },
    ...[...'<>();,[]"'].map((character) => ({ when: `it holds ${character}`, given: also(`smtp:j${character}s@contoso.com`) })),
    { when: 'there is a second colon', given: also('smtp:smtp:js@contoso.com'), says: /second colon/ },
    { when: 'there is an accent', given: also('smtp:andré@contoso.com'), says: /é \(U\+00E9\).*andre@contoso\.com would be legal/ },
    { when: 'a character became an underscore, so that the address is there but changed', given: (given) => { also('smtp:j/s@contoso.com')(given); inCloud(given, 'smtp:j_s@contoso.com'); }, says: /in Entra as j_s@contoso\.com/ },
    { when: 'the corrected address belongs to another AD object', given: (given) => { also('smtp:m jones@contoso.com')(given); }, says: /mjones@contoso\.com belongs to somebody else/ },
    { when: 'the corrected address is the sign-in name of somebody in the recycle bin', given: (given) => { also('smtp:a b@contoso.com')(given); given.entra['deletedUsers'] = [{ id: '99999999-aaaa-4aaa-8aaa-000000000009', userPrincipalName: '99999999aaaa4aaa8aaa000000000009ab@contoso.com' }]; }, says: /ab@contoso\.com belongs to somebody else/ },
    { when: 'the recycle bin was not read, so that nobody can say whether the correction is free', given: (given) => { also('smtp:a b@contoso.com')(given); delete given.entra['deletedUsers']; }, says: /could not be looked up everywhere/ },
    { when: 'the account is not in Entra, where it hinders the match', given: (given) => { also('smtp:j s@contoso.com')(given); given.users.splice(0); }, layer: 4 },
    { when: 'Entra was not read', given: (given) => { also('smtp:j s@contoso.com')(given); delete given.entra['users']; } },
    { when: 'it is no e-mail address at all and did not arrive', given: also('smtp:js..x@contoso.com'), evidenceClass: 'C' },
    { when: 'a sip address holds a blank', given: also('sip:j s@contoso.com') },
    { when: 'proxyAddresses is empty and mail, which takes its place, holds a blank', given: ({ ad }) => { delete ad.attributes['proxyAddresses']; ad.attributes['mail'] = ['j s@contoso.com']; } },
    { when: 'hundreds of addresses are wrong, of which it shows ten', given: ({ ad }) => { ad.attributes['proxyAddresses'] = Array.from({ length: 250 }, (_, n) => `smtp:j s${n}@contoso.com`); }, says: /And 240 more\./ },
    { when: 'an X500 address holds a line break', given: also('x500:/o=Contoso\n/cn=js') },
  ],
  rulesOut: [
    { when: 'every address is legal', given: () => {} },
    { when: 'the blank at its end did no harm, as the address arrived', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com ']; } },
    { when: 'a character that may become an underscore arrived as it is', given: (given) => { also('smtp:j=s@contoso.com')(given); inCloud(given, 'smtp:j=s@contoso.com'); } },
    { when: 'Entra was not read and only an underscore is possible', given: (given) => { also('smtp:j=s@contoso.com')(given); delete given.entra['users']; } },
    { when: 'the name holds an apostrophe and digits', given: also("smtp:o'brien.2024@contoso.com") },
    { when: 'values of other types hold blanks, brackets and semicolons', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', "x500:/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=O'Brien", 'EUM:4711@contoso.com;phone-context=dp.contoso.com', 'X400:C=US;A= ;P=Contoso;S=Smith;', 'NOTES:John Smith/Contoso@Contoso']; } },
    { when: 'mail holds a blank but addresses are there, which take its place', given: ({ ad }) => { ad.attributes['mail'] = ['j s@contoso.com']; } },
    { when: 'there is no address at all', given: ({ ad }) => { delete ad.attributes['proxyAddresses']; delete ad.attributes['mail']; } },
    { when: 'the account was made cloud-managed', given: (given) => { also('smtp:j s@contoso.com')(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
});
