import { sameDn } from '../../model/distinguished-name.ts';
import { entryValues, sameValues } from '../../model/entry-values.ts';
import type { AdEntry, CsObject, Scheduler } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { ObjectSynchronization, SyncServer } from '../../ports/sync-server.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, Doubtful, NotApplied } from '../operation.ts';
import { beforeCommand, commanding, timeOf, TOLERANCE_MS, type ObjectWorld, type SyncWorld } from './sync-server-doubt.ts';

type Params = OperationParams['sync.synchronize-object' | 'sync.send-password-hash'];

/** Has the engine import, synchronise and export one object alone, while the scheduler is off and nothing runs. It never deletes. */
export const syncSynchronizeObject = defineOperation({
  name: 'sync.synchronize-object',
  version: 1,
  ...CHANGES['sync.synchronize-object'],

  async look({ syncServer, directory }: ObjectWorld, params, since): Promise<Observation> {
    const server = syncServer(params.server);
    if (since === null) return mayBegin(params, await server.scheduler());
    return carried(server, { params, since, entry: (await directory?.byGuid(params.object.guid)) ?? null });
  },

  async apply({ syncServer }: ObjectWorld, params): Promise<void> {
    const server = await beforeCommand(async () => syncServer(params.server));
    const now = mayBegin(params, await beforeCommand(() => server.scheduler()));
    if (now.stands !== 'before') throw new NotApplied(now.says);
    judge(params, await commanding(server.synchronizeObject(params.object.dn)));
  },
});

/** Has the password hash of one account sent anew, beside the loop that does so every two minutes for what changed. */
export const syncSendPasswordHash = defineOperation({
  name: 'sync.send-password-hash',
  version: 1,
  ...CHANGES['sync.send-password-hash'],

  async look({ syncServer, clock }: SyncWorld, params, since): Promise<Observation> {
    const server = syncServer(params.server);
    return since === null ? maySend(server, params) : whenLogged(server, { params, since, clock });
  },

  async apply({ syncServer }: SyncWorld, params): Promise<void> {
    const server = await beforeCommand(async () => syncServer(params.server));
    const now = await beforeCommand(() => maySend(server, params));
    if (now.stands !== 'before') throw new NotApplied(now.says);
    await commanding(server.sendPasswordHash(params.object.dn));
  },
});

const stopped = (says: string): Observation => ({ stands: 'other', found: {}, says });

function mayBegin({ server, object }: Params, { SyncCycleEnabled: enabled, StagingModeEnabled: staging, SyncCycleInProgress: busy }: Scheduler): Observation {
  if (staging !== false) return stopped(staging === true ? `${server} is in staging mode and exports nothing` : `${server} did not say whether it is in staging mode`);
  if (enabled !== false) return stopped(enabled === true ? `the scheduler of ${server} is on, and one object alone is synchronised only while it is off` : `${server} did not say whether its scheduler is off`);
  if (busy !== false) return stopped(busy === true ? `${server} is running a cycle` : `${server} did not say whether a cycle is running`);
  return { stands: 'before', found: {}, says: `${server} is idle and its scheduler is off, so that ${object.dn} can be synchronised alone` };
}

/** What the cmdlet itself said decides first; that it succeeded is then read from the engine. */
function judge({ server, object }: Params, { status, errorCode, reason, steps }: ObjectSynchronization): void {
  if (status === 'success' || status === 'warning') return;
  const failed = steps.filter((step) => /fail|error/i.test(step.status)).map(({ name }) => name);
  const words = [errorCode, reason, failed.length === 0 ? null : `in ${failed.join(', ')}`].filter((each) => each !== null).join('; ');
  const says = `${server} ended with "${status === '' ? 'no word' : status}" for ${object.dn}${words === '' ? '' : ` (${words})`}`;
  if (status === 'skipped') throw new NotApplied(says);
  throw new Doubtful(says);
}

interface Asked {
  readonly params: Params;
  readonly since: Date;
  /** The object as AD has it; null where that could not be asked. */
  readonly entry: AdEntry | null;
}

/** The engine has read what AD holds, and nothing of it waits or was refused since. */
async function carried(server: SyncServer, { params: { object }, since, entry }: Asked): Promise<Observation> {
  const { csObjects, pendingExports } = await server.describe({ dns: [entry?.dn ?? object.dn], anchors: [], only: ['csObjects', 'pendingExports'] });
  if (csObjects === undefined || pendingExports === undefined) return stopped(`${server.name} did not say what it holds of ${object.dn}`);
  const source = csObjects.find(({ ConnectorType, DistinguishedName }) => ConnectorType === 'AD' && sameDn(DistinguishedName ?? '', entry?.dn ?? object.dn));
  if (source === undefined) return stopped(`${server.name} does not hold ${object.dn}; it lies outside what is synchronised`);
  const stale = entry === null ? [] : STATE.filter((attribute) => !sameValues(valuesIn(source, attribute), entryValues(entry, attribute)));
  if (stale.length > 0) return { stands: 'before', found: {}, says: `${server.name} has not read the newest state of ${object.dn}: ${stale.join(', ')}` };
  const refused = csObjects.find(({ ExportError }) => timeOf(ExportError?.LatestOccurrence) >= since.getTime() - TOLERANCE_MS);
  if (refused !== undefined) return stopped(`Entra refused ${object.dn}: ${refused.ExportError?.ErrorName ?? refused.ExportError?.ErrorType ?? 'no reason given'}`);
  if (pendingExports.length > 0) return stopped(`a change of ${object.dn} still waits for export on ${server.name}`);
  return { stands: 'after', found: {}, says: `${server.name} has read ${object.dn} and has nothing more to export of it` };
}

/** Every connector to AD reads these. */
const STATE = ['displayName', 'givenName', 'sn', 'mail', 'proxyAddresses', 'userPrincipalName', 'userAccountControl'] as const;

const valuesIn = ({ Attributes = [] }: CsObject, name: string): readonly string[] => Attributes.filter((each) => each.Name?.toLowerCase() === name.toLowerCase()).flatMap(({ Values }) => (Values ?? []).map(String));

async function maySend(server: SyncServer, { object }: Params): Promise<Observation> {
  const { StagingModeEnabled: staging } = await server.scheduler();
  if (staging !== false) return stopped(staging === true ? `${server.name} is in staging mode and sends no passwords` : `${server.name} did not say whether it is in staging mode`);
  const { csObjects, passwordSync } = await server.describe({ dns: [object.dn], anchors: [], only: ['csObjects', 'passwordSync'] });
  if (csObjects === undefined || passwordSync?.configuration === undefined) return stopped(`${server.name} did not say whether it sends password hashes`);
  const source = csObjects.find(({ ConnectorType, DistinguishedName }) => ConnectorType === 'AD' && sameDn(DistinguishedName ?? '', object.dn));
  if (source === undefined) return stopped(`${server.name} does not hold ${object.dn}; let a cycle bring it first`);
  const isOn = passwordSync.configuration.some(({ SourceConnector, Enabled }) => SourceConnector === source.ConnectorName && Enabled === true);
  return isOn ? { stands: 'before', found: {}, says: `${server.name} sends password hashes and holds ${object.dn}` } : stopped(`password hash synchronisation is not switched on for ${source.ConnectorName ?? 'this forest'} on ${server.name}`);
}

const POLL_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** The log of the object tells how it ended, a moment after the beginning. */
async function whenLogged(server: SyncServer, { params, since, clock }: { readonly params: Params; readonly since: Date; readonly clock: SyncWorld['clock'] }): Promise<Observation> {
  const until = since.getTime() + LONGEST_WAIT_MS;
  for (;;) {
    const seen = await logged(server, params, since);
    if (seen.stands !== 'before' || clock.now().getTime() > until) return seen;
    await clock.sleep(POLL_MS);
  }
}

async function logged(server: SyncServer, { object }: Params, since: Date): Promise<Observation> {
  const { passwordSync } = await server.describe({ dns: [object.dn], anchors: [], only: ['csObjects', 'passwordSync'] });
  if (passwordSync?.objectLog === undefined) return stopped(`${server.name} did not say what became of the password of ${object.dn}`);
  const ours = passwordSync.objectLog.filter((entry) => sameDn(entry.DistinguishedName ?? '', object.dn) && timeOf(entry.TimeStamp) >= since.getTime() - TOLERANCE_MS);
  const [newest] = ours.toSorted((one, other) => timeOf(other.TimeStamp) - timeOf(one.TimeStamp));
  if (newest === undefined) return { stands: 'before', found: {}, says: `nothing was sent for ${object.dn} since ${since.toISOString()}` };
  if (newest.Status?.toLowerCase() === 'success') return { stands: 'after', found: {}, says: `the password hash of ${object.dn} was sent at ${newest.TimeStamp ?? ''}` };
  return stopped(`sending the password hash of ${object.dn} ended with ${newest.Status ?? 'no word'}`);
}
