import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { AdTarget, StepDraft } from '../model/plan.ts';
import { defineRemedy } from './remedy.ts';

/** One account alone; the hash itself never leaves the sync server but to Entra. */
export const hashStep = (server: string, object: AdTarget, reason: string): StepDraft => ({ operation: 'sync.send-password-hash', params: { server, object, reason }, says: `Send the password hash of ${object.dn} anew from ${server}` });

export const sendPasswordHash = defineRemedy<{ readonly object: AdTarget | null; readonly server: ExportingServer | null }>({
  id: 'send-password-hash',
  title: 'Send the password hash again',
  risk: 'low',
  undo: 'none',
  notTogetherWith: ['phs-feature-off', 'phs-replication-permission', 'phs-dc-unreachable', 'phs-fips', 'phs-paused-for-full-sync', 'phs-object-not-in-cloud-yet', 'phs-must-change-password', 'sign-in-not-phs', 'sync-service-stopped', 'staging-mode', 'no-active-server', 'two-active-servers'],
  says: ({ object, server }) => `Send the password hash of ${object?.dn ?? ''} to Entra once more from ${server?.name ?? ''}. The person then signs in to the cloud with the password of AD. If it is refused again, a new password in AD is needed.`,
  steps: ({ object, server }) => (object === null || server === null ? null : [hashStep(server.name, object, 'the last hash was refused')]),
});
