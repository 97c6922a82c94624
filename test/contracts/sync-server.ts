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
}

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

    it('says which containers are synced, and keeps connection parameters to itself', async () => {
      const said = await open().server.describe({ dns: [], anchors: [] });
      const scope = said.connectors?.find((connector) => connector.Type === 'AD')?.Partitions?.[0]?.ConnectorPartitionScope;
      assert.deepEqual(scope?.ContainerInclusionList, ['Staff', 'Sales', 'Groups'].map((ou) => `OU=${ou},DC=corp,DC=contoso,DC=com`));
      assert.doesNotMatch(JSON.stringify(said), /ConnectivityParameters|password/i);
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

    it('starts a delta cycle and refuses a second one while it runs', async () => {
      const { server } = open();
      await server.startDelta();
      assert.equal((await server.scheduler()).SyncCycleInProgress, true);
      await assert.rejects(server.startDelta(), (error) => error instanceof SyncServerError && error.fault === 'busy');
    });

    it('refuses a delta cycle on a server in staging mode', async () => {
      const { server, world } = open();
      world.setStaging(true);
      await assert.rejects(server.startDelta(), (error) => error instanceof SyncServerError && error.fault === 'busy' && /staging/.test(error.message));
    });
  });
}
