import { entraDnOfAnchor, octetsOfGuid } from './anchor-octets.ts';
import { again, pendingOperation, type EngineObject } from './connector-space.ts';
import type { Engine } from './engine.ts';
import { needsAnchorWriteback } from './inbound-flow.ts';
import { isWritable } from './access-rights.ts';
import { isRefused } from './troubled-run.ts';
import type { ExportOutcome, ExportRefusal } from './wanted.ts';

/** The second half of a cycle: the anchors are written back into AD, then everything pending goes to Entra. Never on a staging server. */
export function exportAll(engine: Engine, start: Date): void {
  if (engine.machine.troubles.has('database-full')) return;
  const isCutOff = isRefused(engine, { side: 'entra', profile: 'Export', start });
  if (!isCutOff && isTooManyDeletions(engine)) stopForDeletions(engine, start);
  else if (!isCutOff) exportToEntra(engine, start);
  const end = engine.clock.now();
  if (!isRefused(engine, { side: 'ad', profile: 'Export', start })) exportToAd(engine, start);
  engine.events.write({ source: 'ADSync', id: 904, level: 'Information', message: 'Scheduler: the sync cycle has finished.' });
  if (!isCutOff) engine.heartbeat(end);
}

function exportToAd(engine: Engine, start: Date): void {
  const ExportUpdate = writeAnchorsBack(engine);
  const denied = [...engine.objects.values()].flatMap(({ imported, adId, writebackError }) => (writebackError === null ? [] : [{ dn: imported.dn, csId: adId, type: writebackError.cause, first: writebackError.first, retries: writebackError.retries }]));
  const result = denied.length === 0 ? 'success' : 'completed-export-errors';
  engine.history.record({ connector: engine.adConnector, profile: 'Export', start, end: engine.clock.now(), result, counts: { ExportUpdate, ...(denied.length === 0 ? {} : { ExportFailure: denied.length }) }, syncErrors: denied });
}

const isTooManyDeletions = (engine: Engine): boolean => [...engine.objects.values()].filter((object) => pendingOperation(object) === 'Delete').length >= engine.deletionThreshold;

/** Nothing goes out at all, not even what others wait for. */
function stopForDeletions(engine: Engine, start: Date): void {
  const waiting = [...engine.objects.values()].filter((object) => pendingOperation(object) === 'Delete').length;
  engine.history.record({ connector: engine.entraConnector, profile: 'Export', start, end: engine.clock.now(), result: 'stopped-deletion-threshold-exceeded', counts: {}, syncErrors: [] });
  engine.events.write({
    source: 'Directory Synchronization', id: 116, level: 'Error',
    message: `Prevent Accidental Deletes: the number of deletions (${waiting}) exceeds the threshold (${engine.deletionThreshold}). The export was stopped; no deletion was sent.`,
  });
}

function exportToEntra(engine: Engine, start: Date): void {
  const counts = { ExportAdd: 0, ExportUpdate: 0, ExportDelete: 0, ExportFailure: 0 };
  for (const [guid, object] of membersFirst(engine)) {
    const operation = pendingOperation(object);
    if (operation === null) continue;
    const succeeded = exportOne(engine, object);
    if (!succeeded) counts.ExportFailure += 1;
    else counts[`Export${operation}`] += 1;
    if (operation === 'Delete' && object.leaving) engine.objects.delete(guid);
  }
  const end = engine.clock.now();
  const result = counts.ExportFailure === 0 ? 'success' : 'completed-export-errors';
  engine.history.record({ connector: engine.entraConnector, profile: 'Export', start, end, result, counts, syncErrors: exportErrorsIn(engine) });
  engine.events.write({ source: 'Directory Synchronization', id: 114, level: 'Information', message: 'Export cycle completed.' });
}

/** What the run keeps of every object that Entra refused. */
const exportErrorsIn = (engine: Engine) =>
  [...engine.objects.values()].flatMap((object) => (object.exportError === null ? [] : [{
    dn: entraDnOfAnchor(object.wanted?.anchor ?? ''), csId: object.entraId, type: object.exportError.cause.type, first: object.exportError.first, retries: object.exportError.retries,
  }]));

/** Groups last, so that their members are in Entra already. */
const membersFirst = (engine: Engine): readonly (readonly [string, EngineObject])[] =>
  [...engine.objects].sort(([, one], [, other]) => ORDER.indexOf(one.imported.kind) - ORDER.indexOf(other.imported.kind));

const ORDER = ['user', 'contact', 'group'];

/** False when Entra refused. */
export function exportOne(engine: Engine, object: EngineObject): boolean {
  const { wanted, link } = object;
  if (object.leaving || wanted === null) {
    if (link !== null) engine.cloud.remove(link.cloudId);
    object.link = null;
    object.exported = null;
    return true;
  }
  if (link !== null && engine.tenant.cloudManaged.has(link.cloudId)) return skip(engine, object);
  const outcome = engine.machine.troubles.has('entra-busy') ? BUSY : engine.machine.lateAnchors.delete(wanted.anchor) ? duplicateAnchor(engine, wanted.anchor) : link === null ? engine.cloud.add(wanted) : engine.cloud.update(link.cloudId, wanted);
  if (outcome.result === 'refused') {
    object.exportError = again(object.exportError, outcome.refusal, engine.clock.now());
    tellRefusal(engine, outcome.refusal);
    return false;
  }
  object.exportError = null;
  object.link = { cloudId: outcome.cloudId, cloudAnchor: wanted.anchor };
  object.exported = wanted;
  return true;
}

/** Entra is the master of this object: what AD says of it goes nowhere, and that is no error. */
function skip(engine: Engine, object: EngineObject): true {
  object.exportError = null;
  object.exported = object.wanted;
  engine.events.write({ source: 'ADSync', id: 6956, level: 'Warning', message: `The object ${entraDnOfAnchor(object.link?.cloudAnchor ?? '')} (${object.imported.dn}) was not synchronized because its source of authority is the cloud.` });
  return true;
}

/** The account with this anchor is there, and the server of Entra that answers does not know yet that it has it. */
const duplicateAnchor = ({ tenant }: Engine, anchor: string): ExportOutcome => ({
  result: 'refused', refusal: { type: 'AttributeValueMustBeUnique', objectIdInConflict: [...tenant.users.values()].find((user) => user.onPremisesImmutableId === anchor)?.id ?? null, attribute: 'SourceAnchor', values: [anchor] },
});

/** Entra takes no more for the moment. */
const BUSY: ExportOutcome = { result: 'refused', refusal: { type: 'Throttled', objectIdInConflict: null, attribute: '', values: [] } };

function tellRefusal(engine: Engine, { type, attribute, values }: ExportRefusal): void {
  engine.events.write({ source: 'ADSync', id: 6941, level: 'Error', message: `ECMA2 MA export run caused an error. Error Name: ${type}. Error Detail: ${attribute} ${values.join(';')} may already be associated with another object.` });
}

/** An account that went meanwhile takes nothing either. */
const NOWHERE = { values: () => [] };

function writeAnchorsBack(engine: Engine): number {
  const waiting = [...engine.objects.values()].filter((object) => object.wanted !== null && engine.settings.anchorAttribute === 'mS-DS-ConsistencyGuid' && needsAnchorWriteback(object.imported));
  const mayWrite = ({ imported }: EngineObject): boolean => isWritable(engine.ad.byGuid(imported.guid) ?? NOWHERE);
  for (const object of engine.objects.values()) object.writebackError = waiting.includes(object) && !mayWrite(object) ? again(object.writebackError, 'permission-issue', engine.clock.now()) : null;
  const stillEmpty = waiting.filter(mayWrite).filter(({ imported }) => engine.ad.byGuid(imported.guid)?.values('mS-DS-ConsistencyGuid').length === 0);
  for (const { imported } of stillEmpty) {
    const dn = engine.ad.byGuid(imported.guid)?.dn ?? imported.dn;
    engine.ad.actAs(engine.login, () => engine.ad.modify(dn, [{ operation: 'replace', attribute: 'mS-DS-ConsistencyGuid', values: [octetsOfGuid(imported.guid)] }]));
  }
  return stillEmpty.length;
}
