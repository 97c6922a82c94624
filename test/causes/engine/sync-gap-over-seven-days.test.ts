import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { entraRun, run, standby } from './on-the-server.ts';

/** A week and a day later, with nothing having run since. */
const weekLater = ({ bundle }: Company): void => {
  bundle['takenAt'] = '2026-11-29T09:10:00Z';
};

describeCause(sealed('sync-gap-over-seven-days'), {
  confirms: [
    { when: 'nothing has run for eight days', given: weekLater, remedy: 'run-full-cycle', proposes: /"sync\.start-full"/, says: /8 days ago/ },
    { when: 'AD is read every half hour but the import from Entra has been failing for eight days', given: (given) => { weekLater(given); run(given, { StartDate: '2026-11-29T09:00:00Z' }); run(given, { ConnectorName: 'contoso.onmicrosoft.com - AAD', Result: 'stopped-server-down', StartDate: '2026-11-29T09:00:30Z' }); } },
    { when: 'the history of the runs was cleared and Entra tells', given: (given) => { weekLater(given); given.server['runHistory'] = []; } },
  ],
  rulesOut: [
    { when: 'a run succeeded just now', given: () => {} },
    { when: 'the import from Entra has been failing with stopped-server-down for an hour, as it does for dead accounts and networks', given: (given) => { entraRun(given, 'stopped-server-down'); } },
    { when: 'the standstill is seven days old to the second', given: ({ bundle, entra }) => { bundle['takenAt'] = '2026-11-28T09:01:30Z'; delete entra['organization']; } },
    { when: 'Entra was synchronised by another server meanwhile', given: (given) => { weekLater(given); given.entra['organization'] = { onPremisesLastSyncDateTime: '2026-11-29T09:00:00Z' }; } },
    { when: 'only a standby server was asked', given: (given) => { weekLater(given); standby(given); } },
  ],
  cannotTell: [{ when: 'neither the runs nor Entra tell when the last one was', given: (given) => { weekLater(given); given.server['runHistory'] = []; delete given.entra['organization']; }, missing: ['entra.organization'] }],
});
