import { knownOf } from '../../deduce/reading.ts';
import { touches } from '../../deduce/run-concerns.ts';
import { didItsWork, endedRuns, isEntraRun, newestWithResult, spokenRun } from '../../deduce/run-results.ts';
import { eventsLike, spokenEvent } from '../../deduce/server-events.ts';
import { isoTime } from '../../deduce/times.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const RESULTS = ['missing-partition-for-run-step', 'no-start-partition-delete'];

export const runProfilePartitionMissing = defineCause({
  id: 'run-profile-partition-missing',
  area: 'engine',
  layer: 1,
  title: 'Run profile points at a removed domain',
  why: 'Every step of a run profile names a partition, that is a domain, by its identifier. When the domain was removed, or deselected, the step has nothing to run on and the run does not start. A domain that was deleted and made again under the same name has a new identifier and counts as another one.',
  checkYourself: ['Look in Synchronization Service for runs that ended with missing-partition-for-run-step or no-start-partition-delete.', 'Open the connector, Configure Run Profiles: does a step name a partition that no longer exists?', 'Look in the Application log for ADSync event 6020, and read which run profile it names.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/domain-based-filtering-fail-sync',
  fixAfter: [],
  byHand: 'Note the run profiles first. Refresh the directory partitions of the connector, remove or repair the steps that name the vanished partition, and run a full import and full synchronisation of that connector. Look at the pending deletes before the export.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Partitions and run profiles belong to the configuration of the connector, and a wrong one deletes objects in the cloud.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.events', 'syncServers.connectors'],

  judge({ 'syncServers.runHistory': all }, { subject, also }) {
    const history = all.filter(({ staging }) => staging !== true);
    if (history.length === 0) return notApplicable('no sync server that may export was asked');
    const [stopped] = newestWithResult(history, RESULTS).filter(({ run }) => touches(run, subject, also['syncServers.connectors']));
    if (stopped !== undefined) {
      const said = spokenRun(stopped.run);
      return { is: 'confirmed', facts: { server: stopped.server, run: `${stopped.run.RunProfileName ?? 'run'} of ${stopped.run.ConnectorName ?? 'a connector'}` }, evidenceClass: 'A', evidence: [onServer(stopped.server, said.what, said.value)] };
    }
    const worked = endedRuns(history).find(({ run }) => !isEntraRun(run) && didItsWork(run));
    const logs = (knownOf(also['syncServers.events']) ?? []).filter(({ staging }) => staging !== true);
    const [event] = eventsLike(logs, { source: 'ADSync', ids: [6020], says: /partition/i, since: isoTime(worked?.run.StartDate) });
    if (event === undefined) return ruledOut('no run was stopped for a missing partition');
    return { is: 'confirmed', facts: { server: event.server, run: 'run profile named in event 6020' }, evidenceClass: 'A', evidence: [onServer(event.server, `event at ${event.event.time ?? 'an unknown time'}`, spokenEvent(event))] };
  },

  explain: ({ server, run }) => `On ${server} the ${run} names a domain partition that no longer exists, so it does not run. A domain of the same name that was made anew counts as another one.`,
});
