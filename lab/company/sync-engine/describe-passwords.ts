import type { EngineObject } from './connector-space.ts';
import type { Engine } from './engine.ts';
import type { EventJson } from './event-log.ts';
import { text } from './imported-object.ts';
import type { PasswordObstacle } from './sync-machine.ts';

/** What the cmdlets tell of password hash synchronisation, with the log of the objects asked about. */
export function describePasswords(engine: Engine, asked: readonly EngineObject[]) {
  const { isEnabled, obstacle, since } = engine.machine.passwords;
  const at = lastRound(engine).toISOString();
  const good = obstacle === null || since === null ? at : since.toISOString();
  return {
    configuration: [{ SourceConnector: engine.adConnector, TargetConnector: engine.entraConnector, Enabled: isEnabled }],
    partitionState: [{
      ConnectorId: engine.adConnectorId, DN: engine.ad.baseDn, PasswordSyncLastCycleStatus: obstacle === null ? 'Successful' : 'Failed',
      PasswordSyncLastSuccessfulCycleStartTimestamp: good, PasswordSyncLastSuccessfulCycleEndTimestamp: good, PasswordSyncLastCycleStartTimestamp: at, PasswordSyncLastCycleEndTimestamp: at,
    }],
    objectLog: asked.flatMap((object) => logOf(engine, object)),
  };
}

/** What the loop writes into the event log while something keeps it from its work. */
export function passwordEvents(engine: Engine): readonly EventJson[] {
  const { obstacle, since } = engine.machine.passwords;
  if (obstacle === null || since === null || engine.staging || !engine.isRunning) return [];
  const { id, says } = WORDS[obstacle];
  return [since, lastRound(engine)].map((time) => ({ source: 'Directory Synchronization', id, level: 'Error', time: time.toISOString(), message: says.replace('{domain}', engine.ad.domain) }));
}

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization */
const WORDS: Readonly<Record<PasswordObstacle, { readonly id: number; readonly says: string }>> = {
  'replication-refused': { id: 611, says: 'Password hash synchronization failed for domain: {domain}. RPC Error 8453: Replication access was denied.' },
  'rpc-unreachable': { id: 611, says: 'Password hash synchronization failed for domain: {domain}. RPC Error 1722: The RPC server is unavailable.' },
  'md5-forbidden': { id: 667, says: 'The MD5 key could not be made for domain {domain}: this implementation is not part of the Windows Platform FIPS validated cryptographic algorithms.' },
  'waits-for-full-synchronisation': { id: 613, says: 'Password hash synchronization is paused for domain: {domain} until a full synchronization has been completed.' },
};

const TWO_MINUTES = 120_000;

/** The loop runs every two minutes; on a standby server it stands where the server stopped exporting. */
function lastRound(engine: Engine): Date {
  const now = engine.clock.now().getTime();
  const { hangs, since } = engine.machine.passwords;
  if (hangs && since !== null) return since;
  return engine.staging || !engine.isRunning ? (engine.quietSince ?? engine.clock.now()) : new Date(now - (now % TWO_MINUTES));
}

function logOf(engine: Engine, object: EngineObject) {
  const sent = engine.machine.passwords.sent.get(object.imported.guid);
  const { isEnabled, obstacle } = engine.machine.passwords;
  const Status = isEnabled && obstacle === null ? (object.link === null ? 'TargetNotExportedToDirectory' : 'Success') : 'Error';
  return [...(sent === undefined ? [] : [{ CsObjectId: object.adId, DistinguishedName: object.imported.dn, Status, TimeStamp: sent.toISOString() }]), ...loopLogOf(engine, object)];
}

function loopLogOf(engine: Engine, object: EngineObject) {
  const changed = text(object.imported, 'pwdLastSet');
  if (object.imported.kind !== 'user' || changed === null || object.wanted === null) return [];
  // A loop that is switched off meets nobody.
  if (!engine.machine.passwords.isEnabled && object.link === null) return [];
  if (engine.machine.passwords.refused.has(object.imported.guid)) return [{ CsObjectId: object.adId, DistinguishedName: object.imported.dn, Status: 'Error', TimeStamp: lastRound(engine).toISOString() }];
  const status = object.link === null ? 'TargetNotExportedToDirectory' : changed === '0' ? 'FilteredByTarget' : 'Success';
  const TimeStamp = changed === '0' ? object.seen : new Date(Number(BigInt(changed) / 10_000n) - SINCE_1601);
  return [{ CsObjectId: object.adId, DistinguishedName: object.imported.dn, Status: status, TimeStamp: TimeStamp.toISOString() }];
}

/** Milliseconds between the FILETIME epoch and 1970. */
const SINCE_1601 = 11_644_473_600_000;
