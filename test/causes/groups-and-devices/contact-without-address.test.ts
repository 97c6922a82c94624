import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { partner } from './subjects.ts';

const lost = (given: Company) => {
  const contact = partner(given);
  contact.leaveCloud();
  return contact.ad.attributes;
};

describeCause(sealed('contact-without-address'), {
  confirms: [
    { when: 'it has mail but no proxyAddresses', given: (given) => { delete lost(given)['proxyAddresses']; }, layer: 2, remedy: 'complete-address', proposes: /"ad\.change-addresses".*"remove":\[\],"add":\["SMTP:/, says: /proxyAddresses is empty/ },
    { when: 'it has proxyAddresses but no mail', given: (given) => { delete lost(given)['mail']; }, says: /mail is empty/ },
    { when: 'neither contains an @', given: (given) => { Object.assign(lost(given), { mail: ['paula'], proxyAddresses: ['SMTP:paula'] }); }, says: /contains an @/ },
    { when: 'Entra was not read', given: (given) => { delete partner(given).ad.attributes['mail']; given.bundle['unread'] = [{ what: 'entra.contacts', why: 'throttled' }]; } },
  ],
  rulesOut: [
    { when: 'the contact is healthy', given: (given) => { partner(given); } },
    { when: 'both are there and mail alone has the @', given: (given) => { lost(given)['proxyAddresses'] = ['X400:c=de']; } },
    { when: 'it is in Entra all the same', given: (given) => { delete partner(given).ad.attributes['proxyAddresses']; } },
    { when: 'the question is about a user', given: () => undefined },
  ],
});
