import { firstOf, isConflictCopy } from '../../deduce/attributes.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const replicationConflictObject = defineCause({
  id: 'replication-conflict-object',
  area: 'scope',
  layer: 2,
  title: 'This is a conflict copy (CNF)',
  why: 'Two domain controllers made an object of the same name at the same time. AD kept both and renamed one with CNF: and its GUID. The default rules leave such a copy out; only the other one is synchronised.',
  checkYourself: [
    'Look at the name of the object: a conflict copy has CNF: and a GUID in its first component.',
    'Search the container for the object of the same name without that mark.',
    'Compare both: group memberships, mailbox, last logon. The copy with the mark may still be the one that people use.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Find out which of the two is in use. Export both to LDIF and check that the AD recycle bin is on. Delete the copy that nobody uses; if that is the one without the mark, rename the other one afterwards.',
  byHandRisk: { risk: 'high', undo: 'full' },
  whyByHand: 'One of two objects of a person is deleted, and which one is in use must be looked at by a human.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge({ 'directory.entries': entries }, { subject: { ad } }) {
    if (!isConflictCopy(ad)) return ruledOut('it is no conflict copy');
    const plain = ad.dn.replace(/(\\0a|\n)CNF:[^,]*/i, '');
    const original = entries.find(({ dn }) => sameDn(dn, plain));
    const evidence = [inAd(ad, 'distinguishedName', ad.dn), ...(original === undefined ? [] : [inAd(original, 'objectGUID', firstOf(original, 'objectGUID') ?? '(not read)')])];
    return { is: 'confirmed', facts: { dn: ad.dn, plain, exists: original !== undefined }, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, plain, exists }) => `${dn} is a replication conflict copy and is left out. ${exists ? `The object without the mark is ${plain}; find out which of the two is in use.` : `No object named ${plain} was found, so this may be the only one left: rename it.`}`,
});
