import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { hasMailValues } from '../../deduce/mail-enabled.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { displayNameOf } from '../display-name.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const groupDisplaynameMissing = defineCause({
  id: 'group-displayname-missing',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Mail-enabled group without displayName',
  why: 'A mail-enabled group must have a display name; without one it is left out, and no error is shown. A security group without mail may do without.',
  checkYourself: [
    'Look at displayName of the group on the Attribute Editor tab; Active Directory Users and Computers leaves it empty in new groups.',
    'Look whether the group has mail, mailNickname or proxyAddresses.',
    'Look for the group in the Entra admin center.',
  ],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Write a display name into the group; its common name (cn) is a good choice. Then wait for the next cycle.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL, 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (firstOf(ad, 'displayName') !== undefined) return ruledOut('it has a display name');
    if (!hasMailValues(ad)) return ruledOut('it is not mail-enabled, so its common name serves');
    if (hasArrived(subject, also) === true) return ruledOut('it arrives all the same');
    const shown = ['mail', 'proxyAddresses', 'mailNickname'].flatMap((name) => {
      const value = firstOf(ad, name);
      return value === undefined ? [] : [inAd(ad, name, value)];
    });
    return { is: 'confirmed', facts: { repair: repairOf(ad, [displayNameOf(ad)], exportingServer(also['syncServers.scheduler'])), dn: ad.dn, address: shown[0]?.value ?? '', name: firstOf(ad, 'cn') ?? null }, evidenceClass: 'B', evidence: [inAd(ad, 'displayName', '(empty)'), ...shown] };
  },

  explain: ({ dn, address, name }) => `${dn} is mail-enabled (${address}) but has no display name.${name === null ? '' : ` Its common name is ${name}.`}`,
});
