import type { Company } from '../company.ts';

export type Json = Record<string, unknown>;
export const ENTRA = 'contoso.onmicrosoft.com - AAD';
export const FOREST = 'corp.contoso.com';

/** A further run, newer than all of the healthy company unless told otherwise. */
export function run({ server }: Company, given: Json): void {
  (server['runHistory'] as Json[]).unshift({ ConnectorName: FOREST, RunProfileName: 'Delta Import', IsRunComplete: true, RunNumber: 900, StartDate: '2026-11-21T09:05:00Z', EndDate: '2026-11-21T09:05:10Z', Result: 'success', RunStepResults: [], ...given });
}

export const entraRun = (company: Company, Result: string, RunProfileName = 'Delta Import'): void => run(company, { ConnectorName: ENTRA, RunProfileName, Result });

/** A further event, after all runs unless told otherwise. */
export function event({ server }: Company, source: string, id: number, message: string, time = '2026-11-21T09:06:00Z'): void {
  (server['events'] as Json[]).unshift({ source, id, level: 'Error', time, message });
}

export const noEvents = ({ server }: Company): void => {
  delete server['events'];
};

export const standby = ({ server, scheduler }: Company): void => {
  server['scheduler'] = Object.assign(scheduler, { StagingModeEnabled: true });
};

/** A second server like the first, with another scheduler. */
export function secondServer({ servers, server, scheduler }: Company, settings: Json, other: Json = {}): void {
  servers.push({ ...structuredClone(server), name: 'SYNC02', scheduler: { ...scheduler, ...settings }, ...other });
}

/** When the service is stopped the cmdlets fail: nothing but name, version and service remains. */
export function onlyService(company: Company, service: Json): void {
  const { server } = company;
  for (const name of Object.keys(server)) if (!['name', 'version', 'events'].includes(name)) Reflect.deleteProperty(server, name);
  server['service'] = service;
}

const spaceObject = ({ server }: Company, at: number): Json => {
  const object = (server['csObjects'] as Json[])[at];
  if (object === undefined) throw new Error('the healthy company lacks a connector-space object');
  return object;
};

/** Gives jsmith's object in the connector space of AD (0) or Entra (1) a synchronisation error. */
export const syncError = (company: Company, error: Json, side: 0 | 1 = 0): void => {
  Object.assign(spaceObject(company, side), { HasSyncError: true, SynchronizationError: { RetryCount: 0, InitialOccurrence: '2026-11-21T09:01:20Z', LatestOccurrence: '2026-11-21T09:01:20Z', ...error } });
};

export const exportErrorOn = (company: Company, side: 0 | 1, error: Json): void => {
  Object.assign(spaceObject(company, side), { HasExportError: true, ExportError: { RetryCount: 0, InitialOccurrence: '2026-11-21T09:02:05Z', LatestOccurrence: '2026-11-21T09:02:05Z', ...error } });
};
