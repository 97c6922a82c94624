import { refusedFor, REFUSAL_SOURCES, shownRefusals, spokenLicence } from '../../deduce/licence-refusals.ts';
import { defineCause } from '../cause.ts';

export const licenceDependency = defineCause({
  id: 'licence-dependency',
  area: 'mailbox',
  layer: 6,
  title: 'A required plan is missing',
  why: 'Some service plans build on another one, for example an archive on Exchange Online. Where the plan below is missing or switched off, Entra refuses the licence. The same happens when the plan below is to be taken away first.',
  checkYourself: ['Open the user in the Entra admin center, Licenses, and read the state of every assignment.', 'Run Get-MgUser -UserId NAME -Property licenseAssignmentStates and look for DependencyViolation.', 'Look whether the plan on which the refused one builds is assigned and switched on.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: ['licence-no-seats', 'licence-plans-conflict', 'licence-location-prohibited'],
  byHand: 'Assign the licence together with the one that holds the required plan, in one call or through the same group, and then reprocess the assignment of the user.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'The plan that is missing can come with more than one licence, and each has its price.',
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: REFUSAL_SOURCES,

  judge(_, { subject, also }) {
    const found = refusedFor(subject, 'dependency', also);
    if ('is' in found) return found;
    return { is: 'confirmed', facts: { name: found.name, licences: found.refusals.map(spokenLicence).join(', ') }, evidenceClass: 'A', ...shownRefusals(found.refusals) };
  },

  explain: ({ name, licences }) => `The licence ${licences} was refused for ${name} because a service plan that it builds on is not assigned or is switched off.`,
});
