import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { event, logged, ticks } from './trouble.ts';

const asked = (given: Company, time?: string): void => {
  event(given, 656, `Password Change Request - Anchor : TpwcjSo/bkucfSobPE1ebw==, Dn : ${given.ad.dn}, Change Date : 11/21/2026 08:59:00`, time);
};
const answered = (given: Company, result: string, time: string): void => {
  event(given, 657, `Password Change Result - Anchor : AAAA, Dn : ${given.other.dn}, Result : Failed. Anchor : TpwcjSo/bkucfSobPE1ebw==, Dn : ${given.ad.dn}, Result : ${result}.`, time);
};

describeCause(sealed('phs-single-user-error'), {
  confirms: [
    { when: 'it was asked for and never answered', given: (given) => { asked(given, '2026-11-21T09:00:00Z'); }, evidenceClass: 'A', remedy: 'send-password-hash', proposes: /"sync\.send-password-hash"/ },
    { when: 'the answer was a failure', given: (given) => { asked(given, '2026-11-21T09:00:00Z'); answered(given, 'Failed', '2026-11-21T09:00:05Z'); }, evidenceClass: 'A' },
    { when: 'event 664 names it', given: (given) => { event(given, 664, `Password sync failed for the object ${given.ad.dn}.`); }, evidenceClass: 'A' },
    { when: 'the password log says error', given: (given) => { logged(given, 'Error'); }, evidenceClass: 'A' },
    { when: 'the target asked for another try', given: (given) => { logged(given, 'RetryRequestedByTarget'); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'its last hash was taken', given: () => {} },
    { when: 'the answer was a success, although another user in it failed', given: (given) => { asked(given, '2026-11-21T09:00:00Z'); answered(given, 'Success', '2026-11-21T09:00:05Z'); } },
    { when: 'it was asked for a minute ago', given: (given) => { asked(given); } },
    { when: 'the failure is older than its present password', given: (given) => { logged(given, 'Error', '2026-11-19T09:00:00Z'); given.ad.attributes['pwdLastSet'] = [ticks('2026-11-20T09:00:00Z')]; } },
    { when: 'a success followed the error', given: (given) => { logged(given, 'Error', '2026-11-21T08:00:00Z'); answered(given, 'Success', '2026-11-21T09:00:05Z'); } },
    { when: 'another user failed', given: (given) => { event(given, 664, `Password sync failed for the object ${given.other.dn}.`); } },
    { when: 'an object below it failed', given: (given) => { event(given, 664, `Password sync failed for the object CN=Phone,${given.ad.dn}.`); } },
  ],
  cannotTell: [{ when: 'neither the password log nor the event log was read', given: ({ server }) => { delete server['passwordSync']; delete server['events']; }, missing: ['syncServers.passwordSync'] }],
});
