import { valuesOf } from '../../deduce/attributes.ts';
import { expiredCertificates } from '../../deduce/expired-certificates.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { MOST_CERTIFICATES } from '../../deduce/legal-characters.ts';
import { currentExportErrors, statedError } from '../../deduce/stated-error.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf, valuesTo, type AdChange } from '../repair.ts';

export const largeObjectCertificates = defineCause({
  id: 'large-object-certificates',
  area: 'data',
  layer: 4,
  title: 'More than 15 certificates',
  why: `Entra takes at most ${MOST_CERTIFICATES} values of userCertificate and of userSMIMECertificate. With more the export fails with LargeObject, or the default rules hold the certificates back without any error. Expired certificates count as well.`,
  checkYourself: ['Open the Published Certificates tab of the user in Active Directory Users and Computers and count.', 'Look for certificates that have expired.', 'In Synchronization Service look at the export errors for LargeObject.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-largeobjecterror-usercertificate',
  fixAfter: [],
  byHand: `Save all certificates to files first. Then remove the expired ones, for example with Remove-ADSyncToolsExpiredCertificates, until at most ${MOST_CERTIFICATES} remain.`,
  byHandRisk: { risk: 'medium', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, also, now }) {
    const counts = (['userCertificate', 'userSMIMECertificate'] as const).map((attribute) => ({ attribute, count: valuesOf(ad, attribute).length }));
    const over = counts.filter(({ count }) => count > MOST_CERTIFICATES);
    if (over.length === 0) return ruledOut(`it has at most ${MOST_CERTIFICATES} certificates of each kind`);
    const changes = over.map(({ attribute }) => withoutExpired(ad, attribute, now));
    const stated = statedError(currentExportErrors(ad, also), /LargeObject/i);
    return { is: 'confirmed', facts: { repair: changes.includes(null) ? null : repairOf(ad, changes, exportingServer(also['syncServers.scheduler'])), dn: ad.dn, over }, evidenceClass: 'B', evidence: [...over.map(({ attribute, count }) => inAd(ad, attribute, `${count} values`)), ...(stated === undefined ? [] : [stated.evidence])] };
  },

  explain: ({ dn, over }) => `${dn} has ${over.map(({ attribute, count }) => `${count} values of ${attribute}`).join(' and ')}; Entra takes ${MOST_CERTIFICATES}.`,
});

/** Null where too many would still remain. */
function withoutExpired(ad: AdObject, attribute: 'userCertificate' | 'userSMIMECertificate', now: Date): AdChange | null {
  const values = valuesOf(ad, attribute);
  const expired = expiredCertificates(values, now);
  const left = values.filter((value) => !expired.includes(value));
  return expired.length === 0 || left.length > MOST_CERTIFICATES ? null : valuesTo(ad, attribute, left);
}
