import { suffixOf, upnOf } from '../deduce/addresses.ts';
import { sameText } from '../deduce/attributes.ts';
import { CLOUD_SECTION, cloudObjectOf } from '../deduce/cloud-object.ts';
import { knownOf } from '../deduce/reading.ts';
import { scopeOf, type Scope } from '../deduce/scope.ts';
import { statedConflicts, type StatedConflict } from '../deduce/stated-conflict.ts';
import { inEntraSpace, inForestSpace, onlyStandby } from '../deduce/sync-server.ts';
import { anchorsOf } from '../deduce/source-anchor.ts';
import { onInitialDomain } from '../deduce/verified-domains.ts';
import type { CloudObject, CloudUser, CsObject } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';

/** Where one object stands, told from the evidence alone. `undefined` = not read. */
export interface Situation {
  readonly subject: Subject;
  readonly adRead: boolean;
  readonly cloudRead: boolean;
  readonly cloud: CloudObject | undefined;
  readonly scope: Scope | undefined;
  readonly imported: CsObject | null | undefined;
  readonly exporting: CsObject | null | undefined;
  readonly inMetaverse: boolean | undefined;
  readonly exportError: StatedConflict | undefined;
  readonly standbyOnly: boolean;
  readonly renamed: boolean;
  /** Sections without which nobody can say that everything is well. */
  readonly unreadDeciding: readonly string[];
}

export function situationOf(subject: Subject, evidence: Evidence): Situation {
  const { ad } = subject;
  const connectors = knownOf(evidence['syncServers.connectors']);
  const spaces = knownOf(evidence['syncServers.csObjects'])?.flatMap(({ value }) => value);
  const imported = ad === undefined || spaces === undefined ? undefined : (inForestSpace(spaces, ad) ?? null);
  const section = CLOUD_SECTION[subject.kind];
  const cloud = cloudObjectOf(subject, evidence);
  const deciding = ['directory.entries', section, 'syncServers.scheduler', 'syncServers.csObjects'] as const;
  return {
    subject,
    adRead: evidence['directory.entries'].state === 'known',
    cloudRead: evidence[section].state === 'known',
    cloud,
    scope: ad === undefined || connectors === undefined ? undefined : scopeOf(ad.dn, connectors),
    imported,
    exporting: ad === undefined || spaces === undefined ? undefined : (inEntraSpace(spaces, anchorsOf(ad, evidence['syncServers.globalSettings']))[0] ?? null),
    inMetaverse: metaverseHas(imported, evidence),
    exportError: ad === undefined ? undefined : statedConflicts(ad, evidence).find((each) => each.evidence.what === 'ExportError'),
    standbyOnly: onlyStandby(evidence['syncServers.scheduler']),
    renamed: isRenamed(subject, cloud, evidence),
    unreadDeciding: deciding.filter((name) => evidence[name].state === 'unknown'),
  };
}

function metaverseHas(imported: CsObject | null | undefined, evidence: Evidence): boolean | undefined {
  const metaverse = knownOf(evidence['syncServers.mvObjects'])?.flatMap(({ value }) => value);
  if (imported !== undefined && imported !== null && /[1-9a-f]/i.test(imported.ConnectedMVObjectId ?? '')) return true;
  if (metaverse === undefined || imported === undefined) return undefined;
  return imported !== null && metaverse.some((person) => person.ObjectId === imported.ConnectedMVObjectId || (person.Lineage ?? []).some((line) => sameText(line.ConnectedCsObjectDN, imported.DistinguishedName)));
}

/** The sign-in name stands on the initial domain although AD says another. */
function isRenamed(subject: Subject, cloud: CloudObject | undefined, evidence: Evidence): boolean {
  const user: CloudUser | undefined = cloud;
  const wanted = subject.ad === undefined ? undefined : upnOf(subject.ad);
  const name = user?.userPrincipalName;
  if (wanted === undefined || name === null || name === undefined || sameText(wanted, name)) return false;
  return onInitialDomain(suffixOf(name), evidence) && !onInitialDomain(suffixOf(wanted), evidence);
}
