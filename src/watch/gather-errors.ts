import { cloudErrors } from '../deduce/cloud-errors.ts';
import { serverErrors } from '../deduce/server-errors.ts';
import type { ListedError } from '../model/error-list.ts';
import type { SyncServerDocument, Unread } from '../model/evidence.ts';
import type { OnPremFragment, ServerSection } from '../model/relay-job.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Tenant, TenantAnswer } from '../ports/tenant.ts';
import { lookCloser } from './look-closer.ts';

/** Everything that stands against objects now, and what could not be seen. */
export interface GatheredErrors {
  /** Of the servers that export and of Entra. */
  readonly current: readonly ListedError[];
  readonly staging: readonly { readonly server: string; readonly errors: number }[];
  readonly unread: readonly Unread[];
  /** What was read, e.g. `SYNC01`, `Entra ID`. */
  readonly sources: readonly string[];
}

/** Where errors are told. */
export interface ErrorSources {
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly tenant: Pick<Tenant, 'provisioningErrors'>;
}

/** Asks all sync servers and Entra at once, then the engine and AD about the objects that the runs name. Never rejects. */
export async function gatherErrors({ relayLink, tenant }: ErrorSources): Promise<GatheredErrors> {
  const [onPrem, cloud] = await Promise.all([
    relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: RUN_SECTIONS, errors: 'all' } }),
    tenant.provisioningErrors(),
  ]);
  return errorsIn(onPrem, cloud, (errors) => lookCloser(relayLink, errors));
}

/** What has to be read of every server, with `errors: 'all'`. */
export const RUN_SECTIONS = ['scheduler', 'globalSettings', 'runHistory'] as const satisfies readonly ServerSection[];

/** The errors in what was read already; `closer` asks about the objects that the runs name. */
export async function errorsIn(onPrem: OnPremFragment, cloud: TenantAnswer, closer: (errors: readonly ListedError[]) => Promise<readonly ListedError[]>): Promise<GatheredErrors> {
  const servers = onPrem.syncServers ?? [];
  const told = serverErrors(servers);
  const current = await closer(told.errors.filter(({ standby }) => !standby));
  const staging = countByServer(told.errors.filter(({ standby }) => standby));
  return {
    current: [...current, ...cloudErrors(cloud.entra)],
    staging,
    unread: [...onPrem.unread, ...silent(servers, onPrem.unread), ...told.unread, ...cloud.unread],
    sources: [...servers.filter(({ runHistory }) => runHistory !== undefined).map(({ name }) => name), ...(Object.keys(cloud.entra).length > 0 ? ['Entra ID'] : [])],
  };
}

/** A server without its runs has said nothing, whether or not it says why. */
const silent = (servers: readonly SyncServerDocument[], unread: readonly Unread[]): readonly Unread[] =>
  servers.flatMap(({ name, runHistory }) =>
    runHistory !== undefined || unread.some(({ what }) => what.startsWith(`syncServers.${name}.`) && /\.runHistory/.test(what)) ? [] : [{ what: `syncServers.${name}.runHistory`, why: 'failed', detail: `${name}: its runs were not given` }],
  );

function countByServer(errors: readonly ListedError[]): GatheredErrors['staging'] {
  const servers = [...new Set(errors.map(({ source }) => source))].sort();
  return servers.map((server) => ({ server, errors: errors.filter(({ source }) => source === server).length }));
}
