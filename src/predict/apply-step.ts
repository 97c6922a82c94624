import type { StepDraft } from '../model/plan.ts';
import { changeAddresses, changeMember, changeUpnSuffixes, changeValues, move, restoreDeleted, setAnchor, setEnabled } from './apply-directory.ts';
import { changeCloudMember, changeLicence, deleteUser, reprocessLicences, restoreUser, retryProvisioning, setCloudAnchor, setMail, setSourceOfAuthority, setUsageLocation, setUserName } from './apply-entra.ts';
import { restartService, sendPasswordHash, setHistoryRetention, setMaintenance, setScheduler } from './apply-sync-server.ts';
import { applyWatch } from './apply-watch.ts';
import type { Course } from './course.ts';
import { runCycle } from './run-cycle.ts';

/** What one step does to the raw documents. */
export function applyStep(course: Course, step: StepDraft): void {
  switch (step.operation) {
    case 'ad.change-addresses': return changeAddresses(course, step.params);
    case 'ad.change-values': return changeValues(course, step.params);
    case 'ad.set-enabled': return setEnabled(course, step.params);
    case 'ad.change-member': return changeMember(course, step.params);
    case 'ad.set-anchor': return setAnchor(course, step.params);
    case 'ad.move': return move(course, step.params);
    case 'ad.restore-deleted': return restoreDeleted(course, step.params);
    case 'ad.change-upn-suffixes': return changeUpnSuffixes(course, step.params);
    case 'sync.set-scheduler': return setScheduler(course, step.params);
    case 'sync.set-maintenance': return setMaintenance(course, step.params);
    case 'sync.set-history-retention': return setHistoryRetention(course, step.params);
    case 'sync.restart-service': return restartService(course, step.params);
    case 'sync.send-password-hash': return sendPasswordHash(course, step.params);
    case 'sync.start-delta': return runCycle(course, { server: step.params.server, reads: 'what changed' });
    case 'sync.start-full': return runCycle(course, { server: step.params.server, reads: 'everything' });
    case 'sync.synchronize-object': return runCycle(course, { server: step.params.server, reads: step.params.object });
    case 'entra.set-anchor': return setCloudAnchor(course, step.params);
    case 'entra.delete-user': return deleteUser(course, step.params);
    case 'entra.restore-user': return restoreUser(course, step.params);
    case 'entra.set-user-name': return setUserName(course, step.params);
    case 'entra.set-mail': return setMail(course, step.params);
    case 'entra.set-usage-location': return setUsageLocation(course, step.params);
    case 'entra.change-licence': return changeLicence(course, step.params);
    case 'entra.reprocess-licences': return reprocessLicences(course, step.params);
    case 'entra.retry-provisioning': return retryProvisioning(course, step.params);
    case 'entra.set-source-of-authority': return setSourceOfAuthority(course, step.params);
    case 'entra.change-member': return changeCloudMember(course, step.params);
    case 'entra.set-manager':
    case 'entra.revoke-sessions':
      // Nothing that any cause looks at.
      return;
    case 'people.do': return applyWatch(course, step.params);
  }
}
