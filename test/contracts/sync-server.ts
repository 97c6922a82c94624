import assert from 'node:assert/strict';
import type { PretendSyncServer } from '../../lab/company/sync-engine/sync-server.ts';
import { SyncServerError, type SyncServer } from '../../src/ports/sync-server.ts';

export interface SyncServerUnderTest {
  readonly server: SyncServer;
  /** The world behind it, to set the scene. */
  readonly world: PretendSyncServer;
  /** Somebody who is synced. */
  readonly dn: string;
  readonly anchor: string;
  /** Somebody whose export is refused because of an address. */
  readonly refusedDn: string;
  /** Somebody whom a default rule keeps from the cloud. */
  readonly filteredDn: string;
  /** From now on this section cannot be read, for a reason in the script's own words. */
  hinder(section: string, why: string): void;
}

/** Every section of a document, as a server in good order gives it. */
const SECTIONS = [
  'companyFeatures', 'connectors', 'csObjects', 'domainReachability', 'events', 'exportDeletionThreshold', 'globalSettings', 'healthAgent', 'mvObjects', 'passwordSync', 'pendingExports', 'rules', 'runHistory',
  'runStatus', 'scheduler', 'service', 'statistics', 'tls', 'version',
] as const;
const BESIDE_THE_ENGINE = ['events', 'healthAgent', 'service', 'tls', 'version'];

const sectionsOf = (said: object): readonly string[] => Object.entries(said).flatMap(([name, value]) => (value === undefined || name === 'name' || name === 'unread' ? [] : [name])).sort();

/** What every `SyncServer` promises. */
export function describeSyncServer(open: () => SyncServerUnderTest): void {
  describe('a sync server', () => {
    it('tells what its scheduler says', async () => {
      const { server, world } = open();
      const scheduler = await server.scheduler();
      assert.equal(scheduler.SyncCycleEnabled, true);
      assert.equal(scheduler.CurrentlyEffectiveSyncCycleInterval, '00:30:00');
      assert.equal(scheduler.NextSyncCycleStartTimeInUTC, world.scheduler().NextSyncCycleStartTimeInUTC);
    });

    it('switches the scheduler off and on again', async () => {
      const { server, world } = open();
      await server.setCycleEnabled(false);
      assert.equal(world.scheduler().SyncCycleEnabled, false);
      assert.equal((await server.scheduler()).SyncCycleEnabled, false);
      await server.setCycleEnabled(true);
      assert.equal((await server.scheduler()).SyncCycleEnabled, true);
    });

    it('lists its runs, newest first', async () => {
      const runs = await open().server.recentRuns();
      assert.deepEqual(runs.slice(0, 2).map((run) => [run.ConnectorName, run.RunProfileName, run.Result]), [
        ['corp.contoso.com', 'Export', 'success'],
        ['contoso.onmicrosoft.com - AAD', 'Export', 'completed-export-errors'],
      ]);
      assert.ok(runs.length <= 30);
    });

    it('describes a synced object from AD to Entra', async () => {
      const { server, dn, anchor } = open();
      const said = await server.describe({ dns: [dn], anchors: [] });
      assert.deepEqual(said.csObjects?.map((object) => object.ConnectorType), ['AD', 'Extensible2']);
      const mv = said.mvObjects?.[0];
      assert.deepEqual(mv?.Attributes?.find((attribute) => attribute.Name === 'cloudSourceAnchor')?.Values, [anchor]);
      assert.equal(said.csObjects?.[0]?.ConnectedMVObjectId, mv?.ObjectId);
      assert.equal(said.version, '2.6.84.0');
      assert.equal(said.service?.status, 'Running');
    });

    it('finds the same object by its anchor', async () => {
      const { server, dn, anchor } = open();
      const said = await server.describe({ dns: [], anchors: [anchor] });
      assert.equal(said.csObjects?.[0]?.DistinguishedName, dn);
    });

    it('says which containers are synced, and of the connection parameters only names of accounts', async () => {
      const said = await open().server.describe({ dns: [], anchors: [] });
      const scope = said.connectors?.find((connector) => connector.Type === 'AD')?.Partitions?.[0]?.ConnectorPartitionScope;
      assert.deepEqual(scope?.ContainerInclusionList, ['Staff', 'Sales', 'Groups'].map((ou) => `OU=${ou},DC=corp,DC=contoso,DC=com`));
      const parameters = said.connectors?.flatMap(({ ConnectivityParameters, GlobalParameters }) => [...(ConnectivityParameters ?? []), ...(GlobalParameters ?? [])]) ?? [];
      assert.deepEqual([...new Set(parameters.map(({ Name }) => Name))].sort(), ['Connector.GroupFilteringGroupDn', 'UserName', 'forest-login-domain', 'forest-login-user', 'forest-name']);
      assert.equal(said.connectors?.find((connector) => connector.Type === 'Extensible2')?.Identifier, 'b891884f-051e-4a83-95af-2544101c9083');
    });

    it('says of an object that it does not know: looked, nothing there', async () => {
      const said = await open().server.describe({ dns: ['CN=Nobody,OU=Staff,DC=corp,DC=contoso,DC=com'], anchors: [] });
      assert.deepEqual([said.csObjects, said.mvObjects], [[], []]);
    });

    it('unpacks what Entra said when it refused an export', async () => {
      const { server, refusedDn } = open();
      const said = await server.describe({ dns: [refusedDn], anchors: [] });
      const error = said.csObjects?.find((object) => object.HasExportError === true)?.ExportError;
      assert.equal(error?.ErrorName, 'AttributeValueMustBeUnique');
      assert.equal(error?.conflict?.attributeName, 'ProxyAddresses');
      assert.deepEqual(error?.conflict?.attributeValues, ['SMTP:maria.lopez@contoso.com']);
      assert.match(error?.conflict?.objectIdInConflict ?? '', /^[0-9a-f-]{36}$/);
    });

    it('brings every section, and names none as unread', async () => {
      const { server, dn } = open();
      const said = await server.describe({ dns: [dn], anchors: [] });
      assert.deepEqual([sectionsOf(said), said.unread], [[...SECTIONS], []]);
    });

    it('brings only the sections that were asked for', async () => {
      const { server, dn } = open();
      const said = await server.describe({ dns: [dn], anchors: [], only: ['scheduler', 'connectors'] });
      assert.deepEqual([sectionsOf(said), said.unread], [['connectors', 'scheduler'], []]);
    });

    for (const section of SECTIONS) {
      it(`still brings the others when ${section} cannot be read, and says so`, async () => {
        const { server, dn, hinder } = open();
        hinder(section, 'access-denied');
        const said = await server.describe({ dns: [dn], anchors: [] });
        assert.deepEqual(said.unread?.map(({ what, why }) => [what, why]), [[`syncServers.SYNC01.${section}`, 'access-denied']]);
        assert.match(said.unread?.[0]?.detail ?? '', /ADSyncOperators/);
        // The version stands in the settings as well.
        assert.deepEqual(sectionsOf(said), SECTIONS.filter((each) => each !== section || each === 'version'));
      });
    }

    for (const [word, why, says] of [
      ['cmdlet-missing', 'failed', /no cmdlet/], ['needs-sign-in', 'not-configured', /signed-in cloud administrator/], ['timed-out', 'timed-out', /too long/], ['failed', 'failed', /cmdlet failed/],
    ] as const) {
      it(`explains ${word} to an administrator`, async () => {
        const { server, hinder } = open();
        hinder('exportDeletionThreshold', word);
        const [unread] = (await server.describe({ dns: [], anchors: [] })).unread ?? [];
        assert.equal(unread?.why, why);
        assert.match(unread?.detail ?? '', says);
      });
    }

    it('tells of a stopped service what the machine itself knows, and that the engine could not be asked', async () => {
      const { server, world, dn } = open();
      world.setRunning(false);
      const said = await server.describe({ dns: [dn], anchors: [] });
      assert.equal(said.service?.status, 'Stopped');
      assert.equal(said.version, '2.6.84.0');
      assert.deepEqual(said.events?.map(({ id }) => id).slice(0, 1), [2002]);
      assert.deepEqual(sectionsOf(said), BESIDE_THE_ENGINE);
      assert.deepEqual(said.unread?.map(({ what }) => what.replace('syncServers.SYNC01.', '')).sort(), SECTIONS.filter((section) => !BESIDE_THE_ENGINE.includes(section)));
      assert.match(said.unread?.[0]?.detail ?? '', /does not run/);
    });

    it('shows which rules act on an object, and which of them contributed each value', async () => {
      const { server, dn } = open();
      const said = await server.describe({ dns: [dn], anchors: [] });
      assert.deepEqual(said.csObjects?.[0]?.Lineage?.map(({ SyncRuleName }) => SyncRuleName), ['In from AD - User Join', 'In from AD - User AccountEnabled', 'In from AD - User Common', 'In from AD - User Exchange']);
      assert.deepEqual([said.csObjects?.[0]?.IsConnector, said.csObjects?.[0]?.IsPlaceHolder], [true, false]);
      const from = (name: string) => said.mvObjects?.[0]?.Attributes?.find(({ Name }) => Name === name);
      assert.deepEqual([from('proxyAddresses')?.SyncRuleName, from('proxyAddresses')?.ConnectorName], ['In from AD - User Common', 'corp.contoso.com']);
      assert.deepEqual([from('cloudSourceAnchor')?.SyncRuleName, from('cloudSourceAnchor')?.ConnectorName], ['In from Microsoft Entra ID - User Join', 'contoso.onmicrosoft.com - AAD']);
    });

    it('shows who is kept from the cloud by a rule: a person in the metaverse that is cloudFiltered', async () => {
      const { server, filteredDn } = open();
      const said = await server.describe({ dns: [filteredDn], anchors: [] });
      assert.deepEqual(said.mvObjects?.[0]?.Attributes?.map(({ Name, Values, SyncRuleName }) => [Name, Values, SyncRuleName]), [['cloudFiltered', [true], 'In from AD - User Common']]);
      assert.deepEqual(said.csObjects?.map(({ ConnectorType, IsConnector }) => [ConnectorType, IsConnector]), [['AD', true]]);
    });

    it('lists the rules with scope, join, precedence and password flag', async () => {
      const rules = (await open().server.describe({ dns: [], anchors: [] })).rules ?? [];
      const enabled = rules.find(({ Name }) => Name === 'In from AD - User AccountEnabled');
      assert.deepEqual([enabled?.Direction, enabled?.Disabled, enabled?.EnablePasswordSync, enabled?.IsStandardRule, enabled?.Precedence], ['Inbound', false, true, true, 101]);
      assert.deepEqual(enabled?.ScopeFilter?.[0]?.ScopeConditionList?.at(-1), { Attribute: 'userAccountControl', ComparisonOperator: 'ISBITNOTSET', ComparisonValue: '2' });
      assert.deepEqual(rules[0]?.JoinFilter?.[0]?.JoinConditionList?.[0], { CSAttribute: 'mS-DS-ConsistencyGuid', MVAttribute: 'sourceAnchorBinary', CaseSensitive: true });
    });

    it('keeps of the run history only the errors of the object asked about', async () => {
      const { server, dn, refusedDn } = open();
      const errorsOf = async (about: string): Promise<readonly unknown[]> =>
        ((await server.describe({ dns: [about], anchors: [] })).runHistory ?? []).flatMap(({ RunStepResults }) => (RunStepResults ?? []).flatMap(({ SyncErrors }) => (SyncErrors?.SyncErrorsList ?? []).map(({ ErrorType }) => ErrorType)));
      assert.deepEqual(await errorsOf(dn), []);
      assert.deepEqual(await errorsOf(refusedDn), ['AttributeValueMustBeUnique']);
      const exported = (await server.describe({ dns: [dn], anchors: [] })).runHistory?.find(({ ConnectorName, RunProfileName }) => RunProfileName === 'Export' && ConnectorName?.endsWith('AAD'));
      assert.equal(exported?.RunStepResults?.[0]?.ExportFailure, 1);
    });

    it('brings the errors of everybody when all are asked for', async () => {
      const { server } = open();
      const runs = (await server.describe({ dns: [], anchors: [], only: ['runHistory'], errors: 'all' })).runHistory ?? [];
      assert.deepEqual(runs.flatMap(({ RunStepResults }) => (RunStepResults ?? []).flatMap(({ SyncErrors }) => (SyncErrors?.SyncErrorsList ?? []).map(({ ErrorType }) => ErrorType))), ['AttributeValueMustBeUnique']);
    });

    it('says whether its machine is a domain controller', async () => {
      assert.equal((await open().server.describe({ dns: [], anchors: [], only: ['service'] })).service?.isDomainController, false);
    });

    it('keeps the last full runs, however many came after them', async () => {
      const { server, world } = open();
      world.setStaging(true);
      for (let cycle = 0; cycle < 8; cycle += 1) world.runCycle();
      const runs = (await server.describe({ dns: [], anchors: [] })).runHistory ?? [];
      assert.deepEqual(runs.filter(({ RunProfileName }) => RunProfileName?.startsWith('Full')).length, 4);
      assert.deepEqual(runs.filter(({ ConnectorId }) => ConnectorId === runs[0]?.ConnectorId).length <= 17, true);
    });

    it('waits for nothing on an active server; on a standby one says what waits for the object', async () => {
      const { server, world, dn } = open();
      assert.deepEqual((await server.describe({ dns: [dn], anchors: [] })).pendingExports, []);
      world.setStaging(true);
      world.setScope({ include: [], exclude: [] });
      world.runCycle();
      const said = await server.describe({ dns: [dn], anchors: [] });
      assert.deepEqual(said.pendingExports?.map(({ Operation, ObjectType }) => [Operation, ObjectType]), [['Delete', 'user']]);
      assert.ok((said.statistics?.find(({ ConnectorName }) => ConnectorName?.endsWith('AAD'))?.ExportDeletes ?? 0) > 10);
    });

    it('tells the settings that causes are judged by', async () => {
      const said = await open().server.describe({ dns: [], anchors: [] });
      assert.deepEqual(said.exportDeletionThreshold, { DeletionPrevention: 'EnabledForCount', ThresholdCount: 500, ThresholdPercentage: 0 });
      assert.equal(said.companyFeatures?.['PasswordHashSync'], true);
      assert.equal(said.globalSettings?.Parameters?.find(({ Name }) => Name?.endsWith('AnchorAttribute'))?.Value, 'mS-DS-ConsistencyGuid');
      assert.deepEqual(said.domainReachability, [{ FullName: 'corp.contoso.com', IsReachable: true, ExceptionMessage: null }]);
      assert.deepEqual(said.tls?.settings?.filter(({ Name }) => Name === 'SchUseStrongCrypto').map(({ Value }) => Value), ['1', '1']);
      assert.deepEqual([said.tls?.frameworkRelease, said.healthAgent?.version, said.healthAgent?.status], [528_449, '4.5.2600.0', 'Running']);
    });

    it('tells of the passwords: who is covered, when the loop ran, and what became of the one asked about', async () => {
      const { server, dn } = open();
      const { passwordSync } = await server.describe({ dns: [dn], anchors: [] });
      assert.deepEqual(passwordSync?.configuration, [{ SourceConnector: 'corp.contoso.com', TargetConnector: 'contoso.onmicrosoft.com - AAD', Enabled: true }]);
      assert.equal(passwordSync?.partitionState?.[0]?.PasswordSyncLastCycleStatus, 'Successful');
      assert.deepEqual(passwordSync?.objectLog?.map(({ DistinguishedName, Status }) => [DistinguishedName, Status]), [[dn, 'Success']]);
    });

    it('brings the events that count, newest first', async () => {
      const events = (await open().server.describe({ dns: [], anchors: [] })).events ?? [];
      const times = events.map(({ time }) => Date.parse(time ?? ''));
      assert.deepEqual(times, [...times].sort((one, other) => other - one));
      assert.deepEqual([904, 114, 6941, 653, 654].filter((id) => !events.some((event) => event.id === id)), []);
      assert.match(events.find(({ id }) => id === 6941)?.message ?? '', /AttributeValueMustBeUnique/);
    });

    it('brings event 116 when too many deletions stopped the export', async () => {
      const { server, world } = open();
      world.setDeletionThreshold(3);
      world.setScope({ include: [], exclude: [] });
      world.runCycle();
      const said = await server.describe({ dns: [], anchors: [] });
      assert.equal(said.runHistory?.find(({ RunProfileName, ConnectorName }) => RunProfileName === 'Export' && ConnectorName?.endsWith('AAD'))?.Result, 'stopped-deletion-threshold-exceeded');
      assert.ok(said.events?.some(({ source, id }) => source === 'Directory Synchronization' && id === 116));
    });

    it('starts a delta cycle and refuses a second one while it runs', async () => {
      const { server } = open();
      await server.startDelta();
      assert.equal((await server.scheduler()).SyncCycleInProgress, true);
      await assert.rejects(server.startDelta(), (error) => error instanceof SyncServerError && error.fault === 'busy');
    });

    it('tells of its service since when it runs, and starts it anew', async () => {
      const { server, world } = open();
      const before = await server.service();
      assert.deepEqual([before.status, before.databaseFull], ['Running', false]);
      await server.restartService();
      const after = await server.service();
      assert.equal(after.status, 'Running');
      assert.ok(Date.parse(after.startedAt ?? '') >= Date.parse(before.startedAt ?? ''));
      assert.deepEqual(world.describe({ dns: [], anchors: [] }).events.map(({ id }) => id).slice(0, 2).sort(), [2001, 2002]);
    });

    it('starts a service that is stopped', async () => {
      const { server, world } = open();
      world.setRunning(false);
      assert.deepEqual([(await server.service()).status, (await server.service()).startedAt], ['Stopped', null]);
      await server.restartService();
      assert.equal((await server.service()).status, 'Running');
    });

    it('refuses to restart the service while a cycle runs', async () => {
      const { server, world } = open();
      world.startDelta();
      await assert.rejects(server.restartService(), (error) => error instanceof SyncServerError && error.fault === 'busy' && /cycle/.test(error.message));
      assert.equal((await server.service()).status, 'Running');
    });

    it('refuses to restart the service when its database is full', async () => {
      const { server, world } = open();
      world.machine.troubles.add('database-full');
      world.runCycle();
      assert.equal((await server.service()).databaseFull, true);
      await assert.rejects(server.restartService(), (error) => error instanceof SyncServerError && error.fault === 'busy' && /full/.test(error.message));
    });

    it('refuses a delta cycle on a server in staging mode', async () => {
      const { server, world } = open();
      world.setStaging(true);
      await assert.rejects(server.startDelta(), (error) => error instanceof SyncServerError && error.fault === 'busy' && /staging/.test(error.message));
    });
  });
}
