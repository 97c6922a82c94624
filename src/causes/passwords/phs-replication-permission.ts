import { partitionStates, isGood } from '../../deduce/password-loop.ts';
import { passwordTrouble, TROUBLE } from '../../deduce/password-trouble.ts';
import { domainNameOf } from '../../deduce/domain-name.ts';
import { loginOf } from '../../deduce/connector-account.ts';
import { saidByStandby } from '../../deduce/connection-state.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const DENIED = /\b8453\b|replication access was denied/i;

export const phsReplicationPermission = defineCause({
  id: 'phs-replication-permission',
  area: 'passwords',
  layer: 6,
  title: 'Connector account lacks "Replicating Directory Changes (All)"',
  why: 'To read password hashes the connector account needs two permissions at the top of the domain: Replicating Directory Changes, and Replicating Directory Changes All. Without them no password of the whole domain is sent; if only one user fails, it is something else.',
  checkYourself: [
    'In the Application log look for event 611 with RPC error 8453, and for the domain it names.',
    'On the sync server run Invoke-ADSyncDiagnostics -PasswordSync.',
    'In AD look at the security of the top of the domain for the connector account (MSOL_…).',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
  fixAfter: [],
  byHand: 'Run Set-ADSyncPasswordHashSyncPermissions (module ADSyncConfig) for the connector account, with Domain Admin rights; note the present permissions before. The next cycle follows within minutes.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The permission lets its owner read every password hash of the domain; only a domain administrator may give it.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: TROUBLE,

  judge(_, { subject: { ad }, now, also }) {
    const trouble = passwordTrouble({ ad, now }, { ids: [611], says: DENIED }, also);
    const states = partitionStates(ad.dn, also).filter(({ state }) => !isGood(state) && /8453|replication access|permission/i.test(state.PasswordSyncLastCycleStatus ?? ''));
    const events = trouble.is === 'seen' ? trouble.events : [];
    if (events.length === 0 && states.length === 0) return trouble.is === 'unknown' ? cannotTell(trouble.missing) : ruledOut(trouble.is === 'none' ? trouble.because : 'the domain is not refused');
    const evidence = [
      ...events.slice(0, 2).map((event) => onServer(event.server, 'event', spokenEvent(event))),
      ...states.map(({ server, state }) => onServer(server, `${state.DN ?? ''}: PasswordSyncLastCycleStatus`, state.PasswordSyncLastCycleStatus ?? '')),
    ];
    return { is: 'confirmed', facts: { domain: domainNameOf(ad.dn), login: loginOf(ad.forest, also) }, evidenceClass: saidByStandby([...events, ...states]) ? 'D' : 'A', evidence };
  },

  explain: ({ domain, login = 'The connector account' }) => `${login} may not read password hashes of ${domain}, so no password of that domain reaches Entra.`,
});
