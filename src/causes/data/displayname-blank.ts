import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { quoted } from '../../deduce/legal-characters.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { displayNameOf } from '../display-name.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const displaynameBlank = defineCause({
  id: 'displayname-blank',
  area: 'data',
  layer: 4,
  title: 'displayName empty (or only spaces)',
  why: 'Entra wants a display name for every object. A mail-enabled group without one is left out, without any error; for a user Connect may take the common name instead, which Microsoft does not promise.',
  checkYourself: ['Look at displayName on the Attribute Editor tab; a value of blanks only looks empty.', 'See whether the object is in Entra, and under which display name.', 'For a group look whether it has mail or proxyAddresses.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Write a display name; the common name (cn) is a good choice.',
  byHandRisk: { risk: 'low', undo: 'full' },
  maskedBy: ['group-displayname-missing', 'object-class-not-synced'],
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad, kind } = subject;
    if (firstOf(ad, 'displayName') !== undefined) return ruledOut('it has a display name');
    const presence = presenceOf(subject, also);
    if (presence.is === 'there' && presence.object.displayName?.trim() !== '' && presence.object.displayName !== null) return ruledOut('the object in Entra has a display name, or none was asked for: Connect took another attribute');
    const mailEnabled = firstOf(ad, 'mail') !== undefined || firstOf(ad, 'proxyAddresses') !== undefined;
    if (kind === 'group' && !mailEnabled) return ruledOut('a security group without mail takes its common name');
    const facts = { dn: ad.dn, name: firstOf(ad, 'cn'), group: kind === 'group', repair: repairOf(ad, [displayNameOf(ad)], exportingServer(also['syncServers.scheduler'])) };
    return { is: 'confirmed', facts, evidenceClass: kind === 'group' ? 'B' : 'C', evidence: [inAd(ad, 'displayName', valuesOf(ad, 'displayName').map(quoted).join(', ') || '(empty)')] };
  },

  explain: ({ dn, name, group }) => `${dn} has no display name${group ? ', and a mail-enabled group without one is left out' : ''}.${name === undefined ? '' : ` Its common name is ${name}.`}`,
});
