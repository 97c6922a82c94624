import { cloudAddressesOf, mailAddressesOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import type { CloudGroup } from '../../model/evidence.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const groupNotMatchedToCloudGroup = defineCause({
  id: 'group-not-matched-to-cloud-group',
  area: 'groups-and-devices',
  layer: 5,
  title: 'A cloud group of the same name stays separate',
  why: 'Entra never joins groups by their name. A group with mail is matched by its addresses only, and a group without mail not at all; so a group made in the cloud stays beside the synchronised one. Giving one of them another name, or both the same, changes nothing in that.',
  checkYourself: [
    'Look for both groups in the Entra admin center and compare their Source: Windows Server AD and Cloud.',
    'Compare mail and proxyAddresses of the two; only a common address would have joined them when the group of AD arrived.',
    'Do not try to join them by renaming: names are never compared.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: [],
  byHand: 'Decide for one of the two. Note the members, licences and permissions of the other, move them over, and delete it only when nothing uses it any more.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Which of the two groups shall live, and what hangs on the other one, only people can decide.',
  arrives: true,
  kinds: ['group'],
  about: 'ad-object',
  needs: ['entra.groups'],
  mayUse: ['entra.users', 'entra.contacts', 'syncServers.globalSettings'],

  judge({ 'entra.groups': groups }, { subject, also }) {
    const { ad } = subject;
    const name = firstOf(ad, 'displayName') ?? firstOf(ad, 'cn');
    const own = cloudObjectOf(subject, also);
    const namesake = groups.find((group) => group.id !== own?.id && group.onPremisesSyncEnabled !== true && sameText(group.displayName?.trim(), name?.trim()));
    if (namesake === undefined) return ruledOut('no group of the cloud has its name');
    const addresses = mailAddressesOf(ad);
    if (cloudAddressesOf(namesake).some((address) => addresses.includes(address))) return ruledOut('the two share an address, by which they are matched');
    const facts = { name: name ?? '', id: namesake.id, type: typeOf(namesake), mail: addresses.length > 0, own: own?.id ?? null };
    const evidence = [inEntra('displayName', namesake.displayName ?? '', namesake.id), inEntra('mail', namesake.mail ?? '(empty)', namesake.id), inAd(ad, 'mail', firstOf(ad, 'mail') ?? '(empty)')];
    return { is: 'confirmed', facts, evidenceClass: own === undefined ? 'C' : 'B', evidence };
  },

  explain: ({ name, id, type, mail, own }) =>
    `${type} "${name}" (${id}) was made in the cloud and ${own === null ? 'will stay' : 'stays'} beside the group of AD: ${mail ? 'the two have no address in common, and only addresses are matched' : 'a group without mail is never matched'}.`,
});

const typeOf = ({ groupTypes, mailEnabled }: CloudGroup): string =>
  groupTypes?.some((type) => sameText(type, 'Unified')) === true ? 'The Microsoft 365 group' : mailEnabled === true ? 'The mail-enabled group' : 'The group';
