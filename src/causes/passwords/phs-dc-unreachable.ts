import { passwordTrouble, TROUBLE } from '../../deduce/password-trouble.ts';
import { domainNameOf } from '../../deduce/domain-name.ts';
import { saidByStandby } from '../../deduce/connection-state.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const phsDcUnreachable = defineCause({
  id: 'phs-dc-unreachable',
  area: 'passwords',
  layer: 6,
  title: 'Password loop cannot talk to a DC',
  why: 'Password hashes are read by RPC (port 135 and dynamic ports), all else by LDAP. A firewall between can therefore stop the passwords of a whole domain while everything else is synchronised as usual.',
  checkYourself: [
    'In the Application log look for event 611 with RPC error 1722, 1753 or 5, and for event 616 (preferred domain controller).',
    'On the sync server run Test-NetConnection <domain controller> -Port 135.',
    'Look whether a policy "Restrict clients allowed to make remote calls to SAM" shuts the connector account out.',
  ],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/rpc-errors-affecting-aadconnect',
  fixAfter: ['ad-dc-unreachable'],
  maskedBy: ['ad-dc-unreachable', 'ad-connector-credentials'],
  byHand: 'Open RPC (135 and the dynamic ports 49152-65535) from the sync server to the domain controllers, take retired ones out of the preferred list, or let the connector account through the policy on remote calls to SAM.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Firewalls and policies of the domain are outside what this product may change.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: TROUBLE,

  judge(_, { subject: { ad }, now, also }) {
    const trouble = passwordTrouble({ ad, now }, { ids: [611, 616], says: /\b(1722|1753)\b|error( code)?\s*:?\s*5\b|access is denied|rpc server is unavailable|endpoint mapper|preferred domain controller/i }, also);
    if (trouble.is === 'unknown') return cannotTell(trouble.missing);
    if (trouble.is === 'none') return ruledOut(trouble.because);
    const events = trouble.events.filter(({ event }) => !/\b8453\b/.test(event.message ?? ''));
    const [first] = events;
    if (first === undefined) return ruledOut('the domain controller answers and refuses, which is another cause');
    const evidence = events.slice(0, 2).map((event) => onServer(event.server, 'event', spokenEvent(event)));
    return { is: 'confirmed', facts: { server: first.server, domain: domainNameOf(ad.dn) }, evidenceClass: saidByStandby(events) ? 'D' : 'A', evidence };
  },

  explain: ({ server, domain }) => `${server} cannot read passwords from a domain controller of ${domain} by RPC; what goes by LDAP may be well all the same.`,
});
