import assert from 'node:assert/strict';
import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { ENTRA, entraRun, run, standby } from './on-the-server.ts';

const stopped = (given: Company): void => {
  entraRun(given, 'stopped-deletion-threshold-exceeded', 'Export');
};

describeCause(sealed('export-deletion-threshold'), {
  confirms: [
    { when: 'the newest export to Entra was stopped for its deletions', given: stopped, evidenceClass: 'A', remedy: null, says: /delete too many objects\. Find out why/ },
    { when: 'the result stands in the step only', given: (given) => { run(given, { ConnectorName: ENTRA, RunProfileName: 'Export', Result: 'completed-export-errors', RunStepResults: [{ StepNumber: 1, StepResult: 'stopped-deletion-threshold-exceeded' }] }); }, evidenceClass: 'A' },
    { when: 'the object asked about is among those to be deleted', given: (given) => { stopped(given); given.server['pendingExports'] = [{ ConnectorName: ENTRA, Operation: 'Delete', DistinguishedName: 'CN={547077636A536F2F626B756366536F625045316562773D3D}' }]; }, evidenceClass: 'A', remedy: null, says: /jsmith is among those/ },
    { when: 'the reason is a renamed container, and the statistics count the deletions', given: (given) => { stopped(given); given.server['statistics'] = [{ ConnectorName: ENTRA, ExportDeletes: 612 }]; }, evidenceClass: 'A', says: /612 deletions/ },
  ],
  rulesOut: [
    { when: 'the export succeeded', given: () => {} },
    { when: 'deletions wait, but below the limit', given: ({ server }) => { server['pendingExports'] = [{ ConnectorName: ENTRA, Operation: 'Delete' }]; } },
    { when: 'a newer export succeeded', given: (given) => { run(given, { ConnectorName: ENTRA, RunProfileName: 'Export', Result: 'stopped-deletion-threshold-exceeded', StartDate: '2026-11-20T09:00:00Z', EndDate: '2026-11-20T09:00:10Z' }); } },
    { when: 'only a standby server tells of it', given: (given) => { stopped(given); standby(given); } },
  ],
});

describe('the way out of the deletion threshold', () => {
  const { text, remedies } = sealed('export-deletion-threshold');
  it('is never done by the product, only shown to people', () => assert.deepEqual(remedies.filter(({ byPeople }) => byPeople !== true), []));
  it('does not speak of raising or switching off the limit', () => assert.doesNotMatch(`${text.byHand} ${text.why}`, /raise|higher limit|disable|switch(ed)? off|Disable-ADSync/i));
});
