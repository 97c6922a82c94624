import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { endsWith, event } from './trouble.ts';

const STOPPED = 'stopped-server-down';

describeCause(sealed('proxy-or-firewall'), {
  confirms: [
    { when: 'the proxy asks for a sign-in', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 106, 'The remote server returned an error: (407) Proxy Authentication Required.'); }, remedy: null, says: /407/ },
    { when: 'something forbids the connection', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 906, 'The remote server returned an error: (403) Forbidden.', { source: 'ADSync' }); }, says: /403/ },
    { when: 'the endpoint cannot be reached', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 109, 'Unable to connect to the remote server: adminwebservice.microsoftonline.com timed out.'); }, says: /not reached in time/ },
    { when: 'a quiet connection is cut', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 106, 'The underlying connection was closed: an idle connection of 60 seconds.'); }, says: /cuts the connection/ },
  ],
  rulesOut: [
    { when: 'the runs to Entra succeed', given: () => {} },
    { when: 'the runs succeed again', given: (given) => { event(given, 106, 'Unable to connect to the remote server.', { time: '2026-11-21T08:00:00Z' }); } },
    { when: 'the event log names no fault of the network', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 106, 'AADSTS50126 invalid username or password.'); } },
    { when: 'there is no secure channel', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 106, 'The underlying connection was closed: Could not create SSL/TLS secure channel.'); } },
  ],
  cannotTell: [{ when: 'the runs fail and the event log was not read', given: (given) => { endsWith(given, 'entra', STOPPED); delete given.server['events']; }, missing: ['syncServers.events'] }],
});
