import { valuesOf } from '../../deduce/attributes.ts';
import { LARGEST_PHOTO } from '../../deduce/legal-characters.ts';
import { currentExportErrors, statedError } from '../../deduce/stated-error.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const largeObjectPhoto = defineCause({
  id: 'large-object-photo',
  area: 'data',
  layer: 4,
  title: 'thumbnailPhoto too big',
  why: 'Entra takes a photo of at most 100 KB from thumbnailPhoto. A larger one makes the object too large, and the whole object is refused with LargeObject.',
  checkYourself: ['Read the size with (Get-ADUser jsmith -Properties thumbnailPhoto).thumbnailPhoto.Length; it must not exceed 102400.', 'In Synchronization Service look at the export errors of the object for LargeObject.', 'Look which program writes the photos, and at what size.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Save the photo to a file, then write a smaller one (96 x 96 pixels are usual) into thumbnailPhoto or empty the attribute.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'The product does not change pictures; a smaller one must be made by the program that writes them.',
  kinds: ['user', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge(_, { subject: { ad }, also }) {
    const size = Math.max(0, ...valuesOf(ad, 'thumbnailPhoto').map((photo) => Buffer.byteLength(photo, 'base64')));
    if (size <= LARGEST_PHOTO) return ruledOut('it has no photo of more than 100 KB');
    const stated = statedError(currentExportErrors(ad, also), /LargeObject/i);
    return { is: 'confirmed', facts: { dn: ad.dn, kilobytes: Math.ceil(size / 1024) }, evidenceClass: 'B', evidence: [inAd(ad, 'thumbnailPhoto', `${size} bytes`), ...(stated === undefined ? [] : [stated.evidence])] };
  },

  explain: ({ dn, kilobytes }) => `The photo of ${dn} has ${kilobytes} KB; Entra takes 100 KB.`,
});
