import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { CERTIFICATES } from '../../../lab/company/certificate-samples.ts';
import { exportError } from '../company.ts';

const certificates = (count: number): string[] => Array.from({ length: count }, (_, n) => Buffer.from(`certificate ${n}`).toString('base64'));

describeCause(sealed('large-object-certificates'), {
  confirms: [
    { when: 'it has 16 certificates that cannot be read', given: ({ ad }) => { ad.attributes['userCertificate'] = certificates(16); }, remedy: null, says: /16 values of userCertificate; Entra takes 15/ },
    { when: 'two of 17 have expired, so that the others suffice', given: ({ ad }) => { ad.attributes['userCertificate'] = [...CERTIFICATES.expired, CERTIFICATES.valid, ...certificates(14)]; }, remedy: 'remove-expired-certificates', proposes: new RegExp(`"after":\\["${CERTIFICATES.valid.replaceAll(/[+/]/g, '.')}"`) },
    { when: 'two have expired, but too many would remain', given: ({ ad }) => { ad.attributes['userCertificate'] = [...CERTIFICATES.expired, ...certificates(16)]; }, remedy: null },
    { when: 'it has 16 S/MIME certificates', given: ({ ad }) => { ad.attributes['userSMIMECertificate'] = certificates(16); } },
    { when: 'the engine says that the object is too large', given: (given) => { given.ad.attributes['userCertificate'] = certificates(20); exportError(given, { ErrorName: 'LargeObject' }); } },
  ],
  rulesOut: [
    { when: 'it has 15 of each', given: ({ ad }) => { ad.attributes['userCertificate'] = certificates(15); ad.attributes['userSMIMECertificate'] = certificates(15); } },
    { when: 'it has none', given: () => {} },
  ],
});
