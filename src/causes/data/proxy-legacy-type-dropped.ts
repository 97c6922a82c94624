import { ADDRESS_SOURCES, addressInputsOf } from '../../deduce/address-inputs.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { isLegacyType } from '../../deduce/legal-characters.ts';
import { proxyAddress } from '../../deduce/addresses.ts';
import { addressOutcomes } from '../../deduce/proxy-calculation.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const proxyLegacyTypeDropped = defineCause({
  id: 'proxy-legacy-type-dropped',
  area: 'data',
  layer: 5,
  title: 'X400/MSMAIL address not in cloud',
  why: 'Addresses of the types X400 and MSMAIL come from mail systems that no longer exist. Entra leaves them out by design; nothing is lost by it.',
  checkYourself: ['Compare proxyAddresses in AD with the proxyAddresses of the object in Entra.', 'Look at the type in front of each missing value: X400: and MSMAIL: never arrive.', 'Make sure that no other value is missing.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: [],
  byHand: 'Nothing has to be done. The old values can be removed from proxyAddresses when no system in the house uses them any more.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'It is meant to be so; there is nothing to repair.',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ADDRESS_SOURCES],

  judge(_, { subject, also }) {
    const inputs = addressInputsOf(subject, also);
    const legacy = inputs.proxyAddresses.filter((raw) => isLegacyType(proxyAddress(raw).type ?? ''));
    if (legacy.length === 0) return ruledOut('it has no address of the types X400 and MSMAIL');
    const presence = presenceOf(subject, also);
    if (presence.is === 'not-read') return cannotTell(presence.section);
    if (presence.is === 'absent') return ruledOut('the object is not in Entra, so no address is missing there');
    if (presence.object.proxyAddresses === undefined) return cannotTell(presence.section);
    const missing = addressOutcomes(inputs).filter(({ fate }) => fate === 'missing');
    if (missing.length === 0) return ruledOut('no address is missing in Entra');
    if (missing.some(({ reason }) => reason !== 'legacy-type')) return ruledOut('addresses of other types are missing too, which has another cause');
    return { is: 'confirmed', facts: { values: missing.map(({ raw }) => raw) }, evidenceClass: 'B', evidence: missing.slice(0, FEW).map(({ raw }) => inAd(subject.ad, 'proxyAddresses', raw)) };
  },

  explain: ({ values }) => `The only values missing in Entra are of types that it never takes over: ${firstFew(values)}.`,
});
