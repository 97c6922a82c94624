import { entraConnection } from '../../deduce/connection-state.ts';
import { complaintsOf, entraComplaints } from '../../deduce/entra-complaints.ts';
import { knownOf } from '../../deduce/reading.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import type { TlsSettings } from '../../model/evidence.ts';
import { cannotTell, ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

/** .NET Framework 4.7.2, the first that takes TLS 1.2 from the system by itself. */
const FRAMEWORK_472 = 461_808;

export const tls12Missing = defineCause({
  id: 'tls12-missing',
  area: 'sign-in',
  layer: 1,
  title: 'TLS 1.2 is not enabled on the server',
  why: 'Entra accepts TLS 1.2 and later only. A sync server whose registry forbids it, or whose .NET Framework is older than 4.7.2, cannot open a connection.',
  checkYourself: [
    'On the sync server run Get-ADSyncToolsTls12 (module ADSyncTools): every value must be 1, DisabledByDefault 0.',
    'Read the release number of .NET under HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full: 461808 or more is 4.7.2 or later.',
    'In the Application log look for "Could not create SSL/TLS secure channel".',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-tls-enforcement',
  fixAfter: [],
  byHand: 'Install .NET Framework 4.7.2 or later if it is older, run Set-ADSyncToolsTls12 -Enabled $true, and restart the server. Export the registry keys before.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'It needs a change of the registry and a restart of the server.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['syncServers.tls', 'syncServers.runHistory', 'syncServers.events', 'syncServers.connectors', 'entra.organization'],

  judge(_, { now, also }) {
    const state = entraConnection(also, now);
    const settings = knownOf(also['syncServers.tls']);
    if (settings === undefined) return state.is === 'works' ? ruledOut(state.because) : cannotTell('syncServers.tls');
    const faults = settings.flatMap(({ server, staging, value }) => faultsOf(value).map((fault) => ({ server, staging, fault })));
    const [first] = faults;
    if (first === undefined) return ruledOut('TLS 1.2 is enabled');
    const events = complaintsOf(entraComplaints(also, state.is === 'unknown' ? undefined : state.lastGood), 'tls');
    const failing: EvidenceClass = state.is === 'unknown' && events.length === 0 ? 'C' : 'B';
    const evidence = [...faults.map(({ server, fault }) => onServer(server, fault.what, fault.value)), ...events.slice(0, 1).map((event) => onServer(event.server, 'event', spokenEvent(event)))];
    const harmless = state.is === 'works' || first.staging === true;
    return { is: 'confirmed', facts: { server: first.server, what: first.fault.what, value: first.fault.value, harmless }, evidenceClass: harmless ? 'D' : failing, evidence };
  },

  explain: ({ server, what, value, harmless }) => `TLS 1.2 is not enabled on ${server} (${what} is ${value})${harmless ? '; the runs to Entra still succeed' : ', so it cannot connect to Entra'}.`,
});

/** Values that forbid TLS 1.2; a value that is missing leaves it to Windows, which allows it. */
function faultsOf({ enabled, settings, frameworkRelease }: TlsSettings): readonly { readonly what: string; readonly value: string }[] {
  const framework = typeof frameworkRelease === 'number' && frameworkRelease < FRAMEWORK_472 ? [{ what: 'NDP\\v4\\Full\\Release', value: String(frameworkRelease) }] : [];
  const forbidding = (settings ?? []).filter(({ Name, Value }) => (/^(SystemDefaultTlsVersions|SchUseStrongCrypto|Enabled)$/i.test(Name ?? '') && Value?.trim() === '0') || (/^DisabledByDefault$/i.test(Name ?? '') && Value?.trim() === '1'));
  const registry = enabled === true ? [] : forbidding.map(({ Path, Name, Value }) => ({ what: `${Path ?? ''}\\${Name ?? ''}`, value: Value ?? '' }));
  const whole = enabled === false && registry.length === 0 ? [{ what: 'Get-ADSyncToolsTls12', value: 'disabled' }] : [];
  return [...framework, ...registry, ...whole];
}
