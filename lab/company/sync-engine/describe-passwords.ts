import type { EngineObject } from './connector-space.ts';
import type { Engine } from './engine.ts';
import { text } from './imported-object.ts';

/** What the cmdlets tell of password hash synchronisation, with the log of the objects asked about. */
export function describePasswords(engine: Engine, asked: readonly EngineObject[]) {
  const at = lastRound(engine).toISOString();
  return {
    configuration: [{ SourceConnector: engine.adConnector, TargetConnector: engine.entraConnector, Enabled: true }],
    partitionState: [{
      ConnectorId: engine.adConnectorId, DN: engine.ad.baseDn, PasswordSyncLastCycleStatus: 'Successful',
      PasswordSyncLastSuccessfulCycleStartTimestamp: at, PasswordSyncLastSuccessfulCycleEndTimestamp: at, PasswordSyncLastCycleStartTimestamp: at, PasswordSyncLastCycleEndTimestamp: at,
    }],
    objectLog: asked.flatMap((object) => logOf(object)),
  };
}

const TWO_MINUTES = 120_000;

/** The loop runs every two minutes; on a standby server it stands where the server stopped exporting. */
function lastRound(engine: Engine): Date {
  const now = engine.clock.now().getTime();
  return engine.staging || !engine.isRunning ? (engine.quietSince ?? engine.clock.now()) : new Date(now - (now % TWO_MINUTES));
}

function logOf(object: EngineObject) {
  const changed = text(object.imported, 'pwdLastSet');
  if (object.imported.kind !== 'user' || changed === null || object.wanted === null) return [];
  const status = object.link === null ? 'TargetNotExportedToDirectory' : changed === '0' ? 'FilteredByTarget' : 'Success';
  const TimeStamp = changed === '0' ? object.seen : new Date(Number(BigInt(changed) / 10_000n) - SINCE_1601);
  return [{ CsObjectId: object.adId, DistinguishedName: object.imported.dn, Status: status, TimeStamp: TimeStamp.toISOString() }];
}

/** Milliseconds between the FILETIME epoch and 1970. */
const SINCE_1601 = 11_644_473_600_000;
