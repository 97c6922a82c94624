import { CATALOGUE } from '../catalogue/index.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import { judge, type Judged } from '../diagnose/judge.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { Sighting } from '../model/sighting.ts';
import { COMPANY_CAUSES, DOMAIN_CAUSES } from './company-causes.ts';

/** What holds up everybody, as the catalogue judges it without being asked about an object. */
export interface CompanySightings {
  readonly sightings: readonly Sighting[];
  /** Sources, one for each cause that could be judged everywhere; what could not be judged, or stands behind something that was found, is neither confirmed nor over. */
  readonly read: readonly string[];
}

/** Judges a document that names no subject: of the sync servers, the tenant and each domain that the servers read. Pure. */
export function companySightings(document: EvidenceDocument): CompanySightings {
  const evidence = exhibitsOf(document);
  const now = new Date(document.takenAt);
  const judged = [
    { domain: '', about: judge(COMPANY, { evidence, subject: { asked: '', kind: 'user', ad: undefined, cloud: undefined }, now }) },
    ...domainsOf(document).map((domain) => ({ domain, about: judge(OF_A_DOMAIN, { evidence, subject: { asked: domain, kind: 'user', ad: domainItself(domain), cloud: undefined }, now }) })),
  ];
  const found = new Set(judged.flatMap(({ about }) => about.findings.map(({ finding }) => finding.cause)));
  const blind = new Set([...judged.flatMap(({ about }) => about.cannotTell.map(({ cause }) => cause)), ...(judged.length === 1 ? Object.keys(DOMAIN_CAUSES) : [])]);
  return {
    sightings: judged.flatMap(({ domain, about }) => sightingsOf(about, domain).filter(({ cause }) => !isBehind(cause, found))),
    read: WATCHED.map(({ text }) => text.id).filter((cause) => !blind.has(cause) && !isBehind(cause, found)).map(sourceOf),
  };
}

const OF_A_DOMAIN = CATALOGUE.filter(({ text }) => text.id in DOMAIN_CAUSES);
const COMPANY = CATALOGUE.filter(({ text }) => text.id in COMPANY_CAUSES);
const WATCHED = [...COMPANY, ...OF_A_DOMAIN];

/** The name of the source of what is judged of a cause. */
const sourceOf = (cause: string): string => `check ${cause}`;

/** Another cause says it more exactly. */
const isBehind = (cause: string | null, found: ReadonlySet<string>): boolean => WATCHED.find(({ text }) => text.id === cause)?.text.maskedBy?.some((mask) => found.has(mask)) === true;

const sightingsOf = ({ findings }: Judged, domain: string): readonly Sighting[] =>
  findings.map(({ finding: { cause, area, title, says } }) => ({
    source: sourceOf(cause), cause, area, title, says, kind: isOfTenant(cause) ? 'tenant' : 'server', severity: COMPANY_CAUSES[cause] ?? DOMAIN_CAUSES[cause] ?? 'medium', split: domain.toLowerCase(), object: null, since: null,
  }));

const isOfTenant = (cause: string): boolean => cause.startsWith('tenant-') || cause === 'directory-quota-exceeded' || cause === 'first-party-app-disabled';

/** Every domain whose passwords or objects a server says that it reads. */
function domainsOf({ syncServers = [] }: EvidenceDocument): readonly string[] {
  const partitions = syncServers.flatMap(({ passwordSync, connectors = [] }) => [
    ...(passwordSync?.partitionState ?? []).flatMap(({ DN }) => DN ?? []),
    ...connectors.flatMap(({ Partitions }) => (Partitions ?? []).flatMap(({ DN }) => DN ?? [])),
  ]);
  return [...new Map(partitions.filter((dn) => /^DC=/i.test(dn) && !/^DC=(Domain|Forest)DnsZones/i.test(dn)).map((dn) => [dn.toLowerCase(), dn])).values()].sort();
}

/** Stands for whoever is in the domain: nothing is said of it but where it is. */
const domainItself = (dn: string): AdObject => ({ dn, attributes: {}, forest: '' });
