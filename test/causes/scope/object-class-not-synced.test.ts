import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company, Entry } from '../company.ts';

const asked = ({ bundle, entries }: Company, objectClass: string[], more: Entry['attributes'] = {}): void => {
  bundle['subject'] = 'thing$';
  entries.push({ dn: 'CN=Thing,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass, sAMAccountName: ['thing$'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], ...more } });
};
const COMPUTER = ['top', 'person', 'organizationalPerson', 'user', 'computer'];

describeCause(sealed('object-class-not-synced'), {
  confirms: [
    { when: 'it is a group managed service account', given: (given) => asked(given, [...COMPUTER, 'msDS-GroupManagedServiceAccount']), remedy: null, says: /group managed service account/ },
    { when: 'it is a managed service account', given: (given) => asked(given, [...COMPUTER, 'msDS-ManagedServiceAccount']) },
    { when: 'it is a dynamic distribution group', given: (given) => asked(given, ['top', 'msExchDynamicDistributionList'], { sAMAccountName: [], displayName: ['thing$'] }), says: /dynamic distribution group/ },
    { when: 'it is a computer without a certificate', given: (given) => asked(given, COMPUTER), says: /has not begun a hybrid join/ },
    { when: 'it is a built-in group', given: (given) => asked(given, ['top', 'group'], { objectSid: ['S-1-5-32-544'] }), says: /built-in group/ },
  ],
  rulesOut: [
    { when: 'it is a user', given: () => {} },
    { when: 'a class has the name of something that every object of the language has', given: (given) => asked(given, ['top', 'person', 'user', 'constructor', '__proto__']) },
    { when: 'it is a computer with a certificate', given: (given) => asked(given, COMPUTER, { userCertificate: ['MIIB'] }) },
    { when: 'it is an ordinary group', given: (given) => asked(given, ['top', 'group'], { objectSid: ['S-1-5-21-1111-2222-3333-1777'] }) },
    { when: 'it is an inetOrgPerson', given: (given) => asked(given, ['top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson']) },
  ],
});
