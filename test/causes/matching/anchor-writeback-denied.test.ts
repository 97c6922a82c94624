import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const first = ({ server }: Company): Record<string, unknown> => (server['csObjects'] as Record<string, unknown>[])[0] ?? {};
const denied = (given: Company, text = 'Insufficient access rights: mS-DS-ConsistencyGuid', at = '2026-11-21T09:02:05Z'): void => {
  Object.assign(first(given), { HasExportError: true, ExportError: { ErrorName: 'permission-issue', ErrorCode: '8344', ErrorLiteral: text, LatestOccurrence: at } });
};
const waits = (given: Company): void => { given.server['pendingExports'] = [{ ConnectorName: 'corp.contoso.com', DistinguishedName: given.ad.dn, Operation: 'Update' }]; };

describeCause(sealed('anchor-writeback-denied'), {
  confirms: [
    { when: 'the export to AD is refused and names the attribute', given: (given) => denied(given), evidenceClass: 'A', remedy: null },
    { when: 'the account is protected', given: (given) => { denied(given); given.ad.attributes['adminCount'] = ['1']; }, evidenceClass: 'A', says: /protected/ },
    { when: 'the attribute is not named, but it is empty and an export waits', given: (given) => { denied(given, ''); waits(given); }, evidenceClass: 'A' },
    { when: 'only the newest run tells', given: (given) => { (given.server['runHistory'] as unknown[]).push({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Export', Result: 'completed-export-errors', StartDate: '2026-11-21T09:05:00Z', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn: given.ad.dn, ErrorType: 'permission-issue', CdError: '8344 mS-DS-ConsistencyGuid', DateOccurred: '2026-11-21T09:05:01Z' }] } }] }); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the user is missing in the cloud and nothing is refused', given: (given) => { given.users.splice(0); } },
    { when: 'another attribute is refused', given: (given) => { denied(given, 'msExchSafeSendersHash'); waits(given); } },
    { when: 'the value is there already: another attribute is meant', given: (given) => { denied(given, ''); given.ad.attributes['mS-DS-ConsistencyGuid'] = ['TpwcjSo/bkucfSobPE1ebw==']; } },
    { when: 'no export waits', given: (given) => denied(given, '') },
    { when: 'a clean export has followed', given: (given) => denied(given, 'mS-DS-ConsistencyGuid', '2026-11-20T09:02:05Z') },
    { when: 'the anchor is made of objectGUID, which is never written back', given: (given) => { denied(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'objectGUID' }] }; } },
    { when: 'a standby server says so', given: (given) => { denied(given); given.scheduler['StagingModeEnabled'] = true; } },
  ],
  cannotTell: [
    { when: 'the connector space was not read and the value is empty', given: ({ server }) => { delete server['csObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'the attribute is not named and waiting exports were not read', given: (given) => { denied(given, ''); delete given.server['pendingExports']; }, missing: ['syncServers.pendingExports'] },
  ],
});
