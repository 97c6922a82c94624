import { knownOf } from '../../deduce/reading.ts';
import { touches } from '../../deduce/run-concerns.ts';
import { actionOf, isEntraRun, newestRuns, resultsOf, spokenRun } from '../../deduce/run-results.ts';
import { eventsLike, spokenEvent } from '../../deduce/server-events.ts';
import { isoTime } from '../../deduce/times.ts';
import type { RunProfileResult } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const DROPPED = /dropped-connection/i;
const SIZE_LIMIT = /size ?limit ?exceeded|\b0x0*4\b/i;

export const deltaImportSizeLimit = defineCause({
  id: 'delta-import-size-limit',
  area: 'engine',
  layer: 1,
  title: 'Import broke with "Size limit exceeded (0x4)"',
  why: 'When very many objects were restored in AD at once, a delta import can meet an answer that exceeds the size limit of the domain controller; the connection is dropped and the import does not come to its end.',
  checkYourself: ['Look in Synchronization Service at the last import of the AD connector: dropped-connection, with error 0x4 in its connection log.', 'Look in the Application log for ADSync event 6050, and read whether it names the size limit.', 'Ask whether many objects were restored from the recycle bin of AD shortly before.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/size-limit-exceeded',
  fixAfter: [],
  byHand: 'Run one full import of that AD connector in Synchronization Service, then let the scheduler go on. Do not raise MaxPageSize of the domain controllers unless a full import fails in the same way.',
  byHandRisk: { risk: 'low', undo: 'none' },
  whyByHand: 'The product starts delta cycles only; a full import of one connector is started in Synchronization Service.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.events', 'syncServers.connectors'],

  judge({ 'syncServers.runHistory': history }, { subject, also }) {
    const imports = newestRuns(history.filter(({ staging }) => staging !== true)).filter(({ run }) => actionOf(run) === 'import' && !isEntraRun(run) && touches(run, subject, also['syncServers.connectors']));
    const dropped = imports.find(({ run }) => isDropped(run));
    if (dropped === undefined) return ruledOut('no import of AD lost its connection');
    const facts = { server: dropped.server, connector: dropped.run.ConnectorName ?? 'AD' };
    const said = onServer(dropped.server, spokenRun(dropped.run).what, spokenRun(dropped.run).value);
    const log = (dropped.run.RunStepResults ?? []).map((step) => step.ConnectorConnectionInformationXml ?? '').find((text) => SIZE_LIMIT.test(text));
    if (log !== undefined) return { is: 'confirmed', facts, evidenceClass: 'A', evidence: [said, onServer(dropped.server, 'ConnectorConnectionInformationXml', log.slice(0, 200))] };
    const events = knownOf(also['syncServers.events']);
    if (events === undefined) return cannotTell('syncServers.events');
    const [event] = eventsLike(events, { source: 'ADSync', ids: [6050], says: SIZE_LIMIT, since: isoTime(dropped.run.StartDate) });
    if (event === undefined) return ruledOut('the connection was lost for another reason');
    return { is: 'confirmed', facts, evidenceClass: 'A', evidence: [said, onServer(event.server, `event at ${event.event.time ?? 'an unknown time'}`, spokenEvent(event))] };
  },

  explain: ({ server, connector }) => `The last import of ${connector} on ${server} broke with "Size limit exceeded (0x4)", usually after many objects were restored at once. Until one full import has run, changes in AD are not read.`,
});

const isDropped = (run: RunProfileResult): boolean =>
  resultsOf(run).some((result) => DROPPED.test(result)) || (run.RunStepResults ?? []).some((step) => DROPPED.test(step.ConnectorConnectionInformationXml ?? '') && run.Result?.toLowerCase() !== 'success');
