import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { currentErrors } from '../../deduce/current-errors.ts';
import { knownOf } from '../../deduce/reading.ts';
import { objectGuidOf } from '../../deduce/source-anchor.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const deviceSoftMatchBlocked = defineCause({
  id: 'device-soft-match-blocked',
  area: 'groups-and-devices',
  layer: 4,
  title: 'Device cannot take over its registered twin',
  why: 'The computer has already registered itself in Entra, and the object from AD should take over that device. A setting of the tenant forbids soft match, so Entra refuses the export with InvalidSoftMatch.',
  checkYourself: [
    'Open the export error of the computer in the Synchronization Service Manager: InvalidSoftMatch.',
    'Read blockSoftMatchEnabled of the on-premises synchronisation features with Graph.',
    'Look for a device of the same name in the Entra admin center and note its join type.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
  fixAfter: [],
  byHand: 'A signed-in administrator opens the setting, one delta cycle runs, and the setting is closed again at once: while it is open, users are matched by their address too. Note the devices and their BitLocker keys first.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'The setting protects the accounts of the whole tenant, and only a signed-in administrator may open it.',
  kinds: ['device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL, 'entra.syncFeatures', 'syncServers.csObjects', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (also['syncServers.csObjects'].state === 'unknown') return hasArrived(subject, also) === true ? ruledOut('its device is in Entra') : cannotTell('syncServers.csObjects');
    const error = currentErrors(ad, also).find(({ text }) => /InvalidSoftMatch/i.test(text));
    if (error === undefined) return ruledOut('the export of it is not refused for a soft match');
    const blocked = knownOf(also['entra.syncFeatures'])?.features?.['blockSoftMatchEnabled'];
    if (blocked === undefined || blocked === null) return cannotTell('entra.syncFeatures');
    if (!blocked) return ruledOut('the tenant allows soft match');
    const guid = objectGuidOf(ad);
    const twin = knownOf(also['entra.devices'])?.find((device) => sameText(device.displayName, firstOf(ad, 'cn')) || sameText(device.deviceId, guid));
    const evidence = [error.evidence, inEntra('syncFeatures: blockSoftMatchEnabled', 'true'), ...(twin === undefined ? [] : [inEntra('trustType', twin.trustType ?? '(empty)', twin.id)])];
    return { is: 'confirmed', facts: { dn: ad.dn, twin: twin?.id ?? null }, evidenceClass: 'A', evidence, statedAt: error.statedAt };
  },

  explain: ({ dn, twin }) => `Entra refuses ${dn} with InvalidSoftMatch: it should take over ${twin === null ? 'the device that has registered itself' : `the device ${twin}`}, but the tenant forbids soft match.`,
});
