import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { sameText } from './attributes.ts';
import { cloudObjectOf } from './cloud-object.ts';
import { knownOf } from './reading.ts';
import { objectGuidOf } from './source-anchor.ts';

/** The exhibits that tell whether an object has come through to Entra. */
export const ARRIVAL = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.devices', 'syncServers.globalSettings'] as const;

/** Whether a live, synchronised object of Entra is bound to the subject; undefined when Entra was not read. */
export function hasArrived(subject: Subject, evidence: Pick<Evidence, (typeof ARRIVAL)[number]>): boolean | undefined {
  if (subject.kind === 'device') {
    const guid = subject.ad === undefined ? null : objectGuidOf(subject.ad);
    return knownOf(evidence['entra.devices'])?.some(({ deviceId }) => sameText(deviceId, guid));
  }
  const section = subject.kind === 'group' ? 'entra.groups' : subject.kind === 'contact' ? 'entra.contacts' : 'entra.users';
  if (evidence[section].state === 'unknown') return undefined;
  const cloud = cloudObjectOf(subject, evidence);
  return cloud !== undefined && cloud.onPremisesSyncEnabled !== false && cloud.onPremisesSyncEnabled !== null;
}
