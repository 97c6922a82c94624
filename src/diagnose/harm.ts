import { anchorsOf } from '../deduce/source-anchor.ts';
import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import { isCloudManaged } from '../deduce/cloud-account.ts';
import { knownOf } from '../deduce/reading.ts';
import { onlyStandby } from '../deduce/sync-server.ts';
import { sameText } from '../deduce/attributes.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';

/** Why no repair at all may be started for this object now; null when nothing speaks against one. */
export function harmOfAnyRepair(subject: Subject, evidence: Evidence): 'standby-asked' | 'cloud-managed' | 'deletion-pending' | null {
  if (onlyStandby(evidence['syncServers.scheduler'])) return 'standby-asked';
  if (subject.cloud !== undefined && isCloudManaged(evidence, subject.cloud.id)) return 'cloud-managed';
  return deletionPending(subject, evidence) ? 'deletion-pending' : null;
}

/** The engine is about to delete the object in Entra: whatever lets the export run would carry that out. */
function deletionPending({ ad, cloud }: Subject, evidence: Evidence): boolean {
  const deletes = (knownOf(evidence['syncServers.pendingExports']) ?? []).flatMap(({ value }) => value).filter(({ Operation }) => /delete/i.test(Operation ?? ''));
  const spaceNames = ad === undefined ? [] : anchorsOf(ad, evidence['syncServers.globalSettings']).map(connectorSpaceDnOfAnchor);
  return deletes.some(
    (each) => spaceNames.some((name) => sameText(name, each.DistinguishedName)) || (cloud !== undefined && (each.CloudAnchor ?? '').toLowerCase().endsWith(cloud.id.toLowerCase())),
  );
}
