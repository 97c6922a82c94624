import { ADDRESS_SOURCES, addressInputsOf } from '../../deduce/address-inputs.ts';
import { valuesOf } from '../../deduce/attributes.ts';
import { layerOfFault, presenceOf, type PresenceSources } from '../../deduce/cloud-presence.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { freedomOf, type HolderSources } from '../../deduce/holders.ts';
import { FEW } from '../../deduce/first-few.ts';
import { addressFaults, quoted } from '../../deduce/legal-characters.ts';
import { addressOutcomes, type AddressOutcome } from '../../deduce/proxy-calculation.ts';
import { suggestedAddress, suggestionSays } from '../../deduce/suggestion.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause, type SubjectInAd } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { addressesTo, repairOf, type AdChange } from '../repair.ts';

export const proxyInvalidCharacters = defineCause({
  id: 'proxy-invalid-characters',
  area: 'data',
  layer: 5,
  title: 'Address contains a space or illegal character',
  why: 'Entra drops an address with a blank, an accent, a second colon or one of < > ( ) ; , [ ] " in it, without any error. Some other characters of the part before the @ become underscores, so that the address comes, but changed. Where proxyAddresses is empty, the same holds for mail.',
  checkYourself: ['Read proxyAddresses with PowerShell and print every value between quotes: a blank at the end is invisible otherwise.', 'Print the code points of a value that looks right, for example with [int[]][char[]]$value; 160 is a no-break space.', 'Compare the list with the proxyAddresses of the object in Entra.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Note the value, then replace it by the same address without the illegal character, after making sure that nobody holds the corrected address in AD, in Entra and in its recycle bin.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ADDRESS_SOURCES, 'entra.deletedUsers', 'directory.entries', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const presence = presenceOf(subject, also);
    if (presence.is === 'there' && presence.cloudManaged) return ruledOut('it is managed in Entra, so the addresses of AD do not count');
    const inputs = addressInputsOf(subject, also);
    const [attribute, values] = inputs.proxyAddresses.length > 0 ? (['proxyAddresses', inputs.proxyAddresses] as const) : (['mail', inputs.mail === undefined ? [] : [`smtp:${inputs.mail}`]] as const);
    const wrong = addressOutcomes({ ...inputs, proxyAddresses: values }).filter(isWrong);
    const [first] = wrong;
    if (first === undefined) return ruledOut('every address is legal, or is in Entra as it should be');
    const onlyForm = wrong.every(({ reason }) => reason === 'malformed');
    const strip = attribute === 'proxyAddresses' ? stripped(subject, wrong, also) : null;
    const facts = { repair: repairOf(subject.ad, [strip], exportingServer(also['syncServers.scheduler'])), dn: subject.ad.dn, says: wrong.slice(0, FEW).map(({ says }) => says), more: Math.max(0, wrong.length - FEW), suggestion: /^\s*smtp\s*:/i.test(first.raw) ? suggestedAddress(first.address, subject, also) : undefined };
    return { is: 'confirmed', facts, evidenceClass: onlyForm ? 'C' : 'B', layer: layerOfFault(subject, presence), evidence: wrong.slice(0, FEW).map(({ raw }) => inAd(subject.ad, attribute, quoted(attribute === 'mail' ? raw.slice('smtp:'.length) : raw))) };
  },

  explain: ({ says, more, suggestion }) => `${says.join(' ')}${more === 0 ? '' : ` And ${more} more.`}${suggestionSays(suggestion)}`,
});

/** An underscore is proof only where it is seen; a form that is merely odd, only where the address did not arrive. */
const isWrong = ({ reason, fate }: AddressOutcome): boolean => reason === 'illegal-character' || reason === 'underscored' || (reason === 'malformed' && fate === 'missing');

/** The same addresses without blanks in front or behind, where nothing else is wrong with them and nobody else has them: then no character has to be guessed. */
function stripped(subject: SubjectInAd, wrong: readonly AddressOutcome[], also: PresenceSources & HolderSources): AdChange | null {
  const presence = presenceOf(subject, also);
  const cloudId = presence.is === 'there' ? presence.object.id : undefined;
  const plain = wrong.map(({ raw }) => ({ raw, trimmed: raw.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '').replace(/^(smtp:)[\s\u00a0]+/i, '$1') }));
  const isGood = plain.every(({ raw, trimmed }) => trimmed !== raw && /^smtp:/i.test(trimmed) && addressFaults(trimmed).length === 0 && freedomOf(trimmed.slice('smtp:'.length).toLowerCase(), { ad: subject.ad, cloudId }, also) === 'free');
  const there = valuesOf(subject.ad, 'proxyAddresses').map((value) => value.toLowerCase());
  return isGood ? addressesTo(subject.ad, { remove: plain.map(({ raw }) => raw), add: plain.flatMap(({ trimmed }) => (there.includes(trimmed.toLowerCase()) ? [] : [trimmed])) }) : null;
}
