import { passwordEvents } from './describe-passwords.ts';
import type { Engine } from './engine.ts';
import { heartbeats, type EventJson } from './event-log.ts';

/** What stands round the engine on its machine: service, TLS, Health agent, event log, the road to AD and what Entra has switched on. */
export function describeSurroundings(engine: Engine) {
  return {
    service: { status: engine.isRunning ? 'Running' : 'Stopped', startType: 'Auto', account: String.raw`CORP\ADSyncMSA$`, isDomainController: false },
    tls: { settings: tlsSettings(engine.machine.forbidsTls12 ? '0' : '1'), frameworkRelease: 528_449 },
    healthAgent: engine.machine.healthAgent,
    domainReachability: [reachability(engine)],
    companyFeatures: { PasswordHashSync: engine.tenant.syncFeatures.features['passwordSyncEnabled'] === true, ForcePasswordChangeOnLogOn: false, UserWriteback: false, DeviceWriteback: false, UnifiedGroupWriteback: false, GroupWritebackV2: false },
    exportDeletionThreshold: { DeletionPrevention: 'EnabledForCount', ThresholdCount: engine.deletionThreshold, ThresholdPercentage: 0 },
    events: eventsOf(engine),
  };
}

function eventsOf(engine: Engine): readonly EventJson[] {
  const { hangs, since } = engine.machine.passwords;
  const alive = hangs && since !== null ? since : engine.clock.now();
  const beats = engine.isRunning && !engine.staging ? heartbeats(alive) : [];
  return [...engine.events.newestFirst(), ...passwordEvents(engine), ...beats].sort((one, other) => Date.parse(other.time) - Date.parse(one.time)).slice(0, 100);
}

function reachability({ ad, machine }: Engine) {
  const IsReachable = !machine.troubles.has('ad-unreachable');
  return { FullName: ad.domain, IsReachable, ExceptionMessage: IsReachable ? null : 'The specified domain does not exist or cannot be contacted.' };
}

const FRAMEWORKS = ['HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319', 'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319'];
const CHANNELS = ['Client', 'Server'].map((side) => `HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\${side}`);

const tlsSettings = (strong: '0' | '1') => [
  ...FRAMEWORKS.flatMap((Path) => ['SystemDefaultTlsVersions', 'SchUseStrongCrypto'].map((Name) => ({ Path, Name, Value: strong }))),
  ...CHANNELS.flatMap((Path) => [{ Path, Name: 'Enabled', Value: '1' }, { Path, Name: 'DisabledByDefault', Value: '0' }]),
];
