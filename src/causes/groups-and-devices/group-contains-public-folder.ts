import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { firstFew } from '../../deduce/first-few.ts';
import { memberDns, memberEntries } from '../../deduce/members-of.ts';
import { rdnsOf } from '../../model/distinguished-name.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const groupContainsPublicFolder = defineCause({
  id: 'group-contains-public-folder',
  area: 'groups-and-devices',
  layer: 4,
  title: 'Mail-enabled public folders as members cause an error',
  why: 'Mail-enabled public folders can be synchronised as objects of their own, but not as members of a group: a group with one among its members runs into a synchronisation error.',
  checkYourself: [
    'Run Get-ADGroup "<name>" -Properties member and look for members in CN=Microsoft Exchange System Objects.',
    'Look at objectClass of such a member: publicFolder.',
    'Look for the group in the error list of the export in the Synchronization Service Manager.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  fixAfter: [],
  byHand: 'Take the public folder out of the group, after noting it. To let it get the mail of the group all the same, add a mail contact or a shared mailbox that forwards to the folder.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Somebody reads the mail in that folder, so people must agree how it shall get there instead.',
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge({ 'directory.entries': entries }, { subject: { ad } }) {
    const read = memberEntries(ad, entries);
    const folders = read.filter((entry) => valuesOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'publicfolder'));
    const [first] = folders;
    if (first === undefined) {
      const unread = memberDns(ad).filter(isSystemObject).length > read.filter(({ dn }) => isSystemObject(dn)).length;
      return unread ? cannotTell('directory.entries') : ruledOut('no member is a public folder');
    }
    const names = firstFew(folders.map((entry) => firstOf(entry, 'displayName') ?? firstOf(entry, 'cn') ?? entry.dn));
    return { is: 'confirmed', facts: { dn: ad.dn, names }, evidenceClass: 'B', evidence: [inAd(ad, 'member', first.dn), inAd(first, 'objectClass', valuesOf(first, 'objectClass').join(', '))] };
  },

  explain: ({ dn, names }) => `${dn} has public folders among its members: ${names}. A group with such members cannot be synchronised.`,
});

/** Exchange keeps the AD objects of public folders, and of system mailboxes, in one container of each domain. */
const isSystemObject = (dn: string): boolean => /^CN=Microsoft Exchange System Objects$/i.test(rdnsOf(dn)[1] ?? '');
