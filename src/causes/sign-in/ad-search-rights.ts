import { incidentsOf, spokenIncident, type ConnectionIncident } from '../../deduce/connection-log.ts';
import { forestConnection, saidByStandby } from '../../deduce/connection-state.ts';
import { loginOf } from '../../deduce/connector-account.ts';
import { actionOf } from '../../deduce/run-results.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const adSearchRights = defineCause({
  id: 'ad-search-rights',
  area: 'sign-in',
  layer: 1,
  title: 'AD import fails with failed-search or failed-permission',
  why: 'Entra Connect logs on to AD, but its search is refused or breaks off. The usual reason is that the connector account lost its basic read permissions; a failed search can also come from answers that the network cuts (MTU, firewall), for the answer to this kind of search is large.',
  checkYourself: [
    'In Synchronization Service open the failed import and its connection log.',
    'On the sync server run Get-ADSyncADConnectorAccount, and look at the permissions of that account at the top of the domain.',
    'Try another domain controller, and a ping with a large packet that may not be split (ping -f -l 1472), to tell permissions from the network.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-configure-ad-ds-connector-account',
  fixAfter: ['ad-connector-credentials', 'ad-dc-unreachable'],
  byHand: 'Give the connector account its basic read permissions back with Set-ADSyncBasicReadPermissions (module ADSyncConfig); note the present permissions before. If they are complete, try another domain controller and look at the network between.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'Permissions at the top of a domain are for its administrators, and only they can tell a permission from a network that cuts answers.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.connectors', 'entra.organization'],

  judge(_, { subject, also }) {
    const state = forestConnection(subject, also);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    if (state.is === 'works') return ruledOut(state.because);
    const refused = state.runs
      .filter(({ run }) => actionOf(run) === 'import')
      .flatMap((each) => incidentsOf(each.run).filter(isRefusal).slice(0, 2).map((incident) => ({ ...each, incident })));
    const [first] = refused;
    if (first === undefined) return ruledOut('no search of the import was refused');
    const evidence = refused.map(({ server, run, incident }) => onServer(server, `${run.ConnectorName ?? ''}: ${run.RunProfileName ?? ''}`, spokenIncident(incident)));
    const facts = { server: first.server, connector: first.run.ConnectorName ?? 'the forest', result: first.incident.result, login: loginOf(first.run.ConnectorName, also) };
    return { is: 'confirmed', facts, evidenceClass: saidByStandby(refused) ? 'D' : 'A', evidence };
  },

  explain: ({ server, connector, result, login }) =>
    `The import of ${connector} on ${server} ended with ${result}: ${login === undefined ? 'its account' : login} ${result === 'failed-permission' ? 'may not search there' : 'got no complete answer; permissions, or a network that cuts large answers'}.`,
});

const isRefusal = ({ result }: ConnectionIncident): boolean => result === 'failed-search' || result === 'failed-permission';
