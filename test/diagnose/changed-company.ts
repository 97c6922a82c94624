import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { EvidenceDocument } from '../../src/model/evidence.ts';
import { company, documentOf, notImported, withoutCloudAccount, type Company, type Entry } from '../causes/company.ts';
import { distribution, partner, pc01, sales } from '../causes/groups-and-devices/subjects.ts';

type Json = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, readonly string[] | null>>;

/** What differs from the company in which jsmith is well, as plain data. `null` takes something away. */
export interface Change {
  readonly ask?: string;
  /** Ask about a healthy object of another kind; `ad` and `cloud` then speak of it. */
  readonly about?: 'sales' | 'distribution' | 'partner' | 'pc01';
  readonly takenAt?: string;
  readonly ad?: Attributes;
  readonly adDn?: string;
  readonly other?: Attributes;
  readonly otherDn?: string;
  /** The cloud object of the one asked about; `gone`: there is none; `binned`: it lies in the recycle bin with these changes. */
  readonly cloud?: Json | 'gone' | { readonly binned: Json };
  readonly users?: readonly Json[];
  readonly entries?: readonly { readonly dn: string; readonly attributes: Readonly<Record<string, readonly string[]>> }[];
  readonly gone?: readonly string[];
  readonly entra?: Json;
  readonly features?: Json;
  readonly scheduler?: Json;
  readonly server?: Json;
  readonly second?: Json & { readonly scheduler: Json };
  readonly settings?: Json;
  readonly imported?: false;
  /** Changes of the object in the connector space of AD, and of the one of Entra. */
  readonly inSpace?: Json;
  readonly exported?: Json;
  readonly runs?: readonly Json[];
  readonly events?: readonly Json[];
  readonly scope?: { readonly included: readonly string[]; readonly excluded?: readonly string[] };
  readonly forest?: Json;
  readonly connector?: Json;
  readonly lineage?: Json;
  /** Objects of the first forest whose access list does not inherit. */
  readonly blocked?: readonly string[];
  readonly rules?: readonly Json[];
  readonly unread?: readonly Json[];
}

const SUBJECTS = { sales, distribution, partner, pc01 };

/** Who is changed: the object asked about on all sides. */
interface Who {
  readonly ad: Entry;
  readonly cloud: Record<string, unknown>;
  readonly imported: Record<string, unknown>;
  readonly exported: Record<string, unknown>;
  leave(bin?: Json): void;
}

export const diagnosed = (changes: readonly Change[]): Diagnosis => diagnose(evidenceWith(changes), CATALOGUE);

/** The evidence of that company. */
export function evidenceWith(changes: readonly Change[]): EvidenceDocument {
  const given = company();
  const about = changes.find((change) => change.about !== undefined)?.about;
  const who = about === undefined ? jsmith(given) : someone(given, about);
  for (const change of changes) apply(change, given, who);
  return documentOf(given);
}

function jsmith(given: Company): Who {
  const [imported = {}, exported = {}] = given.server['csObjects'] as Record<string, unknown>[];
  return { ad: given.ad, cloud: given.user, imported, exported, leave: (bin) => withoutCloudAccount(given, bin) };
}

function someone(given: Company, about: keyof typeof SUBJECTS): Who {
  const healthy = SUBJECTS[about](given);
  return { ...healthy, leave: () => healthy.leaveCloud() };
}

function apply(change: Change, given: Company, who: Who): void {
  const { bundle, entra, server, scheduler } = given;
  if (change.ask !== undefined) bundle['subject'] = change.ask;
  if (change.takenAt !== undefined) bundle['takenAt'] = change.takenAt;
  replace(who.ad.attributes, change.ad);
  replace(given.other.attributes, change.other);
  if (change.adDn !== undefined) who.ad.dn = change.adDn;
  if (change.otherDn !== undefined) given.other.dn = change.otherDn;
  if (change.cloud === 'gone') who.leave();
  else if (change.cloud !== undefined && 'binned' in change.cloud) who.leave(change.cloud['binned'] as Json);
  else set(who.cloud, change.cloud);
  given.users.push(...structuredClone(change.users ?? []));
  given.entries.push(...(structuredClone(change.entries ?? []) as Entry[]));
  for (const dn of change.gone ?? []) given.entries.splice(given.entries.findIndex((entry) => entry.dn === dn), 1);
  replace(entra, change.entra);
  set((entra['syncFeatures'] as { features: Record<string, unknown> } | undefined)?.features ?? {}, change.features);
  set(scheduler, change.scheduler);
  replace(server, change.server);
  onServer(change, given, who);
  const [home] = (bundle['directory'] as { forests: Record<string, unknown>[] }).forests;
  if (change.blocked !== undefined && home !== undefined) home['inheritanceBlocked'] = change.blocked;
  bundle['unread'] = [...(bundle['unread'] as Json[]), ...(change.unread ?? [])];
}

function onServer(change: Change, given: Company, who: Who): void {
  const { server } = given;
  if (change.imported === false) notImported(given);
  set(who.imported, change.inSpace);
  set(who.exported, change.exported);
  if (change.settings !== undefined) server['globalSettings'] = { Parameters: Object.entries(change.settings).map(([name, Value]) => ({ Name: `Microsoft.${name}`, Value })) };
  (server['runHistory'] as Json[]).unshift(...(change.runs ?? []).map((run) => ({ IsRunComplete: true, RunNumber: 200, ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Delta Import', StartDate: '2026-11-21T09:05:00Z', EndDate: '2026-11-21T09:05:30Z', ...run })));
  (server['events'] as Json[]).push(...(change.events ?? []).map((event) => ({ time: '2026-11-21T09:05:20Z', level: 'Error', ...event })));
  const connectors = server['connectors'] as { Partitions: { ConnectorPartitionScope: unknown }[] }[];
  const [partition] = connectors[0]?.Partitions ?? [];
  if (change.scope !== undefined && partition !== undefined) partition.ConnectorPartitionScope = { ContainerInclusionList: change.scope.included, ContainerExclusionList: change.scope.excluded ?? [] };
  if (change.connector !== undefined) connectors.push(change.connector as never);
  if (change.forest !== undefined) (given.bundle['directory'] as { forests: Json[] }).forests.push({ deleted: [], inheritanceBlocked: [], copies: [], upnSuffixes: [], ...change.forest });
  (server['rules'] as Json[]).push(...(change.rules ?? []));
  const [person] = server['mvObjects'] as { Lineage: Json[] }[];
  if (change.lineage !== undefined) person?.Lineage.push(change.lineage);
  if (change.second !== undefined) given.servers.push({ ...structuredClone(server), ...change.second, scheduler: { ...(server['scheduler'] as Json), ...change.second.scheduler } });
}

function set(target: Record<string, unknown>, values: Json | undefined): void {
  Object.assign(target, structuredClone(values ?? {}));
}

/** `null` takes an attribute or a section away: it was not read. */
function replace(target: Record<string, unknown>, values: Json | Attributes | undefined): void {
  for (const [name, value] of Object.entries(values ?? {})) {
    if (value === null) Reflect.deleteProperty(target, name);
    else target[name] = structuredClone(value);
  }
}
