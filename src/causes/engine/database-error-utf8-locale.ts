import { knownOf } from '../../deduce/reading.ts';
import { touches } from '../../deduce/run-concerns.ts';
import { didItsWork, endedRuns, newestRuns, resultsOf, spokenRun, actionOf } from '../../deduce/run-results.ts';
import { eventsLike, spokenEvent } from '../../deduce/server-events.ts';
import { isoTime } from '../../deduce/times.ts';
import type { RunProfileResult } from '../../model/evidence.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const TABLE_VALUED = /table[- ]valued[- ]parameter/i;
const STAGING_ERROR = /staging-error/i;

export const databaseErrorUtf8Locale = defineCause({
  id: 'database-error-utf8-locale',
  area: 'engine',
  layer: 1,
  title: 'Windows "UTF-8 beta" setting breaks the database',
  why: 'With the Windows option to use UTF-8 for worldwide language support the engine sends its database text in a form that it does not accept. Imports then show staging-error, and event 6301 complains of a table-valued parameter.',
  checkYourself: ['Look in the Application log for ADSync event 6301, and in its text for a table-valued parameter.', 'Look in Synchronization Service whether imports show staging-error.', 'On the sync server open Region, Administrative, Change system locale: "Beta: Use Unicode UTF-8 for worldwide language support" must not be ticked.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/tvp-errors-when-aadconnect-installed-on-windows-server-2019',
  fixAfter: [],
  byHand: 'Clear the option in the system locale of the sync server and restart the server. Then let a cycle run and see that the import shows no more staging-error.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'It is a setting of Windows on the sync server and needs a restart.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.events', 'syncServers.connectors'],

  judge({ 'syncServers.runHistory': all }, { subject, also }) {
    const history = all.filter(({ staging }) => staging !== true);
    if (history.length === 0) return notApplicable('no sync server that may export was asked');
    const imports = newestRuns(history).filter(({ run }) => actionOf(run) === 'import' && touches(run, subject, also['syncServers.connectors']));
    const staged = imports.find(({ run }) => showsStagingError(run));
    const clean = endedRuns(history).find(({ run }) => actionOf(run) === 'import' && didItsWork(run) && !showsStagingError(run));
    const events = knownOf(also['syncServers.events']);
    if (events === undefined) return staged === undefined ? ruledOut('no import shows a staging-error') : cannotTell('syncServers.events');
    const since = isoTime((staged ?? clean)?.run.StartDate);
    const [event] = eventsLike(events.filter(({ staging }) => staging !== true), { source: 'ADSync', ids: [6301], says: TABLE_VALUED, since });
    if (event === undefined) return ruledOut('no event 6301 about a table-valued parameter belongs to the newest imports');
    const said = staged === undefined ? [] : [onServer(staged.server, spokenRun(staged.run).what, 'staging-error')];
    const evidence = [...said, onServer(event.server, `event at ${event.event.time ?? 'an unknown time'}`, spokenEvent(event))];
    return { is: 'confirmed', facts: { server: event.server, staged: staged !== undefined }, evidenceClass: 'B', certainty: staged === undefined ? 'likely' : undefined, evidence };
  },

  explain: ({ server, staged }) =>
    `The database of Entra Connect on ${server} refuses what the engine writes (event 6301, table-valued parameter)${staged ? ', and its imports show staging-error' : ''}. The usual reason is the UTF-8 option in the system locale of that server.`,
});

const showsStagingError = (run: RunProfileResult): boolean =>
  resultsOf(run).some((result) => STAGING_ERROR.test(result)) || (run.RunStepResults ?? []).some((step) => STAGING_ERROR.test(step.ConnectorDiscoveryErrors ?? '') || (step.SyncErrors?.SyncErrorsList ?? []).some(({ ErrorType }) => STAGING_ERROR.test(ErrorType ?? '')));
