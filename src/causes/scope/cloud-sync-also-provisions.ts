import { cloudSyncScope } from '../../deduce/cloud-sync-scope.ts';
import { scopeOf } from '../../deduce/scope.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';

export const cloudSyncAlsoProvisions = defineCause({
  id: 'cloud-sync-also-provisions',
  area: 'scope',
  layer: 2,
  title: 'Cloud Sync handles the same OU',
  why: 'Entra Connect and Entra Cloud Sync can work side by side, but not on the same objects. Where both provision one container, values flap between two states and quarantines come and go.',
  checkYourself: [
    'Open Entra Connect, Cloud sync in the Entra admin center and look at the scoping filters of each configuration.',
    'Compare with the containers selected in Entra Connect.',
    'Look at the audit log of the object: changes by two synchronisation services alternate.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/what-is-cloud-sync',
  fixAfter: [],
  byHand: 'Decide which of the two is to provision the container and take it out of the other one. Take it out of Entra Connect only in the way Microsoft describes for a move to Cloud Sync, or its cloud accounts are deleted.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  whyByHand: 'What taking a container out of one of the two services does is not confirmed, and a mistake deletes cloud accounts.',
  mark: 'unconfirmed',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['entra.synchronizationJobs', 'syncServers.connectors'],
  mayUse: [],

  judge({ 'entra.synchronizationJobs': jobs, 'syncServers.connectors': connectors }, { subject: { ad } }) {
    const cloudSync = cloudSyncScope(ad.dn, jobs);
    if (cloudSync.is === 'none') return ruledOut('no working job of Cloud Sync covers it');
    const scope = scopeOf(ad.dn, connectors);
    if (scope.is === 'unknown') return cannotTell('syncServers.connectors');
    if (scope.is !== 'in') return ruledOut('Entra Connect does not read it');
    if (cloudSync.is === 'unknown') return cannotTell('entra.synchronizationJobs');
    const { job, container } = cloudSync.by;
    const evidence = [inAd(ad, 'distinguishedName', ad.dn), inEntra('containerFilter.includedContainers', container, job), onServer(scope.connector, 'ContainerInclusionList', scope.because)];
    return { is: 'confirmed', facts: { dn: ad.dn, container, because: scope.because }, evidenceClass: 'C', evidence };
  },

  explain: ({ dn, container, because }) => `${dn} is in the scope of Entra Connect (${because}) and of Cloud Sync (${container}) at once.`,
});
