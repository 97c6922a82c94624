import { rdnsOf } from '../model/distinguished-name.ts';
import type { AdTarget, Undo } from '../model/plan.ts';
import { CHANGES } from './changes.ts';
import type { Reversal, StepDraft } from './operation.ts';

/** How each operation is taken back. */
export const REVERSAL: Reversal = {
  'ad.change-addresses': (params) => {
    const { object, remove, add } = params;
    const now = CHANGES['ad.change-addresses'].after(params)['proxyAddresses'] ?? [];
    return undoBy({ operation: 'ad.change-addresses', params: { object, before: now, remove: add, add: remove }, says: `Give ${object.dn} its addresses back` });
  },
  'ad.set-anchor': ({ object, before, after }) =>
    undoBy({ operation: 'ad.set-anchor', params: { object, before: after, after: before }, says: before === null ? `Empty mS-DS-ConsistencyGuid of ${object.dn} again` : `Give ${object.dn} its former mS-DS-ConsistencyGuid back` }),
  'ad.move': ({ object, from, to }) =>
    undoBy({ operation: 'ad.move', params: { object: movedTo(object, to), from: to, to: from }, says: `Move ${movedTo(object, to).dn} back to ${from}` }),
  'ad.change-values': ({ object, attribute, before, after }) =>
    undoBy({ operation: 'ad.change-values', params: { object, attribute, before: after, after: before }, says: before.length === 0 ? `Empty ${attribute} of ${object.dn} again` : `Give ${object.dn} its former ${attribute} back` }),
  'ad.set-enabled': ({ object, before, after }) => undoBy({ operation: 'ad.set-enabled', params: { object, before: after, after: before }, says: `Switch ${object.dn} ${onOrOff(before)} again` }),
  'ad.change-member': ({ group, member, before, after }) =>
    undoBy({ operation: 'ad.change-member', params: { group, member, before: after, after: before }, says: before ? `Put ${member.dn} back into ${group.dn}` : `Take ${member.dn} out of ${group.dn} again` }),
  'ad.restore-deleted': ({ rdn, to }) => ({ is: 'cannot-be-undone', because: `${rdn},${to} would have to be deleted again, which is done by hand` }),
  'ad.change-upn-suffixes': ({ forest, before, after }) => undoBy({ operation: 'ad.change-upn-suffixes', params: { forest, before: after, after: before }, says: `Give ${forest} its former UPN suffixes back` }),
  'sync.set-scheduler': ({ server, before, after }) => undoBy({ operation: 'sync.set-scheduler', params: { server, before: after, after: before }, says: `Switch the scheduler of ${server} ${onOrOff(before)} again` }),
  'sync.set-maintenance': ({ server, before, after }) => undoBy({ operation: 'sync.set-maintenance', params: { server, before: after, after: before }, says: `Switch the maintenance of ${server} ${onOrOff(before)} again` }),
  'sync.set-history-retention': ({ server, before, after }) =>
    undoBy({ operation: 'sync.set-history-retention', params: { server, before: after, after: before }, says: `Have ${server} keep its run history for ${before} again; runs that were purged meanwhile do not come back` }),
  'sync.start-delta': () => NOTHING,
  'sync.start-full': () => NOTHING,
  'sync.synchronize-object': () => NOTHING,
  'sync.send-password-hash': () => NOTHING,
  'sync.restart-service': () => NOTHING,
  'entra.set-anchor': ({ userId, before, after }) => undoBy({ operation: 'entra.set-anchor', params: { userId, before: after, after: before }, says: givenBack('onPremisesImmutableId', userId, before) }),
  'entra.delete-user': ({ userId, userName }) => undoBy({ operation: 'entra.restore-user', params: { userId, userName, newUserName: null, dropConflicts: false }, says: `Bring ${userName} back from the recycle bin, which keeps it for 30 days` }),
  'entra.restore-user': ({ userId, userName, newUserName }) => undoBy({ operation: 'entra.delete-user', params: { userId, userName: newUserName ?? userName }, says: `Put ${newUserName ?? userName} into the recycle bin again` }),
  'entra.set-user-name': ({ userId, before, after }) => undoBy({ operation: 'entra.set-user-name', params: { userId, before: after, after: before }, says: givenBack('sign-in name', userId, before) }),
  // Graph never takes an address away, so one that was made of mail outlives it.
  'entra.set-mail': ({ userId, before, after }) =>
    undoBy({ operation: 'entra.set-mail', params: { userId, before: after, after: before }, says: `${givenBack('mail', userId, before)}${after === null ? '' : `; ${after}, which Entra ID made an address of the account, does not go with it, and only Exchange Online takes it out of proxyAddresses`}` }),
  'entra.set-usage-location': ({ userId, before, after }) => undoBy({ operation: 'entra.set-usage-location', params: { userId, before: after, after: before }, says: givenBack('usageLocation', userId, before) }),
  'entra.change-licence': ({ userId, skuId, skuName, before, after }) =>
    undoBy({ operation: 'entra.change-licence', params: { userId, skuId, skuName, before: after, after: before }, says: before === null ? `Take ${skuName} away from ${userId} again` : `Give ${userId} ${skuName} back as it was` }),
  'entra.reprocess-licences': () => NOTHING,
  'entra.retry-provisioning': () => NOTHING,
  'entra.set-source-of-authority': ({ kind, objectId, before, after }) =>
    undoBy({ operation: 'entra.set-source-of-authority', params: { kind, objectId, before: after, after: before }, says: `Have the ${kind} ${objectId} mastered in ${before ? 'the cloud' : 'Active Directory'} again` }),
  'entra.change-member': ({ groupId, groupName, userId, before, after }) =>
    undoBy({ operation: 'entra.change-member', params: { groupId, groupName, userId, before: after, after: before }, says: before ? `Put ${userId} back into ${groupName}` : `Take ${userId} out of ${groupName} again` }),
  'entra.set-manager': ({ userId, before, after }) => undoBy({ operation: 'entra.set-manager', params: { userId, before: after, after: before }, says: givenBack('manager', userId, before) }),
  'entra.revoke-sessions': () => ({ is: 'cannot-be-undone', because: 'sessions that were ended stay ended; the person signs in again' }),
  'people.do': () => ({ is: 'cannot-be-undone', because: 'a person did it, and a person takes it back' }),
};

const NOTHING: Undo = { is: 'nothing-to-undo' };

const onOrOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

const givenBack = (what: string, userId: string, before: string | null): string => (before === null ? `Empty ${what} of ${userId} again` : `Give ${userId} the former ${what} back`);

const undoBy = (step: StepDraft): Undo => ({ is: 'steps', step });

const movedTo = ({ guid, dn }: AdTarget, container: string): AdTarget => ({ guid, dn: [...rdnsOf(dn).slice(0, 1), container].join(',') });
