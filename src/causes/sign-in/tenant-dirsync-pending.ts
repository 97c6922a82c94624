import { knownOf } from '../../deduce/reading.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import type { DirectoryAudit } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const PATIENCE = 72 * 60 * 60 * 1000;

export const tenantDirsyncPending = defineCause({
  id: 'tenant-dirsync-pending',
  area: 'sign-in',
  layer: 1,
  title: 'Switching directory sync is still in progress',
  why: 'When directory synchronisation is switched off, Entra turns every account of the tenant into a cloud account, which takes up to 72 hours. Until that is done it can be neither used nor switched on again.',
  checkYourself: [
    'In the Microsoft 365 admin center look at the state of directory synchronisation on the home page: it says that it is pending.',
    'In the Entra audit log look for "Set DirSyncEnabled flag" and its time.',
    'Graph shows no such state: onPremisesSyncEnabled of the organization is only true, false or null.',
  ],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/turn-off-directory-synchronization',
  fixAfter: [],
  byHand: 'Wait until 72 hours have gone by since it was switched off. Then switch it on again with the wizard of Entra Connect, if that is wanted. If it is still pending after that, only Microsoft support can end it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'It cannot be hurried; only waiting helps.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['entra.organization', 'entra.directoryAudits'],

  judge(_, { now, also }) {
    const organization = knownOf(also['entra.organization']);
    const audits = knownOf(also['entra.directoryAudits']);
    if (audits === undefined) return organization?.onPremisesSyncEnabled === true ? ruledOut('directory synchronisation is on') : cannotTell('entra.directoryAudits');
    const switched = audits.filter(isSwitch).flatMap((audit) => {
      const time = isoTime(audit.activityDateTime);
      return time === undefined || now.getTime() - time.getTime() > PATIENCE || time > now ? [] : [{ audit, time }];
    });
    const [last] = switched.filter(({ audit }) => isOff(audit)).toSorted((one, other) => other.time.getTime() - one.time.getTime());
    if (last === undefined) return ruledOut('it was not switched off within the last 72 hours');
    const until = new Date(last.time.getTime() + PATIENCE);
    const by = last.audit.initiatedBy?.user?.userPrincipalName ?? last.audit.initiatedBy?.app?.displayName ?? 'an unknown account';
    const state = organization?.onPremisesSyncEnabled;
    const evidence = [inEntra(`audit: ${last.audit.activityDisplayName ?? ''}`, `by ${by}`, last.audit.activityDateTime ?? undefined), ...(state === undefined ? [] : [inEntra('organization: onPremisesSyncEnabled', String(state))])];
    return { is: 'confirmed', facts: { at: spoken(last.time), until: spoken(until), by }, evidenceClass: state === false ? 'B' : 'C', evidence };
  },

  explain: ({ at, until, by }) => `Directory synchronisation was switched off at ${at} by ${by}. Entra may be busy with that until ${until}.`,
});

const isSwitch = (audit: DirectoryAudit): boolean => /dir(ectory)? ?sync/i.test(audit.activityDisplayName ?? '') && !/failure/i.test(audit.result ?? '');

/** The old and new values are JSON text such as `[false]`; an entry that does not tell the direction but says "disable" is as good. */
const isOff = (audit: DirectoryAudit): boolean => {
  const values = (audit.targetResources ?? []).flatMap((target) => (target.modifiedProperties ?? []).filter(({ displayName }) => /dirsync/i.test(displayName ?? '')));
  if (values.length > 0) return values.some(({ newValue }) => /false|disabled/i.test(newValue ?? ''));
  return /disable|deactivate|turn(ed)? off|set dirsyncenabled/i.test(audit.activityDisplayName ?? '');
};
