import { carriesAnchor } from '../deduce/source-anchor.ts';
import { ancestorDns, parentDn, sameDn } from '../model/distinguished-name.ts';
import { isEntraConnectorName } from '../deduce/run-results.ts';
import type { AdEntry, EvidenceDocument } from '../model/evidence.ts';

const entriesOf = (document: EvidenceDocument): readonly AdEntry[] => (document.directory?.forests ?? []).flatMap((forest) => [...(forest.entries ?? []), ...(forest.deleted ?? [])]);

/** Anchors of cloud accounts that no AD object read so far carries. */
export function strangeAnchors(document: EvidenceDocument): readonly string[] {
  const entries = entriesOf(document);
  const anchors = [...(document.entra?.users ?? []), ...(document.entra?.deletedUsers ?? [])].flatMap((user) => user.onPremisesImmutableId ?? []);
  return [...new Set(anchors)].filter((anchor) => anchor !== '' && !entries.some((entry) => carriesAnchor(entry, anchor)));
}

/** Containers where deleted cloud accounts used to have their AD account, and of which it is not known whether they exist. */
export function unknownHomes(document: EvidenceDocument): readonly string[] {
  const there = new Set(entriesOf(document).flatMap(({ dn }) => [dn, ...ancestorDns(dn)]).map((dn) => dn.toLowerCase()));
  const homes = (document.entra?.deletedUsers ?? []).flatMap((user) => parentDn(user.onPremisesDistinguishedName ?? '') ?? []);
  return [...new Set(homes)].filter((dn) => !there.has(dn.toLowerCase()));
}

/** DNs of the AD objects that the engine has joined to the same person as this one, and that were not read yet. */
export function joinedWith(document: EvidenceDocument, dn: string): readonly string[] {
  const there = new Set(entriesOf(document).map((entry) => entry.dn.toLowerCase()));
  const lines = (document.syncServers ?? []).flatMap((server) => (server.mvObjects ?? []).map(({ Lineage }) => Lineage ?? []));
  const own = lines.filter((lineage) => lineage.some(({ ConnectedCsObjectDN: each }) => sameDn(each ?? '', dn))).flat();
  const others = own.flatMap(({ ConnectorName: name, ConnectedCsObjectDN: each }) => (typeof each === 'string' && !isEntraConnectorName(name) && !sameDn(each, dn) ? [each] : []));
  return [...new Set(others)].filter((each) => !there.has(each.toLowerCase()));
}

/** Ids of cloud objects that an export error names as the holder and that were not read yet. */
export function namedHolders(document: EvidenceDocument): readonly string[] {
  const { users, groups, contacts, deletedUsers } = document.entra ?? {};
  const there = new Set([users, groups, contacts, deletedUsers].flatMap((objects) => (objects ?? []).map(({ id }) => id.toLowerCase())));
  const named = (document.syncServers ?? []).flatMap((server) => (server.csObjects ?? []).flatMap((object) => object.ExportError?.conflict?.objectIdInConflict ?? []));
  return [...new Set(named)].filter((id) => !there.has(id.toLowerCase()));
}

/** The pilot groups that connectors filter by; their member lists are asked for one member only. */
export function filterGroups(document: EvidenceDocument): readonly string[] {
  const parameters = (document.syncServers ?? []).flatMap((server) => (server.connectors ?? []).flatMap((connector) => [...(connector.GlobalParameters ?? []), ...(connector.ConnectivityParameters ?? [])]));
  const named = parameters.filter(({ Name, Value }) => /group-?filter/i.test(Name ?? '') && /^(CN|OU)=.+,DC=/i.test(Value ?? ''));
  return [...new Set(named.flatMap(({ Value }) => Value ?? []))];
}
