import { anchorAttribute } from '../deduce/source-anchor.ts';
import { verifiedDomains } from '../deduce/verified-domains.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import type { EvidenceDocument, ForestDocument, SyncServerDocument, Unread } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { ServerSection } from '../model/relay-job.ts';
import type { KeyFacts } from './entry-keys.ts';
import type { OrdinaryFacts } from './ordinary-entry.ts';
import type { ScanWorld } from './scan-world.ts';

/** What holds for every object: the tenant, the settings of the sync servers, the forests. */
export interface ScanFacts {
  /** The sections that are the same for all; those about single objects are unknown here. */
  readonly evidence: Evidence;
  readonly unread: readonly Unread[];
  /** DNs of the domains that the sync servers know, each with its forest. */
  readonly domains: readonly ScannedDomain[];
  readonly keys: KeyFacts;
  readonly ordinary: OrdinaryFacts;
  /** The containers that the connectors name, as far as they exist. */
  readonly containers: readonly AdObject[];
  readonly now: Date;
}

export interface ScannedDomain {
  readonly dn: string;
  readonly forest: string;
}

/** What the engine says of single objects is left to the question about one of them. */
const SECTIONS: readonly ServerSection[] = ['version', 'service', 'scheduler', 'connectors', 'globalSettings', 'rules', 'companyFeatures'];
/** Every domain has it, so it shows what holds for the whole forest. */
const ANYBODY = 'krbtgt';

/** Asks for what holds for all. Never rejects: what could not be read is named. */
export async function readScanFacts({ relayLink, tenant, clock }: ScanWorld): Promise<ScanFacts> {
  const [servers, forests, facts] = await Promise.all([
    relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: SECTIONS } }),
    relayLink.read({ reading: 'ad.subject', version: 1, params: { name: ANYBODY } }),
    tenant === null ? { entra: {}, unread: [{ what: 'entra', why: 'not-configured' as const, detail: 'no tenant is connected' }] } : tenant.tenantFacts(),
  ]);
  const now = clock.now();
  const silent: readonly Unread[] = servers.syncServers === undefined && servers.unread.length === 0 ? [{ what: 'syncServers', why: 'failed', detail: 'the relay gave no answer about the sync servers' }] : [];
  // A note about the entries that this look-up brought says nothing of the lists.
  const unread = [...servers.unread, ...silent, ...forests.unread.filter(({ what }) => !/entries|deleted|copies|inheritance/.test(what)), ...facts.unread];
  const document: EvidenceDocument = {
    format: 'syncwhy-evidence/1', takenAt: now.toISOString(), entra: withoutObjects(facts.entra),
    directory: { forests: (forests.forests ?? []).map(withoutEntries) }, syncServers: servers.syncServers?.map(withoutSpaces), unread,
  };
  const evidence = exhibitsOf(document);
  const verified = verifiedDomains(evidence);
  return {
    evidence, unread, domains: domainsOf(servers.syncServers ?? [], forests.forests ?? []), containers: (servers.forests ?? []).flatMap(({ name, entries = [] }) => entries.map((entry) => ({ ...entry, forest: name }))), now,
    keys: { anchorAttribute: anchorAttribute(evidence['syncServers.globalSettings'])?.toLowerCase() },
    ordinary: { ownDomains: verified === undefined ? undefined : new Set(verified) },
  };
}

const withoutEntries = ({ entries: _entries, deleted: _deleted, copies: _copies, inheritanceBlocked: _blocked, ...forest }: ForestDocument): ForestDocument => forest;
const withoutObjects = ({ users: _users, groups: _groups, contacts: _contacts, deletedUsers: _deletedUsers, deletedGroups: _deletedGroups, ...entra }: NonNullable<EvidenceDocument['entra']>): NonNullable<EvidenceDocument['entra']> => entra;
const withoutSpaces = ({ csObjects: _csObjects, mvObjects: _mvObjects, ...server }: SyncServerDocument): SyncServerDocument => server;

/** The domains of the connectors of AD, also those that are not selected, and those that only the relay knows: their objects may be missed. */
function domainsOf(servers: readonly SyncServerDocument[], forests: readonly ForestDocument[]): readonly ScannedDomain[] {
  const partitions = servers.flatMap(({ connectors = [] }) => connectors.filter(({ Type }) => (Type ?? 'AD').toUpperCase() === 'AD').flatMap(({ Name, Partitions = [] }) => Partitions.map(({ DN }) => ({ dn: DN ?? '', forest: Name ?? '' }))));
  const known = forests.flatMap(({ name, domains: names = [] }) => names.map((domain) => ({ dn: domain.split('.').map((label) => `DC=${label}`).join(','), forest: name })));
  const domains = [...known, ...partitions.filter(({ dn }) => /^DC=(?!DomainDnsZones|ForestDnsZones)/i.test(dn))];
  return [...new Map(domains.map((domain) => [domain.dn.toLowerCase(), domain])).values()];
}
