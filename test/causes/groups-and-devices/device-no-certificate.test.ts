import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { pc01 } from './subjects.ts';

const lost = (given: Company) => {
  const device = pc01(given);
  device.leaveCloud();
  return device.ad.attributes;
};

describeCause(sealed('device-no-certificate'), {
  confirms: [
    { when: 'userCertificate is empty', given: (given) => { delete lost(given)['userCertificate']; }, layer: 2, remedy: null, says: /never begun its hybrid join/ },
    { when: 'devices of Entra were not read', given: (given) => { delete pc01(given).ad.attributes['userCertificate']; given.bundle['unread'] = [{ what: 'entra.devices', why: 'access-denied' }]; } },
  ],
  rulesOut: [
    { when: 'the computer is healthy', given: (given) => { pc01(given); } },
    { when: 'it has joined by another way', given: (given) => { delete pc01(given).ad.attributes['userCertificate']; } },
    ...['msDS-GroupManagedServiceAccount', 'msDS-ManagedServiceAccount', 'msDS-DelegatedManagedServiceAccount'].map((name) => ({ when: `it is of class ${name}`, given: (given: Company) => { const attributes = lost(given); delete attributes['userCertificate']; attributes['objectClass']?.push(name); } })),
    { when: 'the question is about a user', given: () => undefined },
  ],
});
