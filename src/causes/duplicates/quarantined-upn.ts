import { upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { provisioningErrors } from '../../deduce/provisioning-errors.ts';
import { upnAttribute } from '../../deduce/source-anchor.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const quarantinedUpn = defineCause({
  id: 'quarantined-upn',
  area: 'duplicates',
  layer: 5,
  title: 'The UPN was rewritten because it is taken',
  why: 'Another object already holds the sign-in name. Entra created the account all the same, with four digits behind the name on the initial domain, and keeps the wanted name aside. The export counts as a success.',
  checkYourself: ['Open the user in the Entra admin center and look at Provisioning errors.', 'Search the wanted name in users, groups, contacts and deleted users.', 'After the conflict is gone Entra puts the name right within an hour.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency',
  fixAfter: ['duplicate-upn-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user', 'duplicate-proxy-two-ad-objects'],
  byHand: 'Find who holds the name and free it there. Nothing has to be done on this account: Entra restores the wanted name within an hour.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Nothing is to be done on this account: the holder of the name is repaired, and Entra puts the name right by itself.',
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: ['syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const account = accountOf(subject, also);
    if (account === undefined) return notApplicable('there is no cloud account of it');
    const errors = provisioningErrors(account, 'UserPrincipalName');
    if (errors === undefined) {
      if (account.onPremisesSyncEnabled !== true) return notApplicable('it was never synchronised');
      return subject.ad !== undefined && sameText(upnOf(subject.ad), account.userPrincipalName) ? ruledOut('the wanted name is in place') : cannotTell('entra.users');
    }
    const [error] = errors;
    if (error === undefined) return ruledOut('Entra states no conflict of the sign-in name');
    const alternate = upnAttribute(also['syncServers.globalSettings']);
    const wanted = subject.ad === undefined ? [account.onPremisesUserPrincipalName] : [upnOf(subject.ad), ...(alternate === undefined ? [] : [firstOf(subject.ad, alternate)])];
    if (!wanted.some((name) => sameText(name, error.value))) return ruledOut('the stated conflict is about a name that AD does not want any more');
    if (sameText(account.userPrincipalName, error.value)) return ruledOut('the wanted name is already in place: the entry is old');
    const facts = { wanted: error.value ?? '', now: account.userPrincipalName ?? '' };
    const evidence = [inEntra('onPremisesProvisioningErrors', `${error.category ?? ''} ${error.propertyCausingError ?? ''}: ${facts.wanted}`.trim(), error.occurredDateTime ?? account.id), inEntra('userPrincipalName', facts.now, account.id)];
    return { is: 'confirmed', facts, evidenceClass: 'A', evidence, statedAt: error.occurredDateTime ?? undefined };
  },

  explain: ({ wanted, now }) => `${wanted} is taken, so Entra calls the account ${now}. The name comes back by itself within an hour after the conflict is gone.`,
});
