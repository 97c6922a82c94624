import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { deviceCertificates, isComputer } from '../../deduce/device-certificate.ts';
import { firstFew } from '../../deduce/first-few.ts';
import { objectGuidOf } from '../../deduce/source-anchor.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const deviceCertificateNotHybridJoin = defineCause({
  id: 'device-certificate-not-hybrid-join',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Computer certificate is another one',
  why: 'Entra Connect takes a computer along only when one of its certificates comes from hybrid join: its subject is the objectGUID of the computer. Certificates that a certification authority of the house published there do not count, and the computer is filtered out.',
  checkYourself: [
    'Open the certificates in userCertificate of the computer, tab Published Certificates, and look at their subjects.',
    'Compare with the objectGUID of the computer: Get-ADComputer "<name>" shows it.',
    'Run dsregcmd /status on the computer and read Device State and Diagnostic Data.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history',
  fixAfter: [],
  byHand: 'Let the computer join anew, as described in dsregcmd /status. Remove certificates from userCertificate that nobody needs there, after saving them, and stop the template that publishes them in AD.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'Only the computer itself can make the right certificate, and the others may be in use.',
  kinds: ['device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (!isComputer(ad)) return notApplicable('it is a managed service account, not a computer');
    const { names, unreadable, joined } = deviceCertificates(ad);
    if (names.length + unreadable === 0) return ruledOut('it has no certificate at all');
    if (joined) return ruledOut('one of its certificates bears its objectGUID');
    if (hasArrived(subject, also) === true) return ruledOut('its device is in Entra all the same');
    const guid = objectGuidOf(ad);
    if (unreadable > 0 || guid === null) return cannotTell('directory.entries');
    const facts = { dn: ad.dn, guid, names: firstFew(names.map((name) => (name === '' ? '(no common name)' : name))) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'userCertificate', `subject ${facts.names}`), inAd(ad, 'objectGUID', guid)] };
  },

  explain: ({ dn, guid, names }) => `No certificate of ${dn} was made by its hybrid join: the subject should be CN=${guid}, but there is only ${names}.`,
});
