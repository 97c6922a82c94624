import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { JOIN_CERTIFICATE, OTHER_CERTIFICATE, pc01 } from './subjects.ts';

const lost = (given: Company, ...certificates: readonly string[]) => {
  const device = pc01(given);
  device.leaveCloud();
  device.ad.attributes['userCertificate'] = [...certificates];
  return device.ad.attributes;
};

describeCause(sealed('device-certificate-not-hybrid-join'), {
  confirms: [
    { when: 'its only certificate bears its DNS name', given: (given) => { lost(given, OTHER_CERTIFICATE); }, layer: 2, remedy: null, says: /CN=30475e40-e7ae-4af3-af75-8b143c81daf5, but there is only pc01.corp.contoso.com/ },
    { when: 'the certificate belongs to another computer', given: (given) => { lost(given, JOIN_CERTIFICATE)['objectGUID'] = ['VVVVVVVVVVVVVVVVVVVVVQ==']; } },
  ],
  rulesOut: [
    { when: 'the computer is healthy', given: (given) => { pc01(given); } },
    { when: 'one of two certificates is the right one', given: (given) => { lost(given, OTHER_CERTIFICATE, JOIN_CERTIFICATE); } },
    { when: 'it has no certificate', given: (given) => { lost(given); } },
    { when: 'it is in Entra all the same', given: (given) => { pc01(given).ad.attributes['userCertificate'] = [OTHER_CERTIFICATE]; } },
    { when: 'it is a managed service account', given: (given) => { lost(given, OTHER_CERTIFICATE)['objectClass']?.push('msDS-GroupManagedServiceAccount'); } },
  ],
  cannotTell: [
    { when: 'a certificate cannot be read', given: (given) => { lost(given, OTHER_CERTIFICATE, 'bm90IGEgY2VydGlmaWNhdGU='); }, missing: ['directory.entries'] },
    { when: 'a certificate is cut off', given: (given) => { lost(given, JOIN_CERTIFICATE.slice(0, 60)); }, missing: ['directory.entries'] },
  ],
});
