import { knownOf } from '../../deduce/reading.ts';
import { actionOf, didItsWork, endedRuns, isEntraRun, lastWorkingRun } from '../../deduce/run-results.ts';
import { eventsLike, spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const EXCEPTION = /KeyNotFoundException/i;

export const entraImportKeynotfound = defineCause({
  id: 'entra-import-keynotfound',
  area: 'engine',
  layer: 1,
  title: 'Entra import stops with KeyNotFoundException',
  why: 'On old versions the import from Entra stops when Entra sends devices and the Entra connector does not have the object type device selected. Events 6801 and 109 then both name KeyNotFoundException.',
  checkYourself: ['Look in the Application log for ADSync event 6801 and Directory Synchronization event 109, and read whether both name KeyNotFoundException.', 'Look in Synchronization Service how the last import from Entra ended.', 'Open the properties of the Entra connector, Select Object Types: is device ticked?'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/aad-management-agent-hangs-during-import',
  fixAfter: ['connect-version-unsupported'],
  byHand: 'Select the object type device in the properties of the Entra connector, then let a cycle run and see that the import from Entra succeeds.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'It is known from old versions only, and the object types of a connector are set in Synchronization Service.',
  mark: 'historic',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.events'],

  judge({ 'syncServers.runHistory': all }, { also }) {
    const history = all.filter(({ staging }) => staging !== true);
    if (history.length === 0) return notApplicable('no sync server that may export was asked');
    const imports = endedRuns(history).filter(({ run }) => isEntraRun(run) && actionOf(run) === 'import');
    const events = knownOf(also['syncServers.events'])?.filter(({ staging }) => staging !== true);
    const [newest] = imports;
    if (events === undefined) return newest === undefined || didItsWork(newest.run) ? ruledOut('no import from Entra is recorded to fail') : cannotTell('syncServers.events');
    const since = lastWorkingRun(imports);
    const [extension] = eventsLike(events, { source: 'ADSync', ids: [6801], says: EXCEPTION, since });
    const failure = eventsLike(events, { source: 'Directory Synchronization', ids: [109], says: EXCEPTION, since }).find(({ server }) => server === extension?.server);
    if (extension === undefined || failure === undefined) return ruledOut('no pair of events 6801 and 109 names that exception since the last import that worked');
    const evidence = [extension, failure].map((seen) => onServer(seen.server, `event at ${seen.event.time ?? 'an unknown time'}`, spokenEvent(seen)));
    return { is: 'confirmed', facts: { server: extension.server }, evidenceClass: 'B', evidence };
  },

  explain: ({ server }) => `The import from Entra on ${server} stops with KeyNotFoundException (events 6801 and 109), so the engine no longer learns what is in Entra.`,
});
