import { randomUUID } from 'node:crypto';
import { isInContainerScope } from './container-scope.ts';
import { again, newEngineObject, type EngineObject } from './connector-space.ts';
import { countSynchronised, standingsOf } from './count-synchronised.ts';
import { actingRules } from './custom-rules.ts';
import type { Engine } from './engine.ts';
import { importRecord, type ImportedObject } from './imported-object.ts';
import { inboundFilter, isOutOfRuleScope } from './inbound-filter.ts';
import { anchorOf, wantedOf } from './inbound-flow.ts';
import { isReadable } from './access-rights.ts';
import { isJoinedToEarlier, takenFor } from './joining.ts';
import { keptOutOf } from './kept-out.ts';
import { discoveryErrorsOf, isRefused, isStoppedByDatabase } from './troubled-run.ts';

/** The first half of a cycle: both imports, then both synchronisations. Nothing leaves the server. */
export function importAndSync(engine: Engine, start: Date): void {
  const kind = engine.fullDue || engine.history.lastStart() === null ? 'Full' : 'Delta';
  engine.fullDue = false;
  engine.events.write({ source: 'ADSync', id: 904, level: 'Information', message: `Scheduler: a sync cycle has started (${kind === 'Full' ? 'Initial' : 'Delta'}).` });
  if (isStoppedByDatabase(engine, start)) return;
  readAd(engine, `${kind} Import`, start);
  readEntra(engine, `${kind} Import`, start);
  const before = standingsOf(engine.objects.values(), start);
  synchronise(engine, start);
  const counts = countSynchronised(engine.objects.values(), before, { isFull: kind === 'Full', isJoined: (object) => isJoinedToEarlier(engine, object) });
  recordSynchronisation(engine, { profile: `${kind} Synchronization`, start, counts });
  record(engine, { connector: engine.entraConnector, profile: `${kind} Synchronization`, start, counts: {} });
}

function readAd(engine: Engine, profile: string, start: Date): void {
  if (isRefused(engine, { side: 'ad', profile, start })) return;
  if (profile === 'Full Import') engine.machine.troubles.delete('ad-too-many-restored');
  const counts = importFromAd(engine);
  const errors = discoveryErrorsOf(engine, { side: 'ad', profile, start });
  const connectionLog = `<connection-log><connection-attempt><connection-result>success</connection-result><server>${engine.ad.host}.${engine.ad.domain}:389</server></connection-attempt></connection-log>`;
  const told = errors === null ? { result: 'success', connectionLog } : { result: 'completed-discovery-errors', discoveryErrors: errors, connectionLog };
  engine.history.record({ connector: engine.adConnector, profile, start, end: engine.clock.now(), counts, syncErrors: [], ...told });
}

function readEntra(engine: Engine, profile: string, start: Date): void {
  if (isRefused(engine, { side: 'entra', profile, start })) return;
  importFromEntra(engine);
  record(engine, { connector: engine.entraConnector, profile, start, counts: {} });
}

function importFromAd(engine: Engine): Readonly<Record<string, number>> {
  const isRead = engine.settings.isForestConnected && engine.settings.isDomainSelected;
  const inScope = engine.ad.all().filter((record) => isRead && !record.deleted && isInContainerScope(record.dn, engine.scope) && isReadable(record));
  const imported = new Map(inScope.flatMap((entry) => importRecord(entry, engine.settings.unknownAttributes) ?? []).map((object) => [object.guid, object]));
  const counts = { StageAdd: 0, StageUpdate: 0, StageDelete: 0 };
  for (const object of imported.values()) {
    const known = engine.objects.get(object.guid);
    if (known === undefined) counts.StageAdd += 1;
    else if (fingerprint(known.imported) !== fingerprint(object)) counts.StageUpdate += 1;
    stage(engine, object);
  }
  for (const [guid, known] of engine.objects) {
    if (imported.has(guid) || known.leaving) continue;
    counts.StageDelete += 1;
    known.leaving = true;
    if (known.link === null) engine.objects.delete(guid);
  }
  return counts;
}

/** Takes one object of AD into the connector space. */
export function stage(engine: Engine, object: ImportedObject): void {
  const known = engine.objects.get(object.guid);
  if (known === undefined) {
    engine.objects.set(object.guid, newEngineObject(object, engine.clock.now(), takenFor(engine, object)));
    return;
  }
  const wasOut = isOutOfRuleScope(known.imported);
  known.imported = object;
  known.leaving = false;
  if (isOutOfRuleScope(object)) part(engine, known);
  else if (wasOut && known.link === null) known.mvId = takenFor(engine, object)?.mvId ?? known.mvId;
}

/** What leaves the scope of the join rule leaves the person that it was joined to; whom it belongs to is worked out when it comes back. */
function part(engine: Engine, object: EngineObject): void {
  if (isJoinedToEarlier(engine, object)) object.mvId = randomUUID();
}

/** Whatever was deleted in the cloud is exported anew. */
function importFromEntra(engine: Engine): void {
  for (const [guid, object] of engine.objects) {
    if (object.link === null || engine.cloud.lives(object.link.cloudId)) continue;
    object.link = null;
    object.exported = null;
    if (object.leaving) engine.objects.delete(guid);
  }
}

/** Works out what each object shall be in the cloud. */
export function synchronise(engine: Engine, now: Date): void {
  for (const object of engine.objects.values()) object.keptOut = isJoinedToEarlier(engine, object) ? { is: 'taken-for-another' } : keptOutOf(engine, object.imported);
  const passing = [...engine.objects.values()].filter((object) => !object.leaving && object.keptOut === null && inboundFilter(object.imported) === null);
  const members = new Map(passing.map((object) => [object.imported.dn.toLowerCase(), anchorOf(object.imported, engine.settings)]));
  for (const object of engine.objects.values()) {
    object.wanted = passing.includes(object) ? wantedOf(object.imported, { domain: engine.ad.domain, members, settings: engine.settings }) : null;
    const hasChangedAnchor = object.wanted !== null && object.link !== null && object.link.cloudAnchor !== object.wanted.anchor;
    object.thrown = object.wanted === null ? null : (actingRules(engine.settings.customRules, object.imported).find(({ throws }) => throws !== undefined)?.throws ?? null);
    object.syncError = hasChangedAnchor || object.thrown !== null ? again(object.syncError, 'sync-rule-error-function-triggered', now) : null;
  }
}

function recordSynchronisation(engine: Engine, run: { readonly profile: string; readonly start: Date; readonly counts: Readonly<Record<string, number>> }): void {
  const syncErrors = [...engine.objects.values()].flatMap((object) => object.syncError === null ? [] : [{
    dn: object.imported.dn, csId: object.adId, type: object.syncError.cause, first: object.syncError.first, retries: object.syncError.retries,
  }]);
  const result = syncErrors.length === 0 ? 'success' : 'completed-sync-errors';
  engine.history.record({ ...run, connector: engine.adConnector, end: engine.clock.now(), result, syncErrors });
}

const record = (engine: Engine, run: { readonly connector: string; readonly profile: string; readonly start: Date; readonly counts: Readonly<Record<string, number>> }): void =>
  engine.history.record({ ...run, end: engine.clock.now(), result: 'success', syncErrors: [] });

const fingerprint = (object: ImportedObject): string => JSON.stringify([object.dn, [...object.attributes]]);
