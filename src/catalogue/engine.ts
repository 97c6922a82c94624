import { changeNotDueYet } from '../causes/engine/change-not-due-yet.ts';
import { connectVersionUnsupported } from '../causes/engine/connect-version-unsupported.ts';
import { cycleRunningLong } from '../causes/engine/cycle-running-long.ts';
import { databaseErrorUtf8Locale } from '../causes/engine/database-error-utf8-locale.ts';
import { databaseFull } from '../causes/engine/database-full.ts';
import { deltaImportSizeLimit } from '../causes/engine/delta-import-size-limit.ts';
import { entraImportKeynotfound } from '../causes/engine/entra-import-keynotfound.ts';
import { exportDeletionThreshold } from '../causes/engine/export-deletion-threshold.ts';
import { exportErrorLimit } from '../causes/engine/export-error-limit.ts';
import { exportedChangeNotReimported } from '../causes/engine/exported-change-not-reimported.ts';
import { firstPartyAppDisabled } from '../causes/engine/first-party-app-disabled.ts';
import { maintenanceDisabled } from '../causes/engine/maintenance-disabled.ts';
import { noActiveServer } from '../causes/engine/no-active-server.ts';
import { runProfilePartitionMissing } from '../causes/engine/run-profile-partition-missing.ts';
import { schedulerDisabled } from '../causes/engine/scheduler-disabled.ts';
import { schedulerSuspended } from '../causes/engine/scheduler-suspended.ts';
import { stagingMode } from '../causes/engine/staging-mode.ts';
import { staleHealthReport } from '../causes/engine/stale-health-report.ts';
import { syncGapOverSevenDays } from '../causes/engine/sync-gap-over-seven-days.ts';
import { syncRuleError } from '../causes/engine/sync-rule-error.ts';
import { syncServiceStopped } from '../causes/engine/sync-service-stopped.ts';
import { transientObjectError } from '../causes/engine/transient-object-error.ts';
import { twoActiveServers } from '../causes/engine/two-active-servers.ts';
import { writebackPermissionDenied } from '../causes/engine/writeback-permission-denied.ts';
import { enableScheduler } from '../remedies/enable-scheduler.ts';
import { startDeltaCycle } from '../remedies/start-delta-cycle.ts';
import { engineByPeople } from '../remedies/by-people/engine-by-people.ts';
import { keepLessHistory } from '../remedies/keep-less-history.ts';
import { startService } from '../remedies/restart-service.ts';
import { runFullCycle } from '../remedies/run-full-cycle.ts';
import { seal, type SealedCause } from './seal.ts';

export const ENGINE: readonly SealedCause[] = [
  seal(databaseFull, keepLessHistory, engineByPeople.makeRoom),
  seal(syncServiceStopped, startService, engineByPeople.startService),
  seal(noActiveServer, engineByPeople.chooseActive),
  seal(connectVersionUnsupported, engineByPeople.upgrade),
  seal(firstPartyAppDisabled, engineByPeople.enableApplication),
  seal(schedulerDisabled, enableScheduler, engineByPeople.switchOn),
  seal(schedulerSuspended, engineByPeople.closeWizard),
  seal(exportDeletionThreshold, engineByPeople.settleDeletes),
  seal(exportErrorLimit, engineByPeople.findCommonError),
  seal(stagingMode, engineByPeople.askActive),
  seal(twoActiveServers, engineByPeople.leaveOneActive),
  seal(runProfilePartitionMissing, engineByPeople.repairPartitions),
  seal(deltaImportSizeLimit, engineByPeople.importFully),
  seal(databaseErrorUtf8Locale, engineByPeople.clearLocale),
  seal(entraImportKeynotfound),
  seal(syncGapOverSevenDays, runFullCycle, engineByPeople.runFullAfterGap),
  seal(cycleRunningLong, engineByPeople.stopHangingCycle),
  seal(syncRuleError, engineByPeople.actOnRule),
  seal(exportedChangeNotReimported, engineByPeople.findSecondWriter),
  seal(transientObjectError, startDeltaCycle, engineByPeople.passingError),
  seal(writebackPermissionDenied, engineByPeople.grantWriting),
  seal(changeNotDueYet, startDeltaCycle, engineByPeople.awaitCycle),
  seal(maintenanceDisabled),
  seal(staleHealthReport),
];
