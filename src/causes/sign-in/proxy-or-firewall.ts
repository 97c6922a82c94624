import { entraConnection } from '../../deduce/connection-state.ts';
import { complaintsOf, entraComplaints } from '../../deduce/entra-complaints.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const proxyOrFirewall = defineCause({
  id: 'proxy-or-firewall',
  area: 'sign-in',
  layer: 1,
  title: 'Proxy or firewall in the way',
  why: 'The sync server does not get through to Entra, or something on the way cuts the connection. A proxy that ends quiet connections after less than five minutes breaks long exports. The browser of an administrator proves nothing: the service account has its own proxy settings.',
  checkYourself: [
    'On the sync server read the events 106, 109 and 906: 407 is a proxy that wants a sign-in, 403 one that forbids, a timeout a closed firewall.',
    'As the service account, not as yourself, open https://login.microsoftonline.com and https://adminwebservice.microsoftonline.com.',
    'Compare the proxy in machine.config with the one of the browser (netsh winhttp show proxy), and look at the idle timeout of the proxy.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity',
  fixAfter: ['sync-service-stopped'],
  byHand: 'Enter the proxy in the section system.net/defaultProxy of machine.config (keep a copy of the file), allow the addresses of Entra in proxy and firewall without inspection, and set the idle timeout to five minutes or more. Then run a delta cycle.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Proxies and firewalls are outside what this product may change.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['syncServers.runHistory', 'syncServers.events', 'syncServers.connectors', 'entra.organization'],

  judge(_, { now, also }) {
    const state = entraConnection(also, now);
    if (state.is === 'works') return ruledOut(state.because);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    const events = complaintsOf(entraComplaints(also, state.lastGood), 'network');
    const [first] = events;
    if (first === undefined) return also['syncServers.events'].state === 'unknown' ? cannotTell('syncServers.events') : ruledOut('the event log names no network fault');
    const evidence = [...state.runs.map(({ server, run }) => onServer(server, `${run.ConnectorName ?? ''}: ${run.RunProfileName ?? ''}`, run.Result ?? '')), ...events.slice(0, 2).map((event) => onServer(event.server, 'event', spokenEvent(event)))];
    return { is: 'confirmed', facts: { server: first.server, fault: faultIn(first.event.message ?? '') }, evidenceClass: first.standby ? 'D' : 'B', evidence };
  },

  explain: ({ server, fault }) => `${server} does not get through to Entra: ${fault}.`,
});

const faultIn = (message: string): string => {
  if (/\b407\b|proxy authentication/i.test(message)) return 'the proxy asks for a sign-in (407)';
  if (/\b403\b/.test(message)) return 'something on the way forbids the connection (403)';
  if (/idle|closed|aborted|reset/i.test(message)) return 'something on the way cuts the connection';
  return 'its endpoints are not reached in time';
};
