import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const target = (value: string) => ({ ad }: Company): void => { ad.attributes['targetAddress'] = [value]; };

describeCause(sealed('targetaddress-invalid'), {
  confirms: [
    { when: 'there is no prefix', given: target('jsmith@fabrikam.com'), remedy: 'prefix-forwarding', proposes: /"after":\["SMTP:jsmith@fabrikam\.com"\]/, says: /no "SMTP:" in front\. SMTP:jsmith@fabrikam\.com would be legal/, shows: ['targetAddress="jsmith@fabrikam.com"'] },
    { when: 'it holds a blank', given: target('SMTP:j smith@fabrikam.com') },
    { when: 'a blank stands at the end', given: target('SMTP:jsmith@fabrikam.com '), says: /<U\+0020>/ },
    { when: 'it holds an illegal character', given: target('SMTP:j\\smith@fabrikam.com') },
    { when: 'it holds a second colon', given: target('SMTP:smtp:jsmith@fabrikam.com') },
    { when: 'it is no address', given: target('SMTP:jsmith'), says: /no @/ },
    { when: 'it has more than 255 characters', given: target(`SMTP:${'j'.repeat(245)}@fabrikam.com`), says: /characters, 255 are allowed/ },
    { when: 'another object in scope forwards to the same address', given: (given) => { target('SMTP:x@fabrikam.com')(given); given.other.attributes['targetAddress'] = ['smtp:x@fabrikam.com']; }, evidenceClass: 'C', says: /Mary Jones.* has the forwarding address/, shows: ['targetAddress=SMTP:x@fabrikam.com', 'targetAddress=SMTP:x@fabrikam.com'] },
    { when: 'another object in scope has the address as its own, which may be wanted', given: (given) => { target('SMTP:mjones@contoso.com')(given); }, evidenceClass: 'D', shows: ['targetAddress=SMTP:mjones@contoso.com', 'proxyAddresses, mail, userPrincipalName=SMTP:mjones@contoso.com'] },
  ],
  rulesOut: [
    { when: 'there is none', given: () => {} },
    { when: 'it is the remote routing address of a hybrid mailbox', given: target('SMTP:jsmith@contoso.mail.onmicrosoft.com') },
    { when: 'its prefix is in small letters and the name holds an apostrophe', given: target("smtp:o'brien@fabrikam.com") },
    { when: 'it is of another type', given: target('FAX:+41 44 123 45 67') },
    { when: 'it is one of its own addresses', given: target('SMTP:john.smith@contoso.com') },
    { when: 'the other object with the address is not in scope', given: (given) => { target('SMTP:x@fabrikam.com')(given); given.other.attributes['targetAddress'] = ['SMTP:x@fabrikam.com']; given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'it is not in scope itself', given: (given) => { target('SMTP:x@fabrikam.com')(given); given.other.attributes['targetAddress'] = ['SMTP:x@fabrikam.com']; given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
  ],
});
