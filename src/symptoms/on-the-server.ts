import { symptom, type Symptom } from './symptom.ts';

export const ON_THE_SERVER: readonly Symptom[] = [
  symptom('cmdlet', 'Start-ADSyncSyncCycle: System.InvalidOperationException, sync is already running', ['sync is already running', 'connector & busy', 'cannot start a new run'], ['cycle-running-long'], 'A cycle is running; a second one is not started.'),
  symptom('cmdlet', 'The scheduler is suspended / AAD is busy', ['scheduler is suspended', 'schedulersuspended', 'scheduler is currently suspended', 'aad is busy'], ['scheduler-suspended'], 'The wizard or an upgrade holds the scheduler.'),
  symptom('cmdlet', 'Set-ADSyncScheduler SyncCycleEnabled False', ['synccycleenabled & false'], ['scheduler-disabled'], 'The scheduler is switched off.'),
  symptom('cmdlet', 'StagingModeEnabled True', ['stagingmodeenabled & true', 'staging mode'], ['staging-mode', 'no-active-server'], 'This server exports nothing.'),
  symptom('cmdlet', '(407) Proxy Authentication Required', ['proxy authentication required', '407'], ['proxy-or-firewall'], 'The proxy asks the server for a password.'),
  symptom('cmdlet', 'The underlying connection was closed / could not create SSL/TLS secure channel', ['ssl/tls secure channel', 'underlying connection was closed'], ['tls12-missing', 'proxy-or-firewall'], 'The server could not agree on TLS 1.2, or something in the way broke the connection.'),
  symptom('cmdlet', 'Unable to connect to the remote server / remote name could not be resolved', ['remote name could not be resolved', 'unable to connect to the remote server'], ['proxy-or-firewall'], 'An address of Microsoft cannot be reached from the server.'),
  symptom('cmdlet', 'Get-ADSync…: could not connect to the Synchronization Service', ['could not connect to the synchronization service', 'unable to connect to the synchronization service', 'net.pipe'], ['sync-service-stopped'], 'The service does not run, so its cmdlets have nobody to ask.'),
  symptom('cmdlet', 'FileLoadException System.Diagnostics.DiagnosticSource', ['diagnosticsource'], ['connect-version-unsupported'], 'An edited miiserver.exe.config stands in the way of the upgrade.'),
  symptom('cmdlet', 'A full synchronization is required', ['full synchronization is required', 'full synchronization required', 'full sync required'], ['pending-full-sync'], 'A change of rules waits for a full synchronisation.'),
  symptom('cmdlet', 'Set-MsolUser: ImmutableId, Uniqueness violation. Property: SourceAnchor', ['uniqueness violation & sourceanchor'], ['anchor-belongs-to-other-ad-user', 'duplicate-anchor-in-ad'], 'Another cloud account already carries this anchor.'),
];
