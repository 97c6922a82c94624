import { refusedFor, REFUSAL_SOURCES, shownRefusals, spokenLicence } from '../../deduce/licence-refusals.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const licenceLocationProhibited = defineCause({
  id: 'licence-location-prohibited',
  area: 'mailbox',
  layer: 6,
  title: 'Service not offered in that country',
  why: 'Not every service may be used in every country. Entra compares the plans of a licence with the usage location of the account and refuses the licence where one of them is not offered there.',
  checkYourself: ['Open the user in the Entra admin center and read its usage location.', 'Open Licenses and read the state of every assignment: ProhibitedInUsageLocationViolation.', 'Look up which services Microsoft offers in that country.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: ['usage-location-missing'],
  byHand: 'Correct the usage location where it is wrong: in msExchUsageLocation where AD masters it, else in Entra. Where it is right, switch the plan off or assign a licence without it. Then reprocess the assignment.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'In which country a person uses a service has legal weight, and only people know it.',
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: REFUSAL_SOURCES,

  judge(_, { subject, also }) {
    const found = refusedFor(subject, 'location', also);
    if ('is' in found) return found;
    const { account, name, refusals } = found;
    if (account.usageLocation === null || account.usageLocation === '') return ruledOut('the account has no usage location of its own; that comes first');
    const { evidence, statedAt } = shownRefusals(refusals);
    const facts = { name, licences: refusals.map(spokenLicence).join(', '), location: account.usageLocation ?? 'not read' };
    return { is: 'confirmed', facts, evidenceClass: 'A', evidence: [...evidence, inEntra('usageLocation', facts.location, account.id)], statedAt };
  },

  explain: ({ name, licences, location }) => `The licence ${licences} was refused for ${name} because a service in it is not offered at its usage location (${location}).`,
});
