import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const audit = (activityDateTime: string, newValue: string, more: object = {}) => ({
  activityDisplayName: 'Set DirSyncEnabled flag', activityDateTime, result: 'success', initiatedBy: { user: { userPrincipalName: 'admin@contoso.com' } },
  targetResources: [{ modifiedProperties: [{ displayName: 'DirSyncEnabled', oldValue: '[true]', newValue }] }], ...more,
});
const switched = ({ entra }: Company, state: boolean | undefined, ...audits: readonly object[]): void => {
  entra['organization'] = { onPremisesSyncEnabled: state };
  entra['directoryAudits'] = audits;
};

describeCause(sealed('tenant-dirsync-pending'), {
  confirms: [
    { when: 'it was switched off less than 72 hours ago', given: (given) => { switched(given, false, audit('2026-11-20T09:00:00Z', '[false]')); }, remedy: null, says: /admin@contoso\.com.*until 2026-11-23 09:00 UTC/ },
    { when: 'it was switched off a short time ago and Graph says that it is on again', given: (given) => { switched(given, true, audit('2026-11-20T09:00:00Z', '[false]')); }, evidenceClass: 'C' },
    { when: 'the tenant itself was not read', given: (given) => { switched(given, false, audit('2026-11-20T09:00:00Z', '[false]')); delete given.entra['organization']; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'nobody touched it', given: () => {} },
    { when: 'it was switched off more than 72 hours ago', given: (given) => { switched(given, false, audit('2026-11-17T09:00:00Z', '[false]')); } },
    { when: 'it was switched on', given: (given) => { switched(given, true, audit('2026-11-20T09:00:00Z', '[true]')); } },
    { when: 'switching it off failed', given: (given) => { switched(given, true, audit('2026-11-20T09:00:00Z', '[false]', { result: 'failure' })); } },
    { when: 'it is on and the audit log was not read', given: ({ entra }) => { delete entra['directoryAudits']; } },
  ],
  cannotTell: [{ when: 'it is off and the audit log was not read', given: (given) => { switched(given, false); delete given.entra['directoryAudits']; }, missing: ['entra.directoryAudits'] }],
});
