import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { spaceObjectsOf } from '../../deduce/object-errors.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import { isOlder } from '../../deduce/version.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/harden-update-ad-fs-pingfederate */
const MINIMUM = '4.5.2466.0';
const FRESH = 2 * 60 * 60 * 1000;

type Agent = NonNullable<SyncServerDocument['healthAgent']>;

export const staleHealthReport = defineCause({
  id: 'stale-health-report',
  area: 'engine',
  layer: 3,
  title: 'The portal shows an error that is already fixed',
  why: 'The list of sync errors in the portal comes from the Health agent of the sync server, at the earliest half an hour after a cycle. An agent that is too old, does not run or does not upload leaves old errors there for weeks.',
  checkYourself: ['Search the object in the connector space of Entra: it has no export error.', 'Look at the account in Entra: it has no provisioning error.', 'Look at the version of the Entra Connect Health agent on the sync server (4.5.2466.0 or later), and whether its service runs.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/outdate-information-displays',
  fixAfter: [],
  byHand: 'Trust the connector space and Entra rather than the list. Wait half an hour after the next cycle; if the old error is still shown, update the Health agent and see that it uploads.',
  byHandRisk: { risk: 'low', undo: 'none' },
  whyByHand: 'The object itself is in order; only the report about it is old.',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['syncServers.csObjects', 'syncServers.healthAgent'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'syncServers.globalSettings'],

  judge({ 'syncServers.csObjects': spaces, 'syncServers.healthAgent': agents }, { subject, also, now }) {
    const behind = agents.flatMap(({ server, staging, value }) => (staging === true ? [] : wrongWith(value, now).map((wrong) => ({ server, ...wrong }))));
    const [first] = behind;
    if (first === undefined) return ruledOut('the Health agent is new enough and reports');
    const objects = spaceObjectsOf(subject.ad, spaces, also['syncServers.globalSettings']);
    const exported = objects.find(({ side }) => side === 'entra');
    if (exported === undefined || objects.some(({ object }) => (object.ExportError ?? undefined) !== undefined && object.HasExportError !== false)) return ruledOut('the engine itself names an error, or does not export it');
    const section = subject.kind === 'group' ? 'entra.groups' : subject.kind === 'contact' ? 'entra.contacts' : 'entra.users';
    if (also[section].state === 'unknown') return cannotTell(section);
    const cloud = cloudObjectOf(subject, also);
    if (cloud === undefined) return ruledOut('there is no object in Entra that is bound to it');
    if (cloud.onPremisesProvisioningErrors === undefined) return cannotTell(section);
    if ((cloud.onPremisesProvisioningErrors ?? []).length > 0) return ruledOut('Entra itself names a provisioning error');
    const evidence = [onServer(exported.server, 'ExportError', 'none'), inEntra('onPremisesProvisioningErrors', 'none'), ...behind.map(({ server, what, value }) => onServer(server, what, value))];
    return { is: 'confirmed', facts: { dn: subject.ad.dn, server: first.server, says: first.says }, evidenceClass: 'D', evidence };
  },

  explain: ({ dn, server, says }) => `Neither the engine nor Entra has an error for ${dn}. If the portal still shows one, it is an old report: the Health agent on ${server} ${says}.`,
});

function wrongWith(agent: Agent, now: Date): readonly { readonly what: string; readonly value: string; readonly says: string }[] {
  const upload = isoTime(agent.lastUpload);
  return [
    ...(isOlder(agent.version, MINIMUM) === true ? [{ what: 'Health agent version', value: agent.version ?? '', says: `is of version ${agent.version ?? ''}, older than ${MINIMUM}` }] : []),
    ...(typeof agent.status === 'string' && agent.status !== '' && !/^running$/i.test(agent.status) ? [{ what: 'Health agent status', value: agent.status, says: `is ${agent.status.toLowerCase()}` }] : []),
    ...(upload !== undefined && now.getTime() - upload.getTime() > FRESH ? [{ what: 'Health agent last upload', value: upload.toISOString(), says: `reported last at ${spoken(upload)}` }] : []),
  ];
}
