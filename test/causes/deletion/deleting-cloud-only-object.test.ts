import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { exportError, type Company } from '../company.ts';

const refused = (given: Company, error: Record<string, unknown>): void => exportError(given, { LatestOccurrence: '2026-11-21T09:01:50Z', ...error });

describeCause(sealed('deleting-cloud-only-object'), {
  confirms: [
    { when: 'the export names the error', given: (given) => refused(given, { ErrorName: 'DeletingCloudOnlyObjectNotAllowed' }), evidenceClass: 'A' },
    { when: 'the export gives number 114', given: (given) => refused(given, { ErrorName: null, ErrorType: '114' }), evidenceClass: 'A' },
    { when: 'the export gives the code in its text', given: (given) => refused(given, { ErrorName: null, ErrorLiteral: 'This synchronization operation, Delete, is not valid. (0x8023134a)' }), evidenceClass: 'A' },
    { when: 'only the account of the cloud is left', given: (given) => { refused(given, { ErrorName: 'DeletingCloudOnlyObjectNotAllowed' }); given.entries.splice(0, 1); given.user['onPremisesSyncEnabled'] = null; }, evidenceClass: 'A' },
    { when: 'the newest run lists it', given: (given) => { Object.assign((given.server['runHistory'] as object[])[1] ?? {}, { RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn: 'CN={547077636A536F2F626B756366536F625045316562773D3D}', ErrorType: 'DeletingCloudOnlyObjectNotAllowed', DateOccurred: '2026-11-21T09:01:40Z' }] } }] }); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the export has no error', given: () => {} },
    { when: 'the export has another error', given: (given) => refused(given, { ErrorName: 'AttributeValueMustBeUnique' }) },
    { when: 'the object was moved to cloud management', given: (given) => { refused(given, { ErrorName: 'DeletingCloudOnlyObjectNotAllowed' }); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
    { when: 'a clean export has followed', given: (given) => refused(given, { ErrorName: 'DeletingCloudOnlyObjectNotAllowed', LatestOccurrence: '2026-11-20T09:01:50Z' }) },
    { when: 'the connector spaces were not read, but the account is well', given: ({ server }) => { delete server['csObjects']; } },
  ],
  cannotTell: [{ when: 'the connector spaces were not read and the account no longer counts as synchronised', given: ({ server, user }) => { delete server['csObjects']; user['onPremisesSyncEnabled'] = null; }, missing: ['syncServers.csObjects'] }],
});
