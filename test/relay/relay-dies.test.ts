import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import { ON_PREM_OPERATIONS, type OnPremOperation } from '../../src/model/operations.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { fastClock } from '../ports/fast-clock.ts';
import { memoryDirectory } from '../ports/memory-directory.ts';
import { CONNECTORS, memorySyncServer } from '../ports/memory-sync-server.ts';
import { guid, JOHN, johnEntry, planWith, stepJob } from '../ports/relay-jobs.ts';

const POLICY: LocalPolicy = { readOnly: false, operations: [...ON_PREM_OPERATIONS], writableContainers: ['DC=corp,DC=contoso,DC=com'], objectsPerHour: 50, protectedNames: [], upnSuffixes: ['fabrikam.com'] };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const SALES = 'OU=Sales,DC=corp,DC=contoso,DC=com';

const GROUP = { guid: guid('1f0e9d8c-7b6a-4958-8746-352413021100'), dn: `CN=Sales,${SALES}` };
const JANE = { guid: guid('2a0e9d8c-7b6a-4958-8746-352413021100'), dn: 'CN=Jane Doe\\0ADEL:2a0e9d8c-7b6a-4958-8746-352413021100,CN=Deleted Objects,DC=corp,DC=contoso,DC=com' };
const server = 'SYNC01';
const reason = 'test';

/** Every operation of a relay; a new one does not compile without a step here. */
const STEPS: { readonly [Name in OnPremOperation]: Extract<StepDraft, { operation: Name }> } = {
  'ad.change-addresses': { operation: 'ad.change-addresses', says: 'addresses', params: { object: JOHN, before: ['smtp:john@contoso.com', 'jsmith@contoso.com'], remove: ['jsmith@contoso.com'], add: ['SMTP:jsmith@contoso.com'] } },
  'ad.change-values': { operation: 'ad.change-values', says: 'mail', params: { object: JOHN, attribute: 'mail', before: [], after: ['john@contoso.com'] } },
  'ad.set-enabled': { operation: 'ad.set-enabled', says: 'off', params: { object: JOHN, before: true, after: false } },
  'ad.change-member': { operation: 'ad.change-member', says: 'member', params: { group: GROUP, member: JOHN, before: false, after: true } },
  'ad.set-anchor': { operation: 'ad.set-anchor', says: 'anchor', params: { object: JOHN, before: null, after: 'qqqqqru7zEyN3e7u7u7u7g==' } },
  'ad.move': { operation: 'ad.move', says: 'move', params: { object: JOHN, from: STAFF, to: SALES } },
  'ad.restore-deleted': { operation: 'ad.restore-deleted', says: 'restore', params: { object: JANE, to: STAFF, rdn: 'CN=Jane Doe' } },
  'ad.change-upn-suffixes': { operation: 'ad.change-upn-suffixes', says: 'suffix', params: { forest: 'corp.contoso.com', before: ['contoso.com'], after: ['contoso.com', 'fabrikam.com'] } },
  'sync.set-scheduler': { operation: 'sync.set-scheduler', says: 'scheduler', params: { server, before: false, after: true } },
  'sync.set-maintenance': { operation: 'sync.set-maintenance', says: 'maintenance', params: { server, before: false, after: true } },
  'sync.set-history-retention': { operation: 'sync.set-history-retention', says: 'history', params: { server, before: '7.00:00:00', after: '3.00:00:00' } },
  'sync.start-delta': { operation: 'sync.start-delta', says: 'delta', params: { server, reason } },
  'sync.start-full': { operation: 'sync.start-full', says: 'full', params: { server, reason } },
  'sync.synchronize-object': { operation: 'sync.synchronize-object', says: 'one', params: { server, object: JOHN, reason } },
  'sync.send-password-hash': { operation: 'sync.send-password-hash', says: 'hash', params: { server, object: JOHN, reason } },
  'sync.restart-service': { operation: 'sync.restart-service', says: 'restart', params: { server, before: '2026-11-20T06:00:00.000Z', reason } },
};

/** What the engine holds of John, before and after it looked at him again, and what his log says then. */
function aboutJohn(sync: ReturnType<typeof memorySyncServer>, now: () => Date): void {
  const held = (mail: readonly string[]) => [{ ConnectorName: CONNECTORS[0], ConnectorType: 'AD', DistinguishedName: JOHN.dn, Attributes: [{ Name: 'mail', Values: mail }, ...Object.entries(johnEntry().attributes).map(([Name, Values]) => ({ Name, Values }))] }];
  const configuration = [{ SourceConnector: CONNECTORS[0], Enabled: true }];
  Object.assign(sync.said, { csObjects: held(['old@contoso.com']), pendingExports: [], passwordSync: { configuration, objectLog: [] } });
  sync.onObject = () => void Object.assign(sync.said, { csObjects: held([]), passwordSync: { configuration, objectLog: [{ DistinguishedName: JOHN.dn, Status: 'Success', TimeStamp: now().toISOString() }] } });
}

/** The journal has two writes a step; the process dies before or after either is on the disk. */
const DEATHS = [['started', 'before'], ['started', 'after'], ['ended', 'before'], ['ended', 'after']] as const;
type Death = (typeof DEATHS)[number];

class Died extends Error {}

/** From its death on nothing of the old process has any effect. */
function dying(journal: RelayJournal, [write, when]: Death, die: () => void): RelayJournal {
  const dead = (): never => {
    die();
    throw new Died();
  };
  const at = <Args extends readonly unknown[]>(name: Death[0], real: (...args: Args) => void) => (...args: Args): void => {
    if (name === write && when === 'before') dead();
    real(...args);
    if (name === write && when === 'after') dead();
  };
  return { ...journal, started: at('started', journal.started), ended: at('ended', journal.ended) };
}

describe('a relay that dies at a write of its journal', () => {
  for (const step of Object.values<StepDraft>(STEPS)) {
    for (const death of DEATHS) {
      it(`${death[1]} "${death[0]}" of ${step.operation}: is started again only when a look shows that nothing was changed`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'syncwhy-relay-dies-'));
        const clock = fastClock('2026-11-21T09:02:00.000Z');
        const containers = [STAFF, SALES].map((dn) => ({ dn, attributes: { objectClass: ['top', 'organizationalUnit'] } }));
        const group = { dn: GROUP.dn, attributes: { objectClass: ['top', 'group'], objectGUID: [anchorOfGuid(GROUP.guid)], sAMAccountName: ['sales'] } };
        const directory = memoryDirectory([johnEntry(), group, ...containers]);
        directory.bin.push({ ...johnEntry({ objectGUID: [anchorOfGuid(JANE.guid)], isDeleted: ['TRUE'], sAMAccountName: ['jdoe'] }), dn: JANE.dn });
        const sync = memorySyncServer('SYNC01', () => clock.now());
        const isOff = step.operation === 'sync.set-scheduler' || step.operation === 'sync.synchronize-object';
        sync.state = { ...sync.state, MaintenanceEnabled: false, PurgeRunHistoryInterval: '7.00:00:00', SyncCycleEnabled: !isOff };
        aboutJohn(sync, () => clock.now());
        let isDead = false;
        const unlessDead = (): void => {
          if (isDead) throw new Died();
        };
        sync.before = unlessDead;
        const site = { clock, directories: [{ forest: 'corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', directory }], syncServers: [sync] };
        const worldOf = (journal: RelayJournal): JobWorld => ({ site, group: 'default', policy: POLICY, journal, log: QUIET });
        const file = join(folder, 'journal.jsonl');
        const plan = planWith([step]);

        const first = openRelayJournal(file);
        await runJob(worldOf(dying(first, death, () => { isDead = true; })), stepJob(plan)).catch(() => undefined);
        const writtenBefore = directory.writes.length + sync.writes.length;
        first.close();
        isDead = false;

        const again = openRelayJournal(file);
        const look = await runJob(worldOf(again), stepJob(plan, { phase: 'look' }));
        assert.ok(look.kind === 'look', JSON.stringify(look));
        assert.equal(look.observation.stands, writtenBefore === 0 ? 'before' : 'after', look.observation.says);
        const sameAttempt = await runJob(worldOf(again), stepJob(plan));
        if (death[0] === 'started' && death[1] === 'before') assert.equal(sameAttempt.kind, 'step', 'never written down, so never begun');
        else assert.equal(sameAttempt.kind === 'step' && sameAttempt.result.is, 'unsure', 'what was written down is never started twice, and nobody says that it was not');
        if (look.observation.stands === 'before' && sameAttempt.kind === 'step' && sameAttempt.result.is === 'unsure') {
          const second = await runJob(worldOf(again), stepJob(plan, { attempt: 2, fence: 99 }));
          assert.ok(second.kind === 'step' && second.result.is === 'applied', JSON.stringify(second));
        }
        again.close();
        assert.equal(directory.writes.length + sync.writes.length, 1, 'one write in all');
        rmSync(folder, { recursive: true, force: true });
      });
    }
  }
});
