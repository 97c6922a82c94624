import type { Engine } from './engine.ts';
import { heartbeats, type EventJson } from './event-log.ts';

/** What stands round the engine on its machine: service, TLS, Health agent, event log, the road to AD and what Entra has switched on. */
export function describeSurroundings(engine: Engine) {
  return {
    service: { status: engine.isRunning ? 'Running' : 'Stopped', startType: 'Auto', account: String.raw`CORP\ADSyncMSA$` },
    tls: { settings: TLS_SETTINGS, frameworkRelease: 528_449 },
    healthAgent: { version: '4.5.2600.0', status: 'Running' },
    domainReachability: [{ FullName: engine.ad.domain, IsReachable: true, ExceptionMessage: null }],
    companyFeatures: { PasswordHashSync: true, ForcePasswordChangeOnLogOn: false, UserWriteback: false, DeviceWriteback: false, UnifiedGroupWriteback: false, GroupWritebackV2: false },
    exportDeletionThreshold: { DeletionPrevention: 'EnabledForCount', ThresholdCount: engine.deletionThreshold, ThresholdPercentage: 0 },
    events: eventsOf(engine),
  };
}

function eventsOf(engine: Engine): readonly EventJson[] {
  const beats = engine.isRunning && !engine.staging ? heartbeats(engine.clock.now()) : [];
  return [...engine.events.newestFirst(), ...beats].sort((one, other) => Date.parse(other.time) - Date.parse(one.time)).slice(0, 100);
}

const FRAMEWORKS = ['HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319', 'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319'];
const CHANNELS = ['Client', 'Server'].map((side) => `HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\${side}`);

const TLS_SETTINGS = [
  ...FRAMEWORKS.flatMap((Path) => ['SystemDefaultTlsVersions', 'SchUseStrongCrypto'].map((Name) => ({ Path, Name, Value: '1' }))),
  ...CHANNELS.flatMap((Path) => [{ Path, Name: 'Enabled', Value: '1' }, { Path, Name: 'DisabledByDefault', Value: '0' }]),
];
