import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { event, noEvents, run, standby } from './on-the-server.ts';

const dropped = (given: Company, log?: string, more: Record<string, unknown> = {}): void => {
  run(given, { Result: 'dropped-connection', RunStepResults: [{ StepNumber: 1, StepResult: 'dropped-connection', ConnectorConnectionInformationXml: log ?? '<connection-log><result>dropped-connection</result></connection-log>' }], ...more });
};

describeCause(sealed('delta-import-size-limit'), {
  confirms: [
    { when: 'the connection log of the import names error 0x4', given: (given) => { dropped(given, '<connection-log><connection-result>dropped-connection</connection-result><cd-error><error-code>0x4</error-code><error-literal>Size Limit Exceeded</error-literal></cd-error></connection-log>'); }, evidenceClass: 'A', remedy: null, says: /corp\.contoso\.com on SYNC01/ },
    { when: 'event 6050 names it', given: (given) => { dropped(given); event(given, 'ADSync', 6050, 'The management agent failed on run profile "Delta Import": size limit exceeded (0x4).'); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the imports succeed', given: () => {} },
    { when: 'the connection was dropped for another reason', given: (given) => { dropped(given); } },
    { when: 'another code merely begins alike', given: (given) => { dropped(given, '<cd-error><error-code>0x4e</error-code></cd-error>'); } },
    { when: 'event 6050 is about an authentication', given: (given) => { dropped(given); event(given, 'ADSync', 6050, 'The management agent failed: invalid credentials.'); } },
    { when: 'the full import that followed succeeded', given: (given) => { dropped(given, '0x4'); run(given, { RunProfileName: 'Full Import', StartDate: '2026-11-21T09:07:00Z' }); } },
    { when: 'it befell another forest', given: (given) => { dropped(given, '0x4', { ConnectorName: 'other.example' }); } },
    { when: 'only a standby server tells of it', given: (given) => { dropped(given, '0x4'); standby(given); } },
  ],
  cannotTell: [{ when: 'the log of the connection does not tell and the events were not read', given: (given) => { dropped(given); noEvents(given); }, missing: ['syncServers.events'] }],
});
