import { refusedFor, REFUSAL_SOURCES, shownRefusals, spokenLicence } from '../../deduce/licence-refusals.ts';
import { defineCause } from '../cause.ts';

export const licencePlansConflict = defineCause({
  id: 'licence-plans-conflict',
  area: 'mailbox',
  layer: 6,
  title: 'Two service plans exclude each other',
  why: 'Some service plans do the same for one person and cannot be assigned together, for example two sizes of Exchange Online. Entra then refuses the whole licence, not only the one plan, so its other services are missing as well.',
  checkYourself: ['Open the user in the Entra admin center, Licenses, and read the state of every assignment.', 'Run Get-MgUser -UserId NAME -Property licenseAssignmentStates and look for MutuallyExclusiveViolation.', 'Compare the service plans of all licences of the user: which two are of the same kind.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: [],
  byHand: 'Switch one of the two plans off in one of the licences, in the group where a group assigns it, and then reprocess the assignment of the user.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Which of two plans a person keeps decides on services and cost.',
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: REFUSAL_SOURCES,

  judge(_, { subject, also }) {
    const found = refusedFor(subject, 'plans-conflict', also);
    if ('is' in found) return found;
    return { is: 'confirmed', facts: { name: found.name, licences: found.refusals.map(spokenLicence).join(', ') }, evidenceClass: 'A', ...shownRefusals(found.refusals) };
  },

  explain: ({ name, licences }) => `The licence ${licences} was refused for ${name} because one of its service plans excludes a plan that is assigned already.`,
});
