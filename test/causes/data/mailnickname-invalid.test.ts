import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('mailnickname-invalid'), {
  confirms: [
    { when: 'it begins with a dot', given: ({ ad }) => { ad.attributes['mailNickname'] = ['.jsmith']; }, remedy: 'alias-from-account-name', proposes: /"before":\["\.jsmith"\],"after":\["jsmith"\]/, says: /dot at the start.*do not depend on it\. jsmith would be legal, and no object that was read has it/ },
    { when: 'the name in Entra is made of it', given: ({ ad, user }) => { ad.attributes['mailNickname'] = ['.jsmith']; user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; }, says: /dot at the start\. jsmith would/ },
    ...[...' \\<>();:,[]"@'].map((character) => ({ when: `it holds ${JSON.stringify(character)}`, given: ({ ad }: { readonly ad: { attributes: Record<string, string[]> } }) => { ad.attributes['mailNickname'] = [`j${character}smith`]; } })),
    { when: 'it has 65 characters', given: ({ ad }) => { ad.attributes['mailNickname'] = ['j'.repeat(65)]; }, says: /65 characters/ },
    { when: 'the account is not in Entra', given: (given) => { given.ad.attributes['mailNickname'] = ['j smith']; given.users.splice(0); }, layer: 4 },
    { when: 'the corrected alias belongs to somebody else', given: ({ ad, other }) => { ad.attributes['mailNickname'] = ['m jones']; other.attributes['mailNickname'] = ['mjones']; }, says: /mjones belongs to somebody else/ },
    { when: 'the corrected alias belongs to somebody in Entra', given: ({ ad, users, user }) => { ad.attributes['mailNickname'] = ['m jones']; users.push({ ...user, id: '99999999-aaaa-4aaa-8aaa-000000000009', onPremisesImmutableId: null, mailNickname: 'mjones' }); }, says: /mjones belongs to somebody else/ },
  ],
  rulesOut: [
    { when: 'it is legal', given: () => {} },
    { when: 'it holds signs that Exchange allows, an apostrophe and an ampersand among them', given: ({ ad }) => { ad.attributes['mailNickname'] = ["o'brien&co!#$%*+-/=?^_{|}~`1"]; } },
    { when: 'there is none', given: ({ ad }) => { delete ad.attributes['mailNickname']; } },
    { when: 'it arrived as it is, and neither name nor address is made of it', given: ({ ad, user }) => { ad.attributes['mailNickname'] = ['.jsmith']; user['mailNickname'] = '.jsmith'; } },
    { when: 'the account was made cloud-managed', given: (given) => { given.ad.attributes['mailNickname'] = ['.jsmith']; given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
});
