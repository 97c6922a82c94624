import { incidentsOf, spokenIncident, type ConnectionIncident } from '../../deduce/connection-log.ts';
import { forestConnection, saidByStandby } from '../../deduce/connection-state.ts';
import { domainNameOf, knownDomains } from '../../deduce/domain-name.ts';
import { knownOf } from '../../deduce/reading.ts';
import { resultsOf, type ServerRun } from '../../deduce/run-results.ts';
import { partitionOf } from '../../deduce/forest-connector.ts';
import type { FromServer } from '../../model/exhibits.ts';
import type { DomainReachability } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const adDcUnreachable = defineCause({
  id: 'ad-dc-unreachable',
  area: 'sign-in',
  layer: 1,
  title: 'No domain controller answers',
  why: 'Entra Connect found no domain controller of this domain that answers: the network, the name resolution or a list of preferred domain controllers stands in the way. Nothing of that domain is read until one answers; other domains are not concerned.',
  checkYourself: [
    'On the sync server run Get-ADSyncDomainReachabilityStatus for the AD connector.',
    'Run nltest /dsgetdc:<domain> and Test-NetConnection <domain controller> -Port 389 on the sync server.',
    'In the properties of the AD connector look at the preferred domain controllers: does one of them no longer exist?',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: ['sync-service-stopped'],
  byHand: 'Repair the network path or the DNS of the sync server, or take retired domain controllers out of the preferred list of the AD connector. Then run a delta import.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Networks, name servers and the list of preferred domain controllers are outside what this product may change.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.domainReachability', 'syncServers.connectors', 'directory.forests', 'entra.organization'],

  judge(_, { subject, also }) {
    const state = forestConnection(subject, also);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    const domain = subject.ad === undefined ? undefined : domainNameOf(subject.ad.dn);
    const runs = state.is === 'fails' ? state.runs.filter(findsNobody) : [];
    const silent = unreachable(knownOf(also['syncServers.domainReachability']) ?? [], domain, knownDomains(also));
    const server = runs[0]?.server ?? silent[0]?.server;
    if (server === undefined) return state.is === 'works' ? ruledOut(state.because) : ruledOut('its runs fail for another reason');
    const partitions = (knownOf(also['syncServers.connectors']) ?? []).flatMap(({ value }) => value.flatMap((connector) => (subject.ad === undefined ? [] : (partitionOf(subject.ad.dn, connector) ?? []))));
    const preferred = partitions.flatMap(({ PreferredDCs }) => PreferredDCs ?? []);
    const evidence = [
      ...runs.flatMap(({ server: name, run }) => [onServer(name, `${run.ConnectorName ?? ''}: ${run.RunProfileName ?? ''}`, run.Result ?? ''), ...incidentsOf(run).slice(0, 2).map((each) => onServer(name, 'connection log', spokenIncident(each)))]),
      ...silent.map(({ server: name, value }) => onServer(name, `${value.FullName ?? ''}: IsReachable`, `False${value.ExceptionMessage === null || value.ExceptionMessage === undefined ? '' : ` (${value.ExceptionMessage})`}`)),
    ];
    const where = domain ?? silent[0]?.value.FullName ?? runs[0]?.run.ConnectorName ?? 'the domain';
    return { is: 'confirmed', facts: { server, where, preferred }, evidenceClass: saidByStandby([...runs, ...silent]) ? 'D' : 'A', evidence };
  },

  explain: ({ server, where, preferred }) =>
    `${server} reaches no domain controller of ${where}.${preferred.length === 0 ? '' : ` It may ask only ${preferred.join(', ')}: look whether they still exist.`}`,
});

/** Results of a server that was there and refused. */
const ANSWERED = /^failed-(permission|search|authentication)$/;

/** A broken connection with 0x4 is a size limit, not a missing server. */
const findsNobody = ({ run }: ServerRun): boolean => {
  const results = resultsOf(run);
  const incidents = incidentsOf(run);
  if (results.includes('no-start-ma') || (results.includes('no-start-connection') && !incidents.some(({ result }) => ANSWERED.test(result)))) return true;
  return incidents.some(({ result }) => result === 'failed-connection') || incidents.some((each) => each.result === 'dropped-connection' && !isSizeLimit(each, run));
};

const isSizeLimit = ({ error }: ConnectionIncident, run: ServerRun['run']): boolean => /\b0x0*4\b|size ?limit/i.test(error ?? '') || (run.RunStepResults ?? []).some((step) => /\b0x0*4\b|size ?limit exceeded/i.test(step.ConnectorConnectionInformationXml ?? ''));

interface Silent {
  readonly server: string;
  readonly standby: boolean;
  readonly value: DomainReachability;
}

/** Domains nobody answers for; of the subject's own domain where that is known. A name that is no known domain is a domain controller of the nearest one. */
const unreachable = (answers: readonly FromServer<readonly DomainReachability[]>[], own: string | undefined, domains: readonly string[]): readonly Silent[] =>
  answers.flatMap(({ server, staging, value }) =>
    value
      .filter(({ IsReachable, FullName }) => IsReachable === false && (own === undefined || domainOf(FullName?.trim().toLowerCase() ?? '', domains) === own))
      .map((each) => ({ server, standby: staging === true, value: each })),
  );

const domainOf = (name: string, domains: readonly string[]): string => domains.find((domain) => name === domain || name.endsWith(`.${domain}`)) ?? name;
