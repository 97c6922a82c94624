import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { FULL_CYCLE, fullCycleOf } from '../../deduce/full-cycle.ts';
import { visibleDifferences } from '../../deduce/attribute-flow.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { forestConnector } from '../../deduce/forest-connector.ts';
import { isCustom } from '../../deduce/inbound-rules.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOutside, scopeOf } from '../../deduce/scope.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { inEntraSpace } from '../../deduce/sync-server.ts';
import { generalizedTime, isoTime, spoken } from '../../deduce/times.ts';
import type { Connector, RunProfileResult, SyncRule } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause, type SubjectInAd } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const pendingFullSync = defineCause({
  id: 'pending-full-sync',
  area: 'scope',
  layer: 2,
  title: 'A rule or filter change has not been fully synchronised',
  why: 'A changed rule or filter acts on objects that are already in the connector space only when everything is calculated anew. A delta cycle looks at changed objects alone, so an object that has not changed since stays as it was.',
  checkYourself: [
    'Look in Synchronization Service, Operations, for the last Full Synchronization of the connector.',
    'Ask when rules, OUs or domains were changed last.',
    'Run Get-ADSyncScheduler: NextSyncCyclePolicyType Initial means that a full cycle is already planned.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
  fixAfter: [],
  byHand: 'Compare the deletion threshold and the pending exports, then run Start-ADSyncSyncCycle -PolicyType Initial on the active server. In a large directory it takes hours.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  maskedBy: ['object-class-not-synced', 'filter-critical-system-object', 'filter-samaccountname', 'filter-system-mailbox', 'replication-conflict-object', 'group-filter-not-direct-member', 'matching-attribute-empty'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.connectors', 'syncServers.runHistory'],
  mayUse: ['directory.forests', 'syncServers.rules', 'syncServers.csObjects', ...FULL_CYCLE, ...ARRIVAL],

  judge({ 'syncServers.connectors': lists, 'syncServers.runHistory': histories }, { subject, also }) {
    const { ad } = subject;
    if (isOutside(scopeOf(ad.dn, lists))) return ruledOut('it is out of scope, so a full cycle does not bring it in');
    const changes = lists.flatMap(({ server, staging, value }) => {
      const connector = forestConnector(ad, knownOf(also['directory.forests']) ?? [], value);
      const rules = knownOf(also['syncServers.rules'])?.find((each) => each.server === server)?.value ?? [];
      return connector === undefined ? [] : changesOf(connector, rules).map((change) => ({ ...change, server, staging, connector: connector.Name ?? '', runs: histories.find((each) => each.server === server)?.value ?? [] }));
    });
    const open = changes.map((change) => ({ ...change, done: isDone(change.changed, change.connector, change.runs) })).filter(({ done }) => done !== true);
    const touched = generalizedTime(firstOf(ad, 'whenChanged'));
    if (touched !== undefined && open.length > 0 && open.every(({ changed }) => touched > changed)) return ruledOut('it was changed since then itself, so a delta cycle works it through by the new rules');
    const hit = open.find(({ changed, done }) => done === false && (touched === undefined || touched <= changed));
    const arrived = hasArrived(subject, also);
    if (hit === undefined) return open.length === 0 || arrived === true ? ruledOut('no change of a rule or filter is younger than the last full synchronisation') : cannotTell('syncServers.runHistory');
    if (arrived === true && !differs(subject, also)) return ruledOut('it is in Entra as it is in AD, as far as they can be compared');
    const spaces = knownOf(also['syncServers.csObjects']);
    if (arrived !== true && spaces === undefined) return cannotTell('syncServers.csObjects');
    const passed = (spaces ?? []).some(({ value }) => inEntraSpace(value, anchorsOf(ad, also['syncServers.globalSettings'])).length > 0);
    if (arrived !== true && passed) return ruledOut('the engine has already worked it through to the export');
    const facts = { full: fullCycleOf(also), what: hit.what, changed: spoken(hit.changed), connector: hit.connector };
    const evidence = [onServer(hit.server, `${hit.what}: LastModificationTime`, hit.changed.toISOString()), onServer(hit.server, 'Full Synchronization', lastFull(hit.connector, hit.runs)?.toISOString() ?? 'none since')];
    return { is: 'confirmed', facts, evidenceClass: arrived === true || hit.staging === true ? 'D' : 'B', evidence };
  },

  explain: ({ what, changed, connector }) => `${what} was changed at ${changed}, and ${connector} has not been fully synchronised since, so the change does not act on objects that were there before.`,
});

/** Whether a user looks otherwise in the cloud than in AD. */
function differs(subject: SubjectInAd, also: Pick<Evidence, 'entra.users' | 'syncServers.globalSettings'>): boolean {
  const account = subject.kind === 'user' ? accountOf(subject, also) : undefined;
  return account !== undefined && visibleDifferences(subject.ad, account).length > 0;
}

interface Change {
  readonly what: string;
  readonly changed: Date;
}

/** When the filters of the connector, and the rules of administrators that read from it, were last changed. */
function changesOf(connector: Connector, rules: readonly SyncRule[]): readonly Change[] {
  const own = rules.filter((rule) => isCustom(rule) && sameText(rule.Direction, 'Inbound') && (rule.Connector === undefined || rule.Connector === null || sameText(rule.Connector, connector.Identifier)));
  const all = [{ what: `the configuration of ${connector.Name ?? 'the connector'}`, time: connector.LastModificationTime }, ...own.map((rule) => ({ what: `the rule "${rule.Name ?? ''}"`, time: rule.LastModificationTime }))];
  return all.flatMap(({ what, time }) => {
    const changed = isoTime(time);
    return changed === undefined ? [] : [{ what, changed }];
  });
}

/** Undefined when the history does not reach back to the change: by default it is purged after a week. */
function isDone(changed: Date, connector: string, runs: readonly RunProfileResult[]): boolean | undefined {
  const full = lastFull(connector, runs);
  if (full !== undefined) return full >= changed;
  const reaches = runs.some((run) => sameText(run.ConnectorName, connector) && (isoTime(run.StartDate) ?? changed) < changed);
  return reaches ? false : undefined;
}

/** Start of the newest full synchronisation that did its work. */
function lastFull(connector: string, runs: readonly RunProfileResult[]): Date | undefined {
  const starts = runs
    .filter((run) => sameText(run.ConnectorName, connector) && /^full.?(import.?)?.*synchroni[sz]ation/i.test(run.RunProfileName ?? '') && run.IsRunComplete !== false && /^(success|completed-)/i.test(run.Result ?? ''))
    .flatMap((run) => isoTime(run.StartDate) ?? []);
  return starts.sort((one, other) => other.getTime() - one.getTime())[0];
}
