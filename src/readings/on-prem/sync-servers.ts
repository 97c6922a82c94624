import type { Connector, ForestDocument, SyncServerDocument, Unread } from '../../model/evidence.ts';
import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import type { SyncServer } from '../../ports/sync-server.ts';
import { couldNotRead } from './could-not-read.ts';
import { eachOnce } from './entry-facts.ts';
import type { OnPremWorld } from './world.ts';

/** What every sync server says about these objects, and which of the containers that its connectors name exist in AD. */
export async function syncServers(world: OnPremWorld, about: OnPremReadingParams['sync.servers']): Promise<OnPremFragment> {
  if (world.syncServers.length === 0) return { unread: [{ what: 'syncServers', why: 'not-configured', detail: 'no sync server is configured on the relay' }] };
  const answers = await Promise.all(world.syncServers.map((server) => described(server, about)));
  const documents = answers.flatMap(({ document }) => (document === null ? [] : [document]));
  const containers = await existingContainers(world, documents.flatMap(({ connectors }) => (connectors ?? []).flatMap(containersOf)));
  const unread = [...answers.flatMap((answer) => answer.unread), ...containers.unread];
  // No server answered: absent, for an empty list would mean that there is none.
  return { ...(documents.length === 0 ? {} : { syncServers: documents }), ...(containers.forests.length === 0 ? {} : { forests: containers.forests }), unread };
}

async function described(server: SyncServer, about: OnPremReadingParams['sync.servers']): Promise<{ readonly document: SyncServerDocument | null; readonly unread: readonly Unread[] }> {
  try {
    const { unread = [], ...document } = await server.describe(about);
    return { document, unread };
  } catch (error) {
    return { document: null, unread: [couldNotRead('syncServers', `sync server ${server.name}`, error)] };
  }
}

function containersOf({ Partitions }: Connector): readonly string[] {
  return (Partitions ?? []).flatMap(({ ConnectorPartitionScope: scope }) => [...(scope?.ContainerInclusionList ?? []), ...(scope?.ContainerExclusionList ?? [])]);
}

async function existingContainers({ directories }: OnPremWorld, dns: readonly string[]): Promise<{ readonly forests: readonly ForestDocument[]; readonly unread: readonly Unread[] }> {
  if (dns.length === 0) return { forests: [], unread: [] };
  const wanted = [...new Set(dns)];
  const answers = await Promise.allSettled(directories.map(async ({ forest, directory }) => ({ name: forest, entries: eachOnce(await directory.existing(wanted)) })));
  return {
    forests: answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
    unread: answers.flatMap((answer, at) => (answer.status === 'rejected' ? [couldNotRead('directory.entries', `containers of ${directories[at]?.forest ?? 'a forest'}`, answer.reason)] : [])),
  };
}
