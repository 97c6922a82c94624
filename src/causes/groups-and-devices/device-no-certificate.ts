import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { certificatesOf, isComputer } from '../../deduce/device-certificate.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const deviceNoCertificate = defineCause({
  id: 'device-no-certificate',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Computer has no userCertificate',
  why: 'A computer starts its hybrid join by itself: it makes a certificate and writes it into userCertificate of its own AD object. Only then does Entra Connect synchronise it. Without a certificate the client has never begun.',
  checkYourself: [
    'Look at userCertificate of the computer on the Attribute Editor tab.',
    'Run dsregcmd /status on the computer and read Device State and Diagnostic Data.',
    'Look at the scheduled task Workplace Join, Automatic-Device-Join, on the computer, and whether the service connection point exists in the configuration of the forest.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/devices/troubleshoot-hybrid-join-windows-current',
  fixAfter: [],
  byHand: 'Let the computer join: check the service connection point, its line to a domain controller and to the Entra sign-in addresses, then start the task Automatic-Device-Join or sign in again. The next cycle takes the computer along.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Only the computer itself can make the certificate; nothing can be set right from the directory.',
  kinds: ['device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (!isComputer(ad)) return notApplicable('it is a managed service account, not a computer');
    if (certificatesOf(ad).length > 0) return ruledOut('it has a certificate');
    if (hasArrived(subject, also) === true) return ruledOut('its device is in Entra all the same');
    return { is: 'confirmed', facts: { dn: ad.dn }, evidenceClass: 'B', evidence: [inAd(ad, 'userCertificate', '(empty)')] };
  },

  explain: ({ dn }) => `${dn} has no certificate in userCertificate, so the computer has never begun its hybrid join; until it does it is not synchronised.`,
});
