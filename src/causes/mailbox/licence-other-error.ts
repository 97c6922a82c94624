import { refusalsOf, refusedFor, REFUSAL_SOURCES, shownRefusals, spokenLicence } from '../../deduce/licence-refusals.ts';
import { defineCause } from '../cause.ts';

export const licenceOtherError = defineCause({
  id: 'licence-other-error',
  area: 'mailbox',
  layer: 6,
  title: 'Another licence of the same group fails',
  why: 'A group assigns all its licences as one. Where one of them is refused, Entra leaves the others out as well and marks them with the error "Other", which says nothing by itself. The true reason stands at one of the other licences of that group.',
  checkYourself: ['Open the user in the Entra admin center, Licenses, and note the group behind the failing licence.', 'Read the state of every other licence of that group for the same user, and repair the first one with a real error.', 'Open the group, Licenses, and look which users are in an error state.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: ['usage-location-missing', 'licence-no-seats', 'licence-plans-conflict', 'licence-location-prohibited', 'licence-dependency', 'licence-address-conflict'],
  byHand: 'Repair the licence of the same group that has a real error. Then reprocess the group; this error goes away by itself.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: REFUSAL_SOURCES,

  judge(_, { subject, also }) {
    const found = refusedFor(subject, 'other', also);
    if ('is' in found) return found;
    const groups = found.refusals.map(({ group }) => group);
    const real = refusalsOf(found.account, also).filter(({ kind, group }) => kind !== 'other' && groups.includes(group));
    const facts = { reprocess: real.length === 0 && groups.every((group) => group !== undefined) ? found.account.id : null, name: found.name, licences: found.refusals.map(spokenLicence).join(', '), real: real.map((each) => `${each.error} at ${each.licence}`).join(', ') };
    return { is: 'confirmed', facts, evidenceClass: 'A', ...shownRefusals([...found.refusals, ...real]) };
  },

  explain: ({ name, licences, real }) =>
    `The licence ${licences} is held back for ${name} because another licence assigned with it fails. ${real === '' ? 'Which one, the states that were read do not show: look at the other licences of the group.' : `The true reason: ${real}.`}`,
});
