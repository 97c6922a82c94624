import { deletedObjectsOf } from '../diagnose/ad-objects.ts';
import { firstOf, isTrue, sameText } from '../deduce/attributes.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { generalizedTime, isoTime } from '../deduce/times.ts';
import { anchorsOf, objectGuidOf } from '../deduce/source-anchor.ts';
import { connectorsFor, lastImport } from '../deduce/sync-clock.ts';
import type { AdTarget } from '../model/operation-params.ts';
import type { CloudUser, RunProfileResult, SyncServerDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { evidenceOf, later, type Course } from './course.ts';
import { entriesOf, serverNamed, withValues } from './edit-document.ts';
import { connectorOf } from './inbound-scope.ts';
import { passObject } from './pass-object.ts';
import { intoRecycleBin } from './recycle-bin.ts';
import { legsOf, rollServer } from './roll-server.ts';
import { standingOf } from './spaces.ts';

export interface Cycle {
  readonly server: string;
  readonly reads: 'what changed' | 'everything' | AdTarget;
}

/** One cycle of one server, as far as it concerns what was read. */
export function runCycle(course: Course, { server: name, reads }: Cycle): void {
  const server = serverNamed(course, name);
  if (server === undefined) return void course.doubts.add(`${name} was not read, so what its cycle does cannot be told.`);
  const stands = standstillOf(server, course.at);
  if (stands !== null) return void course.says.add(stands);
  const legs = legsOf(course, server);
  const exports = legs.exports && server.scheduler?.StagingModeEnabled !== true;
  if (!exports || !legs.reads) course.says.add(standing(server, legs.broken[0]));
  const objects = inOrder(concerned(course, server, reads).flatMap((ad) => (legs.reads ? [ad] : stagedOf(course, server, ad))));
  if (legs.reads && exports) leaveDeleted(course, server);
  if (objects.length === 0 && hasRun(course, server)) return;
  const passing = objects.map((ad) => ({ ad, staged: !legs.reads, noticesCloud: legs.noticesCloud, judgedAnew: isJudgedAnew(course, ad, { reads, server: name }) }));
  for (const each of passing) passObject(course, { ...each, server: serverNamed(course, name) ?? server, exports });
  rollServer(course, name, { exported: exports });
  if (exports) course.untold.clear();
}

/** A cycle of the plan has run already, and another one would find nothing new. */
const hasRun = (course: Course, { runHistory }: SyncServerDocument): boolean => runHistory?.[0]?.EndDate === later(course, 2);

const standing = ({ name }: SyncServerDocument, run: RunProfileResult | undefined): string =>
  run === undefined
    ? `${name} is in staging mode: its cycle exports nothing.`
    : `The newest ${run.RunProfileName ?? 'run'} of ${run.ConnectorName ?? 'a connector'} ended with ${run.Result ?? 'an error'}; until that is repaired no cycle carries anything new to Entra.`;

/** Why no cycle does anything on this server; null when one can. A cycle that runs now is waited for, unless it has run for longer than anybody waits. */
export function standstillOf(server: SyncServerDocument, at: Date): string | null {
  const status = server.service?.status;
  if (typeof status === 'string' && !/^running$/i.test(status)) return `The service of ${server.name} does not run, so no cycle runs there.`;
  if (server.scheduler?.SyncCycleInProgress !== true) return null;
  const isHanging = (server.runHistory ?? []).some(({ IsRunComplete, StartDate }) => IsRunComplete === false && at.getTime() - (isoTime(StartDate) ?? at).getTime() > LONGEST_WAIT_MS);
  return isHanging ? `A cycle on ${server.name} has not ended; no other one begins before.` : null;
}
/** As long as the step that starts a cycle waits for another one. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Members before the groups that name them. */
const inOrder = (objects: readonly AdObject[]): readonly AdObject[] => [...objects].sort((one, other) => ORDER.indexOf(kindOfEntry(one)) - ORDER.indexOf(kindOfEntry(other)));
const ORDER: readonly (string | null)[] = ['user', 'contact', 'device', 'group'];

/** The engine does the same with the same: only what changed, waits or was refused is looked at again. */
function concerned(course: Course, server: SyncServerDocument, reads: Cycle['reads']): readonly AdObject[] {
  const full = entriesOf(course).filter((entry) => isReadInFull(entry) && firstOf(entry, 'isDeleted')?.toUpperCase() !== 'TRUE');
  if (typeof reads === 'object') return full.filter((entry) => objectGuidOf(entry) === reads.guid);
  if (reads === 'everything') return full;
  return full.filter((entry) => isPending(course, server, entry));
}

/** Where AD cannot be read, what the engine has read of it before goes on to Entra. */
function stagedOf(course: Course, server: SyncServerDocument, ad: AdObject): readonly AdObject[] {
  const { importing } = standingOf(course, server.name, ad);
  if (importing?.Attributes === undefined) return [];
  const held = importing.Attributes.map(({ Name, Values }) => [Name ?? '', (Values ?? []).map(String)] as const);
  const unread = (connectorOf(ad, server)?.AttributeInclusionList ?? []).filter((name) => !held.some(([known]) => sameText(known, name)));
  return [[...unread.map((name) => [name, []] as const), ...held].reduce((entry, [name, values]) => withValues(entry, name, values), { ...ad, dn: importing.DistinguishedName ?? ad.dn })];
}

function isChangedSinceImport(server: SyncServerDocument, ad: AdObject): boolean {
  const changed = generalizedTime(firstOf(ad, 'whenChanged'));
  const imported = lastImport(server.runHistory ?? [], server.connectors === undefined ? [ad.forest.toLowerCase()] : connectorsFor(ad, server.connectors));
  return changed !== undefined && imported !== undefined && changed > imported;
}

/** An account whose AD object was deleted since the last import goes into the recycle bin of Entra. */
function leaveDeleted(course: Course, server: SyncServerDocument): void {
  const deleted = (course.document.directory?.forests ?? []).flatMap(deletedObjectsOf);
  const leaving = [...deleted, ...entriesOf(course).filter((entry) => isTrue(entry, 'isDeleted'))].filter((entry) => isChangedSinceImport(server, entry));
  for (const entry of leaving) {
    const account = (course.document.entra?.users ?? []).find((user) => user.onPremisesSyncEnabled === true && bindsTo(course, entry, user));
    if (account !== undefined) intoRecycleBin(course, account.id);
  }
}

/** Of some entries only the existence was asked. */
const isReadInFull = (entry: AdObject): boolean => firstOf(entry, 'objectGUID') !== undefined && kindOfEntry(entry) !== null && (firstOf(entry, 'whenChanged') !== undefined || firstOf(entry, 'sAMAccountName') !== undefined);

function isPending(course: Course, server: SyncServerDocument, ad: AdObject): boolean {
  const guid = objectGuidOf(ad);
  if (guid !== null && course.untold.has(guid)) return true;
  if (isChangedSinceImport(server, ad)) return true;
  const { importing, exporting, exportedAnchor } = standingOf(course, server.name, ad);
  if (exporting?.HasExportError === true || importing?.HasSyncError === true) return true;
  if ((server.pendingExports ?? []).some(({ ObjectId }) => ObjectId !== undefined && ObjectId !== null && (ObjectId === exporting?.ObjectId || ObjectId === importing?.ObjectId))) return true;
  const { users = [], deletedUsers = [] } = course.document.entra ?? {};
  const own = users.find((user) => user.onPremisesSyncEnabled === true && bindsTo(course, ad, user));
  if (own !== undefined) return course.untold.has(own.id);
  if (importing !== undefined && course.untold.size > 0) return true;
  // Deleted in the cloud while AD still wants it: the next import notices, the export brings it back.
  return exportedAnchor !== undefined && deletedUsers.some((user) => user.onPremisesImmutableId === exportedAnchor);
}

const bindsTo = (course: Course, ad: AdObject, user: CloudUser): boolean => anchorsOf(ad, evidenceOf(course)['syncServers.globalSettings']).includes(user.onPremisesImmutableId ?? '');

/** Touched itself, or its account in Entra; or it waits or was refused, and something in Entra has moved meanwhile. */
function isJudgedAnew(course: Course, ad: AdObject, { reads, server }: { readonly reads: Cycle['reads']; readonly server: string }): boolean {
  const guid = objectGuidOf(ad);
  if (reads === 'everything' || (guid !== null && course.touched.has(guid))) return true;
  const own = (course.document.entra?.users ?? []).find((user) => user.onPremisesSyncEnabled === true && bindsTo(course, ad, user));
  if (own !== undefined && course.touched.has(own.id)) return true;
  return course.moved.size > 0 && (own === undefined || standingOf(course, server, ad).exporting?.HasExportError === true);
}
