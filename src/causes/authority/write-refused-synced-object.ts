import { sameText } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { knownOf } from '../../deduce/reading.ts';
import { DAY, isoTime, spoken } from '../../deduce/times.ts';
import type { CloudObject, DirectoryAudit } from '../../model/evidence.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';
import { isWrittenInAd, wantedInAd } from '../wanted-in-ad.ts';

/** The words of Graph and of Exchange Online. */
const REFUSED = /on-?premises mastered|directory sync objects|synchroni[sz]ed from your on-?premises|current user'?s write scope/i;
/** What stays writable in the cloud: a failure there has another reason. */
const WRITABLE = /licen[cs]e|member (to|from) group|revoke|refresh token|sign-in session/i;
const RECENT = 30 * DAY;

export const writeRefusedSyncedObject = defineCause({
  id: 'write-refused-synced-object',
  area: 'authority',
  layer: 5,
  title: 'The cloud refuses the edit because AD is the master',
  why: 'A synchronised object belongs to AD. Entra and Exchange Online refuse to change an attribute that comes from there, because the next cycle would undo it. Licences, cloud groups, sessions and normally the usage location can be changed in the cloud all the same.',
  checkYourself: ['Open the audit log of the object in the Entra admin center and look for failed updates.', 'Look at On-premises sync enabled of the object: Yes means that AD is the master.', 'Make the same change in AD and run a delta cycle.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/cannot-manage-objects',
  fixAfter: [],
  byHand: 'Make the change in AD, with the tools of Exchange where it is an Exchange attribute, and let the next cycle carry it over.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'any',
  needs: [],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'entra.directoryAudits', 'syncServers.globalSettings', 'syncServers.scheduler'],

  judge(_, { subject, also, now }) {
    const presence = presenceOf(subject, also);
    if (presence.is !== 'there' || presence.object.onPremisesSyncEnabled !== true || presence.cloudManaged) return notApplicable('there is no synchronised object of it in Entra');
    const { object, user } = presence;
    const name = user?.userPrincipalName ?? object.displayName ?? object.id;
    const refused = (knownOf(also['entra.directoryAudits']) ?? [])
      .filter((audit) => isRefused(audit) && isAbout(audit, object, user?.userPrincipalName))
      .flatMap((audit) => ({ audit, time: isoTime(audit.activityDateTime) }))
      .filter(({ time }) => time !== undefined && now.getTime() - time.getTime() < RECENT)
      .toSorted((one, other) => (other.time?.getTime() ?? 0) - (one.time?.getTime() ?? 0))[0];
    if (refused?.time === undefined) return ruledOut('no refused edit of it is known');
    const { audit, time } = refused;
    if (subject.ad !== undefined && isWrittenInAd(subject.ad, audit)) return ruledOut('AD has the wanted value by now');
    const changed = [...new Set((audit.targetResources ?? []).flatMap(({ modifiedProperties }) => (modifiedProperties ?? []).flatMap(({ displayName }) => displayName ?? [])))];
    const facts = { repair: subject.ad === undefined ? null : repairOf(subject.ad, wantedInAd(subject.ad, audit), exportingServer(also['syncServers.scheduler'])), name, at: spoken(time), by: audit.initiatedBy?.user?.userPrincipalName ?? audit.initiatedBy?.app?.displayName ?? 'somebody', changed: changed.join(', ') };
    const evidence = [inEntra(`directoryAudits: ${audit.activityDisplayName ?? 'update'}`, audit.resultReason ?? 'failure', time.toISOString()), inEntra('onPremisesSyncEnabled', 'true', object.id)];
    return { is: 'confirmed', facts, evidenceClass: 'A', evidence };
  },

  explain: ({ name, at, by, changed }) => `${by} tried to change ${changed === '' ? 'an attribute' : changed} of ${name} in the cloud at ${at}, and the cloud refused it because AD is the master.`,
});

const isRefused = ({ result, resultReason, activityDisplayName }: DirectoryAudit): boolean =>
  result !== null && result !== undefined && !sameText(result, 'success') && REFUSED.test(resultReason ?? '') && !WRITABLE.test(activityDisplayName ?? '');

const isAbout = (audit: DirectoryAudit, object: CloudObject, upn: string | null | undefined): boolean =>
  (audit.targetResources ?? []).some(({ id, userPrincipalName }) => sameText(id, object.id) || sameText(userPrincipalName, upn));
