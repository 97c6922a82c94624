import { isCloudManaged } from '../../deduce/cloud-account.ts';
import { refusedDeletion } from '../../deduce/refused-deletion.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const deletingCloudOnlyObject = defineCause({
  id: 'deleting-cloud-only-object',
  area: 'deletion',
  layer: 5,
  title: 'Connect tries to delete a cloud-managed object',
  why: 'The sync server wants to delete an object that Entra no longer counts as synchronised, often because it was restored from the recycle bin. Entra does not let the synchronisation delete what belongs to the cloud, so the same error comes with every export.',
  checkYourself: ['Open the export in Synchronization Service Manager and read the error: DeletingCloudOnlyObjectNotAllowed, or number 114.', 'Look at the account in Entra: is On-premises sync enabled set to No.', 'Look in the audit log whether it was restored or moved to cloud management.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Decide whether the account is to stay in the cloud. If so: note its licences and groups, delete it in Entra, run a delta cycle, restore it within 30 days, and run a delta cycle again. Clearing onPremisesImmutableId of the cloud account has also been reported to help; the sources disagree whether one alone suffices.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  whyByHand: 'The way that Microsoft gives deletes the account for a moment, mailbox included, and sources disagree on the other way.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['syncServers.csObjects', 'syncServers.runHistory', 'syncServers.globalSettings', 'entra.syncBehavior'],

  judge(_, { subject, also }) {
    const refused = refusedDeletion(subject, also);
    const { cloud } = subject;
    if (refused === undefined) {
      const open = also['syncServers.csObjects'].state === 'unknown' && cloud !== undefined && cloud.onPremisesSyncEnabled !== true;
      return open ? cannotTell('syncServers.csObjects') : ruledOut('no refused deletion is stated for it');
    }
    if (cloud !== undefined && isCloudManaged(also, cloud.id)) return ruledOut('the object was moved to cloud management on purpose, and then the refusal is right');
    const flag = cloud?.onPremisesSyncEnabled;
    const evidence = [refused.evidence, ...(cloud === undefined || flag === undefined ? [] : [inEntra('onPremisesSyncEnabled', String(flag), cloud.id)])];
    return { is: 'confirmed', facts: { name: cloud?.displayName ?? subject.asked }, evidenceClass: 'A', evidence, statedAt: refused.statedAt };
  },

  explain: ({ name }) => `The sync server tries to delete ${name} in Entra, and Entra refuses it because the object belongs to the cloud.`,
});
