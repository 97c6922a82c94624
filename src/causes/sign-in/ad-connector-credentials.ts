import { accountFault, loginEntry, loginOf } from '../../deduce/connector-account.ts';
import { incidentsOf } from '../../deduce/connection-log.ts';
import { forestConnection, saidByStandby } from '../../deduce/connection-state.ts';
import { domainNameOf, knownDomains, speaksOfDomain } from '../../deduce/domain-name.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { resultsOf, type ServerRun } from '../../deduce/run-results.ts';
import { eventsLike, spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

export const adConnectorCredentials = defineCause({
  id: 'ad-connector-credentials',
  area: 'sign-in',
  layer: 1,
  title: 'Connect cannot log on to AD',
  why: 'Entra Connect reads each forest with an account of its own (MSOL_… by default). When that account is disabled or locked, or its password was changed without telling the connector, no run in that forest starts. Other forests may go on as if nothing had happened.',
  checkYourself: [
    'In Synchronization Service, Operations, look for runs that ended with no-start-credentials, and in the Application log for event 6000 of ADSync.',
    'Find the name of the account in the properties of the AD connector, Connect to Active Directory Forest.',
    'In Active Directory look whether that account is disabled or locked, and whether its password was set after the last good run.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-change-addsacct-pass',
  fixAfter: ['sync-service-stopped'],
  byHand: 'Enable or unlock the account. If its password was changed, enter the new one in the AD connector, or run Add-ADSyncADDSConnectorAccount, which sets a new one in AD and in the connector together; never reset the password of the account in AD alone, for that is exactly what breaks it. Then run a delta import and look that it succeeds.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The repair needs a password that this product must never see.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.events', 'syncServers.connectors', 'directory.entries', 'directory.forests', 'entra.organization'],

  judge(_, { subject, now, also }) {
    const state = forestConnection(subject, also);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    const runs = state.is === 'fails' ? state.runs.filter(refusesLogon) : [];
    const domains = knownDomains(also);
    const events = eventsLike(knownOf(also['syncServers.events']) ?? [], { source: 'ADSync', ids: [6000], says: /credential|log ?on|password|account/i, since: state.lastGood })
      .filter(({ event }) => subject.ad === undefined || speaksOfDomain(event.message ?? '', domainNameOf(subject.ad.dn), domains));
    const connector = runs[0]?.run.ConnectorName ?? subject.ad?.forest;
    const server = runs[0]?.server ?? events[0]?.server;
    if (server === undefined) return ruledOut(state.is === 'works' ? state.because : 'its runs fail for another reason');
    const login = loginOf(connector, also);
    const entry = login === undefined ? undefined : loginEntry(login, also);
    const fault = entry === undefined ? undefined : accountFault(entry, { now, lastGood: state.lastGood });
    const evidence = [
      ...runs.map(({ server: name, run }) => onServer(name, `${run.ConnectorName ?? ''}: ${run.RunProfileName ?? ''}`, run.Result ?? '')),
      ...events.slice(0, 1).map((event) => onServer(event.server, 'event', spokenEvent(event))),
      ...(entry === undefined || fault === undefined ? [] : [inAd(entry, ATTRIBUTE[fault], firstOf(entry, ATTRIBUTE[fault]) ?? '')]),
    ];
    return { is: 'confirmed', facts: { server, connector: connector ?? 'the forest', login, fault }, evidenceClass: saidByStandby([...runs, ...events]) ? 'D' : 'A', evidence };
  },

  explain: ({ server, connector, login, fault }) => `${server} cannot log on to ${connector}${login === undefined ? '' : ` as ${login}`}${fault === undefined ? '' : `: ${FAULT[fault]}`}.`,
});

const ATTRIBUTE = { disabled: 'userAccountControl', locked: 'lockoutTime', expired: 'accountExpires', 'password-newer': 'pwdLastSet' } as const;
const FAULT = { disabled: 'the account is disabled', locked: 'the account is locked', expired: 'the account has expired', 'password-newer': 'its password was changed after the last good run' } as const;

const refusesLogon = ({ run }: ServerRun): boolean => resultsOf(run).includes('no-start-credentials') || incidentsOf(run).some(({ result }) => result === 'failed-authentication');
