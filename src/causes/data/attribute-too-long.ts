import { proxyAddressesOf } from '../../deduce/addresses.ts';
import { valuesOf } from '../../deduce/attributes.ts';
import { presenceOf, type Presence } from '../../deduce/cloud-presence.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { LARGEST_PHOTO, MOST_ADDRESSES, MOST_CERTIFICATES } from '../../deduce/legal-characters.ts';
import { currentExportErrors, refusedAttribute, statedError } from '../../deduce/stated-error.ts';
import { overlongValues, type SuspectValue } from '../../deduce/suspect-values.ts';
import type { AdEntry } from '../../model/evidence.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const attributeTooLong = defineCause({
  id: 'attribute-too-long',
  area: 'data',
  layer: 4,
  title: 'Value longer than Entra\'s schema',
  why: 'AD allows longer values than Entra does. One value that is too long keeps the whole object from being exported (ExceededAllowedLength), or stops it in the metaverse (mv-constraint-violation).',
  checkYourself: ['In Synchronization Service open the error of the object and note the attribute, where it names one.', 'Count the characters of displayName (256), givenName (64), mail (256) and of each value of proxyAddresses (256).', 'Compare the value with the one in Entra.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Shorten the value in AD after noting it. See that the shorter one is not already used by another object where it must be unique.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Cutting a value can make it equal to another one or change its meaning, so a person must choose the shorter one.',
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.csObjects', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const presence = presenceOf(subject, also);
    const overlong = overlongValues(ad).filter((each) => !arrived(each, presence));
    const stated = statedError(currentExportErrors(ad, also), /ExceededAllowedLength/i);
    if (overlong.length === 0 && stated === undefined) return ruledOut('no value is longer than Entra allows');
    if (overlong.length === 0 && isLarge(ad)) return ruledOut('the object carries too many or too large values, which is another cause');
    const facts = { dn: ad.dn, values: overlong.map(({ attribute, says }) => `${attribute} ${says}`), named: stated === undefined ? null : refusedAttribute(stated.error) };
    const evidence = [...overlong.slice(0, FEW).map(({ attribute, value }) => inAd(ad, attribute, `${value.slice(0, 60)}… (${value.length} characters)`)), ...(stated === undefined ? [] : [stated.evidence])];
    return { is: 'confirmed', facts, evidenceClass: stated === undefined ? 'B' : 'A', evidence, statedAt: stated?.statedAt };
  },

  explain: ({ dn, values, named }) => (values.length > 0 ? `At ${dn} ${firstFew(values)}.` : `Entra says that a value of ${dn} is too long${named === null ? ', but not which one' : `: ${named}`}.`),
});

/** Entra holds the value at its full length. */
function arrived({ attribute, value }: SuspectValue, presence: Presence): boolean {
  if (presence.is !== 'there') return false;
  const { object, user } = presence;
  if (attribute === 'proxyAddresses') return (object.proxyAddresses ?? []).some((each) => each.toLowerCase() === value.toLowerCase());
  return value === (attribute === 'displayName' ? object.displayName : attribute === 'mail' ? object.mail : user?.givenName);
}

const isLarge = (ad: AdEntry): boolean =>
  proxyAddressesOf(ad).length > MOST_ADDRESSES || ['userCertificate', 'userSMIMECertificate'].some((name) => valuesOf(ad, name).length > MOST_CERTIFICATES) || valuesOf(ad, 'thumbnailPhoto').some((photo) => photo.length * 0.75 > LARGEST_PHOTO);
