import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { run, standby, syncError } from './on-the-server.ts';

const TYPE = 'sync-rule-error-function-triggered';
const thrown = (given: Company, more: Record<string, unknown> = {}): void => {
  syncError(given, { ErrorType: TYPE, ErrorText: 'The department is not allowed.', SynchronizationStep: 'apply-rules', LatestOccurrence: '2026-11-21T09:01:00Z', ...more });
};

describeCause(sealed('sync-rule-error'), {
  confirms: [
    { when: 'the engine says so with a text and a step', given: (given) => { thrown(given); }, evidenceClass: 'A', remedy: null, says: /in the step apply-rules: "The department is not allowed\."/ },
    { when: 'the engine gives no text', given: (given) => { thrown(given, { ErrorText: null, SynchronizationStep: null }); }, evidenceClass: 'A', says: /gives no text/ },
    { when: 'a custom rule threw it, which is then named', given: (given) => { thrown(given); (given.server['rules'] as object[]).push({ InternalId: 's4', Name: 'In from AD - User Exchange', IsStandardRule: false, AttributeFlowMappings: [{ Destination: 'department', Expression: 'IIF([department]="X",Error("The department is not allowed."),[department])' }] }); }, evidenceClass: 'A', says: /The custom rule "In from AD - User Exchange"/ },
    { when: 'the newest synchronisation lists it', given: (given) => { run(given, { RunProfileName: 'Delta Synchronization', Result: 'completed-sync-errors', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com', ErrorType: TYPE, AlgorithmStep: 'import-flow', ExtensionErrorInfo: 'SourceAnchor attribute has changed.' }] } }] }); }, evidenceClass: 'A', says: /SourceAnchor attribute has changed/ },
    { when: 'a clean synchronisation has followed, and then it is history', given: (given) => { thrown(given, { LatestOccurrence: '2026-11-20T09:00:00Z' }); }, evidenceClass: 'D', says: /history/ },
  ],
  rulesOut: [
    { when: 'it has no error', given: () => {} },
    { when: 'it has an error of another kind', given: (given) => { thrown(given, { ErrorType: 'ambiguous-import-flow-from-multiple-connectors' }); } },
    { when: 'the error is told of and already gone', given: (given) => { thrown(given); const [object] = given.server['csObjects'] as Record<string, unknown>[]; Object.assign(object ?? {}, { HasSyncError: false }); } },
    { when: 'another object has it', given: (given) => { run(given, { RunProfileName: 'Delta Synchronization', Result: 'completed-sync-errors', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn: 'CN=Mary Jones,OU=Staff,DC=corp,DC=contoso,DC=com', ErrorType: TYPE }] } }] }); } },
    { when: 'only a standby server says so', given: (given) => { thrown(given); standby(given); } },
  ],
});
