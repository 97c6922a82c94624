import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { sameText } from '../../deduce/attributes.ts';
import { cloudSyncScope } from '../../deduce/cloud-sync-scope.ts';
import { domainDnOf, forestConnector, isAdConnector, partitionOf } from '../../deduce/forest-connector.ts';
import { knownOf } from '../../deduce/reading.ts';
import { scopeOf } from '../../deduce/scope.ts';
import { inForestSpace } from '../../deduce/sync-server.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import type { ConnectorPartition } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause, type SubjectInAd } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

export const domainNotSelected = defineCause({
  id: 'domain-not-selected',
  area: 'scope',
  layer: 2,
  title: 'The domain (partition) is not selected',
  why: 'Entra Connect reads only the domains that are ticked in its wizard. Nothing of another domain of the same forest ever enters the engine. The wizard itself unticks a domain that it cannot reach.',
  checkYourself: [
    'Note the DC parts of the distinguished name of the object.',
    'On the sync server open Synchronization Service, Connectors, the forest, Properties, Configure Directory Partitions: the domain must be ticked.',
    'Check that a domain controller of that domain answers from the sync server.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
  fixAfter: [],
  byHand: 'Make sure that the sync server reaches the domain, export the server configuration, select the domain and its OUs in the Entra Connect wizard, check that the run profiles have a step for it, and run a full import and a full synchronisation. Count first how many objects come along.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Domains are selected in the wizard of Entra Connect only, and a whole domain of objects comes along.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.connectors'],
  mayUse: ['directory.forests', 'syncServers.domainReachability', 'syncServers.csObjects', 'entra.synchronizationJobs', ...ARRIVAL],

  judge({ 'syncServers.connectors': servers }, { subject, also }) {
    const { ad } = subject;
    const forests = knownOf(also['directory.forests']) ?? [];
    const homes = servers.flatMap(({ server, value }) => {
      const connector = forestConnector(ad, forests, value);
      return connector === undefined ? [] : [{ server, connector, partition: partitionOf(ad.dn, connector) }];
    });
    const scope = scopeOf(ad.dn, servers);
    const [home] = homes;
    const childOnly = home?.partition !== undefined && isChildOf(ad, home.partition) && !isKnown(subject, also);
    if (scope.is !== 'domain-not-selected' && scope.is !== 'no-connector' && !childOnly) return ruledOut('a partition of its domain is selected');
    if (home === undefined) return servers.some(({ value }) => value.some(isAdConnector)) ? ruledOut('its whole forest has no connector, which is another cause') : cannotTell('syncServers.connectors');
    if (home.connector.Partitions === undefined) return cannotTell('syncServers.connectors');
    const jobs = knownOf(also['entra.synchronizationJobs']);
    if (jobs !== undefined && cloudSyncScope(ad.dn, jobs).is === 'covers') return ruledOut('Cloud Sync provisions it');
    const unticked = home.partition !== undefined && !childOnly;
    const domain = unticked ? (home.partition?.DN ?? '') : domainDnOf(ad.dn);
    const name = dnsName(domain);
    const reachable = knownOf(also['syncServers.domainReachability'])?.flatMap(({ value }) => value).find(({ FullName }) => sameText(FullName, name))?.IsReachable;
    const facts = { domain: name, connector: home.connector.Name ?? 'the connector', unreachable: reachable === false };
    const setting = !unticked ? onServer(home.server, 'Partitions', (home.connector.Partitions.map(({ DN }) => DN ?? '').join(' | ')) || '(none)') : onServer(home.server, 'Partitions: Selected', `${domain}: False`);
    const evidence = [inAd(ad, 'distinguishedName', ad.dn), setting, ...(reachable === false ? [onServer(home.server, 'IsReachable', `${name}: False`)] : [])];
    return { is: 'confirmed', facts, evidenceClass: settledBy(servers), evidence };
  },

  explain: ({ domain, connector, unreachable }) =>
    `The connector ${connector} does not read the domain ${domain}.${unreachable ? ' The sync server cannot reach that domain at present, and the wizard unticks a domain it cannot reach.' : ''}`,
});

/** A partition ends where the next domain begins: the objects of a child domain are not in that of its parent. */
const isChildOf = (ad: AdObject, partition: ConnectorPartition): boolean => partition.IsDomain !== false && /^\s*dc\s*=/i.test(partition.DN ?? '') && !sameDn(domainDnOf(ad.dn), partition.DN ?? '');

/** The engine or Entra holds the object, so its domain is read in some way. */
const isKnown = (subject: SubjectInAd, also: Pick<Evidence, 'syncServers.csObjects' | (typeof ARRIVAL)[number]>): boolean =>
  hasArrived(subject, also) === true || (knownOf(also['syncServers.csObjects']) ?? []).some(({ value }) => inForestSpace(value, subject.ad) !== undefined);

const dnsName = (dn: string): string => dn.split(',').map((rdn) => rdn.replace(/^\s*dc\s*=\s*/i, '')).join('.').toLowerCase();
