import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';
import { exportErrorOn, run, standby } from './on-the-server.ts';

const DENIED = { ErrorType: 'permission-issue', ErrorCode: '8344', ErrorLiteral: 'Insufficient access rights to perform the operation.', LatestOccurrence: '2026-11-21T09:02:05Z' };
const denied = (given: Company, more: Record<string, unknown> = {}): void => {
  exportErrorOn(given, 0, { ...DENIED, ...more });
};
const listed = (given: Company, ObjectDn: string, CdError = '8344 Insufficient access rights'): void => {
  run(given, { RunProfileName: 'Export', Result: 'completed-export-errors', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn, ErrorType: 'permission-issue', CdError }] } }] });
};

describeCause(sealed('writeback-permission-denied'), {
  confirms: [
    { when: 'the export to AD was refused with 8344', given: (given) => { denied(given); }, evidenceClass: 'A', remedy: null, layer: 3, says: /does not keep the object from arriving/ },
    { when: 'the error names the attribute', given: (given) => { denied(given, { ErrorExtraDetails: JSON.stringify([{ Key: 'AttributeConflictName', Value: ['msDS-ExternalDirectoryObjectId'] }]) }); }, evidenceClass: 'A', says: /write msDS-ExternalDirectoryObjectId to/ },
    { when: 'the newest export to AD lists it', given: (given) => { listed(given, 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com'); }, evidenceClass: 'A' },
    { when: 'the user is missing in the cloud, which has another reason, so it stands behind everything', given: (given) => { denied(given); withoutCloudAccount(given); }, evidenceClass: 'A', layer: 6 },
    { when: 'a clean export to AD has followed', given: (given) => { denied(given, { LatestOccurrence: '2026-11-20T09:02:05Z' }); }, evidenceClass: 'D', layer: 3, says: /history/ },
  ],
  rulesOut: [
    { when: 'AD refused nothing', given: () => {} },
    { when: 'AD refused for another reason', given: (given) => { denied(given, { ErrorCode: '8245', ErrorLiteral: 'Unwilling to perform' }); } },
    { when: 'it was Entra that refused', given: (given) => { exportErrorOn(given, 1, DENIED); } },
    { when: 'AD refused another object', given: (given) => { listed(given, 'CN=Mary Jones,OU=Staff,DC=corp,DC=contoso,DC=com'); } },
    { when: 'only a standby server says so', given: (given) => { denied(given); standby(given); } },
  ],
});
