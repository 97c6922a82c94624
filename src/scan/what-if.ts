import type { SealedCause } from '../catalogue/seal.ts';
import { firstOf } from '../deduce/attributes.ts';
import { knownOf } from '../deduce/reading.ts';
import { isFilteredByDefaultRules, isOutside, scopeOf } from '../deduce/scope.ts';
import { isAtOrBelow, rdnsOf } from '../model/distinguished-name.ts';
import type { Connector } from '../model/evidence.ts';
import type { AdObject, Evidence, FromServer } from '../model/exhibits.ts';
import type { ScanFinding, ScanRequest } from '../model/scan.ts';
import { describeSubject } from './describe-object.ts';
import type { Judge } from './judge-case.ts';
import { checkCase, type Checked } from './scan-checks.ts';
import { caseOf, type CaseSources, type ScanCase } from './subject-evidence.ts';

type Servers = readonly FromServer<readonly Connector[]>[];

/** What would come of an object if the scope were another one; one object may appear and collide. */
export function foretell(sources: CaseSources, object: number, { whatIf, judge }: { readonly whatIf: NonNullable<ScanRequest['whatIf']>; readonly judge: Judge }): readonly ScanFinding[] {
  const given = caseOf(sources, { side: 'directory', object });
  const { ad, cloud } = given.subject;
  const connectors = knownOf(given.evidence['syncServers.connectors']);
  if (ad === undefined || connectors === undefined || isFilteredByDefaultRules(ad)) return [];
  const changed = widened(connectors, whatIf);
  const [isOut, willBeOut] = [isOutside(scopeOf(ad.dn, connectors)), isOutside(scopeOf(ad.dn, changed))];
  if (!isOut && willBeOut && cloud !== undefined) return [finding(given, { id: 'would-leave', severity: 'warning', says: `It is in Entra today. Out of the scope it would be deleted there and go to the recycle bin for 30 days.`, evidence: [], others: [] })];
  if (!isOut || willBeOut || cloud !== undefined) return [];
  const appears = finding(given, { id: 'would-appear', severity: 'note', says: 'It would be created in Entra, or be matched to an account that is there.', evidence: [], others: [] });
  return [appears, ...collisions({ ...given, evidence: { ...given.evidence, 'syncServers.connectors': { state: 'known', value: changed } } }, sources, judge).map((each) => finding(given, each))];
}

const COLLIDING: ReadonlySet<string> = new Set(['duplicates', 'matching']);

function collisions(given: ScanCase, sources: CaseSources, judge: Judge): readonly Checked[] {
  const verdict = judge(given, sources, ({ text }: SealedCause) => COLLIDING.has(text.area));
  const blamed = verdict.blamed.map(({ judgement }): Checked => ({ id: 'would-collide', severity: 'error', says: judgement.says, evidence: judgement.evidence.slice(0, 10), others: [] }));
  if (blamed.length > 0) return blamed;
  return checkCase(given, verdict, sources).filter(({ id, severity }) => (id === 'duplicate-value' && severity !== 'note') || id === 'anchor-differs').map((each) => ({ ...each, id: 'would-collide', severity: 'error' }));
}

/** The lists of the connectors as they would be. */
export const widened = (servers: Servers, { into, outOf }: NonNullable<ScanRequest['whatIf']>): Servers =>
  servers.map((server) => ({ ...server, value: server.value.map((connector) => ({ ...connector, ...(connector.Partitions === undefined ? {} : { Partitions: connector.Partitions.map((partition) => {
    const inHere = into.filter((dn) => isAtOrBelow(dn, partition.DN ?? '') && domainDepth(dn) === rdnsOf(partition.DN ?? '').length);
    const outHere = outOf.filter((dn) => isAtOrBelow(dn, partition.DN ?? ''));
    const { ContainerInclusionList: included = [], ContainerExclusionList: excluded = [] } = partition.ConnectorPartitionScope ?? {};
    const isNamed = (dn: string, containers: readonly string[]): boolean => containers.some((container) => isAtOrBelow(dn, container));
    return {
      ...partition,
      ...(inHere.length === 0 ? {} : { Selected: true }),
      ConnectorPartitionScope: { ...partition.ConnectorPartitionScope, ContainerInclusionList: [...included.filter((dn) => !isNamed(dn, outHere)), ...inHere], ContainerExclusionList: [...excluded.filter((dn) => !isNamed(dn, inHere)), ...outHere] },
    };
  }) }) })) }));

const domainDepth = (dn: string): number => rdnsOf(dn).filter((rdn) => /^dc\s*=/i.test(rdn)).length;

function finding({ subject }: ScanCase, checked: Checked): ScanFinding {
  const marks = subject.ad === undefined ? [] : marksOf(subject.ad);
  return { record: 'finding', ...checked, object: describeSubject(subject, undefined), side: 'directory', standing: checked.id === 'would-leave' ? 'synced' : 'left-out-on-purpose', ...(marks.length === 0 ? {} : { marks }) };
}

const SERVICE = /^(?:svc|sa|srv|service|app|batch|task|sql|iis)[-_.]|[-_.](?:svc|service)$/i;
const ADMINISTRATOR = /^(?:adm|admin|da|ea)[-_.]|[-_.](?:adm|admin)$|^administrator$/i;

/** By its name, its place and what AD itself marks as privileged: a hint for people, who know better. */
export function marksOf(ad: AdObject): readonly ('service account' | 'administrator')[] {
  const names = [firstOf(ad, 'sAMAccountName') ?? '', (firstOf(ad, 'userPrincipalName') ?? '').split('@')[0] ?? ''];
  const isService = names.some((name) => SERVICE.test(name)) || /(?:OU|CN)=[^,]*(?:service ?accounts?|managed service)/i.test(ad.dn);
  const isAdministrator = firstOf(ad, 'adminCount') === '1' || names.some((name) => ADMINISTRATOR.test(name));
  return [...(isService ? ['service account' as const] : []), ...(isAdministrator ? ['administrator' as const] : [])];
}

/** Where the sync servers' lists are unknown, no prediction can be made. */
export const canForetell = (evidence: Evidence): boolean => evidence['syncServers.connectors'].state === 'known';
