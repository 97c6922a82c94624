import type { SyncServerDocument } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';

const STAGING_SETTING = 'microsoft.synchronize.stagingmode';

/** Whether a server is in staging mode, by its scheduler or else by its global settings; undefined when neither tells. */
export function isStandby(server: SyncServerDocument): boolean | undefined {
  const scheduled = server.scheduler?.StagingModeEnabled;
  if (scheduled !== undefined && scheduled !== null) return scheduled;
  const setting = server.globalSettings?.Parameters?.find(({ Name }) => Name?.toLowerCase() === STAGING_SETTING)?.Value;
  return setting === undefined || setting === null ? undefined : /^true$/i.test(setting);
}

/** The servers whose state decides: those known to export; where none is known, those that may. Standby servers never do. */
export function decidingServers(servers: readonly SyncServerDocument[]): readonly SyncServerDocument[] {
  const active = servers.filter((server) => isStandby(server) === false);
  return active.length > 0 ? active : servers.filter((server) => isStandby(server) !== true);
}

type Section = Exclude<keyof SyncServerDocument, 'name'>;

/** One section of each of these servers; undefined when a single one of them lacks it. */
export function sectionOf<Name extends Section>(servers: readonly SyncServerDocument[], name: Name): readonly FromServer<NonNullable<SyncServerDocument[Name]>>[] | undefined {
  const answers: FromServer<NonNullable<SyncServerDocument[Name]>>[] = [];
  for (const server of servers) {
    const value = server[name];
    if (value === undefined) return undefined;
    answers.push({ server: server.name, staging: isStandby(server), value });
  }
  return answers;
}

/** The cmdlets answer only while the service runs: a section they give proves that it does. */
export const answersCmdlets = (server: SyncServerDocument): boolean =>
  [server.scheduler, server.runHistory, server.runStatus, server.connectors, server.csObjects, server.globalSettings].some((section) => section !== undefined);
