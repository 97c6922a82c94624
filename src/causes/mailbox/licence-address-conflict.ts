import { refusedFor, REFUSAL_SOURCES, shownRefusals, spokenLicence } from '../../deduce/licence-refusals.ts';
import { defineCause } from '../cause.ts';

export const licenceAddressConflict = defineCause({
  id: 'licence-address-conflict',
  area: 'mailbox',
  layer: 6,
  title: 'Licence refused because the address is in use',
  why: 'A licence with Exchange gives the account its addresses as a mailbox. Where one of them already belongs to another recipient, also to one that only Exchange knows, the licence is refused until the address is free.',
  checkYourself: ['Open the user in the Entra admin center, Licenses, and read the state of every assignment.', 'Run Get-EXORecipient -Filter "EmailAddresses -eq \'smtp:ADDRESS\'" for every address of the account, and the same with -SoftDeletedMailbox for deleted mailboxes.', 'Search the addresses in users, groups, contacts and deleted users of Entra.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: ['duplicate-held-by-exchange-object', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user'],
  byHand: 'Find who holds the address and free it there. Then reprocess the licences of the user, or take the licence off and assign it again.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'The address has to be taken from another recipient first, and people must say which of the two keeps it.',
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: REFUSAL_SOURCES,

  judge(_, { subject, also }) {
    const found = refusedFor(subject, 'address', also);
    if ('is' in found) return found;
    return { is: 'confirmed', facts: { name: found.name, licences: found.refusals.map(spokenLicence).join(', ') }, evidenceClass: 'A', ...shownRefusals(found.refusals) };
  },

  explain: ({ name, licences }) => `The licence ${licences} was refused for ${name} because one of its addresses already belongs to another recipient.`,
});
