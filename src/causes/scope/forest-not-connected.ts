import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { forestConnector, isAdConnector } from '../../deduce/forest-connector.ts';
import { cloudSyncScope } from '../../deduce/cloud-sync-scope.ts';
import { knownOf } from '../../deduce/reading.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

export const forestNotConnected = defineCause({
  id: 'forest-not-connected',
  area: 'scope',
  layer: 2,
  title: 'The forest has no connector',
  why: 'Entra Connect has one connector for each forest it reads. The forest of this object has none, so nothing of it can arrive.',
  checkYourself: [
    'Note the forest of the object.',
    'On the sync server open Synchronization Service, Connectors: there is one connector of type Active Directory Domain Services for each forest.',
    'Run Get-ADSyncConnector and look at Name and Type.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  fixAfter: [],
  byHand: 'Decide first how people with accounts in several forests are told apart. Then export the server configuration, add the forest in the Entra Connect wizard (Customize synchronization options, Connect your directories) with an account that may read it, and select the OUs. Check the result on a staging server before it is exported.',
  byHandRisk: { risk: 'high', undo: 'full' },
  whyByHand: 'A forest is added in the wizard of Entra Connect only, with credentials of that forest.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.connectors'],
  mayUse: ['directory.forests', 'entra.synchronizationJobs', ...ARRIVAL],

  judge({ 'syncServers.connectors': servers }, { subject, also }) {
    const { ad } = subject;
    const forests = knownOf(also['directory.forests']) ?? [];
    if (servers.some(({ value }) => forestConnector(ad, forests, value) !== undefined)) return ruledOut(`${ad.forest} has a connector`);
    const [first] = servers;
    if (first === undefined) return cannotTell('syncServers.connectors');
    const jobs = knownOf(also['entra.synchronizationJobs']);
    if (hasArrived(subject, also) === true || (jobs !== undefined && cloudSyncScope(ad.dn, jobs).is === 'covers')) return ruledOut('it arrives by another way');
    const names = servers.flatMap(({ value }) => value.filter(isAdConnector)).map(({ Name }) => Name ?? '(no name)');
    return {
      is: 'confirmed',
      facts: { forest: ad.forest, names },
      evidenceClass: settledBy(servers),
      evidence: [inAd(ad, 'distinguishedName', ad.dn), onServer(first.server, 'Get-ADSyncConnector: Name', names.join(' | ') || '(none)')],
    };
  },

  explain: ({ forest, names }) => `The forest ${forest} has no connector. ${names.length === 0 ? 'The server has no connector to any forest.' : `The server reads ${names.join(', ')}.`}`,
});
