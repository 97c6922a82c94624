import { upnOf } from '../../deduce/addresses.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { signOnOf } from '../../deduce/sign-on-method.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const signInNotPhs = defineCause({
  id: 'sign-in-not-phs',
  area: 'passwords',
  layer: 6,
  title: 'This domain does not use password hash sync to sign in',
  why: 'Accounts of a federated domain sign in at a federation server, with pass-through authentication a domain controller checks the password. Hashes in Entra then decide nothing: a password that is refused must be looked for there. Single users can be on password hashes all the same, by staged rollout.',
  checkYourself: [
    'In the Entra admin center under Domain names look whether the domain of the sign-in name is Federated.',
    'Under Entra Connect, User sign-in, look whether pass-through authentication is enabled and its agents are active.',
    'Under Entra Connect, Staged rollout, look whether this user is in a group that already signs in with password hashes.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/choose-ad-authn',
  fixAfter: [],
  byHand: 'Look at AD FS (or the other federation service), or at the agents of pass-through authentication, for the sign-in of this user.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Nothing is broken in the synchronisation; the sign-in happens elsewhere.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['entra.domains', 'entra.users', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const name = accountOf(subject, also)?.userPrincipalName ?? upnOf(subject.ad);
    if (name === undefined) return notApplicable('it has no sign-in name');
    const signOn = signOnOf(name, also);
    switch (signOn.is) {
      case 'federated':
        return { is: 'confirmed', facts: { name, how: 'at the federation service of', domain: signOn.domain }, evidenceClass: 'B', evidence: [inEntra('authenticationType', 'Federated', signOn.domain)] };
      case 'pass-through':
        return { is: 'confirmed', facts: { name, how: 'by pass-through authentication against', domain: subject.ad.forest }, evidenceClass: 'B', evidence: [onServer(signOn.server, 'SignOnMethod', signOn.setting)] };
      case 'unknown':
        return cannotTell(signOn.missing);
      case 'password-hash':
        return ruledOut('its domain is managed by Entra');
    }
  },

  explain: ({ name, how, domain }) => `${name} signs in ${how} ${domain}, not with a password hash in Entra.`,
});
