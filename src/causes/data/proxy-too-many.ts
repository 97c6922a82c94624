import { ADDRESS_SOURCES, addressInputsOf } from '../../deduce/address-inputs.ts';
import { MOST_ADDRESSES } from '../../deduce/legal-characters.ts';
import { addressOutcomes } from '../../deduce/proxy-calculation.ts';
import { currentExportErrors, statedError } from '../../deduce/stated-error.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const proxyTooMany = defineCause({
  id: 'proxy-too-many',
  area: 'data',
  layer: 4,
  title: 'Too many addresses',
  why: 'Entra holds about 300 addresses for one object; the exact limit depends on how much else the object carries. Beyond it the export of the whole object is refused.',
  checkYourself: ['Count the values of proxyAddresses, for example with (Get-ADUser jsmith -Properties proxyAddresses).proxyAddresses.Count.', 'Look for values that nobody needs: X400, old X500, addresses of former domains.', 'In Synchronization Service look at the export errors of the object for LargeObject or ExceededAllowedLength.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Save the list of addresses. Remove X400 values, X500 values of systems that are gone and smtp addresses that get no mail, until clearly fewer than 300 remain.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Which addresses may go can only be said by the people who receive mail for them.',
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ADDRESS_SOURCES, 'syncServers.csObjects', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const inputs = addressInputsOf(subject, also);
    const count = inputs.proxyAddresses.length;
    if (count <= MOST_ADDRESSES) return ruledOut(`it has ${count} addresses`);
    if (inputs.inCloud !== undefined && addressOutcomes(inputs).every(({ fate }) => fate === 'arrived')) return ruledOut('all its addresses are in Entra');
    const stated = statedError(currentExportErrors(subject.ad, also), /LargeObject|ExceededAllowedLength/i);
    return { is: 'confirmed', facts: { dn: subject.ad.dn, count }, evidenceClass: 'B', evidence: [inAd(subject.ad, 'proxyAddresses', `${count} values`), ...(stated === undefined ? [] : [stated.evidence])] };
  },

  explain: ({ dn, count }) => `${dn} has ${count} addresses; Entra takes about ${MOST_ADDRESSES}.`,
});
